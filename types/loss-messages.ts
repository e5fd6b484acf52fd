/** @file The sentences of losses. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type TargetMessage<
  Op extends string,
  S extends Shape,
  Expected extends Shape,
  Got extends Shape,
> = `${Op}: ${Show<S>} needs class indices of shape ${Show<Expected>}, got ${Show<Got>}${ClassesLast<S, Got>}`

export type WeightMessage<
  Op extends string,
  W extends Shape,
  Classes extends Dim,
> = `${Op}: weight has shape ${Show<W>}, but there are ${Classes} classes`

export type SameTargetMessage<
  Op extends string,
  S extends Shape,
  T extends Shape,
> = `${Op}: ${Show<S>} needs a target of its shape, got ${Show<T>}`

export type FactorMessage<
  Op extends string,
  Option extends string,
  W extends Shape,
  S extends Shape,
> = `${Op}: ${Option} ${Show<W>} does not broadcast to ${Show<S>}`

export type ProbabilitiesMessage<
  S extends Shape,
  T extends Shape,
> = `crossEntropy: ${Show<S>} needs class probabilities of its shape, got ${Show<T>}`

export type VarianceMessage<
  S extends Shape,
  V extends Shape,
> = `gaussianNllLoss: ${Show<S>} needs a variance of its shape, or without its last dim, got ${Show<V>}`

export type PairTargetsMessage<
  S extends Shape,
  T extends Shape,
> = `cosineEmbeddingLoss: ${Show<S>} needs a target for each vector, got ${Show<T>}`

export type CtcInputMessage<S extends Shape> = `ctcLoss needs log-probabilities [T, N, C] or [T, C], got ${Show<S>}`

export type CtcMessage<
  S extends Shape,
  What extends string,
  Wanted extends Shape,
  T extends Shape,
> = `ctcLoss: ${Show<S>} needs ${What} of shape ${Show<Wanted>}, got ${Show<T>}`

// internal

/** The fix for scores whose classes are their last dim, as in [batch, time, classes]. */
type ClassesLast<S extends Shape, Got extends Shape> = S extends readonly [...Got, Dim]
  ? ": classes are dim 1: movedim(x, -1, 1)"
  : ""
