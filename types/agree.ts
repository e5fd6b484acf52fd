/** @file Lists of shapes that must agree, as concat (but for one axis) and stack ask of their tensors. */
import type { IsUnion, Known, Same, Unify } from "./dim.js"
import type { DifferMessage, NothingMessage, RanksMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** The position of the shape, or of the layer, that doesn't fit, and the sentence. */
export interface Refusal {
  readonly at: string
  readonly says: string
}

/**
 * What the list tells of the shape that all have. A list of unknown length has one element type, which may be a union.
 */
export type Agreement<L extends readonly Shape[]> = number extends L["length"]
  ? IsUnion<L[number]> extends true
    ? number[]
    : L[number]
  : L extends readonly [infer Only extends Shape]
    ? Only
    : L extends readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]]
      ? Gather<Rest, First>
      : number[]

/** Where the list stops agreeing, as a `Refusal`; else `unknown`. `Skip` is the position of the axis not looked at. */
export type Disagreement<Op extends string, L extends readonly Shape[], Skip> = number extends L["length"]
  ? unknown
  : L extends readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]]
    ? Compare<Op, Rest, First, Skip>
    : NothingMessage<Op>

// internal

type Gather<L extends readonly Shape[], S extends Shape> = L extends readonly [
  infer Head extends Shape,
  ...infer Tail extends readonly Shape[],
]
  ? Gather<Tail, Both<S, Head>>
  : S

type Both<S extends Shape, T extends Shape> =
  Same<S, T> extends true
    ? S
    : number extends T["length"]
      ? S
      : number extends S["length"]
        ? T
        : { -readonly [I in keyof S]: Agreed<S[I], T[I & keyof T]> & Dim }

type Agreed<X, Y> =
  Same<X, Y> extends true
    ? X
    : Known<X> extends true
      ? Known<Y> extends true
        ? number
        : X
      : Known<Y> extends true
        ? Y
        : number

/** `S` is what the shapes before agree on. */
type Compare<
  Op extends string,
  L extends readonly Shape[],
  S extends Shape,
  Skip,
  Index extends 0[] = [0],
> = L extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? Same<Head, S> extends true
    ? Compare<Op, Tail, S, Skip, [...Index, 0]>
    : Clash<Op, S, Head, Skip> extends infer M extends string
      ? { readonly at: `${Index["length"]}`; readonly says: M }
      : Tail extends readonly []
        ? unknown
        : Next<S, Both<S, Head>, Skip> extends infer N extends Shape
          ? Compare<Op, Tail, N, Skip, [...Index, 0]>
          : never
  : unknown

/** The skipped axis keeps the dim of the first shape, for messages. */
type Next<S extends Shape, T, Skip> = { [I in keyof T]: I extends `${Skip & number}` ? S[I & keyof S] : T[I] }

type Clash<Op extends string, S extends Shape, T extends Shape, Skip> = number extends S["length"] | T["length"]
  ? unknown
  : [S["length"]] extends [T["length"]]
    ? ClashAt<Op, S, T, S, T, Skip>
    : RanksMessage<Op, S, T>

type ClashAt<
  Op extends string,
  S extends Shape,
  T extends Shape,
  RestS extends Shape,
  RestT extends Shape,
  Skip,
  At extends 0[] = [],
> = RestS extends readonly [infer X extends Dim, ...infer TailS extends Shape]
  ? RestT extends readonly [infer Y extends Dim, ...infer TailT extends Shape]
    ? At["length"] extends Skip
      ? ClashAt<Op, S, T, TailS, TailT, Skip, [...At, 0]>
      : Unify<X, Y> extends false
        ? DifferMessage<Op, S, T, At["length"], X, Y>
        : ClashAt<Op, S, T, TailS, TailT, Skip, [...At, 0]>
    : unknown
  : unknown
