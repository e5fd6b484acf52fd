/** @file The sentences of attention. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type FeaturesMessage<
  Op extends string,
  Q extends Shape,
  K extends Shape,
  X extends Dim,
  Y extends Dim,
> = `${Op}: queries ${Show<Q>} and keys ${Show<K>} differ in their last dim: ${X} vs ${Y}`

export type LengthMessage<
  Op extends string,
  K extends Shape,
  V extends Shape,
  X extends Dim,
  Y extends Dim,
> = `${Op}: keys ${Show<K>} and values ${Show<V>} differ in number: ${X} vs ${Y}`

export type MaskMessage<
  Op extends string,
  M extends Shape,
  W extends Shape,
> = `${Op}: mask ${Show<M>} does not broadcast to ${Show<W>}`

export type CausalMaskMessage<Op extends string> = `${Op}: takes mask or isCausal, not both`
