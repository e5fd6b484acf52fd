/** @file The torch-style linear layer. */
import type { IsAny } from "../../types/dim.js"
import type { LinearParams, LinearShape } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { linear } from "../nn/linear.js"
import { nextKey } from "./generator.js"
import { Module } from "./module.js"

export interface LinearOptions {
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean
}

/**
 * A linear layer over the last dim, its parameters drawn from the global generator: `[..., in] -> [..., out]`, float32.
 * Errors: ShapeError where the last dim is another.
 * PyTorch: `torch.nn.Linear`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Linear(10, 5).forward(torch.randn([32, 10])).shape // [32, 5]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.Linear` alone is a layer of any widths, as the type of a field
export class Linear<I extends number = any, O extends number = any> extends Module {
  readonly inFeatures: I
  readonly outFeatures: O
  readonly weight: Tensor<[O, I]>
  readonly bias: Tensor<[O]> | undefined

  constructor(inFeatures: I, outFeatures: O, options: LinearOptions = {}) {
    super()
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    const hasBias = options.bias ?? true
    const layer = hasBias ? linear(inFeatures, outFeatures) : linear(inFeatures, outFeatures, { bias: false })
    const params: Partial<LinearParams<I, O>> = layer.init(nextKey())
    this.weight = params.weight as Tensor<[O, I]>
    this.bias = params.bias
  }

  forward<S extends Shape>(
    x: Ok<LinearShape<S, Width<I>, Width<O>>, Tensor<S>>,
  ): Tensor<Out<LinearShape<S, Width<I>, Width<O>>>> {
    const { inFeatures, outFeatures, weight, bias } = this
    const layer: unknown =
      bias === undefined ? linear(inFeatures, outFeatures, { bias: false }) : linear(inFeatures, outFeatures)
    return (layer as Affine).apply({ weight, bias }, x) as Tensor<Out<LinearShape<S, Width<I>, Width<O>>>>
  }
}

// internal

/** A width that is not stated is unknown. */
type Width<N extends number> = IsAny<N> extends true ? number : N

interface Affine {
  readonly apply: (params: unknown, x: unknown) => unknown
}
