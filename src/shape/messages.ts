/** @file The sentences of shape and axis errors that many operations share, one function each. */
import type {
  AxisMessage,
  BroadcastMessage,
  BroadcastToMessage,
  CountMessage,
  DifferMessage,
  InnerDimsMessage,
  ItemMessage,
  LengthsMessage,
  NegativeMessage,
  NothingMessage,
  RaggedMessage,
  RankMessage,
  RanksMessage,
  RefineMessage,
  RefineRankMessage,
  RepeatedAxisMessage,
  ScalarMessage,
} from "../../types/messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

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

export const rankMessage = <const Op extends string, const Least extends number, const S extends Shape>(
  op: Op,
  least: Least,
  shape: S,
): RankMessage<Op, Least, S> => sentence(`${op}: needs rank >= ${least}, got ${show(shape)}`)

export const lengthsMessage = <
  const Op extends string,
  const A extends readonly number[],
  const B extends readonly number[],
>(
  op: Op,
  a: A,
  b: B,
): LengthsMessage<Op, A, B> => sentence(`${op}: ${show(a)} and ${show(b)} differ in length`)

export const negativeMessage = <const Op extends string, const N extends number>(
  op: Op,
  value: N,
): NegativeMessage<Op, N> => sentence(`${op}: needs integers of at least 0, got ${value}`)

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
