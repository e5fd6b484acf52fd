/** @file Where an axis is cut: pieces of one size, of listed sizes, or a number of them. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { countMessage } from "./messages.js"
import { splitMessage } from "./movement-messages.js"
import { assertShape, describe } from "./operand.js"

/** One piece: where it begins along the axis, and how long it is. */
export interface Piece {
  readonly start: number
  readonly size: number
}

/** Of one size, the last the rest; or of the sizes listed, which must add up. */
export const splitPieces = (shape: readonly number[], sizes: unknown, dim: unknown): readonly Piece[] => {
  const axis = axisOf("split", shape, dim)
  const extent = shape[axis] as number
  if (!Array.isArray(sizes)) return piecesOf(extent, assertCount("split", sizes))
  const list = assertShape("split", sizes)
  if (list.reduce((sum, size) => sum + size, 0) !== extent) {
    throw new ShapeError(splitMessage(shape, list, axis, extent))
  }
  return list.map((size, i) => ({ start: list.slice(0, i).reduce((sum, before) => sum + before, 0), size }))
}

/** At most `count` of one size. */
export const chunkPieces = (shape: readonly number[], count: unknown, dim: unknown): readonly Piece[] => {
  const axis = axisOf("chunk", shape, dim)
  const extent = shape[axis] as number
  const whole = assertCount("chunk", count)
  if (extent === 0) return Array.from({ length: whole }, () => ({ start: 0, size: 0 }))
  return piecesOf(extent, Math.ceil(extent / whole))
}

/** A whole number of at least 1. */
const assertCount = (op: string, count: unknown): number => {
  if (typeof count !== "number") throw new ShapeError(`${op}: needs a positive integer, got ${describe(count)}`)
  if (!Number.isSafeInteger(count) || count < 1) throw new ShapeError(countMessage(op, count))
  return count
}

// internal

const piecesOf = (extent: number, size: number): readonly Piece[] =>
  Array.from({ length: Math.max(1, Math.ceil(extent / size)) }, (_, i) => ({
    start: i * size,
    size: Math.min(size, extent - i * size),
  }))
