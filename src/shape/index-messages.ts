/** @file The sentences of indexing, one function each. */
import type { DType } from "../../types/dtype.js"
import type {
  BoolIndexMessage,
  ClassesMessage,
  DiagMessage,
  EllipsisMessage,
  EmbeddingMessage,
  FractionMessage,
  GatherRankMessage,
  GatherSizeMessage,
  IndexMessage,
  IndexRankMessage,
  NarrowMessage,
  NeedsIndexTensor,
  SliceMessage,
  SourceDTypeMessage,
  SourceMessage,
  StepMessage,
  TooManyIndicesMessage,
  TopkMessage,
} from "../../types/index-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const indexMessage = <
  const I extends number,
  const A extends number,
  const N extends number,
  const S extends Shape,
  const Op extends string = "at",
>(
  index: I,
  axis: A,
  size: N,
  shape: S,
  op?: Op,
): IndexMessage<I, A, N, S, Op> =>
  sentence(`${op ?? "at"}: index ${index} is out of range for dim ${axis} of size ${size} in ${show(shape)}`)

export const fractionMessage = <const I extends number>(index: I): FractionMessage<I> =>
  `at: index ${index} is not an integer`

export const tooManyIndicesMessage = <const S extends Shape, const N extends number>(
  shape: S,
  count: N,
): TooManyIndicesMessage<S, N> => sentence(`at: too many indices for ${show(shape)}: got ${count}`)

export const ellipsisMessage = (): EllipsisMessage => `at: only one "..." is allowed`

export const sliceMessage = <const Text extends string>(text: Text): SliceMessage<Text> =>
  `at: "${text}" is not a slice`

export const stepMessage = (): StepMessage => "at: slice step cannot be 0"

export const boolIndexMessage = (): BoolIndexMessage =>
  "at: the shape of a selection by bool depends on its values: use where or maskedFill instead"

export const needsIndexTensor = <const Op extends string, const D extends DType>(
  op: Op,
  dtype: D,
): NeedsIndexTensor<Op, D> => `${op} needs int32 indices, got ${dtype}: use cast(x, "int32") first`

export const gatherRankMessage = <const Op extends string, const S extends Shape, const T extends Shape>(
  op: Op,
  shape: S,
  index: T,
): GatherRankMessage<S, T, Op> => sentence(`${op}: the index needs as many dims as ${show(shape)}, got ${show(index)}`)

export const gatherSizeMessage = <
  const Op extends string,
  const S extends Shape,
  const T extends Shape,
  const A extends number,
  const N extends Dim,
  const M extends Dim,
>(
  op: Op,
  shape: S,
  index: T,
  axis: A,
  size: N,
  wanted: M,
): GatherSizeMessage<S, T, A, N, M, Op> =>
  sentence(`${op}: index ${show(index)} is larger than ${show(shape)} at dim ${axis}: ${wanted} vs ${size}`)

export const indexRankMessage = <const Op extends string, const T extends Shape>(
  op: Op,
  index: T,
): IndexRankMessage<Op, T> => sentence(`${op} needs a vector of indices, got ${show(index)}`)

export const embeddingMessage = <const W extends Shape>(weight: W): EmbeddingMessage<W> =>
  sentence(`embedding needs a weight of rank 2, got ${show(weight)}`)

export const classesMessage = <const C extends number>(classes: C): ClassesMessage<C> =>
  `oneHot: the number of classes is a positive integer, got ${classes}`

export const sourceMessage = <const Op extends string, const T extends Shape, const U extends Shape>(
  op: Op,
  index: T,
  source: U,
): SourceMessage<Op, T, U> => sentence(`${op}: the source ${show(source)} does not cover the index ${show(index)}`)

export const sourceDTypeMessage = <const Op extends string, const D extends DType, const E extends DType>(
  op: Op,
  dtype: D,
  source: E,
): SourceDTypeMessage<Op, D, E> =>
  `${op}: a source of ${source} does not fit into ${dtype}: use cast(source, "${dtype}") first`

export const narrowMessage = <
  const S extends Shape,
  const A extends number,
  const I extends number,
  const N extends number,
>(
  shape: S,
  axis: A,
  start: I,
  length: N,
): NarrowMessage<S, A, I, N> =>
  sentence(`narrow: dim ${axis} of ${show(shape)} does not have ${length} elements from ${start} on`)

export const topkMessage = <const S extends Shape, const A extends number, const K extends number>(
  shape: S,
  axis: A,
  k: K,
): TopkMessage<S, A, K> => sentence(`topk: dim ${axis} of ${show(shape)} does not have ${k} elements`)

export const diagMessage = <const S extends Shape>(shape: S): DiagMessage<S> =>
  sentence(`diag: needs a vector or a matrix, got ${show(shape)}`)
