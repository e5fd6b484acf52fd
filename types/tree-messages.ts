/** @file The sentences of trees of tensors that are given for others: the place that doesn't fit, and why. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type LeafDimMessage<
  Path extends string,
  S extends Shape,
  T extends Shape,
  I extends number,
  D extends Dim,
  E extends Dim,
> = `${Path}: ${Show<S>} is not ${Show<T>}: dim ${I} is ${D}, not ${E}`

export type LeafRankMessage<
  Path extends string,
  S extends Shape,
  T extends Shape,
> = `${Path}: ${Show<S>} is not ${Show<T>}: the rank is ${S["length"]}, not ${T["length"]}`

export type LeafDTypeMessage<Path extends string, D extends string, E extends string> = `${Path} is ${D}, not ${E}`

export type NoLeafMessage<Path extends string> = `${Path} is not a tensor`

export type MissingMessage<Path extends string> = `${Path} is missing`

/** Of a list. */
export type TooManyMessage<Path extends string> = `${Path} is one too many`

/** Of what a compiled function is called with. */
export type NoInputMessage<Path extends string> = `${Path} is not an input of this function`
