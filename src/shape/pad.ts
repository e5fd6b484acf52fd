/** @file Padding: what is put before and after each axis. */
import { ShapeError } from "./error.js"
import { negativeMessage, pairsMessage } from "./messages.js"
import { describe } from "./operand.js"

export interface Borders {
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** One pair [low, high] for each axis, or one number for both ends of all. */
export const padBorders = (shape: readonly number[], widths: unknown): Borders => {
  if (typeof widths === "number") {
    const all = shape.map(() => assertWidth("pad", widths))
    return { low: all, high: all }
  }
  if (!Array.isArray(widths) || !widths.every((pair) => Array.isArray(pair) && pair.length === 2)) {
    throw new ShapeError(`pad: widths are pairs like [[1, 1], [0, 2]], got ${describe(widths)}`)
  }
  for (const width of widths.flat()) assertWidth("pad", width)
  if (widths.length !== shape.length) throw new ShapeError(pairsMessage(shape, widths.length))
  return { low: widths.map((pair) => pair[0] as number), high: widths.map((pair) => pair[1] as number) }
}

/** A whole number that is not negative. */
export const assertWidth = (op: string, value: unknown): number => {
  if (typeof value !== "number") throw new ShapeError(`${op}: needs integers of at least 0, got ${describe(value)}`)
  if (!Number.isSafeInteger(value) || value < 0) throw new ShapeError(negativeMessage(op, value))
  return value
}
