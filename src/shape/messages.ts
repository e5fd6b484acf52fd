/**
 * @file The sentences of the library's errors about shapes, axes and dtypes, one function each.
 * A function's return type is the sentence that the compiler shows: what is thrown reads the same.
 */
import type { DType } from "../../types/dtype.js"
import type {
  AxisMessage,
  BroadcastMessage,
  BroadcastToMessage,
  ConcatScalarMessage,
  CountMessage,
  DifferMessage,
  DivisionMessage,
  DTypeMessage,
  ElementsMessage,
  ExpandMessage,
  InnerDimsMessage,
  ItemMessage,
  LengthsMessage,
  NeedsCondition,
  NeedsFloat,
  NeedsIndices,
  NeedsNumbers,
  NegativeMessage,
  NothingMessage,
  OrderMessage,
  PairsMessage,
  PermuteMessage,
  RaggedMessage,
  RankMessage,
  RanksMessage,
  RefineMessage,
  RefineRankMessage,
  RepeatedAxisMessage,
  ScalarMessage,
  SplitMessage,
  SqueezeMessage,
  TargetMessage,
  TransposeMessage,
  UnflattenMessage,
  WeightMessage,
  WildcardMessage,
} from "../../types/messages.js"
import type { Dim, Shape } from "../../types/tensor.js"

export const show = (shape: Shape): string => `[${shape.join(", ")}]`

// shapes

export const broadcastMessage = <
  const Op extends string,
  const A extends Shape,
  const B extends Shape,
  const X extends Dim,
  const Y extends Dim,
>(
  op: Op,
  a: A,
  b: B,
  x: X,
  y: Y,
): BroadcastMessage<Op, A, B, X, Y> => sentence(`${op}: ${show(a)} and ${show(b)} do not broadcast: ${x} vs ${y}`)

export const broadcastToMessage = <const S extends Shape, const T extends Shape>(
  from: S,
  to: T,
): BroadcastToMessage<S, T> => sentence(`broadcastTo: ${show(from)} does not broadcast to ${show(to)}`)

export const innerDimsMessage = <
  const A extends Shape,
  const B extends Shape,
  const X extends Dim,
  const Y extends Dim,
>(
  a: A,
  b: B,
  x: X,
  y: Y,
): InnerDimsMessage<A, B, X, Y> => sentence(`matmul: inner dims differ: ${x} vs ${y} in ${show(a)} @ ${show(b)}`)

export const itemMessage = <const S extends Shape>(shape: S): ItemMessage<S> =>
  sentence(`item: needs a tensor of one element, got ${show(shape)}: use toArray(x)`)

export const scalarMessage = <const Side extends "left" | "right">(side: Side): ScalarMessage<Side> =>
  `matmul: the ${side} tensor is a scalar`

export const elementsMessage = <
  const S extends Shape,
  const T extends Shape,
  const N extends number,
  const M extends number,
>(
  from: S,
  to: T,
  size: N,
  wanted: M,
): ElementsMessage<S, T, N, M> => sentence(`reshape: ${show(from)} has ${size} elements but ${show(to)} has ${wanted}`)

export const wildcardMessage = <const T extends Shape, const Op extends string>(
  op: Op,
  to: T,
): WildcardMessage<T, Op> => sentence(`${op}: only one -1 is allowed, got ${show(to)}`)

export const divisionMessage = <const S extends Shape, const T extends Shape, const N extends number>(
  from: S,
  to: T,
  size: N,
): DivisionMessage<S, T, N> => sentence(`reshape: ${size} elements of ${show(from)} do not divide into ${show(to)}`)

export const transposeMessage = <const S extends Shape>(shape: S): TransposeMessage<S> =>
  sentence(`transpose: needs rank >= 2, got ${show(shape)}`)

export const permuteMessage = <const S extends Shape, const Order extends readonly number[]>(
  shape: S,
  order: Order,
): PermuteMessage<S, Order> => sentence(`permute: ${show(order)} is not a permutation of the axes of ${show(shape)}`)

export const squeezeMessage = <const S extends Shape, const A extends number, const D extends Dim>(
  shape: S,
  dim: A,
  size: D,
): SqueezeMessage<S, A, D> => sentence(`squeeze: dim ${dim} of ${show(shape)} is ${size}, not 1`)

export const differMessage = <
  const Op extends string,
  const S extends Shape,
  const T extends Shape,
  const I extends number,
  const X extends Dim,
  const Y extends Dim,
>(
  op: Op,
  first: S,
  other: T,
  axis: I,
  x: X,
  y: Y,
): DifferMessage<Op, S, T, I, X, Y> =>
  sentence(`${op}: ${show(first)} and ${show(other)} differ at dim ${axis}: ${x} vs ${y}`)

export const ranksMessage = <const Op extends string, const S extends Shape, const T extends Shape>(
  op: Op,
  first: S,
  other: T,
): RanksMessage<Op, S, T> => sentence(`${op}: ranks differ: ${show(first)} vs ${show(other)}`)

export const nothingMessage = <const Op extends string>(op: Op): NothingMessage<Op> =>
  `${op}: needs at least one tensor`

export const concatScalarMessage: ConcatScalarMessage = "concat: a scalar has no dim to join along: use stack(tensors)"

export const splitMessage = <
  const S extends Shape,
  const Sizes extends readonly number[],
  const A extends number,
  const D extends Dim,
>(
  shape: S,
  sizes: Sizes,
  dim: A,
  size: D,
): SplitMessage<S, Sizes, A, D> =>
  sentence(`split: sizes ${show(sizes)} do not add up to ${size}, the size of dim ${dim} of ${show(shape)}`)

export const rankMessage = <const Op extends string, const Least extends number, const S extends Shape>(
  op: Op,
  least: Least,
  shape: S,
): RankMessage<Op, Least, S> => sentence(`${op}: needs rank >= ${least}, got ${show(shape)}`)

export const orderMessage = <const S extends Shape, const From extends number, const To extends number>(
  shape: S,
  from: From,
  to: To,
): OrderMessage<S, From, To> => sentence(`flatten: dim ${from} of ${show(shape)} comes after dim ${to}`)

export const unflattenMessage = <
  const S extends Shape,
  const A extends number,
  const D extends Dim,
  const T extends Shape,
>(
  shape: S,
  dim: A,
  size: D,
  parts: T,
): UnflattenMessage<S, A, D, T> =>
  sentence(`unflatten: ${show(parts)} does not multiply to ${size}, the size of dim ${dim} of ${show(shape)}`)

export const lengthsMessage = <
  const Op extends string,
  const A extends readonly number[],
  const B extends readonly number[],
>(
  op: Op,
  a: A,
  b: B,
): LengthsMessage<Op, A, B> => sentence(`${op}: ${show(a)} and ${show(b)} differ in length`)

export const expandMessage = <const S extends Shape, const T extends Shape>(from: S, to: T): ExpandMessage<S, T> =>
  sentence(`expand: ${show(from)} does not expand to ${show(to)}`)

export const negativeMessage = <const Op extends string, const N extends number>(
  op: Op,
  value: N,
): NegativeMessage<Op, N> => sentence(`${op}: needs integers of at least 0, got ${value}`)

export const pairsMessage = <const S extends Shape, const N extends number>(shape: S, count: N): PairsMessage<S, N> =>
  sentence(`pad: ${show(shape)} needs a pair [low, high] for each dim, got ${count}`)

export const countMessage = <const Op extends string, const N extends number>(op: Op, count: N): CountMessage<Op, N> =>
  sentence(`${op}: needs a positive integer, got ${count}`)

export const raggedMessage = <const Lengths extends string>(lengths: Lengths): RaggedMessage<Lengths> =>
  `ragged array: row lengths are ${lengths}`

export const refineMessage = <
  const S extends Shape,
  const T extends Shape,
  const I extends number,
  const D extends Dim,
  const E extends Dim,
>(
  shape: S,
  to: T,
  axis: I,
  size: D,
  wanted: E,
): RefineMessage<S, T, I, D, E> =>
  sentence(`refine: ${show(shape)} is not ${show(to)}: dim ${axis} is ${size}, not ${wanted}`)

export const refineRankMessage = <const S extends Shape, const T extends Shape>(
  shape: S,
  to: T,
): RefineRankMessage<S, T> => sentence(`refine: ${show(shape)} is not ${show(to)}: ranks differ`)

// axes

export const axisMessage = <const Op extends string, const S extends Shape, const A extends number>(
  op: Op,
  shape: S,
  dim: A,
  valid: readonly number[],
): AxisMessage<Op, S, A> => sentence(`${op}: dim ${dim} is out of range for ${show(shape)}: use ${valid.join(" | ")}`)

export const repeatedAxisMessage = <
  const Op extends string,
  const A extends number,
  const List extends readonly number[],
>(
  op: Op,
  axis: A,
  dims: List,
): RepeatedAxisMessage<Op, A, List> => sentence(`${op}: dim ${axis} is named twice in ${show(dims)}`)

/** Said at run time only. */
export const emptyAxisMessage = (op: string, dim: number, shape: Shape): string =>
  `${op}: dim ${dim} of ${show(shape)} is empty: there is no ${op} of nothing`

// dtypes

export const needsFloat = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsFloat<Op, D> =>
  `${op} needs a float tensor, got ${dtype}: use cast(x, "float32") first`

export const needsNumbers = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsNumbers<Op, D> =>
  `${op} needs numbers, got ${dtype}: use cast(x, "int32") first`

export const needsIndices = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsIndices<Op, D> =>
  `${op} needs int32 class indices, got ${dtype}: use cast(x, "int32") first`

export const needsCondition = <const Op extends string, const D extends DType>(
  op: Op,
  dtype: D,
): NeedsCondition<Op, D> => `${op} needs a bool condition, got ${dtype}: use notEqual(x, 0) first`

export const dtypeMessage = <const Name extends string>(name: Name): DTypeMessage<Name> =>
  `unknown dtype "${name}": use float32 | float64 | int32 | bool`

export const notInteger = (op: string, value: number): string =>
  `${op}: ${value} is not an int32 value: use a float dtype`

// losses

export const targetMessage = <
  const Op extends string,
  const S extends Shape,
  const Expected extends Shape,
  const Got extends Shape,
>(
  op: Op,
  input: S,
  expected: Expected,
  got: Got,
): TargetMessage<Op, S, Expected, Got> =>
  sentence(`${op}: ${show(input)} needs class indices of shape ${show(expected)}, got ${show(got)}`)

export const weightMessage = <const Op extends string, const W extends Shape, const Classes extends Dim>(
  op: Op,
  weight: W,
  classes: Classes,
): WeightMessage<Op, W, Classes> =>
  sentence(`${op}: weight has shape ${show(weight)}, but there are ${classes} classes`)

// internal

/** `Show<S>` is recursive over a tuple, which TypeScript can't see in a join. */
const sentence = <M extends string>(text: string): M => text as M
