/** @file The torch-style layer of attention: queries, keys and values in, with masks; results and weights out. */
import type { Attention, KeysFault, ValuesFault, Weights } from "../../types/attention.js"
import type { AttentionMask, FirstBlame, KeysMaskFault, WeightsMaskFault } from "../../types/attention-masks.js"
import type { Refused } from "../../types/layer.js"
import type { Mul } from "../../types/nat.js"
import type { Ok } from "../../types/shape.js"
import type { FloatTensor, Shape, Tensor } from "../../types/tensor.js"
import type { HeadsFault, IsNoisy, PlacesFn } from "../../types/transformer.js"
import type { CheckedOptions } from "../../types/window.js"
import { untyped } from "../api/handle.js"
import { mean } from "../api/reduce.js"
import { type Attend, attending, multiHeadAttention } from "../nn/attention.js"
import type { Part } from "../nn/part.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { type Masks, masked } from "./attention-mask.js"
import { assertBatchFirst, type BatchFirst } from "./batch-first.js"
import { core, draw, drawingOf, LayerModule, only } from "./layer-module.js"
import { Linear, type Width } from "./linear.js"
import type { KeyArgument, TrainFn, trains } from "./train.js"

export interface AttentionOptions<P> extends BatchFirst {
  /** The probability with which training drops a weight; 0 unless given. */
  readonly dropout?: P
  /** Whether the projections add a bias; true unless given. */
  readonly bias?: boolean
  /** Whether a place attends only to those up to its own, unless `forward` is told; false unless given. */
  readonly isCausal?: boolean
}

export interface AttendOptions {
  /** Which keys nobody attends to (bool, true), or what is added to their products (float): [N, S]. */
  readonly keyPaddingMask?: AttentionMask
  /** Where nobody attends (bool, true), or what is added to the products (float): [L, S] or [N · heads, L, S]. */
  readonly attnMask?: AttentionMask
  /** Whether a place attends only to those up to its own; what the layer was told unless given. */
  readonly isCausal?: boolean
  /** Whether weights are given back; true unless given. They are computed only when they are used. */
  readonly needWeights?: boolean
  /** Whether weights are those of all heads on average, and not of each; true unless given. */
  readonly averageAttnWeights?: boolean
}

/**
 * Attention: `forward(query, key, value, options)` of [N, L, width], [N, S, width] and [N, S, width] gives
 * `[output, weights]`, [N, L, width] and [N, L, S]. In a `Sequential` it attends to what it is given itself.
 * In masks true hides, unlike those of `scaled_dot_product_attention`; where all is hidden the weights are 0, where
 * PyTorch has NaN.
 * Errors: ShapeError where the width doesn't divide into the heads, or an input or a mask doesn't fit; TypeError
 * without `{ batchFirst: true }`.
 * PyTorch: `torch.nn.MultiheadAttention(…, batch_first=True)`, with options by name.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const attention = new torch.nn.MultiheadAttention(16, 4, { batchFirst: true })
 * const [x, memory] = [torch.randn([8, 10, 16]), torch.randn([8, 7, 16])]
 * const [output, weights] = attention.forward(x, memory, memory)
 * output.shape // [8, 10, 16]
 * weights.shape // [8, 10, 7]
 * attention.forward(x, x, x, { isCausal: true })[0].shape // [8, 10, 16]
 * Object.keys(attention.namedParameters()) // ["inProjWeight", "inProjBias", "outProj.weight", "outProj.bias"]
 * ```
 */
export class MultiheadAttention<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.MultiheadAttention` alone is of any size
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0,
> extends LayerModule<AttentionFn<W, H>, IsNoisy<P>> {
  declare readonly [trains]: TrainAttention<W, H, IsNoisy<P>>
  declare readonly inProjWeight: Tensor<[Mul<3, W>, W]>
  declare readonly inProjBias: Tensor<[Mul<3, W>]> | undefined
  declare readonly outProj: Linear<W, W>
  readonly numHeads: number
  readonly isCausal: boolean

  constructor(embedDim: W, numHeads: Ok<HeadsFault<W, H>, H>, options: AttentionOptions<P>) {
    const given = readOptions(op, options, { dropout: 0, bias: true, isCausal: false, batchFirst: false })
    assertBatchFirst(op, given.batchFirst)
    const { dropout, bias, isCausal } = given
    const layer = untyped(multiHeadAttention)({ width: embedDim, heads: numHeads, dropout, bias, causal: isCausal })
    super(layer as unknown as Part)
    draw(this)
    const start = this.outProj as unknown as Readonly<Record<string, Tensor>>
    this.outProj = new Linear(embedDim, embedDim, bias as boolean).withParameters(start)
    this.numHeads = numHeads as number
    this.isCausal = isCausal as boolean
  }

  forward<
    Q extends FloatTensor,
    K extends FloatTensor,
    V extends FloatTensor,
    const O extends AttendOptions = Record<never, never>,
  >(
    query: Ok<Refused<AttentionFn<W, H>, Q["shape"]>, Q>,
    key: Ok<KeyFault<W, H, Q["shape"], K["shape"]>, K>,
    value: Ok<ValueFault<W, H, Q["shape"], K["shape"], V["shape"]>, V>,
    options?: CheckedOptions<MasksFault<Q["shape"], K["shape"], H, O>, O>,
  ): [output: Tensor<Attention<Q["shape"], K["shape"], V["shape"]>>, weights: WeightsOf<Q["shape"], K["shape"], H, O>]
  forward(...inputs: unknown[]): unknown {
    only(inputs, 4)
    const [query, key, value, options] = inputs
    const given = readOptions(op, options, {
      keyPaddingMask: undefined,
      attnMask: undefined,
      isCausal: this.isCausal as unknown,
      needWeights: true,
      averageAttnWeights: true,
    })
    const { output, weights } = attended(this, [query, key, value], {
      op,
      weights: ["attnMask", given.attnMask],
      keys: ["keyPaddingMask", given.keyPaddingMask],
      isCausal: ["isCausal", given.isCausal],
    })
    if (!assertBoolean(op, "needWeights", given.needWeights)) return [output, undefined]
    const isMean = assertBoolean(op, "averageAttnWeights", given.averageAttnWeights)
    return [output, isMean ? untyped(mean)(weights(), -3) : weights()]
  }
}

/** What a layer of attention gives, in training if it takes part in one. */
export const attended = (layer: Attending, inputs: Parameters<Attend>[1], masks: Masks): ReturnType<Attend> =>
  (layer[core] as Part & { readonly [attending]: Attend })[attending](
    layer,
    inputs,
    masked(masks, layer.numHeads),
    drawingOf(layer),
  )

/** A message when keys don't go with the queries, else `unknown`. */
export type KeyFault<W extends number, H extends number, Q extends Shape, K extends Shape> = Ok<
  Refused<AttentionFn<W, H>, K>,
  KeysFault<"multiHeadAttention", Q, K>
>

// internal

const op = "MultiheadAttention"

interface Attending {
  readonly [core]: Part
  readonly numHeads: number
}

type AttentionFn<W extends number, H extends number> = PlacesFn<`multiHeadAttention(${W}, ${H})`, Width<W>>

type ValueFault<W extends number, H extends number, Q extends Shape, K extends Shape, V extends Shape> = Ok<
  Refused<AttentionFn<W, H>, V>,
  ValuesFault<"multiHeadAttention", Q, K, V>
>

type MasksFault<Q extends Shape, K extends Shape, H extends number, O> = FirstBlame<
  [
    WeightsMaskFault<"MultiheadAttention", "attnMask", O, Q, K, Width<H>>,
    KeysMaskFault<"MultiheadAttention", "keyPaddingMask", O, Q, K>,
  ]
>

type WeightsOf<Q extends Shape, K extends Shape, H extends number, O> = O extends { readonly needWeights: false }
  ? undefined
  : Tensor<O extends { readonly averageAttnWeights: false } ? OfHeads<Weights<Q, K>, Width<H>> : Weights<Q, K>>

type OfHeads<S extends Shape, H extends number> = S extends readonly [...infer B extends Shape, infer L, infer T]
  ? Extract<[...B, H, L, T], Shape>
  : number[]

interface TrainAttention<W extends number, H extends number, R> extends TrainFn {
  train<Q extends FloatTensor, K extends FloatTensor, V extends FloatTensor>(
    query: Ok<Refused<AttentionFn<W, H>, Q["shape"]>, Q>,
    key: Ok<KeyFault<W, H, Q["shape"], K["shape"]>, K>,
    value: Ok<ValueFault<W, H, Q["shape"], K["shape"], V["shape"]>, V>,
    ...options: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Attention<Q["shape"], K["shape"], V["shape"]>>,
      weights: Tensor<Weights<Q["shape"], K["shape"]>>,
    ],
    module: this["module"],
  ]
  train<Q extends FloatTensor, K extends FloatTensor, V extends FloatTensor, const O extends AttendOptions>(
    query: Ok<Refused<AttentionFn<W, H>, Q["shape"]>, Q>,
    key: Ok<KeyFault<W, H, Q["shape"], K["shape"]>, K>,
    value: Ok<ValueFault<W, H, Q["shape"], K["shape"], V["shape"]>, V>,
    options: CheckedOptions<MasksFault<Q["shape"], K["shape"], H, O>, O>,
    ...training: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Attention<Q["shape"], K["shape"], V["shape"]>>,
      weights: WeightsOf<Q["shape"], K["shape"], H, O>,
    ],
    module: this["module"],
  ]
}
