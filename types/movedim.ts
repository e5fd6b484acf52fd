/** @file Axes moved to other places, the others in their order. */
import type { Norm } from "./axis.js"
import type { IsUnion } from "./dim.js"
import type { LengthsMessage } from "./messages.js"
import type { AxesFault } from "./reduce.js"
import type { Dim, Shape } from "./tensor.js"

/** The axes `From` at the places `To`: one each, or a list each. */
export type Movedim<S extends Shape, From, To> = S extends unknown ? Moved<S, List<From>, List<To>> : never

type Moved<S extends Shape, From, To> = number extends S["length"]
  ? number[]
  : [From, To] extends [infer F extends readonly number[], infer T extends readonly number[]]
    ? number extends F["length"] | T["length"] | F[number] | T[number]
      ? number[]
      : Fill<S, F, T, Without<S, Norm<F[number], S["length"]>>>
    : number[]

/** A message about the destination: as long as the list of axes, none twice; else `unknown`. */
export type MovedimFault<S extends Shape, From, To> = [List<From>, List<To>] extends [
  infer F extends readonly number[],
  infer T extends readonly number[],
]
  ? [number] extends [F["length"] | T["length"]]
    ? unknown
    : [F["length"]] extends [T["length"]]
      ? AxesFault<"movedim", S, To>
      : LengthsMessage<"movedim", F, T>
  : unknown

// internal

type List<A> = A extends readonly number[] ? A : IsUnion<A> extends true ? number[] : readonly [A]

type Without<S extends Shape, Gone, Kept extends Shape = [], Walked extends 0[] = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Walked["length"] extends Gone
    ? Without<Tail, Gone, Kept, [...Walked, 0]>
    : Without<Tail, Gone, [...Kept, Head], [...Walked, 0]>
  : Kept

/** Place by place: the axis that was sent there, else the next one that stays. */
type Fill<
  S extends Shape,
  From extends readonly number[],
  To extends readonly number[],
  Rest extends Shape,
  Done extends Shape = [],
> = Done["length"] extends S["length"]
  ? Done
  : Sent<From, To, Done["length"], S["length"]> extends infer At extends number
    ? Fill<S, From, To, Rest, [...Done, S[At]]>
    : Rest extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
      ? Fill<S, From, To, Tail, [...Done, Head]>
      : number[]

type Sent<From, To, At extends number, Rank extends number> = [From, To] extends [
  readonly [infer F, ...infer FromTail],
  readonly [infer T, ...infer ToTail],
]
  ? Norm<T, Rank> extends At
    ? Norm<F, Rank>
    : Sent<FromTail, ToTail, At, Rank>
  : "stays"
