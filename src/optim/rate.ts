/** @file The rate of a step: a number, a tensor, or what a schedule says. */
import type { Rate } from "../../types/optim.js"
import type { Tensor } from "../../types/tensor.js"
import { mul } from "../api/binary.js"
import { isTensor } from "../api/handle.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { assertBetween } from "./range.js"

/** Throws for a rate below 0, and for one that isn't a scalar. */
export const assertRate = (op: string, lr: unknown): Rate => {
  if (typeof lr === "function") return lr as Rate
  if (isTensor(lr)) return assertScalar(op, lr)
  assertBetween(op, "lr", lr, 0, Number.POSITIVE_INFINITY)
  return lr as number
}

/** `step` counts the updates before this one. */
export const rateAt = (op: string, lr: Rate, step: Tensor<[]>): number | Tensor<[]> => {
  if (typeof lr !== "function") return lr
  const rate: unknown = lr(step)
  if (!isTensor(rate)) throw new TypeError(`${op}: the schedule gives a scalar tensor, got ${describe(rate)}`)
  return assertScalar(op, rate)
}

/** A rate times a number. */
export const scaledRate = (lr: number | Tensor<[]>, factor: number): number | Tensor<[]> =>
  typeof lr === "number" ? lr * factor : mul(lr, factor)

// internal

const assertScalar = (op: string, lr: { readonly shape: readonly unknown[] }): Tensor<[]> => {
  if (lr.shape.length === 0) return lr as Tensor<[]>
  throw new ShapeError(`${op}: lr is a number or a scalar, got shape [${lr.shape.join(", ")}]`)
}
