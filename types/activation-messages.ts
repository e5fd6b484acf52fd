/** @file The sentences of activations whose arguments must fit the shape. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type HalfMessage<
  S extends Shape,
  A extends number,
  D extends Dim,
> = `glu: dim ${A} of ${Show<S>} is ${D}, which does not halve`

export type ChannelWeightMessage<
  S extends Shape,
  C extends Dim,
  W extends Shape,
> = `prelu: ${Show<S>} needs a weight of shape [${C}] or [], got ${Show<W>}`
