/** @file Diagonals of two axes. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { diagMessage } from "./index-messages.js"
import { repeatedAxisMessage } from "./messages.js"
import { assertInteger } from "./operand.js"
import { assertRank } from "./rank.js"

export interface DiagonalView {
  /** The axes that give way, in the order in which the offset counts. */
  readonly axes: readonly [number, number]
  /** Where the diagonal begins on each, and how long it is. */
  readonly start: readonly [number, number]
  readonly length: number
}

export const diagonalView = (shape: readonly number[], offset: unknown, dim1: unknown, dim2: unknown): DiagonalView => {
  assertRank("diagonal", 2, shape)
  const [a, b] = [axisOf("diagonal", shape, dim1), axisOf("diagonal", shape, dim2)]
  if (a === b) throw new ShapeError(repeatedAxisMessage("diagonal", a, [dim1 as number, dim2 as number]))
  const k = assertInteger("diagonal", "an offset", offset)
  const start = [Math.max(-k, 0), Math.max(k, 0)] as const
  const length = Math.max(0, Math.min((shape[a] as number) - start[0], (shape[b] as number) - start[1]))
  return { axes: [a, b], start, length }
}

/** Refuses what is neither a vector nor a matrix. */
export const assertDiag = (shape: readonly number[]): void => {
  if (shape.length !== 1 && shape.length !== 2) throw new ShapeError(diagMessage(shape))
}
