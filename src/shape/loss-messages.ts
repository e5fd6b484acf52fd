/** @file The sentences of losses, one function each. */
import type {
  CtcInputMessage,
  CtcMessage,
  FactorMessage,
  PairTargetsMessage,
  ProbabilitiesMessage,
  SameTargetMessage,
  TargetMessage,
  VarianceMessage,
  WeightMessage,
} from "../../types/loss-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const targetMessage = <
  const Op extends string,
  const S extends Shape,
  const Expected extends Shape,
  const Got extends Shape,
>(
  op: Op,
  input: S,
  expected: Expected,
  got: Got,
): TargetMessage<Op, S, Expected, Got> =>
  sentence(
    `${op}: ${show(input)} needs class indices of shape ${show(expected)}, got ${show(got)}${
      show(input.slice(0, -1)) === show(got) ? ": classes are dim 1: movedim(x, -1, 1)" : ""
    }`,
  )

export const weightMessage = <const Op extends string, const W extends Shape, const Classes extends Dim>(
  op: Op,
  weight: W,
  classes: Classes,
): WeightMessage<Op, W, Classes> =>
  sentence(`${op}: weight has shape ${show(weight)}, but there are ${classes} classes`)

export const sameTargetMessage = <const Op extends string, const S extends Shape, const T extends Shape>(
  op: Op,
  input: S,
  target: T,
): SameTargetMessage<Op, S, T> => sentence(`${op}: ${show(input)} needs a target of its shape, got ${show(target)}`)

export const factorMessage = <
  const Op extends string,
  const Option extends string,
  const W extends Shape,
  const S extends Shape,
>(
  op: Op,
  option: Option,
  weight: W,
  losses: S,
): FactorMessage<Op, Option, W, S> => sentence(`${op}: ${option} ${show(weight)} does not broadcast to ${show(losses)}`)

export const probabilitiesMessage = <const S extends Shape, const T extends Shape>(
  input: S,
  target: T,
): ProbabilitiesMessage<S, T> =>
  sentence(`crossEntropy: ${show(input)} needs class probabilities of its shape, got ${show(target)}`)

export const varianceMessage = <const S extends Shape, const V extends Shape>(
  input: S,
  variance: V,
): VarianceMessage<S, V> =>
  sentence(
    `gaussianNllLoss: ${show(input)} needs a variance of its shape, or without its last dim, got ${show(variance)}`,
  )

export const pairTargetsMessage = <const S extends Shape, const T extends Shape>(
  vectors: S,
  target: T,
): PairTargetsMessage<S, T> =>
  sentence(`cosineEmbeddingLoss: ${show(vectors)} needs a target for each vector, got ${show(target)}`)

export const ctcInputMessage = <const S extends Shape>(input: S): CtcInputMessage<S> =>
  sentence(`ctcLoss needs log-probabilities [T, N, C] or [T, C], got ${show(input)}`)

export const ctcMessage = <
  const S extends Shape,
  const What extends string,
  const Wanted extends Shape,
  const T extends Shape,
>(
  input: S,
  what: What,
  wanted: Wanted,
  given: T,
): CtcMessage<S, What, Wanted, T> =>
  sentence(`ctcLoss: ${show(input)} needs ${what} of shape ${show(wanted)}, got ${show(given)}`)
