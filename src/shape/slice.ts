/** @file Slices: "start:stop:step" as Python reads it. */
import { ShapeError } from "./error.js"
import { sliceMessage, stepMessage } from "./index-messages.js"

export interface Slice {
  readonly start: number
  readonly step: number
  readonly count: number
}

/** What a slice takes of an axis. One that takes nothing starts nowhere. */
export const sliceOf = (text: string, size: number): Slice => {
  const [, start, stop, pace] = pattern.exec(text) ?? refuse(sliceMessage(text))
  const step = Number(pace ?? 1)
  if (step === 0) refuse(stepMessage())
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1]
  const place = (bound: string | undefined, otherwise: number): number => {
    if (bound === undefined) return otherwise
    const given = Number(bound)
    return Math.max(low, Math.min(high, given < 0 ? given + size : given))
  }
  const [first, end] = step > 0 ? [place(start, low), place(stop, high)] : [place(start, high), place(stop, low)]
  const count = Math.max(0, Math.ceil((end - first) / step))
  return count === 0 ? { start: 0, step: 1, count } : { start: first, step, count }
}

// internal

const integer = "(0|-?[1-9]\\d*)?"
const pattern = new RegExp(`^${integer}:${integer}(?::${integer})?$`)

const refuse = (message: string): never => {
  throw new ShapeError(message)
}
