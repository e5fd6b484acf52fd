/** @file Triangles and diagonals of matrices. */
import type { DiagOp } from "../../types/call/diag.js"
import type { DiagonalOp, TriangleOp } from "../../types/call/triangle.js"
import { binary, broadcastTo, compare, fill, gather, iota, pad, permute, reshape, select } from "../graph/infer.js"
import { whereRow } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { otherAxes } from "../shape/axis.js"
import { assertDiag, type DiagonalView, diagonalView } from "../shape/diagonal.js"
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
    return diagonalNode(node, diagonalView(node.shape, offset, dim1, dim2))
  },
)

/**
 * A vector as the diagonal of a matrix of zeros, or the diagonal of a matrix as a vector; `diag(diagonal)` waits for
 * its tensor.
 *
 * [N] -> [N + |k|, N + |k|], [M, N] -> the length of the diagonal, where k is 0, the main one, unless another is named;
 * 1 is the next above. Any dtype. Errors: ShapeError for another rank. PyTorch: `torch.diag`. NumPy: `np.diag`.
 * JAX: `jnp.diag`.
 * @example
 * ```ts
 * import { diag, tensor, toArray } from "tuplet"
 * toArray(diag(tensor([1, 2]))) // [[1, 0], [0, 2]]
 * toArray(diag(tensor([[1, 2], [3, 4]]), 1)) // [2]
 * ```
 */
export const diag: DiagOp = operation("diag(x, diagonal)", tensorOrDiagonal, (x: unknown, diagonal: unknown = 0) => {
  const node = assertTensor("diag", x)
  const offset = assertInteger("diag", "a diagonal", diagonal)
  if (node.shape.length === 2) return diagonalNode(node, diagonalView(node.shape, offset, 0, 1))
  assertDiag(node.shape)
  const [low, high] = [Math.max(-offset, 0), Math.max(offset, 0)]
  const [size] = node.shape as readonly [number]
  const rows = broadcastTo(reshape(node, [size, 1]), [size, size])
  return pad(select(whereRow("eq", rows.shape), rows, fill(0, rows.shape, node.dtype)), [low, high], [high, low], 0)
})

// internal

/** The elements of two axes on a diagonal, last. */
const diagonalNode = (node: Node, { axes, start, length }: DiagonalView): Node => {
  const others = otherAxes(node.shape, axes)
  const [rows, columns] = axes.map((axis) => node.shape[axis] as number) as [number, number]
  const kept = others.map((axis) => node.shape[axis] as number)
  const flat = reshape(permute(node, [...others, ...axes]), [...kept, rows * columns])
  const step = fill(columns + 1, [length], "int32")
  const first = fill(length === 0 ? 0 : start[0] * columns + start[1], [length], "int32")
  const indices = binary("add", binary("mul", iota([length], 0), step), first)
  return gather(flat, indices, others.length)
}

/** Where the column is at most, or at least, so far to the right of the row. */
const triangle = (op: string, fn: CompareFn, x: unknown, diagonal: unknown): Node => {
  const node = assertTensor(op, x)
  assertRank(op, 2, node.shape)
  const reach = assertInteger(op, "a diagonal", diagonal)
  const rank = node.shape.length
  const limit = binary("add", iota(node.shape, rank - 2), fill(reach, node.shape, "int32"))
  return select(compare(fn, iota(node.shape, rank - 1), limit), node, fill(0, node.shape, node.dtype))
}
