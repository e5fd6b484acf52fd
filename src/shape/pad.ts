/** @file Padding: what is put before and after each axis, or cut off there. */
import type { PadMode } from "../../types/pad.js"
import { ShapeError } from "./error.js"
import { negativeMessage } from "./messages.js"
import { describe } from "./operand.js"
import { cutMessage, modeMessage, pairsMessage, wholeMessage } from "./pad-messages.js"

/** Borders of an axis, after so many elements at its ends are cut off. */
export interface AxisBorder {
  readonly start: number
  /** The elements that are kept. */
  readonly count: number
  readonly low: number
  readonly high: number
}

/** One pair [low, high] for each axis, or one number for both ends of all. */
export const padBorders = (shape: readonly number[], widths: unknown, mode: PadMode): readonly AxisBorder[] =>
  pairsOf(shape, widths).map(([low, high], axis) => {
    const size = shape[axis] as number
    const count = size + Math.min(low, 0) + Math.min(high, 0)
    if (count < 0) throw new ShapeError(cutMessage(shape, axis, low, high))
    for (const width of [low, high]) {
      const needed = width > 0 ? needs[mode](width) : 0
      if (count < needed) throw new ShapeError(modeMessage(mode, needed, axis, shape))
    }
    return { start: Math.max(-low, 0), count, low: Math.max(low, 0), high: Math.max(high, 0) }
  })

/** A whole number that is not negative. */
export const assertWidth = (op: string, value: unknown): number => {
  if (typeof value !== "number") throw new ShapeError(`${op}: needs integers of at least 0, got ${describe(value)}`)
  if (!Number.isSafeInteger(value) || value < 0) throw new ShapeError(negativeMessage(op, value))
  return value
}

// internal

/** How many elements a border is made of. */
const needs: { readonly [M in PadMode]: (width: number) => number } = {
  constant: () => 0,
  reflect: (width) => width + 1,
  replicate: () => 1,
  circular: (width) => width,
}

const pairsOf = (shape: readonly number[], widths: unknown): readonly (readonly [number, number])[] => {
  if (typeof widths === "number") {
    assertWhole(widths)
    return shape.map(() => [widths, widths])
  }
  if (!Array.isArray(widths) || !widths.every((pair) => Array.isArray(pair) && pair.length === 2)) {
    throw new ShapeError(`pad: widths are pairs like [[1, 1], [0, 2]], got ${describe(widths)}`)
  }
  for (const width of widths.flat()) assertWhole(width)
  if (widths.length !== shape.length) throw new ShapeError(pairsMessage(shape, widths.length))
  return widths as [number, number][]
}

const assertWhole = (width: unknown): void => {
  if (typeof width !== "number") throw new ShapeError(`pad: needs integers, got ${describe(width)}`)
  if (!Number.isSafeInteger(width)) throw new ShapeError(wholeMessage("pad", width))
}
