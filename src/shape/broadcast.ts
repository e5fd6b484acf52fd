/** @file NumPy's broadcasting: shapes are aligned at their last axes, and a size of 1 grows to the other's. */
import { ShapeError } from "./error.js"
import { broadcastMessage, broadcastToMessage } from "./messages.js"

export const broadcast = (op: string, a: readonly number[], b: readonly number[]): readonly number[] => {
  if (a === b || b.length === 0) return a
  if (a.length === 0) return b
  const rank = Math.max(a.length, b.length)
  const shape = Array<number>(rank)
  for (let back = 1; back <= rank; back++) {
    const x = a[a.length - back] ?? 1
    const y = b[b.length - back] ?? 1
    if (x !== y && x !== 1 && y !== 1) throw new ShapeError(broadcastMessage(op, a, b, x, y))
    shape[rank - back] = x === 1 ? y : x
  }
  return shape
}

/** Throws unless the first shape grows to the second. */
export const assertBroadcastsTo = (from: readonly number[], to: readonly number[]): void => {
  const lead = to.length - from.length
  const fits = lead >= 0 && from.every((dim, axis) => dim === 1 || dim === to[lead + axis])
  if (!fits) throw new ShapeError(broadcastToMessage(from, to))
}
