/** @file Parts of one axis: so many elements from a place on, or one. */
import { axisOf } from "./axis.js"
import { IndexError, ShapeError } from "./error.js"
import { indexMessage, narrowMessage } from "./index-messages.js"
import { negativeMessage } from "./messages.js"
import { assertInteger } from "./operand.js"
import { assertRank } from "./rank.js"

export interface Part {
  readonly axis: number
  /** undefined where it is known only when evaluated */
  readonly start: number | undefined
  readonly length: number
}

/** `start` is a number, negative from the end, unless a tensor tells it. */
export const narrowPart = (
  shape: readonly number[],
  dim: unknown,
  start: unknown,
  length: unknown,
  isKnown: boolean,
): Part => {
  assertRank("narrow", 1, shape)
  const axis = axisOf("narrow", shape, dim)
  const count = assertInteger("narrow", "a length", length)
  if (count < 0) throw new ShapeError(negativeMessage("narrow", count))
  const size = shape[axis] as number
  const from = isKnown ? assertInteger("narrow", "a start", start) : 0
  const first = from < 0 ? from + size : from
  if (first < 0 || first + count > size) throw new ShapeError(narrowMessage(shape, axis, from, count))
  return { axis, start: isKnown ? first : undefined, length: count }
}

/** The axis, and the place of one element along it. */
export const selectPlace = (
  shape: readonly number[],
  dim: unknown,
  index: unknown,
): { readonly axis: number; readonly place: number } => {
  assertRank("select", 1, shape)
  const axis = axisOf("select", shape, dim)
  const size = shape[axis] as number
  const place = assertInteger("select", "an index", index)
  if (place < -size || place >= size) throw new IndexError(indexMessage(place, axis, size, shape, "select"))
  return { axis, place: place < 0 ? place + size : place }
}
