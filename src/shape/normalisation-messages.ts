/** @file The sentences of normalisation, one function each. */
import type { AffineMessage, EndMessage, NoDimsMessage, StatisticsMessage } from "../../types/normalisation-messages.js"
import type { Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const endMessage = <const S extends Shape, const N extends Shape>(shape: S, end: N): EndMessage<S, N> =>
  sentence(`layerNorm: ${show(shape)} does not end in ${show(end)}`)

export const noDimsMessage: NoDimsMessage = "layerNorm: needs at least one dim to normalise, got []"

export const affineMessage = <
  const Op extends string,
  const Option extends string,
  const W extends Shape,
  const N extends Shape,
>(
  op: Op,
  option: Option,
  given: W,
  wanted: N,
): AffineMessage<Op, Option, W, N> => sentence(`${op}: ${option} has shape ${show(given)}, not ${show(wanted)}`)

export const statisticsMessage = <const Op extends string, const Missing extends string, const Remedy extends string>(
  op: Op,
  missing: Missing,
  remedy: Remedy,
): StatisticsMessage<Op, Missing, Remedy> => `${op}: ${missing} is missing: give it, or ${remedy}`
