/** @file The torch-style cosine of two tensors along a dim. */
import type { DType, Promote } from "../../types/dtype.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import type { Cosine, CosineFault, CosineOptions } from "../../types/unit.js"
import type { On } from "../../types/window.js"
import { untyped } from "../api/handle.js"
import { cosineSimilarity } from "../api/unit.js"
import { Module } from "./module.js"

/**
 * The cosine of two tensors along a dim. Options: `dim` (1), `eps` (1e-8).
 * PyTorch: `torch.nn.CosineSimilarity`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const x = torch.tensor([[3, 4]])
 * toArray(new torch.nn.CosineSimilarity().forward(x, torch.tensor([[3, 4]]))) // [1]
 * ```
 */
export class CosineSimilarity<const O extends CosineOptions = Record<never, never>> extends Module {
  readonly options: O | undefined

  constructor(options?: O) {
    super()
    this.options = options
  }

  forward<S extends Shape, D extends DType, T extends Shape, E extends DType>(
    x1: Ok<DTypeFault<"float", "cosineSimilarity", D>, Tensor<S, D>>,
    x2: Ok<DTypeFault<"float", "cosineSimilarity", E>, Ok<On<CosineFault<S, T, O>, "other">, Tensor<T, E>>>,
  ): Tensor<Cosine<S, T, O>, Promote<D, E>> {
    return untyped(cosineSimilarity)(x1, x2, this.options ?? {}) as never
  }
}
