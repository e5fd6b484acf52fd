/** @file The sentences of attention, one function each. */
import type { CausalMaskMessage, FeaturesMessage, LengthMessage, MaskMessage } from "../../types/attention-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const featuresMessage = <
  const Op extends string,
  const Q extends Shape,
  const K extends Shape,
  const X extends Dim,
  const Y extends Dim,
>(
  op: Op,
  queries: Q,
  keys: K,
  x: X,
  y: Y,
): FeaturesMessage<Op, Q, K, X, Y> =>
  sentence(`${op}: queries ${show(queries)} and keys ${show(keys)} differ in their last dim: ${x} vs ${y}`)

export const lengthMessage = <
  const Op extends string,
  const K extends Shape,
  const V extends Shape,
  const X extends Dim,
  const Y extends Dim,
>(
  op: Op,
  keys: K,
  values: V,
  x: X,
  y: Y,
): LengthMessage<Op, K, V, X, Y> =>
  sentence(`${op}: keys ${show(keys)} and values ${show(values)} differ in number: ${x} vs ${y}`)

export const maskMessage = <const Op extends string, const M extends Shape, const W extends Shape>(
  op: Op,
  mask: M,
  weights: W,
): MaskMessage<Op, M, W> => sentence(`${op}: mask ${show(mask)} does not broadcast to ${show(weights)}`)

export const causalMaskMessage = <const Op extends string>(op: Op): CausalMaskMessage<Op> =>
  `${op}: takes mask or isCausal, not both`
