/**
 * @file The sentences of reshaping, moving, joining and splitting. The functions that throw them at run time return
 * these types.
 */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type ElementsMessage<
  S extends Shape,
  T extends Shape,
  N extends number,
  M extends number,
> = `reshape: ${Show<S>} has ${N} elements but ${Show<T>} has ${M}`

export type WildcardMessage<
  T extends Shape,
  Op extends string = "reshape",
> = `${Op}: only one -1 is allowed, got ${Show<T>}`

export type DivisionMessage<
  S extends Shape,
  T extends Shape,
  N extends number,
> = `reshape: ${N} elements of ${Show<S>} do not divide into ${Show<T>}`

export type NamedDimsMessage<
  S extends Shape,
  T extends Shape,
> = `reshape: ${Show<S>} and ${Show<T>} do not have the same named dims`

export type TransposeMessage<S extends Shape> = `transpose: needs rank >= 2, got ${Show<S>}`

export type PermuteMessage<
  S extends Shape,
  Order extends readonly number[],
> = `permute: ${Show<Order>} is not a permutation of the axes of ${Show<S>}`

export type SqueezeMessage<
  S extends Shape,
  A extends number,
  D extends Dim,
> = `squeeze: dim ${A} of ${Show<S>} is ${D}, not 1`

export type ConcatScalarMessage = "concat: a scalar has no dim to join along: use stack(tensors)"

export type SplitMessage<
  S extends Shape,
  Sizes extends readonly number[],
  A extends number,
  D extends Dim,
> = `split: sizes ${Show<Sizes>} do not add up to ${D}, the size of dim ${A} of ${Show<S>}`

export type OrderMessage<
  S extends Shape,
  From extends number,
  To extends number,
> = `flatten: dim ${From} of ${Show<S>} comes after dim ${To}`

export type UnflattenMessage<
  S extends Shape,
  A extends number,
  D extends Dim,
  T extends Shape,
> = `unflatten: ${Show<T>} does not multiply to ${D}, the size of dim ${A} of ${Show<S>}`

export type ExpandMessage<S extends Shape, T extends Shape> = `expand: ${Show<S>} does not expand to ${Show<T>}`
