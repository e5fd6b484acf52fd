/** @file The options of optimizers, checked. */
import type { Rate } from "../../types/optim.js"
import { isTensor } from "../api/handle.js"
import { ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"

export interface CommonOptions {
  readonly lr: Rate
  readonly weightDecay: number
}

/** Missing entries get their default. Throws for a misspelt one, a rate below 0, and a rate that isn't a scalar. */
export const readOptimizerOptions = <O extends CommonOptions>(
  op: string,
  options: unknown,
  defaults: O,
): Widened<O> => {
  const read = readOptions(op, options, defaults) as Widened<O>
  const { lr } = read
  if (!isTensor(lr)) assertBetween(op, "lr", lr, 0, Number.POSITIVE_INFINITY)
  else if (lr.shape.length > 0)
    throw new ShapeError(`${op}: lr is a number or a scalar, got shape [${lr.shape.join(", ")}]`)
  assertBetween(op, "weightDecay", read.weightDecay, 0, Number.POSITIVE_INFINITY)
  return read
}

/** At least `low` and below `high`. */
export const assertBetween = (op: string, name: string, value: unknown, low: number, high: number): void => {
  if (typeof value === "number" && value >= low && value < high) return
  const range = high === Number.POSITIVE_INFINITY ? `at least ${low}` : `at least ${low} and below ${high}`
  throw new RangeError(
    `${op}: ${name} is a number of ${range}, got ${typeof value === "number" ? value : describe(value)}`,
  )
}

/** What `init` gave; the leaves are checked where they are used. */
export const assertState = (op: string, state: unknown): void => {
  if (isRecord(state)) return
  throw new TypeError(`${op}: update needs the state that init(params) gives, got ${describe(state)}`)
}

// internal

/** The defaults' types are narrower than what may be given. */
type Widened<O> = { readonly [K in keyof O]: K extends "lr" ? Rate : O[K] }
