/** @file Norms of matrices. */
import type { MatrixNormOp } from "../../types/call/matrix-norm.js"
import { permute, reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { axesInOrder, otherAxes } from "../shape/axis.js"
import { ShapeError } from "../shape/error.js"
import { assertMatrices } from "../shape/linear-algebra.js"
import { orderMessage } from "../shape/linear-algebra-messages.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { nonEmptyAxes } from "../shape/reduce.js"
import { operation, tensorOrNorm } from "./dual.js"
import { of } from "./expression.js"
import { singularValues } from "./factor.js"
import { kept } from "./keepdim.js"
import { lengthOf } from "./length.js"
import { floatTensor } from "./operand.js"

/**
 * A norm of matrices; `matrixNorm(order, options)` waits for its tensor.
 *
 * [..., M, N] gives [...]. "fro" (unless another is given) is the length of all elements as one vector, "nuc" the sum
 * of singular values, 2 the largest of them and -2 the smallest, 1 the largest sum of |x| in a column and -1 the
 * smallest, ±Infinity the same of rows. `dim` ([-2, -1]) are the axes of rows and of columns; `keepdim` keeps them with
 * size 1. Floats. Gradients are 0 where the length is 0; equal ones share it. Errors: ShapeError below rank 2, for a
 * dim out of range, and for the largest or smallest of nothing; DTypeError for int32 and bool.
 * PyTorch: `torch.linalg.matrix_norm`.
 * NumPy: `np.linalg.matrix_norm`. JAX: `jnp.linalg.matrix_norm`.
 * @example
 * ```ts
 * import { matrixNorm, pipe, tensor, toArray } from "tuplet"
 * const x = tensor([[3, 0], [0, -4]])
 * toArray(matrixNorm(x)) // 5
 * toArray(matrixNorm(x, "nuc")) // 7
 * toArray(pipe(x, matrixNorm(2, { keepdim: true }))) // [[4]]
 * ```
 */
export const matrixNorm: MatrixNormOp = operation(
  "matrixNorm(x, order, options)",
  tensorOrNorm,
  (x: unknown, order: unknown = "fro", options: unknown) => {
    const node = floatTensor("matrixNorm", x)
    assertMatrices("matrixNorm", node.shape)
    const { dim, keepdim } = readOptions("matrixNorm", options, { dim: [-2, -1], keepdim: false })
    if (!Array.isArray(dim) || dim.length !== 2) {
      throw new TypeError(`matrixNorm: dim is two dims like [-2, -1], got ${describe(dim)}`)
    }
    const norm = norms.get(order)
    if (norm === undefined) {
      const shown = typeof order === "number" || typeof order === "string" ? order : describe(order)
      throw new ShapeError(orderMessage(shown))
    }
    const [row, column] = axesInOrder("matrixNorm", node.shape, dim) as [number, number]
    return kept("matrixNorm", norm(node, row, column), ascending(row, column), keepdim)
  },
)

// internal

type Norm = (x: Node, row: number, column: number) => Node

const ascending = (row: number, column: number): readonly number[] => (row < column ? [row, column] : [column, row])

/** The largest or smallest sum of sizes over one axis. */
const ofSums = (fn: "max" | "min", x: Node, summed: number, axis: number): Node => {
  nonEmptyAxes("matrixNorm", x.shape, axis)
  return reduce(fn, reduce("sum", of("abs", x), [summed]), [axis - Number(summed < axis)])
}

const ofSingularValues = (fn: "max" | "min" | "sum", x: Node, row: number, column: number): Node => {
  if (fn !== "sum") nonEmptyAxes("matrixNorm", x.shape, [row, column])
  const others = otherAxes(x.shape, [row, column])
  return reduce(fn, singularValues(permute(x, [...others, row, column])), [others.length])
}

const norms: ReadonlyMap<unknown, Norm> = /* @__PURE__ */ new Map<unknown, Norm>([
  ["fro", (x, row, column) => lengthOf(x, 2, ascending(row, column))],
  ["nuc", (x, row, column) => ofSingularValues("sum", x, row, column)],
  [1, (x, row, column) => ofSums("max", x, row, column)],
  [-1, (x, row, column) => ofSums("min", x, row, column)],
  [2, (x, row, column) => ofSingularValues("max", x, row, column)],
  [-2, (x, row, column) => ofSingularValues("min", x, row, column)],
  [Number.POSITIVE_INFINITY, (x, row, column) => ofSums("max", x, column, row)],
  [Number.NEGATIVE_INFINITY, (x, row, column) => ofSums("min", x, column, row)],
])
