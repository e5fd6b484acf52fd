/** @file The torch-style table of rows that int32 indices name. */
import type { EmbeddingFn } from "../../types/embedding-layer.js"
import type { Tensor } from "../../types/tensor.js"
import { embedding } from "../nn/embedding.js"
import { DrawnModule } from "./layer-module.js"

/**
 * Rows that int32 indices name: `[...] -> [..., width]`; its weight is drawn from the standard normal distribution.
 * Errors: IndexError for an index out of range, when the result is read.
 * PyTorch: `torch.nn.Embedding`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Embedding(100, 16).forward(torch.randint(0, 100, [2, 5])).shape // [2, 5, 16]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.Embedding` alone is one of any size, as the type of a field
export class Embedding<const N extends number = any, const W extends number = any> extends DrawnModule<
  EmbeddingFn<N, W>
> {
  declare readonly weight: Tensor<[N, W]>

  constructor(count: N, width: W) {
    super(embedding(count, width))
  }
}
