/** @file The sentences of normalisation, one function each; `messages.ts` says why the types are what they are. */
import type { AffineMessage, EndMessage, NoDimsMessage, StatisticsMessage } from "../../types/normalisation-messages.js"
import type { Shape } from "../../types/tensor.js"
import { show } from "./messages.js"

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

// internal

/** `Show<S>` is recursive over a tuple, which TypeScript can't see in a join. */
const sentence = <M extends string>(text: string): M => text as M
