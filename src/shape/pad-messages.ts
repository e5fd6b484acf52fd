/** @file The sentences of padding, one function each. */
import type { CutMessage, EndPairsMessage, ModeMessage, PairsMessage, WholeMessage } from "../../types/pad-messages.js"
import type { Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const pairsMessage = <const S extends Shape, const N extends number>(shape: S, count: N): PairsMessage<S, N> =>
  sentence(`pad: ${show(shape)} needs a pair [low, high] for each dim, got ${count}`)

export const endPairsMessage = <const S extends Shape, const N extends number>(
  shape: S,
  count: N,
): EndPairsMessage<S, N> =>
  sentence(`pad: ${show(shape)} takes [left, right, top, bottom, ...] of its last dims, got ${count} numbers`)

export const wholeMessage = <const Op extends string, const N extends number>(op: Op, value: N): WholeMessage<Op, N> =>
  `${op}: needs integers, got ${value}`

export const cutMessage = <
  const S extends Shape,
  const I extends number,
  const Low extends number,
  const High extends number,
>(
  shape: S,
  axis: I,
  low: Low,
  high: High,
): CutMessage<S, I, Low, High> =>
  sentence(`pad: [${low}, ${high}] cuts off more than dim ${axis} of ${show(shape)} has`)

export const modeMessage = <
  const Mode extends string,
  const Needed extends number,
  const I extends number,
  const S extends Shape,
>(
  mode: Mode,
  needed: Needed,
  axis: I,
  shape: S,
): ModeMessage<Mode, Needed, I, S> =>
  sentence(`pad: mode "${mode}" needs a size of at least ${needed} at dim ${axis} of ${show(shape)}`)
