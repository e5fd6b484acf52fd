/** @file The pieces of a shape along an axis: of one size, of listed sizes, a number of them, or one for each index. */
import type { Norm, Resize } from "./axis.js"
import type { IsUnion, Known } from "./dim.js"
import type { CountMessage } from "./messages.js"
import type { SplitMessage } from "./movement-messages.js"
import type { Add, DivMod, Sum } from "./nat.js"
import type { Reduce } from "./reduce.js"
import type { Shape } from "./tensor.js"

/** A tuple of shapes where their number is known and below 100, else an array. `N` is a size or a list of sizes. */
export type Split<S extends Shape, N, A> = Known<A> extends true ? SplitAt<S, N, PositionOf<S, A>> : number[][]

/** At most `N` pieces of one size; the last may be smaller. */
export type Chunk<S extends Shape, N, A> = Known<A> extends true ? ChunkAt<S, N, PositionOf<S, A>> : number[][]

/** The shape without the axis, once for each index. */
export type Unbind<S extends Shape, A> =
  Known<A> extends true ? Times<S[PositionOf<S, A>], Reduce<S, A, false>> : number[][]

/** A message when the sizes are not those of the axis, else `unknown`. */
export type SplitFault<S extends Shape, N, A> = N extends readonly number[]
  ? [number] extends [S["length"] | Sum<N>]
    ? unknown
    : Known<A> extends true
      ? S extends unknown
        ? SumFault<S, N, PositionOf<S, A>>
        : never
      : unknown
  : CountFault<"split", N>

/** A message when `N` is not 1 or more, else `unknown`. */
export type CountFault<Op extends string, N> = N extends number
  ? number extends N
    ? unknown
    : `${N}` extends `-${string}` | `${string}.${string}` | "0"
      ? CountMessage<Op, N>
      : unknown
  : unknown

// internal

type PositionOf<S extends Shape, A> = number extends S["length"] ? number : Norm<A, S["length"]> & number

type SumFault<S extends Shape, N extends readonly number[], At extends number> = S[At] extends infer D
  ? [D] extends [Sum<N>]
    ? unknown
    : D extends number
      ? Known<D> extends true
        ? SplitMessage<S, N, At, D>
        : unknown
      : unknown
  : unknown

type SplitAt<S extends Shape, N, At extends number> = number extends S["length"]
  ? number[][]
  : N extends readonly number[]
    ? { -readonly [I in keyof N]: Resize<S, At, N[I]> }
    : IsUnion<N> extends true
      ? Resize<S, At, number>[]
      : Equal<S, At, S[At], N>

type ChunkAt<S extends Shape, N, At extends number> = number extends S["length"]
  ? number[][]
  : S[At] extends 0
    ? Times<N, S>
    : Equal<S, At, S[At], CeilDiv<S[At], N>>

type CeilDiv<D, N> = [D, N] extends [infer X extends number, infer Y extends number]
  ? true extends Known<X> & Known<Y>
    ? DivMod<X, Y> extends [infer Quotient extends number, infer Rest]
      ? Rest extends 0
        ? Quotient
        : Add<Quotient, 1>
      : never
    : number
  : number

/** Pieces of `N` each out of `D`. */
type Equal<S extends Shape, At extends number, D, N> = [D, N] extends [infer X extends number, infer Y extends number]
  ? true extends Known<X> & Known<Y>
    ? X extends 0
      ? [S]
      : DivMod<X, Y> extends [infer Count extends number, infer Rest]
        ? Rest extends 0
          ? Times<Count, Resize<S, At, Y>>
          : Few<Count> extends true
            ? [...Repeat<Count, Resize<S, At, Y>>, Resize<S, At, Rest>]
            : Resize<S, At, number>[]
        : never
    : Resize<S, At, number>[]
  : Resize<S, At, number>[]

/** `N` of one thing as a tuple, if that is a number of at most two digits. */
export type Times<N, S> = [N] extends [number] ? (Few<N> extends true ? Repeat<N, S> : S[]) : S[]

type Few<N extends number> = number extends N
  ? false
  : `${N}` extends `${infer _}${infer _}${infer _}${string}`
    ? false
    : true

type Repeat<N, S, R extends unknown[] = []> = R["length"] extends N ? R : Repeat<N, S, [...R, S]>
