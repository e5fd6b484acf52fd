/** @file Layers of attention and blocks of them: widths that divide into heads, parameters by PyTorch's names. */
import type { Divides } from "./conv.js"
import type { DType } from "./dtype.js"
import type { Fn, Layer, NoParams, NoState } from "./fn.js"
import type { LinearParams, LinearWeight, Model } from "./layer.js"
import type { HeadsMessage, KvHeadsMessage } from "./layer-messages.js"
import type { Add, DivMod, Mul } from "./nat.js"
import type { AffineParams, ScaleParams } from "./normalised.js"
import type { PatternFn } from "./pattern.js"
import type { Ok } from "./shape.js"
import type { Dim, Shape, Tensor } from "./tensor.js"

export interface AttentionOptions<W, H, KV, B, P> {
  /** Of what comes in and goes out. */
  readonly width: W
  readonly heads: Ok<HeadsFault<W, H>, H>
  /** Heads of keys and values, each shared by heads of queries; as many as heads unless given. */
  readonly kvHeads?: Ok<KvHeadsFault<H, KV>, KV>
  /** Whether a place attends only to those up to its own; false unless given. */
  readonly causal?: boolean
  /** Whether queries and keys are turned by their positions; false unless given. The base is 10000. */
  readonly rotary?: boolean | { readonly base?: number }
  /** Whether the projections add a bias; true unless given. */
  readonly bias?: B
  /** The probability with which training drops a weight; 0 unless given. */
  readonly dropout?: P
  /** What may be attended to (bool), or what is added to the products (float); broadcasts to [..., heads, T, T]. */
  readonly mask?: Tensor<Shape, DType>
}

/** `multiHeadAttention({ width, heads })` */
export type MultiHeadAttentionOp = <
  const W extends number,
  const H extends number,
  const KV extends number = H,
  const B extends boolean = true,
  const P extends number = 0,
>(
  options: AttentionOptions<W, H, KV, B, P>,
) => MultiHeadAttention<W, H, KV, B, IsNoisy<P>>

export interface MultiHeadAttention<
  W extends number,
  H extends number,
  KV extends number,
  B extends boolean,
  R extends boolean,
> extends Model<PlacesFn<`multiHeadAttention(${W}, ${H})`, W>, AttentionParams<W, H, KV, B>, NoState, R> {}

export type AttentionParams<W extends number, H extends number, KV extends number, B extends boolean> = B extends false
  ? AttentionWeights<W, Projected<W, H, KV>>
  : AttentionAffine<W, Projected<W, H, KV>>

export interface AttentionWeights<W extends number, Rows extends number> {
  /** Queries, keys and values, one below the other. */
  readonly inProjWeight: Tensor<[Rows, W]>
  readonly outProj: LinearWeight<W, W>
}

export interface AttentionAffine<W extends number, Rows extends number> {
  readonly inProjWeight: Tensor<[Rows, W]>
  readonly inProjBias: Tensor<[Rows]>
  readonly outProj: LinearParams<W, W>
}

/** An operation of any shape that keeps it: an activation. */
export type Activation = Layer<Fn, NoParams>

/** `feedForward(width, hidden)` */
export type FeedForwardOp = <const W extends number, const H extends number, const P extends number = 0>(
  width: W,
  hidden: H,
  options?: {
    /** What is between the two linear layers; gelu unless given. */
    readonly activation?: Activation
    /** The probability with which training drops what the activation gives; 0 unless given. */
    readonly dropout?: P
  },
) => FeedForward<W, H, IsNoisy<P>>

export interface FeedForward<W extends number, H extends number, R extends boolean>
  extends Model<PatternFn<`feedForward(${W}, ${H})`, ["...", W], ["...", W]>, FeedForwardParams<W, H>, NoState, R> {}

export interface FeedForwardParams<W extends number, H extends number> {
  readonly linear1: LinearParams<W, H>
  readonly linear2: LinearParams<H, W>
}

export interface BlockOptions<W, H, KV, B, P, F> extends AttentionOptions<W, H, KV, B, P> {
  /** The width between the two linear layers; 4 times the width unless given. */
  readonly hidden?: F
  /** What is between them; gelu unless given. */
  readonly activation?: Activation
  /** Whether to normalise what goes into a branch, and not the sum; true unless given. */
  readonly normFirst?: boolean
  /** Added to the variance; 1e-5 unless given. */
  readonly eps?: number
}

/** `transformerBlock({ width, heads })` */
export type TransformerBlockOp = <
  const W extends number,
  const H extends number,
  const KV extends number = H,
  const B extends boolean = true,
  const P extends number = 0,
  const F extends number = Mul<4, W>,
>(
  options: BlockOptions<W, H, KV, B, P, F>,
) => TransformerBlock<W, H, KV, B, F, IsNoisy<P>>

export interface TransformerBlock<
  W extends number,
  H extends number,
  KV extends number,
  B extends boolean,
  F extends number,
  R extends boolean,
> extends Model<PlacesFn<`transformerBlock(${W}, ${H})`, W>, TransformerParams<W, H, KV, B, F>, NoState, R> {}

export type TransformerParams<
  W extends number,
  H extends number,
  KV extends number,
  B extends boolean,
  F extends number,
> = B extends false ? TransformerWeights<W, Projected<W, H, KV>, F> : TransformerAffine<W, Projected<W, H, KV>, F>

export interface TransformerWeights<W extends number, Rows extends number, F extends number> {
  readonly selfAttn: AttentionWeights<W, Rows>
  readonly linear1: LinearWeight<W, F>
  readonly linear2: LinearWeight<F, W>
  readonly norm1: ScaleParams<[W]>
  readonly norm2: ScaleParams<[W]>
}

export interface TransformerAffine<W extends number, Rows extends number, F extends number>
  extends FeedForwardParams<W, F> {
  readonly selfAttn: AttentionAffine<W, Rows>
  readonly norm1: AffineParams<[W]>
  readonly norm2: AffineParams<[W]>
}

/** [..., T, W], which keeps its shape. */
export interface PlacesFn<Name extends string, W extends Dim>
  extends PatternFn<Name, ["...", "t", W], ["...", "t", W]> {}

/** Whether training with that probability of dropping draws from a key. */
export type IsNoisy<P extends number> = [P] extends [0] ? false : true

// internal

type Projected<W extends number, H extends number, KV extends number> =
  Mul<3, W> extends infer Equal extends number
    ? [H] extends [KV]
      ? Equal
      : DivMod<W, H> extends [infer Head extends number, unknown]
        ? Add<W, Mul<2, Mul<KV, Head>>>
        : number
    : number

export type HeadsFault<W, H> = [Divides<W, H>] extends [true] ? unknown : HeadsMessage<W & number, H & number>

type KvHeadsFault<H, KV> = [Divides<H, KV>] extends [true] ? unknown : KvHeadsMessage<H & number, KV & number>
