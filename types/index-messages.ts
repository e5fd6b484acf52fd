/** @file The sentences of indexing. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type IndexMessage<
  I extends number,
  A extends number,
  N extends number,
  S extends Shape,
> = `at: index ${I} is out of range for dim ${A} of size ${N} in ${Show<S>}`

export type FractionMessage<I extends number> = `at: index ${I} is not an integer`

export type TooManyIndicesMessage<S extends Shape, N extends number> = `at: too many indices for ${Show<S>}: got ${N}`

export type EllipsisMessage = `at: only one "..." is allowed`

export type SliceMessage<Text extends string> = `at: "${Text}" is not a slice`

export type StepMessage = "at: slice step cannot be 0"

export type BoolIndexMessage =
  "at: the shape of a selection by bool depends on its values: use where or maskedFill instead"

export type NeedsIndexTensor<
  Op extends string,
  D extends string,
> = `${Op} needs int32 indices, got ${D}: use cast(x, "int32") first`

export type GatherRankMessage<
  S extends Shape,
  T extends Shape,
> = `gather: the index needs as many dims as ${Show<S>}, got ${Show<T>}`

export type GatherSizeMessage<
  S extends Shape,
  T extends Shape,
  A extends number,
  N extends Dim,
  M extends Dim,
> = `gather: index ${Show<T>} is larger than ${Show<S>} at dim ${A}: ${M} vs ${N}`

export type IndexRankMessage<Op extends string, T extends Shape> = `${Op} needs a vector of indices, got ${Show<T>}`

export type EmbeddingMessage<W extends Shape> = `embedding needs a weight of rank 2, got ${Show<W>}`

export type ClassesMessage<C extends number> = `oneHot: the number of classes is a positive integer, got ${C}`
