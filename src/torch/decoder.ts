/** @file The torch-style decoder: layers of attention to a sequence itself and to a memory, and several of them. */
import type { KeysFault } from "../../types/attention.js"
import type { AttentionMask, FirstBlame, KeysMaskFault, WeightsMaskFault } from "../../types/attention-masks.js"
import type { Refused } from "../../types/layer.js"
import type { Ok } from "../../types/shape.js"
import type { AnyTensor, FloatTensor, Shape, Tensor } from "../../types/tensor.js"
import type { HeadsFault, IsNoisy, PlacesFn } from "../../types/transformer.js"
import type { CheckedOptions } from "../../types/window.js"
import { assertTakes } from "../nn/layer.js"
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
import { only } from "./layer-module.js"
import { Linear, type Width } from "./linear.js"
import { Module } from "./module.js"
import type { LayerNorm } from "./norm.js"
import type { Dropout } from "./plain.js"
import { type StackOptions, stackOf, through } from "./stack.js"
import type { KeyArgument, TrainFn, trains } from "./train.js"

export interface DecodeOptions {
  /** Where nobody attends (bool, true), or what is added to the products (float): [T, T] or [N · heads, T, T]. */
  readonly tgtMask?: AttentionMask
  /** The same of places and the memory: [T, S] or [N · heads, T, S]. */
  readonly memoryMask?: AttentionMask
  /** Which places nobody attends to (bool, true), or what is added to their products (float): [N, T]. */
  readonly tgtKeyPaddingMask?: AttentionMask
  /** The same of the memory: [N, S]. */
  readonly memoryKeyPaddingMask?: AttentionMask
  /** Whether a place attends only to those up to its own; false unless given. */
  readonly tgtIsCausal?: boolean
  /** Whether a place attends only to those of the memory up to its own; false unless given. */
  readonly memoryIsCausal?: boolean
}

/**
 * A block of a transformer's decoder: attention to itself, to a memory, then two linear layers, each added to what it
 * was given: `forward(tgt, memory, options)` of [N, T, width] and [N, S, width] gives [N, T, width]. In masks true
 * hides.
 * Errors: ShapeError where the width doesn't divide into the heads, or an input or a mask doesn't fit; TypeError
 * without `{ batchFirst: true }`.
 * PyTorch: `torch.nn.TransformerDecoderLayer(…, batch_first=True)`, with masks by name.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const layer = new torch.nn.TransformerDecoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
 * const [x, memory] = [torch.randn([8, 10, 16]), torch.randn([8, 7, 16])]
 * layer.forward(x, memory, { tgtIsCausal: true }).shape // [8, 10, 16]
 * ```
 */
export class TransformerDecoderLayer<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.TransformerDecoderLayer` alone is of any size
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0.1,
  const F extends number = 2048,
> extends Module {
  declare readonly [trains]: TrainDecoder<W, H, IsNoisy<P>, "TransformerDecoderLayer">
  readonly selfAttn: MultiheadAttention<W, H, P>
  readonly multiheadAttn: MultiheadAttention<W, H, P>
  readonly linear1: Linear<W, F>
  readonly dropout: Dropout | undefined
  readonly linear2: Linear<F, W>
  readonly norm1: LayerNorm<W>
  readonly norm2: LayerNorm<W>
  readonly norm3: LayerNorm<W>
  readonly activation: Active
  readonly normFirst: boolean

  constructor(dModel: W, nhead: Ok<HeadsFault<W, H>, H>, options: TransformerLayerOptions<P, F>) {
    super()
    const { hidden, rate, activation, eps, normFirst } = readLayer<F>(LAYER, options, {})
    const attention = () => new MultiheadAttention(dModel, nhead, { batchFirst: true, dropout: rate as P })
    this.selfAttn = attention()
    this.multiheadAttn = attention()
    this.linear1 = new Linear(dModel, hidden)
    this.dropout = dropoutOf(rate)
    this.linear2 = new Linear(hidden, dModel)
    this.norm1 = normOf(dModel, eps)
    this.norm2 = normOf(dModel, eps)
    this.norm3 = normOf(dModel, eps)
    this.activation = activation
    this.normFirst = normFirst
  }

  forward<X extends FloatTensor, M extends FloatTensor, const O extends DecodeOptions>(
    tgt: Ok<Refused<DecoderFn<W, H>, X["shape"]>, X>,
    memory: Ok<MemoryFault<W, H, X["shape"], M["shape"]>, M>,
    options?: CheckedOptions<DecodeFault<"TransformerDecoderLayer", O, X["shape"], M["shape"], H>, O>,
  ): Tensor<X["shape"]>
  forward(...inputs: unknown[]): unknown {
    return decoded(this as never, only(inputs, 3), inputs[1], masksOf(LAYER, inputs[2]))
  }
}

/**
 * Layers one after another, copies of one, and a norm after the last if there is one: `forward(tgt, memory,
 * options)`. Copies start with the parameters of the layer, as PyTorch's do, and are trained apart.
 * Errors: those of the layer. PyTorch: `torch.nn.TransformerDecoder`, with masks by name.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const layer = new torch.nn.TransformerDecoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
 * const decoder = new torch.nn.TransformerDecoder(layer, 2)
 * decoder.forward(torch.randn([8, 10, 16]), torch.randn([8, 7, 16])).shape // [8, 10, 16]
 * ```
 */
export class TransformerDecoder<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.TransformerDecoder` alone is of any size
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0.1,
  const F extends number = 2048,
> extends Module {
  declare readonly [trains]: TrainDecoder<W, H, IsNoisy<P>, "TransformerDecoder">
  readonly layers: readonly TransformerDecoderLayer<W, H, P, F>[]
  readonly norm: LayerNorm<W> | undefined

  constructor(
    decoderLayer: TransformerDecoderLayer<W, H, P, F>,
    numLayers: number,
    options?: StackOptions<NoInfer<W>>,
  ) {
    super()
    const { layers, norm } = stackOf<W, typeof decoderLayer>(
      [STACK, LAYER],
      TransformerDecoderLayer,
      decoderLayer,
      numLayers,
      options,
    )
    this.layers = layers
    this.norm = norm
  }

  forward<X extends FloatTensor, M extends FloatTensor, const O extends DecodeOptions>(
    tgt: Ok<Refused<DecoderFn<W, H>, X["shape"]>, X>,
    memory: Ok<MemoryFault<W, H, X["shape"], M["shape"]>, M>,
    options?: CheckedOptions<DecodeFault<"TransformerDecoder", O, X["shape"], M["shape"], H>, O>,
  ): Tensor<X["shape"]>
  forward(...inputs: unknown[]): unknown {
    const masks = masksOf(STACK, inputs[2])
    return through(this, only(inputs, 3), (layer, y) => decoded(layer as never, y, inputs[1], masks))
  }
}

// internal

const LAYER = "TransformerDecoderLayer"
const STACK = "TransformerDecoder"

type DecoderFn<W extends number, H extends number> = PlacesFn<`TransformerDecoderLayer(${W}, ${H})`, Width<W>>

/** A message when a memory doesn't go with the places, else `unknown`. */
type MemoryFault<W extends number, H extends number, S extends Shape, M extends Shape> = Ok<
  Refused<DecoderFn<W, H>, M>,
  KeysFault<"multiHeadAttention", S, M>
>

type DecodeFault<Op extends string, O, S extends Shape, M extends Shape, H extends number> = FirstBlame<
  [
    WeightsMaskFault<Op, "tgtMask", O, S, S, Width<H>>,
    KeysMaskFault<Op, "tgtKeyPaddingMask", O, S, S>,
    WeightsMaskFault<Op, "memoryMask", O, S, M, Width<H>>,
    KeysMaskFault<Op, "memoryKeyPaddingMask", O, S, M>,
  ]
>

interface TrainDecoder<W extends number, H extends number, R, Op extends string> extends TrainFn {
  train<X extends FloatTensor, M extends FloatTensor>(
    tgt: Ok<Refused<DecoderFn<W, H>, X["shape"]>, X>,
    memory: Ok<MemoryFault<W, H, X["shape"], M["shape"]>, M>,
    ...options: KeyArgument<R>
  ): [output: Tensor<X["shape"]>, module: this["module"]]
  train<X extends FloatTensor, M extends FloatTensor, const O extends DecodeOptions>(
    tgt: Ok<Refused<DecoderFn<W, H>, X["shape"]>, X>,
    memory: Ok<MemoryFault<W, H, X["shape"], M["shape"]>, M>,
    options: CheckedOptions<DecodeFault<Op, O, X["shape"], M["shape"], H>, O>,
    ...training: KeyArgument<R>
  ): [output: Tensor<X["shape"]>, module: this["module"]]
}

interface BothMasks {
  readonly own: Masks
  readonly ofMemory: Masks
}

const masksOf = (op: string, options: unknown): BothMasks => {
  const given = readOptions(op, options, {
    tgtMask: undefined,
    memoryMask: undefined,
    tgtKeyPaddingMask: undefined,
    memoryKeyPaddingMask: undefined,
    tgtIsCausal: false,
    memoryIsCausal: false,
  })
  const of = (side: "tgt" | "memory"): Masks => {
    const named = <N extends keyof typeof given>(name: N) => [name, given[name]] as const
    return {
      op,
      weights: named(`${side}Mask`),
      keys: named(`${side}KeyPaddingMask`),
      isCausal: named(`${side}IsCausal`),
    }
  }
  return { own: of("tgt"), ofMemory: of("memory") }
}

const decoded = (layer: TransformerDecoderLayer, x: unknown, memory: unknown, masks: BothMasks): AnyTensor => {
  const { normFirst, selfAttn, multiheadAttn, norm1, norm2, norm3, linear1 } = layer
  const width = linear1.inFeatures as number
  for (const input of [x, memory]) assertTakes(`${LAYER}(${width}, ${selfAttn.numHeads})`, ["...", "t", width], input)
  const first = joined(normFirst, norm1, x, (y) => thinned(layer, attended(selfAttn, [y, y, y], masks.own).output))
  const second = joined(normFirst, norm2, first, (y) =>
    thinned(layer, attended(multiheadAttn, [y, memory, memory], masks.ofMemory).output),
  )
  return joined(normFirst, norm3, second, (y) => fed(layer, y))
}
