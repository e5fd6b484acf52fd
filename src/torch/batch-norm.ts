/** @file The torch-style layers of batch normalisation, whose running statistics are buffers. */
import type { FnOf } from "../../types/fn.js"
import type { BatchNorm, BatchNormLayerOptions } from "../../types/normalised.js"
import type { Tensor } from "../../types/tensor.js"
import { batchNorm } from "../nn/batch-norm.js"
import { DrawnModule } from "./layer-module.js"

/** What they share: channels are dim 1, whatever follows. */
abstract class OfChannels<C extends number> extends DrawnModule<FnOf<BatchNorm<C>>> {
  declare readonly weight: Tensor<[C]> | undefined
  declare readonly bias: Tensor<[C]> | undefined
  declare readonly runningMean: Tensor<[C]>
  declare readonly runningVar: Tensor<[C]>

  constructor(features: C, options?: BatchNormLayerOptions) {
    super(batchNorm(features, options as never))
  }
}

/**
 * Brings each channel to mean 0 and variance 1, then scales and shifts it: [N, C] or [N, C, L]. `forward` takes the
 * running statistics, `train` those of the batch, and gives a module with the next ones.
 * Errors: ShapeError where the channels are others.
 * PyTorch: `torch.nn.BatchNorm1d`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const [output, next] = new torch.nn.BatchNorm1d(1).train(torch.tensor([[1], [3]]))
 * toArray(output) // [[-0.999995], [0.999995]]
 * toArray(next.runningVar) // [1.1]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `BatchNorm1d` alone is one of any channels, as the type of a field
export class BatchNorm1d<const C extends number = any> extends OfChannels<C> {}

/** The same of images, [N, C, H, W]. PyTorch: `torch.nn.BatchNorm2d`. */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class BatchNorm2d<const C extends number = any> extends OfChannels<C> {}
