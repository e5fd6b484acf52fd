/** @file NumPy broadcasting: shapes aligned at their ends, equal dims or 1. */
import type { Known } from "./dim.js"
import type { BroadcastMessage, BroadcastToMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** Two dims broadcast; `never` when they don't. An unknown dim may be 1, so it yields to a known one but not to 1. */
type BroadcastDim<A, B> = [A, B] extends [B, A]
  ? A
  : [A] extends [1]
    ? B
    : [B] extends [1]
      ? A
      : Known<A> extends true
        ? Known<B> extends true
          ? never
          : A
        : Known<B> extends true
          ? B
          : number

/** The common shape of `A` and `B`, or a message about the last pair of dims that differ. */
export type Broadcast<A extends Shape, B extends Shape, Op extends string> = [A, B] extends [B, A]
  ? A
  : number extends A["length"] | B["length"]
    ? number[]
    : Align<A, B, A, B, Op>

type Align<
  A extends Shape,
  B extends Shape,
  FullA extends Shape,
  FullB extends Shape,
  Op extends string,
  Done extends Shape = [],
> = A extends readonly [...infer RestA extends Shape, infer X extends Dim]
  ? B extends readonly [...infer RestB extends Shape, infer Y extends Dim]
    ? [BroadcastDim<X, Y>] extends [never]
      ? BroadcastMessage<Op, FullA, FullB, X, Y>
      : Align<RestA, RestB, FullA, FullB, Op, [BroadcastDim<X, Y> & Dim, ...Done]>
    : [...A, ...Done]
  : [...B, ...Done]

/** The shape `S` grown to `T`, or a message when it doesn't fit. */
export type BroadcastTo<S extends Shape, T extends Shape> = number extends S["length"] | T["length"]
  ? T
  : Grow<S, T, S, T>

type Grow<S extends Shape, T extends Shape, FullS extends Shape, FullT extends Shape> = S extends readonly [
  ...infer RestS extends Shape,
  infer X extends Dim,
]
  ? T extends readonly [...infer RestT extends Shape, infer Y extends Dim]
    ? [X] extends [1]
      ? Grow<RestS, RestT, FullS, FullT>
      : Known<X> extends true
        ? Known<Y> extends true
          ? [X] extends [Y]
            ? Grow<RestS, RestT, FullS, FullT>
            : BroadcastToMessage<FullS, FullT>
          : Grow<RestS, RestT, FullS, FullT>
        : Grow<RestS, RestT, FullS, FullT>
    : BroadcastToMessage<FullS, FullT>
  : FullT
