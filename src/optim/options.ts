/** @file The options of optimizers, checked. */
import type { Rate } from "../../types/optim.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { assertBetween } from "./range.js"
import { assertRate } from "./rate.js"

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
  assertRate(op, read.lr)
  assertBetween(op, "weightDecay", read.weightDecay, 0, Number.POSITIVE_INFINITY)
  return read
}

/** Two numbers of at least 0 and below 1. */
export const assertBetas = (op: string, betas: unknown): readonly [number, number] => {
  if (!Array.isArray(betas) || betas.length !== 2) {
    throw new TypeError(`${op}: betas are two numbers like [0.9, 0.999], got ${describe(betas)}`)
  }
  for (const [i, beta] of betas.entries()) assertBetween(op, `betas[${i}]`, beta, 0, 1)
  return [betas[0], betas[1]]
}

// internal

/** The defaults' types are narrower than what may be given. */
type Widened<O> = { readonly [K in keyof O]: K extends "lr" ? Rate : O[K] }
