/**
 * @file The sentences of shape and axis errors that many operations share. The functions that throw them at run time
 * return these types.
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

export type RankMessage<
  Op extends string,
  Least extends number,
  S extends Shape,
> = `${Op}: needs rank >= ${Least}, got ${Show<S>}`

export type LengthsMessage<
  Op extends string,
  A extends readonly number[],
  B extends readonly number[],
> = `${Op}: ${Show<A>} and ${Show<B>} differ in length`

export type NegativeMessage<Op extends string, N extends number> = `${Op}: needs integers of at least 0, got ${N}`

export type CountMessage<Op extends string, N extends number> = `${Op}: needs a positive integer, got ${N}`

export type RaggedMessage<Lengths extends string> = `ragged array: row lengths are ${Lengths}`

export type BindingMessage<
  Name extends string,
  D extends Dim,
  Where extends string,
  Other extends Dim,
  There extends string,
> = `'${Name}' is ${D} in ${Where} but ${Other} in ${There}`

export type RefineMessage<
  S extends Shape,
  T extends Shape,
  I extends number,
  D extends Dim,
  E extends Dim,
> = `refine: ${Show<S>} is not ${Show<T>}: dim ${I} is ${D}, not ${E}`

export type RefineRankMessage<S extends Shape, T extends Shape> = `refine: ${Show<S>} is not ${Show<T>}: ranks differ`

export type ItemMessage<S extends Shape> = `item: needs a tensor of one element, got ${Show<S>}: use toArray(x)`
