/** @file The last two axes as the rows and columns of matrices. */
import { compare, fill, iota, permute, select } from "./infer.js"
import type { Node } from "./node.js"
import type { CompareFn } from "./op.js"

/** Rows and columns exchanged. */
export const transposed = (x: Node): Node => {
  const order = x.shape.map((_, axis) => axis)
  const last = order.length - 1
  return permute(x, [...order.slice(0, -2), last, last - 1])
}

/** Where the row is equal to the column, less, greater, …: the diagonal and the triangles. */
export const whereRow = (relation: CompareFn, shape: readonly number[]): Node =>
  compare(relation, iota(shape, shape.length - 2), iota(shape, shape.length - 1))

/** Identities in place of the (square) matrices of x. */
export const identityLike = (x: Node): Node =>
  select(whereRow("eq", x.shape), fill(1, x.shape, x.dtype), fill(0, x.shape, x.dtype))
