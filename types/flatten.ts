/** @file Neighbouring axes in one, and one axis as several. */
import type { Norm } from "./axis.js"
import type { IsUnion, Known, Same } from "./dim.js"
import type { OrderMessage, UnflattenMessage, WildcardMessage } from "./movement-messages.js"
import type { Mul } from "./nat.js"
import type { Reshape, ReshapeFault } from "./reshape.js"
import type { Dim, Shape } from "./tensor.js"

/** The axes from `A` to `B` in one; a scalar becomes a vector. */
export type Flatten<S extends Shape, A, B> = S extends unknown ? Flattened<S, A, B> : never

type Flattened<S extends Shape, A, B> = number extends S["length"]
  ? number[]
  : true extends IsUnion<A> | IsUnion<B>
    ? number[]
    : number extends A | B
      ? number[]
      : S extends readonly []
        ? [1]
        : Fold<S, Norm<A, S["length"]>, Norm<B, S["length"]>>

/** A message when `A` comes after `B`, else `unknown`. */
export type FlattenFault<S extends Shape, A, B> = [number] extends [S["length"]]
  ? unknown
  : true extends IsUnion<A> | IsUnion<B>
    ? unknown
    : [Norm<A, S["length"]>, Norm<B, S["length"]>] extends [infer From extends number, infer To extends number]
      ? Before<From, To> extends true
        ? unknown
        : OrderMessage<S, From, To>
      : unknown

/** The axis `A` as several, of which one may be -1. */
export type Unflatten<S extends Shape, A, T extends Shape> = S extends unknown ? Unflattened<S, A, T> : never

type Unflattened<S extends Shape, A, T extends Shape> = number extends S["length"] | T["length"]
  ? number[]
  : Known<A> extends true
    ? Norm<A, S["length"]> extends infer At extends number
      ? Replace<S, At, Reshape<[S[At]], T>>
      : never
    : number[]

/** A message when the axis has another size than its parts, else `unknown`. */
export type UnflattenFault<S extends Shape, A, T extends Shape> = [number] extends [S["length"] | T["length"]]
  ? unknown
  : Known<A> extends true
    ? Norm<A, S["length"]> extends infer At extends number
      ? PartsFault<S, At, S[At], T>
      : unknown
    : unknown

// internal

type Fold<
  S extends Shape,
  From,
  To,
  Front extends Shape = [],
  Middle extends Shape = [],
  Walked extends 0[] = [],
> = S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? Walked["length"] extends To
    ? [...Front, Size<[...Middle, Head]>, ...Tail]
    : [Walked["length"] extends From ? true : false, Middle] extends [false, []]
      ? Fold<Tail, From, To, [...Front, Head], [], [...Walked, 0]>
      : Fold<Tail, From, To, Front, [...Middle, Head], [...Walked, 0]>
  : number[]

/** A name times 1 is the name; with anything else it has no product. */
type Size<S extends Shape, N extends Dim = 1> = S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
  ? Same<Head, 1> extends true
    ? Size<Tail, N>
    : Same<N, 1> extends true
      ? Size<Tail, Head>
      : [N, Head] extends [infer X extends number, infer Y extends number]
        ? Size<Tail, Mul<X, Y>>
        : number
  : N

/** Positions are one digit each. */
type Before<From extends number, To extends number> = "012345" extends `${string}${From}${infer Rest}`
  ? From extends To
    ? true
    : Rest extends `${string}${To}${string}`
      ? true
      : false
  : true

type Replace<S extends Shape, At extends number, T extends Shape, Front extends Shape = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Front["length"] extends At
    ? [...Front, ...T, ...Tail]
    : Replace<Tail, At, T, [...Front, Head]>
  : number[]

type PartsFault<S extends Shape, At extends number, D extends Dim, T extends Shape> =
  ReshapeFault<[D], T> extends infer M extends string
    ? M extends `reshape: only one${string}`
      ? WildcardMessage<T, "unflatten">
      : UnflattenMessage<S, At, D, T>
    : unknown
