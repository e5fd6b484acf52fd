/** @file Picking along one axis: an index for each element of the result, or one list of indices for all. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { gatherRankMessage, gatherSizeMessage, indexRankMessage } from "./index-messages.js"
import { assertRank } from "./rank.js"

/**
 * The axis that an index of a shape picks along; off it the index is no larger than what it picks from. A scalar is
 * taken for a vector of one.
 */
export const gatherAxis = (op: string, shape: readonly number[], dim: unknown, index: readonly number[]): number => {
  const axis = axisOf(op, shape, dim)
  if (Math.max(index.length, 1) !== Math.max(shape.length, 1)) throw new ShapeError(gatherRankMessage(op, shape, index))
  index.forEach((wanted, i) => {
    const size = shape[i] as number
    if (i !== axis && wanted > size) throw new ShapeError(gatherSizeMessage(op, shape, index, i, size, wanted))
  })
  return axis
}

/** The axis that a vector of indices picks along. */
export const indexSelectAxis = (shape: readonly number[], dim: unknown, index: readonly number[]): number => {
  const axis = axisOf("indexSelect", shape, dim)
  if (index.length !== 1) throw new ShapeError(indexRankMessage("indexSelect", index))
  assertRank("indexSelect", 1, shape)
  return axis
}
