/**
 * @file Attention: [..., L, E] queries and [..., S, E] keys give [..., L, S] weights, with [..., S, V] values [..., L,
 * V].
 */
import type { CausalMaskMessage, FeaturesMessage, LengthMessage, MaskMessage } from "./attention-messages.js"
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Unify } from "./dim.js"
import type { DType } from "./dtype.js"
import type { Key } from "./key.js"
import type { Agree } from "./loss.js"
import type { RankMessage } from "./messages.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { Blame } from "./window.js"

export interface AttentionOptions {
  /** What may be attended to (bool), or what is added to the products (float); broadcasts to the weights. */
  readonly mask?: Tensor<Shape, DType>
  /** Whether a query attends only to keys up to its own position; false unless given. */
  readonly isCausal?: boolean
  /** The factor of the products; one over the root of the number of features unless given. */
  readonly scale?: number
  /** The probability with which a weight is dropped, and the key of the draw. */
  readonly dropout?: { readonly p: number; readonly key: Key }
}

/** The shape of the weights. */
export type Weights<Q extends Shape, K extends Shape> = number extends Q["length"] | K["length"]
  ? number[]
  : [...Broadcast<BatchOf<Q>, BatchOf<K>>, ...RowsOf<Q>, ...RowsOf<K>]

/** The shape of the weighed values. */
export type Attention<Q extends Shape, K extends Shape, V extends Shape> = number extends
  | Q["length"]
  | K["length"]
  | V["length"]
  ? number[]
  : [...Broadcast<Broadcast<BatchOf<Q>, BatchOf<K>>, BatchOf<V>>, ...RowsOf<Q>, ...LastOf<V>]

/** A message when queries are no matrices, else `unknown`. */
export type QueriesFault<Op extends string, Q extends Shape> = [number] extends [Q["length"]]
  ? unknown
  : Q extends readonly [unknown, unknown, ...unknown[]]
    ? unknown
    : RankMessage<Op, 2, Q>

/** A message when keys don't go with the queries, else `unknown`. */
export type KeysFault<Op extends string, Q extends Shape, K extends Shape> = [number] extends [
  Q["length"] | K["length"],
]
  ? unknown
  : K extends readonly [...infer BatchK extends Shape, infer _S, infer Y extends Dim]
    ? Q extends readonly [...infer BatchQ extends Shape, infer _L, infer X extends Dim]
      ? Unify<X, Y> extends true
        ? BroadcastFault<BatchQ, BatchK, `${Op} batch dims`>
        : FeaturesMessage<Op, Q, K, X, Y>
      : unknown
    : RankMessage<Op, 2, K>

/** A message when values don't go with the keys, else `unknown`. */
export type ValuesFault<Op extends string, Q extends Shape, K extends Shape, V extends Shape> = [number] extends [
  Q["length"] | K["length"] | V["length"],
]
  ? unknown
  : V extends readonly [...infer BatchV extends Shape, infer Y extends Dim, infer _V]
    ? K extends readonly [...infer BatchK extends Shape, infer X extends Dim, infer _E]
      ? Unify<X, Y> extends true
        ? BroadcastFault<Broadcast<BatchOf<Q>, BatchK>, BatchV, `${Op} batch dims`>
        : LengthMessage<Op, K, V, X, Y>
      : unknown
    : RankMessage<Op, 2, V>

/** Blame on the mask if it does not broadcast to the weights, or is not needed, else `unknown`. */
export type MaskFault<Op extends string, W extends Shape, O> = O extends {
  readonly mask: { readonly shape: infer M extends Shape }
}
  ? O extends { readonly isCausal: true }
    ? Blame<"isCausal", CausalMaskMessage<Op>>
    : [number] extends [W["length"] | M["length"]]
      ? unknown
      : Grows<M, W> extends true
        ? unknown
        : Blame<"mask", MaskMessage<Op, M, W>>
  : unknown

// internal

type Grows<M extends Shape, W extends Shape> =
  BroadcastFault<W, M, ""> extends infer _Message extends string ? false : Agree<Broadcast<W, M>, W>

type BatchOf<S extends Shape> = S extends readonly [...infer Batch extends Shape, infer _L, infer _E] ? Batch : []

type RowsOf<S extends Shape> = S extends readonly [...infer _Batch, infer L extends Dim, infer _E] ? [L] : []

type LastOf<S extends Shape> = S extends readonly [...infer _Rest, infer E extends Dim] ? [E] : []
