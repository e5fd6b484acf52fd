/** @file Picking along one axis: an index for each element of the result, or one list of indices for all. */
import type { Norm } from "./axis.js"
import type { IsUnion, Known } from "./dim.js"
import type { GatherRankMessage, GatherSizeMessage, IndexRankMessage } from "./index-messages.js"
import type { Sub } from "./nat.js"
import type { RankFault } from "./rank.js"
import type { Dim, Shape } from "./tensor.js"

/**
 * A message when an index of shape `T` can't pick from `S` along `A`, else `unknown`; what is picked has the shape `T`.
 * Off the axis an index may be smaller, as in PyTorch.
 */
export type GatherFault<S extends Shape, T extends Shape, A, Op extends string = "gather"> = [number] extends [
  S["length"] | T["length"],
]
  ? unknown
  : [S["length"], T["length"]] extends [T["length"], S["length"]]
    ? [number] extends [A]
      ? unknown
      : IsUnion<A> extends true
        ? unknown
        : Larger<Op, S, T, Norm<A, S["length"]>, S, T>
    : [S, T] extends [ScalarOrVector, ScalarOrVector]
      ? unknown
      : GatherRankMessage<S, T, Op>

/** `S` with the size of the index in the place of the axis. */
export type IndexSelect<S extends Shape, A, T extends Shape> = S extends unknown ? Selected<S, A, T> : never

/** A message when there is no axis to pick along, or the index is no vector, else `unknown`. */
export type IndexSelectFault<S extends Shape, T extends Shape> = [T] extends [readonly [unknown]]
  ? RankFault<"indexSelect", 1, S>
  : [number] extends [T["length"]]
    ? unknown
    : IndexRankMessage<"indexSelect", T>

// internal

/** A scalar is taken for a vector of one. */
type ScalarOrVector = readonly [] | readonly [unknown]

type Larger<
  Op extends string,
  S extends Shape,
  T extends Shape,
  Gone,
  FullS extends Shape,
  FullT extends Shape,
  Walked extends 0[] = [],
> = S extends readonly [infer N extends Dim, ...infer RestS extends Shape]
  ? T extends readonly [infer M extends Dim, ...infer RestT extends Shape]
    ? [Walked["length"]] extends [Gone]
      ? Larger<Op, RestS, RestT, Gone, FullS, FullT, [...Walked, 0]>
      : [Fits<N, M>] extends [true]
        ? Larger<Op, RestS, RestT, Gone, FullS, FullT, [...Walked, 0]>
        : GatherSizeMessage<FullS, FullT, Walked["length"], N, M, Op>
    : unknown
  : unknown

/** Whether `M` is at most `N`, as far as both are known. */
export type Fits<N extends Dim, M extends Dim> = [M] extends [N]
  ? true
  : Known<N> extends true
    ? Known<M> extends true
      ? [N, M] extends [infer A extends number, infer B extends number]
        ? Sub<A, B> extends false
          ? false
          : true
        : true
      : true
    : true

type Selected<S extends Shape, A, T extends Shape> = number extends S["length"]
  ? number[]
  : [number] extends [A]
    ? number[]
    : IsUnion<A> extends true
      ? number[]
      : Replace<S, Norm<A, S["length"]>, T extends readonly [infer N extends Dim] ? N : number>

type Replace<S extends Shape, Place, N extends Dim, Done extends Shape = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Done["length"] extends Place
    ? [...Done, N, ...Tail]
    : Replace<Tail, Place, N, [...Done, Head]>
  : Done
