/** @file Parts of one axis: so many elements, or one. */
import type { Norm, Resize } from "./axis.js"
import type { Known } from "./dim.js"
import type { IndexMessage, NarrowMessage } from "./index-messages.js"
import type { Add, Sub } from "./nat.js"
import type { NegativeFault } from "./negative.js"
import type { Dim, Shape } from "./tensor.js"

/** The shape with the length in the place of the axis. */
export type Narrow<S extends Shape, A, N> = S extends unknown
  ? number extends S["length"]
    ? number[]
    : Known<A> extends true
      ? Norm<A, S["length"]> extends infer At extends number
        ? Resize<S, At, N>
        : never
      : number[]
  : never

/** A message when the axis doesn't have `N` elements from `I` on, else `unknown`. */
export type NarrowFault<S extends Shape, A, I, N> = N extends number
  ? NegativeFault<"narrow", N> extends infer M extends string
    ? M
    : [number] extends [S["length"]]
      ? unknown
      : [Known<A>, Known<I>, Known<N>, I] extends [true, true, true, number]
        ? Lacks<S, Norm<A, S["length"]>, I, N>
        : unknown
  : unknown

/** A message when the axis has no element `I`, else `unknown`. */
export type SelectFault<S extends Shape, A, I> = [number] extends [S["length"]]
  ? unknown
  : [Known<A>, Known<I>] extends [true, true]
    ? Misses<S, Norm<A, S["length"]>, I>
    : unknown

// internal

type Lacks<S extends Shape, At, I, N extends number> = S[At & keyof S] extends infer D extends Dim
  ? D extends number
    ? Known<D> extends true
      ? From<I, D> extends infer First
        ? First extends number
          ? Sub<D, Add<First, N>> extends false
            ? NarrowMessage<S, At & number, I & number, N>
            : unknown
          : NarrowMessage<S, At & number, I & number, N>
        : never
      : unknown
    : unknown
  : unknown

/** Where it begins, counted from the front; `false` before the first. */
type From<I, D extends number> = `${I & number}` extends `-${infer Back extends number}` ? Sub<D, Back> : I

type Misses<S extends Shape, At, I> = S[At & keyof S] extends infer D extends number
  ? Known<D> extends true
    ? From<I, D> extends infer Place
      ? Place extends number
        ? Sub<D, Add<Place, 1>> extends false
          ? IndexMessage<I & number, At & number, D, S, "select">
          : unknown
        : IndexMessage<I & number, At & number, D, S, "select">
      : never
    : unknown
  : unknown
