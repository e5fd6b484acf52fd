/** @file A factor for each channel, which is axis 1, or one for all. */
import type { ChannelWeightMessage } from "./activation-messages.js"
import type { Unify } from "./dim.js"
import type { Dim, Shape } from "./tensor.js"

/** A message when the weight is neither one number nor one for each channel, else `unknown`. */
export type ChannelFault<S extends Shape, W extends Shape> = [number] extends [S["length"] | W["length"]]
  ? unknown
  : W extends readonly []
    ? unknown
    : W extends readonly [infer D extends Dim]
      ? true extends Unify<D, 1> | Unify<D, Channels<S>>
        ? unknown
        : ChannelWeightMessage<S, Channels<S>, W>
      : ChannelWeightMessage<S, Channels<S>, W>

// internal

type Channels<S extends Shape> = S extends readonly [Dim, infer C extends Dim, ...Shape] ? C : 1
