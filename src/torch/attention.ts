/** @file The torch-style layers of attention of a sequence to itself. */
import type { FnOf } from "../../types/fn.js"
import type { Mul } from "../../types/nat.js"
import type { Ok } from "../../types/shape.js"
import type { Tensor } from "../../types/tensor.js"
import type {
  Activation,
  MultiHeadAttention as CoreAttention,
  HeadsFault,
  IsNoisy,
  TransformerBlock,
} from "../../types/transformer.js"
import { gelu } from "../api/activation.js"
import { relu } from "../api/unary.js"
import { multiHeadAttention } from "../nn/attention.js"
import type { Part } from "../nn/part.js"
import { transformerBlock } from "../nn/transformer.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { assertBatchFirst, type BatchFirst } from "./batch-first.js"
import { DrawnModule, ParametricModule } from "./layer-module.js"
import { Linear } from "./linear.js"
import { LayerNorm } from "./norm.js"

export interface AttentionOptions<P> extends BatchFirst {
  /** The probability with which training drops a weight; 0 unless given. */
  readonly dropout?: P
  /** Whether the projections add a bias; true unless given. */
  readonly bias?: boolean
  /**
   * Whether a place attends only to those up to its own; false unless given. PyTorch is told it, or a mask, by
   * `forward`.
   */
  readonly isCausal?: boolean
}

/**
 * Attention of a sequence to itself: `forward(x)` of [N, T, width], which keeps its shape.
 * Errors: ShapeError where the width doesn't divide into the heads, or the input has another; TypeError without
 * `{ batchFirst: true }`.
 * PyTorch: `torch.nn.MultiheadAttention(…, batch_first=True)` of `(x, x, x)`, its first result.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const attention = new torch.nn.MultiheadAttention(16, 4, { batchFirst: true })
 * attention.forward(torch.randn([8, 10, 16])).shape // [8, 10, 16]
 * Object.keys(attention.namedParameters()) // ["inProjWeight", "inProjBias", "outProj.weight", "outProj.bias"]
 * ```
 */
export class MultiheadAttention<
  // biome-ignore lint/suspicious/noExplicitAny: `MultiheadAttention` alone is one of any size, as the type of a field
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0,
> extends DrawnModule<FnOf<CoreAttention<W, H, H, true, false>>, IsNoisy<P>> {
  declare readonly inProjWeight: Tensor<[Mul<3, W>, W]>
  declare readonly inProjBias: Tensor<[Mul<3, W>]> | undefined
  declare readonly outProj: Linear<W, W>

  constructor(embedDim: W, numHeads: Ok<HeadsFault<W, H>, H>, options: AttentionOptions<P>) {
    const op = "MultiheadAttention"
    const given = readOptions(op, options, { dropout: 0, bias: true, isCausal: false, batchFirst: false })
    assertBatchFirst(op, given.batchFirst)
    const { dropout, bias, isCausal } = given
    super(untyped(multiHeadAttention)({ width: embedDim, heads: numHeads, dropout, bias, causal: isCausal }))
    const start = this.outProj as unknown as Readonly<Record<string, Tensor>>
    this.outProj = new Linear(embedDim, embedDim, bias as boolean).withParameters(start)
  }
}

export interface EncoderLayerOptions<P, F> extends BatchFirst {
  /** The width between the two linear layers; 2048 unless given. */
  readonly dimFeedforward?: F
  /** The probability with which training drops; 0.1 unless given. */
  readonly dropout?: P
  /** "relu" unless given, or an operation. */
  readonly activation?: "relu" | "gelu" | Activation
  /** Added to the variance; 1e-5 unless given. */
  readonly layerNormEps?: number
  /** Whether to normalise what goes into a branch, and not the sum; false unless given. */
  readonly normFirst?: boolean
  /**
   * Whether a place attends only to those up to its own; false unless given. PyTorch is told it, or a mask, by
   * `forward`.
   */
  readonly isCausal?: boolean
}

/**
 * A block of a transformer: attention, then two linear layers, each added to what it was given: [N, T, width] keeps its
 * shape.
 * Errors: those of `MultiheadAttention`.
 * PyTorch: `torch.nn.TransformerEncoderLayer(…, batch_first=True)`.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const layer = new torch.nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
 * const [output] = layer.train(torch.randn([8, 10, 16]), { key: key(0) })
 * output.shape // [8, 10, 16]
 * ```
 */
export class TransformerEncoderLayer<
  // biome-ignore lint/suspicious/noExplicitAny: `TransformerEncoderLayer` alone is one of any size, as a field's type
  const W extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const P extends number = 0.1,
  const F extends number = 2048,
> extends ParametricModule<FnOf<TransformerBlock<W, H, H, true, F, false>>, IsNoisy<P>> {
  readonly selfAttn: MultiheadAttention<W, H>
  readonly linear1: Linear<W, F>
  readonly linear2: Linear<F, W>
  readonly norm1: LayerNorm<W>
  readonly norm2: LayerNorm<W>

  constructor(dModel: W, nhead: Ok<HeadsFault<W, H>, H>, options: EncoderLayerOptions<P, F>) {
    const given = readOptions("TransformerEncoderLayer", options, defaults)
    const { dimFeedforward, activation, layerNormEps: eps, normFirst, dropout, isCausal } = given
    assertBatchFirst("TransformerEncoderLayer", given.batchFirst)
    const act = activation === "relu" ? relu : activation === "gelu" ? gelu : activation
    if (act === null || (typeof act !== "function" && typeof act !== "object")) {
      throw new TypeError(
        `TransformerEncoderLayer: activation is relu | gelu or a function, got ${describe(activation)}`,
      )
    }
    const hidden = dimFeedforward as F
    const sizes = { width: dModel, heads: nhead, hidden, dropout, causal: isCausal }
    super(overFields(untyped(transformerBlock)({ ...sizes, activation: act, normFirst, eps })))
    this.selfAttn = new MultiheadAttention(dModel, nhead as never, { batchFirst: true })
    this.linear1 = new Linear(dModel, hidden)
    this.linear2 = new Linear(hidden, dModel)
    this.norm1 = new LayerNorm(dModel, { eps: eps as number })
    this.norm2 = new LayerNorm(dModel, { eps: eps as number })
  }
}

// internal

const defaults = {
  dimFeedforward: 2048,
  dropout: 0.1,
  activation: "relu" as unknown,
  layerNormEps: 1e-5,
  normFirst: false,
  isCausal: false,
  batchFirst: false,
}

const untyped = (op: unknown) => op as (options: object) => Part

/** The core's parameters are a record, a module's fields. */
const overFields = (part: Part): Part => ({
  ...part,
  apply: (module, x) => part.apply({ ...(module as object) }, x),
  train: (module, x, options) => part.train({ ...(module as object) }, x, options),
})
