/** @file NumPy broadcasting: shapes aligned at their ends, equal dims or 1. */
import type { Known } from "./dim.js"
import type { BroadcastMessage, BroadcastToMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/**
 * The common shape of `A` and `B`. It is found without asking whether there is one, so that it is exact in generic
 * code too; dims that clash count as unknown.
 */
export type Broadcast<A extends Shape, B extends Shape> = B extends readonly [] ? A : BroadcastTensors<A, B>

/** A message about the last pair of dims that clash, else `unknown`. */
export type BroadcastFault<A extends Shape, B extends Shape, Op extends string> = [A] extends [
  readonly [...unknown[], ...B],
]
  ? unknown
  : number extends A["length"] | B["length"]
    ? unknown
    : Clash<A, B, A, B, Op>

/** A message when `S` can't be grown to `T`, else `unknown`. */
export type BroadcastToFault<S extends Shape, T extends Shape> = [S, T] extends [T, S]
  ? unknown
  : number extends S["length"] | T["length"]
    ? unknown
    : Grow<S, T, S, T>

// internal

/** `Broadcast` of two tensors, with a name of its own for hovers of functions whose `A` is still to come. */
type BroadcastTensors<A extends Shape, B extends Shape> = A extends readonly []
  ? B
  : [A, B, 0] extends [B, A, ...0[]]
    ? A
    : number extends A["length"] | B["length"]
      ? number[]
      : Under<A, B>

/** An unknown dim may be 1, so it yields to a known one, but not to 1. */
type BroadcastDim<A extends Dim, B extends Dim> = [A, B, 0] extends [B, A, ...0[]]
  ? A
  : [B, 1, 0] extends [1, B, ...0[]]
    ? A
    : [A, 1, 0] extends [1, A, ...0[]]
      ? B
      : Known<A> extends true
        ? Known<B> extends true
          ? number
          : A
        : Known<B> extends true
          ? B
          : number

/** Most often the shorter shape is the end of the longer one: that costs less to see than to align them. */
type Under<A extends Shape, B extends Shape> = A extends readonly [...infer Front extends Shape, ...B]
  ? Ends<[...Front, ...B], A> extends true
    ? A
    : Align<A, B>
  : Align<A, B>

/** The dims of the end may be less known than those they were matched with. */
type Ends<A extends Shape, B extends Shape> = [A, B, 0] extends [B, A, ...0[]] ? true : false

type Align<A extends Shape, B extends Shape, Done extends Shape = []> = A extends readonly [
  ...infer RestA extends Shape,
  infer X extends Dim,
]
  ? B extends readonly [...infer RestB extends Shape, infer Y extends Dim]
    ? Align<RestA, RestB, [BroadcastDim<X, Y>, ...Done]>
    : [...A, ...Done]
  : [...B, ...Done]

type Clash<
  A extends Shape,
  B extends Shape,
  FullA extends Shape,
  FullB extends Shape,
  Op extends string,
> = A extends readonly [...infer RestA extends Shape, infer X extends Dim]
  ? B extends readonly [...infer RestB extends Shape, infer Y extends Dim]
    ? Differ<X, Y> extends true
      ? BroadcastMessage<Op, FullA, FullB, X, Y>
      : Clash<RestA, RestB, FullA, FullB, Op>
    : unknown
  : unknown

/** Known, neither equal nor 1. */
type Differ<X, Y> = [X] extends [Y | 1] ? false : [Y] extends [1] ? false : Known<X> extends true ? Known<Y> : false

type Grow<S extends Shape, T extends Shape, FullS extends Shape, FullT extends Shape> = S extends readonly [
  ...infer RestS extends Shape,
  infer X extends Dim,
]
  ? T extends readonly [...infer RestT extends Shape, infer Y extends Dim]
    ? [X] extends [Y | 1]
      ? Grow<RestS, RestT, FullS, FullT>
      : Known<X> extends true
        ? Known<Y> extends true
          ? BroadcastToMessage<FullS, FullT>
          : Grow<RestS, RestT, FullS, FullT>
        : Grow<RestS, RestT, FullS, FullT>
    : BroadcastToMessage<FullS, FullT>
  : unknown
