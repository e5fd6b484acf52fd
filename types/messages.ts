/**
 * @file The sentences of shape, axis and dtype errors. The functions that throw them at run time return these types.
 */

import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type BroadcastMessage<
  Op extends string,
  A extends Shape,
  B extends Shape,
  X extends Dim,
  Y extends Dim,
> = `${Op}: ${Show<A>} and ${Show<B>} do not broadcast: ${X} vs ${Y}`

export type BroadcastToMessage<
  S extends Shape,
  T extends Shape,
> = `broadcastTo: ${Show<S>} does not broadcast to ${Show<T>}`

export type InnerDimsMessage<
  A extends Shape,
  B extends Shape,
  X extends Dim,
  Y extends Dim,
> = `matmul: inner dims differ: ${X} vs ${Y} in ${Show<A>} @ ${Show<B>}`

export type ScalarMessage<Side extends "left" | "right"> = `matmul: the ${Side} tensor is a scalar`

export type AxisMessage<
  Op extends string,
  S extends Shape,
  A extends number,
  Count extends number = S["length"],
> = `${Op}: dim ${A} is out of range for ${Show<S>}: use ${AxisList[Count]}`

/** The valid axes in the order TypeScript 5 and 6 print their union. */
export interface AxisList {
  [rank: number]: string
  0: "0 | -1"
  1: "0 | -1"
  2: "0 | 1 | -1 | -2"
  3: "0 | 1 | 2 | -1 | -2 | -3"
  4: "0 | 1 | 2 | 3 | -1 | -2 | -3 | -4"
  5: "0 | 1 | 2 | 3 | 4 | -1 | -2 | -3 | -4 | -5"
  6: "0 | 1 | 2 | 3 | 4 | 5 | -1 | -2 | -3 | -4 | -5 | -6"
}

export type RepeatedAxisMessage<
  Op extends string,
  A extends number,
  List extends readonly number[],
> = `${Op}: dim ${A} is named twice in ${Show<List>}`

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

export type NeedsFloat<
  Op extends string,
  D extends string,
> = `${Op} needs a float tensor, got ${D}: use cast(x, "float32") first`

export type NeedsNumbers<
  Op extends string,
  D extends string,
> = `${Op} needs numbers, got ${D}: use cast(x, "int32") first`

export type NeedsIndices<
  Op extends string,
  D extends string,
> = `${Op} needs int32 class indices, got ${D}: use cast(x, "int32") first`

export type NeedsCondition<
  Op extends string,
  D extends string,
> = `${Op} needs a bool condition, got ${D}: use notEqual(x, 0) first`

export type DifferMessage<
  Op extends string,
  S extends Shape,
  T extends Shape,
  I extends number,
  X extends Dim,
  Y extends Dim,
> = `${Op}: ${Show<S>} and ${Show<T>} differ at dim ${I}: ${X} vs ${Y}`

export type RanksMessage<
  Op extends string,
  S extends Shape,
  T extends Shape,
> = `${Op}: ranks differ: ${Show<S>} vs ${Show<T>}`

export type NothingMessage<Op extends string> = `${Op}: needs at least one tensor`

export type ConcatScalarMessage = "concat: a scalar has no dim to join along: use stack(tensors)"

export type SplitMessage<
  S extends Shape,
  Sizes extends readonly number[],
  A extends number,
  D extends Dim,
> = `split: sizes ${Show<Sizes>} do not add up to ${D}, the size of dim ${A} of ${Show<S>}`

export type RankMessage<
  Op extends string,
  Least extends number,
  S extends Shape,
> = `${Op}: needs rank >= ${Least}, got ${Show<S>}`

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

export type LengthsMessage<
  Op extends string,
  A extends readonly number[],
  B extends readonly number[],
> = `${Op}: ${Show<A>} and ${Show<B>} differ in length`

export type ExpandMessage<S extends Shape, T extends Shape> = `expand: ${Show<S>} does not expand to ${Show<T>}`

export type NegativeMessage<Op extends string, N extends number> = `${Op}: needs integers of at least 0, got ${N}`

export type PairsMessage<
  S extends Shape,
  N extends number,
> = `pad: ${Show<S>} needs a pair [low, high] for each dim, got ${N}`

export type CountMessage<Op extends string, N extends number> = `${Op}: needs a positive integer, got ${N}`

export type RaggedMessage<Lengths extends string> = `ragged array: row lengths are ${Lengths}`

export type LinearMessage<
  In extends Dim,
  Out extends Dim,
  D extends Dim,
> = `linear(${In}, ${Out}) needs a last dim of ${In}, got ${D}`

export type LayerMessage<Index extends number, Message extends string> = `layer ${Index}: ${Message}`

export type BindingMessage<
  Name extends string,
  D extends Dim,
  Where extends string,
  Other extends Dim,
  There extends string,
> = `'${Name}' is ${D} in ${Where} but ${Other} in ${There}`

export type TargetMessage<
  Op extends string,
  S extends Shape,
  Expected extends Shape,
  Got extends Shape,
> = `${Op}: ${Show<S>} needs class indices of shape ${Show<Expected>}, got ${Show<Got>}`

export type WeightMessage<
  Op extends string,
  W extends Shape,
  Classes extends Dim,
> = `${Op}: weight has shape ${Show<W>}, but there are ${Classes} classes`

export type RefineMessage<
  S extends Shape,
  T extends Shape,
  I extends number,
  D extends Dim,
  E extends Dim,
> = `refine: ${Show<S>} is not ${Show<T>}: dim ${I} is ${D}, not ${E}`

export type RefineRankMessage<S extends Shape, T extends Shape> = `refine: ${Show<S>} is not ${Show<T>}: ranks differ`

export type DTypeMessage<Name extends string> = `unknown dtype "${Name}": use float32 | float64 | int32 | bool`

export type ItemMessage<S extends Shape> = `item: needs a tensor of one element, got ${Show<S>}: use toArray(x)`
