/** @file Losses of three tensors. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Agree } from "./loss.js"
import type { PairTargetsMessage, VarianceMessage } from "./loss-messages.js"
import type { RankMessage, RanksMessage } from "./messages.js"
import type { MarginOptions, PairLossOptions, Reduced, Vectors } from "./pair-loss.js"
import type { AnyTensor, Dim, Shape, Tensor } from "./tensor.js"
import type { Blame } from "./window.js"

export interface SwapOptions extends MarginOptions {
  /** Whether the distance from the positive to the negative counts, if it is the smaller one; false unless given. */
  readonly swap?: boolean
}

export interface TripletOptions extends SwapOptions {
  /** The norm that distances are; 2 unless given. */
  readonly p?: number
  /** Added to the elements of a difference; 1e-6 unless given. */
  readonly eps?: number
}

export interface DistanceOptions extends SwapOptions {
  /**
   * How far two of them are apart: the 2-norm of the difference along the last dim unless given. A method, so that it
   * may be a function of tensors of just these shapes.
   */
  // biome-ignore lint/suspicious/noExplicitAny: of whatever shapes the three tensors are
  distanceFunction?(a: Tensor<any, any>, b: Tensor<any, any>): AnyTensor
}

export interface GaussianOptions extends PairLossOptions {
  /** Whether ½ log 2π is added; false unless given. */
  readonly full?: boolean
  /** What a variance counts as at least; 1e-6 unless given. */
  readonly eps?: number
}

/** The losses, and their options. */
export interface TripleLossOptionsOf {
  marginRankingLoss: MarginOptions
  cosineEmbeddingLoss: MarginOptions
  tripletMarginLoss: TripletOptions
  tripletMarginWithDistanceLoss: DistanceOptions
  gaussianNllLoss: GaussianOptions
}

export type TripleLossKind = keyof TripleLossOptionsOf

export type TripleLoss<Kind extends TripleLossKind, A extends Shape, B extends Shape, C extends Shape, O> = Reduced<
  O extends { readonly distanceFunction: (...args: never) => { readonly shape: infer R extends Shape } }
    ? R
    : Losses<A, B, C>[Kind],
  O
>

/** The first mistake, as blame on the second or the third tensor, else `unknown`. */
export type TripleLossFault<Kind extends TripleLossKind, A extends Shape, B extends Shape, C extends Shape> = [
  number,
] extends [A["length"] | B["length"] | C["length"]]
  ? unknown
  : Faults<A, B, C>[Kind]

// internal

interface Losses<A extends Shape, B extends Shape, C extends Shape> {
  marginRankingLoss: Broadcast<Broadcast<A, B>, C>
  cosineEmbeddingLoss: Vectors<Broadcast<A, B>>
  tripletMarginLoss: Vectors<Broadcast<Broadcast<A, B>, C>>
  tripletMarginWithDistanceLoss: Vectors<Broadcast<Broadcast<A, B>, C>>
  gaussianNllLoss: Broadcast<Broadcast<A, B>, Ranked<A, C>>
}

interface Faults<A extends Shape, B extends Shape, C extends Shape> {
  marginRankingLoss: AlikeFault<"marginRankingLoss", A, B, C>
  cosineEmbeddingLoss: PairFault<A, B, C>
  tripletMarginLoss: TripletFault<"tripletMarginLoss", A, B, C>
  tripletMarginWithDistanceLoss: TripletFault<"tripletMarginWithDistanceLoss", A, B, C>
  gaussianNllLoss: GaussianFault<A, B, C>
}

type TripletFault<Op extends string, A extends Shape, B extends Shape, C extends Shape> = A extends readonly []
  ? Blame<"second", RankMessage<Op, 1, A>>
  : AlikeFault<Op, A, B, C>

type AlikeFault<Op extends string, A extends Shape, B extends Shape, C extends Shape> =
  PairedFault<Op, "second", A, B> extends infer Fault extends Blame<string, string>
    ? Fault
    : Raised<"third", A, C, Op> extends infer Fault extends Blame<string, string>
      ? Fault
      : Clash<"third", Op, Broadcast<A, B>, C>

type PairedFault<Op extends string, Where extends string, A extends Shape, B extends Shape> =
  Raised<Where, A, B, Op> extends infer Fault extends Blame<string, string> ? Fault : Clash<Where, Op, A, B>

type Raised<Where extends string, A extends Shape, B extends Shape, Op extends string> = [A["length"]] extends [
  B["length"],
]
  ? unknown
  : Blame<Where, RanksMessage<Op, A, B>>

type Clash<Where extends string, Op extends string, A extends Shape, B extends Shape> =
  BroadcastFault<A, B, Op> extends infer M extends string ? Blame<Where, M> : unknown

type PairFault<A extends Shape, B extends Shape, C extends Shape> = A extends readonly []
  ? Blame<"second", RankMessage<"cosineEmbeddingLoss", 1, A>>
  : PairedFault<"cosineEmbeddingLoss", "second", A, B> extends infer Fault extends Blame<string, string>
    ? Fault
    : Agree<Vectors<Broadcast<A, B>>, C> extends true
      ? unknown
      : Blame<"third", PairTargetsMessage<Broadcast<A, B>, C>>

/** The variance as it broadcasts to the means. */
type Ranked<A extends Shape, C extends Shape> = number extends A["length"] | C["length"]
  ? number[]
  : Agree<A, C> extends true
    ? C
    : Agree<Vectors<A>, C> extends true
      ? [...C, 1]
      : C

type GaussianFault<A extends Shape, B extends Shape, C extends Shape> =
  Variance<A, C> extends true
    ? Clash<"second", "gaussianNllLoss", A, B> extends infer Fault extends Blame<string, string>
      ? Fault
      : Clash<"third", "gaussianNllLoss", Broadcast<A, B>, Ranked<A, C>>
    : Blame<"third", VarianceMessage<A, C>>

type Variance<A extends Shape, C extends Shape> =
  Agree<A, C> extends true
    ? true
    : A extends readonly [...infer Lead extends Shape, infer _D extends Dim]
      ? Agree<Lead, C> extends true
        ? true
        : Agree<[...Lead, 1], C>
      : false
