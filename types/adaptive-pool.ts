/** @file Adaptive pooling: the spatial sizes of the result are given; null keeps one. */
import type { Dim, Shape } from "./tensor.js"
import type { Blame, Literal, SizesFault } from "./window.js"

/** One size for all spatial axes, or one for each. */
export interface AdaptiveSize {
  1: number | null | readonly [number | null]
  2: number | null | readonly [number | null, number | null]
}

export type AdaptivePool<Axes extends 1 | 2, S extends Shape, N> = S extends unknown ? Pooled<Axes, S, N> : never

/** A message when a size is none, else `unknown`. */
export type AdaptiveFault<Op extends string, N> =
  SizesFault<Op, [["size", 1, N extends readonly unknown[] ? Given<N> : N]]> extends Blame<"size", infer M>
    ? M
    : unknown

// internal

/** The sizes without those that are kept. */
type Given<N> = N extends readonly [infer First, ...infer Rest]
  ? First extends null
    ? Given<Rest>
    : [First, ...Given<Rest>]
  : []

type Pooled<Axes extends 1 | 2, S extends Shape, N> = Axes extends 1
  ? S extends readonly [...infer Lead extends Shape, infer L extends Dim]
    ? [...Lead, Sized<L, At<N, 0>>]
    : number[]
  : S extends readonly [...infer Lead extends Shape, infer H extends Dim, infer L extends Dim]
    ? [...Lead, Sized<H, At<N, 0>>, Sized<L, At<N, 1>>]
    : number[]

type At<N, I extends 0 | 1> = [N] extends [readonly unknown[]] ? N[I & keyof N] : N

type Sized<D extends Dim, N> = [N] extends [null] ? D : [N] extends [number] ? Literal<N> : number
