/** @file The torch-style linear layer. */
import type { IsAny } from "../../types/dim.js"
import type { LinearFn } from "../../types/layer.js"
import type { Tensor } from "../../types/tensor.js"
import { linear } from "../nn/linear.js"
import type { Part } from "../nn/part.js"
import { core, drawn, ParametricModule } from "./layer-module.js"

/** `{ bias: false }`, or `false` alone as PyTorch takes it. */
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
export class Linear<I extends number = any, O extends number = any> extends ParametricModule<
  LinearFn<Width<I>, Width<O>>
> {
  readonly inFeatures: I
  readonly outFeatures: O
  readonly weight: Tensor<[O, I]>
  readonly bias: Tensor<[O]> | undefined
  readonly [core]: Part

  constructor(inFeatures: I, outFeatures: O, bias: boolean | LinearOptions = {}) {
    super()
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    const options = typeof bias === "boolean" ? { bias } : bias
    this[core] = (linear as unknown as (...args: readonly unknown[]) => Part)(inFeatures, outFeatures, options)
    const { weight, bias: shift } = drawn(this[core])
    this.weight = weight as Tensor<[O, I]>
    this.bias = shift as Tensor<[O]> | undefined
  }
}

// internal

/** A width that is not stated is unknown. */
export type Width<N extends number> = IsAny<N> extends true ? number : N
