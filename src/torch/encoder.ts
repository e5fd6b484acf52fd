/** @file The torch-style encoder: layers of attention of a sequence to itself, and several of them. */
import type { AttentionMask, FirstBlame, KeysMaskFault, WeightsMaskFault } from "../../types/attention-masks.js"
import type { Refused } from "../../types/layer.js"
import type { Ok } from "../../types/shape.js"
import type { AnyTensor, FloatTensor, Shape, Tensor } from "../../types/tensor.js"
import type { HeadsFault, IsNoisy, PlacesFn } from "../../types/transformer.js"
import type { CheckedOptions } from "../../types/window.js"
import { shaped } from "../nn/layer.js"
import { type Part, partFrom } from "../nn/part.js"
import { readOptions } from "../shape/options.js"
import { attended, MultiheadAttention } from "./attention.js"
import type { Masks } from "./attention-mask.js"
import {
  type Active,
  dropoutOf,
  fed,
  joined,
  normOf,
  readLayer,
  type TransformerLayerOptions,
  thinned,
} from "./feed-forward.js"
import { core, LayerModule, only, run } from "./layer-module.js"
import { Linear, type Width } from "./linear.js"
import type { LayerNorm } from "./norm.js"
import type { Dropout } from "./plain.js"
import { type StackOptions, stackOf, through } from "./stack.js"
import type { KeyArgument, TrainFn, trains } from "./train.js"

export interface EncoderLayerOptions<P, F> extends TransformerLayerOptions<P, F> {
  /** Whether a place attends only to those up to its own, unless `forward` is told; false unless given. */
  readonly isCausal?: boolean
}

export interface EncodeOptions {
  /** Which places nobody attends to (bool, true), or what is added to their products (float): [N, T]. */
  readonly srcKeyPaddingMask?: AttentionMask
  /** Whether a place attends only to those up to its own; what the layer was told unless given. */
  readonly isCausal?: boolean
}

export interface EncodeLayerOptions extends EncodeOptions {
  /** Where nobody attends (bool, true), or what is added to the products (float): [T, T] or [N · heads, T, T]. */
  readonly srcMask?: AttentionMask
}

/**
 * A block of a transformer: attention, then two linear layers, each added to what it was given: `forward(src,
 * options)` of [N, T, width] keeps its shape. In masks true hides.
 * Errors: ShapeError where the width doesn't divide into the heads, or the input or a mask doesn't fit; TypeError
 * without `{ batchFirst: true }`.
 * PyTorch: `torch.nn.TransformerEncoderLayer(…, batch_first=True)`, with masks by name.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const layer = new torch.nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
 * const x = torch.randn([8, 10, 16])
 * layer.forward(x, { isCausal: true }).shape // [8, 10, 16]
 * const [output] = layer.train(x, { key: key(0) })
 * output.shape // [8, 10, 16]
 * ```
 */
export class TransformerEncoderLayer<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.TransformerEncoderLayer` alone is of any size
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0.1,
  const F extends number = 2048,
> extends LayerModule<EncoderFn<W, H>, IsNoisy<P>> {
  declare readonly [trains]: TrainEncoder<W, H, IsNoisy<P>, "TransformerEncoderLayer", "srcMask", EncodeLayerOptions>
  readonly selfAttn: MultiheadAttention<W, H, P>
  readonly linear1: Linear<W, F>
  readonly dropout: Dropout | undefined
  readonly linear2: Linear<F, W>
  readonly norm1: LayerNorm<W>
  readonly norm2: LayerNorm<W>
  readonly activation: Active
  readonly normFirst: boolean

  constructor(dModel: W, nhead: Ok<HeadsFault<W, H>, H>, options: EncoderLayerOptions<P, F>) {
    const { hidden, rate, activation, eps, normFirst, others } = readLayer<F>(LAYER, options, { isCausal: false })
    const { isCausal } = others as { readonly isCausal: boolean }
    super(encoding(dModel, nhead as number))
    this.selfAttn = new MultiheadAttention(dModel, nhead, { batchFirst: true, dropout: rate as P, isCausal })
    this.linear1 = new Linear(dModel, hidden)
    this.dropout = dropoutOf(rate)
    this.linear2 = new Linear(hidden, dModel)
    this.norm1 = normOf(dModel, eps)
    this.norm2 = normOf(dModel, eps)
    this.activation = activation
    this.normFirst = normFirst
  }

  forward<X extends FloatTensor, const O extends EncodeLayerOptions>(
    src: Ok<Refused<EncoderFn<W, H>, X["shape"]>, X>,
    options?: CheckedOptions<EncodeFault<"TransformerEncoderLayer", "srcMask", O, X["shape"], H>, O>,
  ): Tensor<X["shape"]>
  forward(...inputs: unknown[]): unknown {
    const { isCausal } = this.selfAttn
    return this[run](only(inputs, 2), masksOf(LAYER, "srcMask", inputs[1], isCausal))
  }

  override [run](x: unknown, masks = masksOf(LAYER, "srcMask", undefined, this.selfAttn.isCausal)): AnyTensor {
    return this[core].apply(this, x, masks)
  }
}

/**
 * Layers one after another, copies of one, and a norm after the last if there is one: `forward(src, options)`. Copies
 * start with the parameters of the layer, as PyTorch's do, and are trained apart.
 * Errors: those of the layer. PyTorch: `torch.nn.TransformerEncoder`, with masks by name.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const layer = new torch.nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
 * const encoder = new torch.nn.TransformerEncoder(layer, 6, { norm: new torch.nn.LayerNorm(16) })
 * encoder.forward(torch.randn([8, 10, 16])).shape // [8, 10, 16]
 * encoder.layers[5]?.linear1.weight.shape // [32, 16]
 * ```
 */
export class TransformerEncoder<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.TransformerEncoder` alone is of any size
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0.1,
  const F extends number = 2048,
> extends LayerModule<EncoderFn<W, H>, IsNoisy<P>> {
  declare readonly [trains]: TrainEncoder<W, H, IsNoisy<P>, "TransformerEncoder", "mask", EncodeStackOptions>
  readonly layers: readonly TransformerEncoderLayer<W, H, P, F>[]
  readonly norm: LayerNorm<W> | undefined

  constructor(
    encoderLayer: TransformerEncoderLayer<W, H, P, F>,
    numLayers: number,
    options?: StackOptions<NoInfer<W>>,
  ) {
    const { layers, norm } = stackOf<W, typeof encoderLayer>(
      [STACK, LAYER],
      TransformerEncoderLayer,
      encoderLayer,
      numLayers,
      options,
    )
    super(encoderLayer[core])
    this.layers = layers
    this.norm = norm
  }

  forward<X extends FloatTensor, const O extends EncodeStackOptions>(
    src: Ok<Refused<EncoderFn<W, H>, X["shape"]>, X>,
    options?: CheckedOptions<EncodeFault<"TransformerEncoder", "mask", O, X["shape"], H>, O>,
  ): Tensor<X["shape"]>
  forward(...inputs: unknown[]): unknown {
    const [first] = this.layers
    return this[run](only(inputs, 2), masksOf(STACK, "mask", inputs[1], first?.selfAttn.isCausal))
  }

  override [run](x: unknown, masks?: Masks): AnyTensor {
    return through(this, x, (layer, y) => layer[run](y, masks))
  }
}

// internal

const LAYER = "TransformerEncoderLayer"
const STACK = "TransformerEncoder"

type EncoderFn<W extends number, H extends number> = PlacesFn<`TransformerEncoderLayer(${W}, ${H})`, Width<W>>

interface EncodeStackOptions extends EncodeOptions {
  /** Where nobody attends (bool, true), or what is added to the products (float): [T, T] or [N · heads, T, T]. */
  readonly mask?: AttentionMask
}

type EncodeFault<Op extends string, Name extends string, O, S extends Shape, H extends number> = FirstBlame<
  [WeightsMaskFault<Op, Name, O, S, S, Width<H>>, KeysMaskFault<Op, "srcKeyPaddingMask", O, S, S>]
>

interface TrainEncoder<W extends number, H extends number, R, Op extends string, Name extends string, Options>
  extends TrainFn {
  train<X extends FloatTensor>(
    src: Ok<Refused<EncoderFn<W, H>, X["shape"]>, X>,
    ...options: KeyArgument<R>
  ): [output: Tensor<X["shape"]>, module: this["module"]]
  train<X extends FloatTensor, const O extends Options>(
    src: Ok<Refused<EncoderFn<W, H>, X["shape"]>, X>,
    options: CheckedOptions<EncodeFault<Op, Name, O, X["shape"], H>, O>,
    ...training: KeyArgument<R>
  ): [output: Tensor<X["shape"]>, module: this["module"]]
}

const masksOf = (op: string, name: string, options: unknown, isCausal: unknown): Masks => {
  const given = readOptions(op, options, { [name]: undefined, srcKeyPaddingMask: undefined, isCausal })
  return {
    op,
    weights: [name, given[name]],
    keys: ["srcKeyPaddingMask", given.srcKeyPaddingMask],
    isCausal: ["isCausal", given.isCausal],
  }
}

/** A layer as a part of the core, whose parameters are the module itself and whose state is what is hidden. */
const encoding = (width: number, heads: number): Part => {
  const pattern = ["...", "t", width]
  const apply = (module: unknown, x: unknown, masks: unknown): AnyTensor => {
    const layer = module as TransformerEncoderLayer
    const { normFirst, selfAttn, norm1, norm2 } = layer
    const middle = joined(normFirst, norm1, x, (y) =>
      thinned(layer, attended(selfAttn, [y, y, y], masks as Masks).output),
    )
    return joined(normFirst, norm2, middle, (y) => fed(layer, y))
  }
  return shaped(`${LAYER}(${width}, ${heads})`, pattern, pattern, partFrom({ apply }))
}
