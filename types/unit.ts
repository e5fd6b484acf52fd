/**
 * @file Vectors brought to length 1, and the cosine between them: along one axis, the second unless another is named.
 */
import type { Axis, AxisFault } from "./axis.js"
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Reduce } from "./reduce.js"
import type { Shape } from "./tensor.js"
import type { Blame } from "./window.js"

export interface CosineOptions {
  /** The axis that vectors lie along; 1 unless given. */
  readonly dim?: number
  /** The least that a length counts as; 1e-8 unless given. */
  readonly eps?: number
}

export interface NormalizeOptions {
  /** The norm that lengths are; 2 unless given. */
  readonly p?: number
  /** The axis that vectors lie along; 1 unless given. */
  readonly dim?: number
  /** The least that a length counts as; 1e-12 unless given. */
  readonly eps?: number
}

/** The axis that the options name. */
export type DimOf<O> = O extends { readonly dim: infer A extends number } ? A : 1

/** Blame on the axis if there is none of that number, else `unknown`. */
export type DimFault<Op extends string, S extends Shape, O> =
  AxisFault<Op, S, DimOf<O>> extends infer M extends string ? Blame<"dim", M> : unknown

export type Cosine<A extends Shape, B extends Shape, O> =
  Broadcast<A, B> extends infer S extends Shape ? Along<S, DimOf<O>> : number[]

/** The first mistake, as blame on the second tensor or the axis, else `unknown`. */
export type CosineFault<A extends Shape, B extends Shape, O> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : BroadcastFault<A, B, "cosineSimilarity"> extends infer M extends string
    ? Blame<"other", M>
    : DimFault<"cosineSimilarity", Broadcast<A, B>, O>

// internal

type Along<S extends Shape, A> = [A] extends [Axis<S>] ? Reduce<S, A, false> : number[]
