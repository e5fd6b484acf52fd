/** @file Reductions: one axis or a list of axes dropped, or kept as 1. */
import type { AxisFault, AxisTable, KnownRank, Norm } from "./axis.js"
import type { IsUnion } from "./dim.js"
import type { RepeatedAxisMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** What names the axes of a reduction. */
export type Axes<S extends Shape> = AxesTable[S["length"]]

export type ListedAxes = { [Rank in KnownRank]: AxisTable[Rank] | readonly AxisTable[Rank][] }

export interface AxesTable extends ListedAxes {
  [rank: number]: number | readonly number[]
}

/**
 * The shape after reducing over `A`; unknown where the axes or `keepdim` are. (`S extends unknown` distributes: of a
 * type parameter TypeScript then knows that the result is a shape of unknown rank, and takes any axis for it.)
 */
export type Reduce<S extends Shape, A, Keep> = S extends unknown ? Reduced<S, A, Keep> : never

/** The shape after reducing over every axis. */
export type ReduceAll<S extends Shape, Keep> = Keep extends false
  ? []
  : Keep extends true
    ? S extends unknown
      ? number extends S["length"]
        ? number[]
        : { -readonly [I in keyof S]: 1 }
      : never
    : number[]

type Reduced<S extends Shape, A, Keep> = number extends S["length"]
  ? number[]
  : boolean extends Keep
    ? number[]
    : A extends readonly number[]
      ? number extends A["length"]
        ? number[]
        : Drop<S, Norm<A[number], S["length"]>, Keep>
      : IsUnion<A> extends true
        ? number[]
        : number extends A
          ? number[]
          : Drop<S, Norm<A, S["length"]>, Keep>

/** `Gone` is the union of the positions reduced over, `Walked` counts them. */
type Drop<S extends Shape, Gone, Keep, Kept extends Shape = [], Walked extends 0[] = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Walked["length"] extends Gone
    ? Drop<Tail, Gone, Keep, Keep extends true ? [...Kept, 1] : Kept, [...Walked, 0]>
    : Drop<Tail, Gone, Keep, [...Kept, Head], [...Walked, 0]>
  : Kept

/** A message when `A` names no axis of `S`, or one twice, else `unknown`. */
export type AxesFault<Op extends string, S extends Shape, A> = A extends readonly number[]
  ? [number] extends [S["length"]]
    ? unknown
    : Repeated<Op, A, A, S["length"]>
  : AxisFault<Op, S, A>

type Repeated<
  Op extends string,
  A,
  List extends readonly number[],
  Rank extends number,
  Seen = never,
> = A extends readonly [infer Head extends number, ...infer Tail]
  ? Norm<Head, Rank> extends Seen
    ? RepeatedAxisMessage<Op, Norm<Head, Rank> & number, List>
    : Repeated<Op, Tail, List, Rank, Seen | Norm<Head, Rank>>
  : unknown
