/** @file Triangles and diagonals of matrices. */
import type { DiagonalOp, TriangleOp } from "../../types/call/triangle.js"
import { binary, compare, fill, gather, iota, permute, reshape, select } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { diagonalView } from "../shape/diagonal.js"
import { assertInteger } from "../shape/operand.js"
import { assertRank } from "../shape/rank.js"
import { type Form, operation, tensorOrDim } from "./dual.js"
import { assertTensor } from "./operand.js"

const tensorOrDiagonal: Form = { ...tensorOrDim, first: "a tensor or the number of a diagonal" }

/**
 * The lower triangle of each matrix, zeros above it; `tril(diagonal)` waits for its tensor.
 *
 * [..., M, N], any dtype. The triangle ends with a diagonal: 0, the main one, unless another is named; 1 is the next
 * above. Errors: ShapeError below rank 2. PyTorch: `torch.tril`. NumPy: `np.tril`. JAX: `jnp.tril`.
 * @example
 * ```ts
 * import { ones, toArray, tril } from "tuplet"
 * toArray(tril(ones([3, 3]))) // [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
 * toArray(tril(ones([2, 3]), 1)) // [[1, 1, 0], [1, 1, 1]]
 * ```
 */
export const tril: TriangleOp<"tril"> = operation(
  "tril(x, diagonal)",
  tensorOrDiagonal,
  (x: unknown, diagonal: unknown = 0) => triangle("tril", "le", x, diagonal),
)

/**
 * The upper triangle of each matrix, zeros below it; `triu(diagonal)` waits for its tensor.
 *
 * [..., M, N], any dtype. The triangle begins with a diagonal: 0, the main one, unless another is named; 1 is the next
 * above. Errors: ShapeError below rank 2. PyTorch: `torch.triu`. NumPy: `np.triu`. JAX: `jnp.triu`.
 * @example
 * ```ts
 * import { ones, toArray, triu } from "tuplet"
 * toArray(triu(ones([2, 3]), 1)) // [[0, 1, 1], [0, 0, 1]]
 * ```
 */
export const triu: TriangleOp<"triu"> = operation(
  "triu(x, diagonal)",
  tensorOrDiagonal,
  (x: unknown, diagonal: unknown = 0) => triangle("triu", "ge", x, diagonal),
)

/**
 * The diagonal of two dims, the first two unless others are named, as the last dim of the result;
 * `diagonal(offset, dim1, dim2)` waits for its tensor.
 *
 * [M, N, …] -> […, min(M, N)]. Offset 1 is the next diagonal above the main one, -1 the next below.
 * Errors: ShapeError below rank 2, or for one dim twice. PyTorch: `torch.diagonal`.
 * NumPy: `np.diagonal`. JAX: `jnp.diagonal`.
 * @example
 * ```ts
 * import { diagonal, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(diagonal(x)) // [1, 5]
 * toArray(diagonal(x, 1)) // [2, 6]
 * ```
 */
export const diagonal: DiagonalOp = operation(
  "diagonal(x, offset, dim1, dim2)",
  tensorOrDiagonal,
  (x: unknown, offset: unknown = 0, dim1: unknown = 0, dim2: unknown = 1) => {
    const node = assertTensor("diagonal", x)
    const { axes, start, length } = diagonalView(node.shape, offset, dim1, dim2)
    const others = node.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
    const [rows, columns] = axes.map((axis) => node.shape[axis] as number) as [number, number]
    const kept = others.map((axis) => node.shape[axis] as number)
    const flat = reshape(permute(node, [...others, ...axes]), [...kept, rows * columns])
    const step = fill(columns + 1, [length], "int32")
    const first = fill(length === 0 ? 0 : start[0] * columns + start[1], [length], "int32")
    const indices = binary("add", binary("mul", iota([length], 0), step), first)
    return gather(flat, indices, others.length)
  },
)

// internal

/** Where the column is at most, or at least, so far to the right of the row. */
const triangle = (op: string, fn: CompareFn, x: unknown, diagonal: unknown): Node => {
  const node = assertTensor(op, x)
  assertRank(op, 2, node.shape)
  const reach = assertInteger(op, "a diagonal", diagonal)
  const rank = node.shape.length
  const limit = binary("add", iota(node.shape, rank - 2), fill(reach, node.shape, "int32"))
  return select(compare(fn, iota(node.shape, rank - 1), limit), node, fill(0, node.shape, node.dtype))
}
