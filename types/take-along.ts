/** @file Picking along one axis with indices that broadcast off it. */
import type { Norm, Resize } from "./axis.js"
import type { Broadcast } from "./broadcast.js"
import type { Known, Unify } from "./dim.js"
import type { GatherRankMessage } from "./index-messages.js"
import type { BroadcastMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** The index's size along the axis, and the common size off it. */
export type TakeAlong<S extends Shape, T extends Shape, A> = [number] extends [S["length"] | T["length"]]
  ? number[]
  : Known<A> extends true
    ? Norm<A, S["length"]> extends infer At extends number
      ? Broadcast<Resize<S, At, 1>, T>
      : never
    : number[]

/** A message when ranks differ, or shapes don't broadcast off the axis, else `unknown`. */
export type TakeAlongFault<S extends Shape, T extends Shape, A> = [number] extends [S["length"] | T["length"]]
  ? unknown
  : [S["length"], T["length"]] extends [T["length"], S["length"]]
    ? Known<A> extends true
      ? Clash<S, T, Norm<A, S["length"]>, S, T>
      : unknown
    : GatherRankMessage<S, T, "takeAlongDim">

// internal

type Clash<
  S extends Shape,
  T extends Shape,
  Gone,
  FullS extends Shape,
  FullT extends Shape,
  Walked extends 0[] = [],
> = S extends readonly [infer N extends Dim, ...infer RestS extends Shape]
  ? T extends readonly [infer M extends Dim, ...infer RestT extends Shape]
    ? [Walked["length"]] extends [Gone]
      ? Clash<RestS, RestT, Gone, FullS, FullT, [...Walked, 0]>
      : Meets<N, M> extends true
        ? Clash<RestS, RestT, Gone, FullS, FullT, [...Walked, 0]>
        : BroadcastMessage<"takeAlongDim", FullS, FullT, N, M>
    : unknown
  : unknown

type Meets<N, M> = N extends 1 ? true : M extends 1 ? true : Unify<N, M>
