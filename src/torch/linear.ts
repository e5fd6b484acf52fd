/** @file The torch-style linear layer. */
import type { IsAny } from "../../types/dim.js"
import type { LinearFn } from "../../types/layer.js"
import type { Tensor } from "../../types/tensor.js"
import { linear } from "../nn/linear.js"
import { DrawnModule } from "./layer-module.js"

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
export class Linear<I extends number = any, O extends number = any> extends DrawnModule<LinearFn<Width<I>, Width<O>>> {
  readonly inFeatures: I
  readonly outFeatures: O
  declare readonly weight: Tensor<[O, I]>
  declare readonly bias: Tensor<[O]> | undefined

  constructor(inFeatures: I, outFeatures: O, bias: boolean | LinearOptions = {}) {
    super(linear(inFeatures, outFeatures, (typeof bias === "boolean" ? { bias } : bias) as never))
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
  }
}

// internal

/** A width that is not stated is unknown. */
export type Width<N extends number> = IsAny<N> extends true ? number : N
