/** @file Orders of axes. */
import { ShapeError } from "./error.js"
import { permuteMessage, transposeMessage } from "./movement-messages.js"
import { assertDim, describe } from "./operand.js"

/** The order with negative dims counted from the back. */
export const permutation = (shape: readonly number[], order: unknown): readonly number[] => {
  if (!Array.isArray(order)) throw new ShapeError(`permute: an order is an array of dims, got ${describe(order)}`)
  const dims = order.map((dim) => assertDim("permute", dim))
  const axes = dims.map((dim) => (dim < 0 ? dim + shape.length : dim))
  const complete = axes.length === shape.length && shape.every((_, axis) => axes.includes(axis))
  if (!complete) throw new ShapeError(permuteMessage(shape, dims))
  return axes
}

/** The order that swaps the last two axes. */
export const transposition = (shape: readonly number[]): readonly number[] => {
  const rank = shape.length
  if (rank < 2) throw new ShapeError(transposeMessage(shape))
  const order = shape.map((_, axis) => axis)
  return [...order.slice(0, -2), rank - 1, rank - 2]
}
