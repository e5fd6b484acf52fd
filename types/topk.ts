/** @file So many elements of an axis. */
import type { Norm, Resize } from "./axis.js"
import type { Known } from "./dim.js"
import type { TopkMessage } from "./index-messages.js"
import type { Sub } from "./nat.js"
import type { NegativeFault } from "./negative.js"
import type { Shape } from "./tensor.js"

/** The shape with `K` in the place of the axis. A scalar counts as one element. */
export type Topk<S extends Shape, K, A> = S extends unknown ? Chosen<S, K, A> : never

/** A message when `K` is no size, or more than the axis has, else `unknown`. */
export type TopkFault<S extends Shape, K, A> = K extends number
  ? NegativeFault<"topk", K> extends infer M extends string
    ? M
    : [number] extends [S["length"]]
      ? unknown
      : Known<A> extends true
        ? S extends unknown
          ? Few<S, K, Norm<A, S["length"]>>
          : never
        : unknown
  : unknown

// internal

type Chosen<S extends Shape, K, A> = number extends S["length"]
  ? number[]
  : S["length"] extends 0
    ? []
    : Known<A> extends true
      ? Norm<A, S["length"]> extends infer At extends number
        ? Resize<S, At, K>
        : never
      : number[]

type Few<S extends Shape, K extends number, At> = (S["length"] extends 0 ? 1 : S[At & keyof S]) extends infer N extends
  number
  ? true extends Known<N> & Known<K>
    ? Sub<N, K> extends false
      ? TopkMessage<S, At & number, K>
      : unknown
    : unknown
  : unknown
