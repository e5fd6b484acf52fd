/**
 * @file What the layers of torch-style transformers share: two linear layers, what is between them, what is dropped.
 */
import type { AnyTensor } from "../../types/tensor.js"
import type { Activation } from "../../types/transformer.js"
import { gelu } from "../api/activation.js"
import { plus } from "../api/expression.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { relu } from "../api/unary.js"
import { type Part, partOf } from "../nn/part.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { assertBatchFirst, type BatchFirst } from "./batch-first.js"
import { LayerModule, run } from "./layer-module.js"
import type { Linear } from "./linear.js"
import type { Module } from "./module.js"
import { LayerNorm } from "./norm.js"
import { Dropout } from "./plain.js"

export interface TransformerLayerOptions<P, F> extends BatchFirst {
  /** The width between the two linear layers; 2048 unless given. */
  readonly dimFeedforward?: F
  /** The probability with which training drops; 0.1 unless given. */
  readonly dropout?: P
  /** "relu" unless given, an operation, or a layer of torch.nn. */
  readonly activation?: "relu" | "gelu" | Activation
  /** Added to the variance; 1e-5 unless given. */
  readonly layerNormEps?: number
  /** Whether to normalise what goes into a branch, and not the sum; false unless given. */
  readonly normFirst?: boolean
}

/** An operation, or a module, which is then one of the layer's. */
export type Active = Part | (Module & { readonly [run]: (x: unknown) => AnyTensor })

/** What the layers have in fields, names being PyTorch's. */
export interface FeedForward<W extends number, F extends number> {
  readonly linear1: Linear<W, F>
  readonly dropout: Dropout | undefined
  readonly linear2: Linear<F, W>
  readonly activation: Active
  readonly normFirst: boolean
}

export interface Read<F> {
  readonly hidden: F
  readonly rate: unknown
  readonly activation: Active
  readonly eps: number
  readonly normFirst: boolean
  readonly others: Readonly<Record<string, unknown>>
}

/** The options of a layer, and those that are its own. */
export const readLayer = <F>(op: string, options: unknown, own: Readonly<Record<string, unknown>>): Read<F> => {
  const { dimFeedforward, activation, layerNormEps, normFirst, dropout, batchFirst, ...others } = readOptions(
    op,
    options,
    {
      dimFeedforward: 2048,
      dropout: 0.1,
      activation: "relu" as unknown,
      layerNormEps: 1e-5,
      normFirst: false,
      batchFirst: false,
      ...own,
    },
  )
  assertBatchFirst(op, batchFirst)
  return {
    hidden: dimFeedforward as F,
    rate: dropout,
    activation: activationOf(op, activation),
    eps: layerNormEps as number,
    normFirst: assertBoolean(op, "normFirst", normFirst),
    others,
  }
}

export const dropoutOf = (rate: unknown): Dropout | undefined => (rate === 0 ? undefined : new Dropout(rate as number))

/** What training drops of a branch. */
export const thinned = ({ dropout }: { readonly dropout: Dropout | undefined }, x: AnyTensor): AnyTensor =>
  dropout === undefined ? x : dropout[run](x)

export const fed = <W extends number, F extends number>(layer: FeedForward<W, F>, x: unknown): AnyTensor => {
  const { activation } = layer
  const hidden = layer.linear1[run](x)
  const active = run in activation ? activation[run](hidden) : activation.apply({}, hidden)
  return thinned(layer, layer.linear2[run](thinned(layer, active)))
}

/** x and a branch of it, the norm before the branch or after the sum. */
export const joined = (
  normFirst: boolean,
  norm: { readonly [run]: (x: unknown) => AnyTensor },
  x: unknown,
  branch: (x: unknown) => AnyTensor,
): AnyTensor => {
  const sum = (y: AnyTensor) => tensorOf(plus(nodeOf(x as AnyTensor), nodeOf(y))) as AnyTensor
  return normFirst ? sum(branch(norm[run](x))) : norm[run](sum(branch(x)))
}

/** A norm of a layer. */
export const normOf = <W extends number>(width: W, eps: number): LayerNorm<W> => new LayerNorm(width, { eps })

// internal

const activationOf = (op: string, given: unknown): Active => {
  if (given instanceof LayerModule) return given as Active
  const operation = given === "relu" ? relu : given === "gelu" ? gelu : given
  if (typeof operation === "function") return partOf(op, operation, "activation")
  throw new TypeError(`${op}: activation is relu | gelu, a function or a layer of torch.nn, got ${describe(given)}`)
}
