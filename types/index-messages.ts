/** @file The sentences of indexing. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type IndexMessage<
  I extends number,
  A extends number,
  N extends number,
  S extends Shape,
  Op extends string = "at",
> = `${Op}: index ${I} is out of range for dim ${A} of size ${N} in ${Show<S>}`

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
  Op extends string = "gather",
> = `${Op}: the index needs as many dims as ${Show<S>}, got ${Show<T>}`

export type GatherSizeMessage<
  S extends Shape,
  T extends Shape,
  A extends number,
  N extends Dim,
  M extends Dim,
  Op extends string = "gather",
> = `${Op}: index ${Show<T>} is larger than ${Show<S>} at dim ${A}: ${M} vs ${N}`

export type IndexRankMessage<Op extends string, T extends Shape> = `${Op} needs a vector of indices, got ${Show<T>}`

export type EmbeddingMessage<W extends Shape> = `embedding needs a weight of rank 2, got ${Show<W>}`

export type ClassesMessage<C extends number> = `oneHot: the number of classes is a positive integer, got ${C}`

export type SourceMessage<
  Op extends string,
  T extends Shape,
  U extends Shape,
> = `${Op}: the source ${Show<U>} does not cover the index ${Show<T>}`

export type SourceDTypeMessage<
  Op extends string,
  D extends string,
  E extends string,
> = `${Op}: a source of ${E} does not fit into ${D}: use cast(source, "${D}") first`

export type NarrowMessage<
  S extends Shape,
  A extends number,
  I extends number,
  N extends number,
> = `narrow: dim ${A} of ${Show<S>} does not have ${N} elements from ${I} on`

export type TopkMessage<
  S extends Shape,
  A extends number,
  K extends number,
> = `topk: dim ${A} of ${Show<S>} does not have ${K} elements`

export type DiagMessage<S extends Shape> = `diag: needs a vector or a matrix, got ${Show<S>}`
