/** @file The sentences of normalisation. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Shape } from "./tensor.js"

export type EndMessage<S extends Shape, N extends Shape> = `layerNorm: ${Show<S>} does not end in ${Show<N>}`

export type NoDimsMessage = "layerNorm: needs at least one dim to normalise, got []"

export type AffineMessage<
  Op extends string,
  Option extends string,
  W extends Shape,
  N extends Shape,
> = `${Op}: ${Option} has shape ${Show<W>}, not ${Show<N>}`

export type StatisticsMessage<
  Op extends string,
  Missing extends string,
  Remedy extends string,
> = `${Op}: ${Missing} is missing: give it, or ${Remedy}`
