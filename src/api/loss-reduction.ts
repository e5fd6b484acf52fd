/** @file What becomes of the losses of elements: their mean, their sum, or themselves. */
import { reduce } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { describe } from "../shape/operand.js"
import { over } from "./expression.js"

export type Reduction = "mean" | "sum" | "none"

/** `batchmean`, of klDiv alone, is the sum over the first dim's size. */
export const assertReduction = <R extends string = Reduction>(
  op: string,
  value: unknown,
  others: readonly R[] = [],
) => {
  const known: readonly string[] = [...reductions, ...others]
  if (!known.includes(value as string)) {
    throw new TypeError(`${op}: unknown reduction ${describe(value)}: use ${known.join(" | ")}`)
  }
  return value as Reduction | R
}

/** The mean of no losses is NaN. */
export const reducedLoss = (losses: Node, reduction: Reduction): Node => {
  if (reduction === "none") return losses
  const total = totalLoss(losses)
  return reduction === "sum" ? total : over(total, sizeOf(losses.shape))
}

export const totalLoss = (losses: Node): Node =>
  reduce(
    "sum",
    losses,
    losses.shape.map((_, axis) => axis),
  )

// internal

const reductions: readonly Reduction[] = ["mean", "sum", "none"]
