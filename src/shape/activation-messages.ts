/** @file The sentences of activations whose arguments must fit the shape, one function each. */
import type { ChannelWeightMessage, HalfMessage } from "../../types/activation-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const halfMessage = <const S extends Shape, const A extends number, const D extends Dim>(
  shape: S,
  dim: A,
  size: D,
): HalfMessage<S, A, D> => sentence(`glu: dim ${dim} of ${show(shape)} is ${size}, which does not halve`)

export const channelWeightMessage = <const S extends Shape, const C extends Dim, const W extends Shape>(
  shape: S,
  channels: C,
  weight: W,
): ChannelWeightMessage<S, C, W> =>
  sentence(`prelu: ${show(shape)} needs a weight of shape [${channels}] or [], got ${show(weight)}`)
