/**
 * @file Products of tensors, summed over dims of both: the last dims, some last and first ones, or those that are
 * listed.
 */
import { axesInOrder } from "./axis.js"
import { ShapeError } from "./error.js"
import { lastDimsMessage, tensordotCountMessage, tensordotMessage } from "./linear-algebra-messages.js"
import { lengthsMessage, negativeMessage } from "./messages.js"
import { describe } from "./operand.js"

/** Whether both tensors have vectors to multiply; a scalar has none. */
export const hasInner = (a: readonly number[], b: readonly number[]): boolean => {
  const [x, y] = [a.at(-1), b.at(-1)]
  if (x === undefined || y === undefined) return false
  if (x !== y) throw new ShapeError(lastDimsMessage("inner", a, b, x, y))
  return true
}

/** The axes of each tensor that are summed over, pair by pair. */
export interface ContractedAxes {
  readonly left: readonly number[]
  readonly right: readonly number[]
}

export const contractedAxes = (a: readonly number[], b: readonly number[], dims: unknown): ContractedAxes => {
  const { left, right } = typeof dims === "number" ? counted(a, b, dims) : listed(a, b, dims)
  left.forEach((i, place) => {
    const j = right[place] as number
    const [x, y] = [a[i] as number, b[j] as number]
    if (x !== y) throw new ShapeError(tensordotMessage(a, i, x, b, j, y))
  })
  return { left, right }
}

// internal

const counted = (a: readonly number[], b: readonly number[], count: number): ContractedAxes => {
  if (!Number.isSafeInteger(count) || count < 0) throw new ShapeError(negativeMessage("tensordot", count))
  for (const shape of [a, b]) if (shape.length < count) throw new ShapeError(tensordotCountMessage(count, shape))
  const right = Array.from({ length: count }, (_, i) => i)
  return { left: right.map((i) => a.length - count + i), right }
}

const listed = (a: readonly number[], b: readonly number[], dims: unknown): ContractedAxes => {
  if (!Array.isArray(dims) || dims.length !== 2 || !dims.every(Array.isArray)) {
    throw new TypeError(`tensordot: dims are a number or two lists like [[1], [0]], got ${describe(dims)}`)
  }
  const [i = [], j = []]: readonly (readonly number[])[] = dims
  if (i.length !== j.length) throw new ShapeError(lengthsMessage("tensordot", i, j))
  const axes = { left: axesInOrder("tensordot", a, i), right: axesInOrder("tensordot", b, j) }
  // a scalar takes dim 0 elsewhere, but has none to sum over
  for (const shape of [a, b]) if (shape.length < i.length) throw new ShapeError(tensordotCountMessage(i.length, shape))
  return axes
}
