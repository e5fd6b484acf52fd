/** @file The torch-style linear layer. */
import type { IsAny } from "../../types/dim.js"
import type { Key } from "../../types/key.js"
import type { LinearParams, LinearShape, LinearWeight } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { linear } from "../nn/linear.js"
import { nextKey } from "./generator.js"
import { Module } from "./module.js"

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
export class Linear<I extends number = any, O extends number = any> extends Module {
  readonly inFeatures: I
  readonly outFeatures: O
  readonly weight: Tensor<[O, I]>
  readonly bias: Tensor<[O]> | undefined
  readonly #layer: Affine<I, O>

  constructor(inFeatures: I, outFeatures: O, bias: boolean | LinearOptions = {}) {
    super()
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    const options = typeof bias === "boolean" ? { bias } : bias
    this.#layer = (linear as (...args: unknown[]) => unknown)(inFeatures, outFeatures, options) as Affine<I, O>
    const params = this.#layer.init(nextKey())
    this.weight = params.weight
    this.bias = params.bias
  }

  forward<S extends Shape>(
    x: Ok<LinearShape<S, Width<I>, Width<O>>, Tensor<S>>,
  ): Tensor<Out<LinearShape<S, Width<I>, Width<O>>>> {
    return this.#layer.apply(this, x) as Tensor<Out<LinearShape<S, Width<I>, Width<O>>>>
  }
}

// internal

/** A width that is not stated is unknown. */
type Width<N extends number> = IsAny<N> extends true ? number : N

/** The core's layer, of which the types are those of this class. */
interface Affine<I extends number, O extends number> {
  readonly init: (key: Key) => LinearWeight<I, O> & Partial<LinearParams<I, O>>
  readonly apply: (params: object, x: unknown) => unknown
}
