/** @file Batch normalisation, whose running statistics are a state. */
import type { PatternMessage } from "../../types/layer-messages.js"
import type { BatchNormLayerOp } from "../../types/normalised.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { times } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { momentsOf, batchNorm as normalised } from "../api/normalisation.js"
import { otherAxes } from "../shape/axis.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/sentence.js"
import { channelNorm } from "./channel-norm.js"
import type { Part } from "./part.js"

/**
 * A layer that brings each channel to mean 0 and variance 1, then scales and shifts it: [N, C], [N, C, L], [N, C, H,
 * W].
 *
 * Training takes mean and variance of the batch, and gives running averages of them as the next state (`momentum` 0.1,
 * the variance with n - 1 in its denominator); `apply` takes them from the state. Parameters: `weight` of ones and
 * `bias` of zeros [C], none with `{ affine: false }`; state: `runningMean` of zeros and `runningVar` of ones [C].
 * Options: `eps` (1e-5), `momentum`, `affine`.
 * Errors: ShapeError `batchNorm(6) needs [n, 6, ...], got [32, 8]`. PyTorch: `torch.nn.BatchNorm1d`,
 * `torch.nn.BatchNorm2d`. JAX: `flax.linen.BatchNorm`.
 * @example
 * ```ts
 * import { key, tensor, toArray } from "tuplet"
 * import { batchNorm } from "tuplet/nn"
 * const layer = batchNorm(2)
 * const [params, x] = [layer.init(key(0)), tensor([[1, 10], [3, 30]])]
 * const { output, state } = layer.train(params, x, { state: layer.initState() })
 * toArray(output) // [[-0.999995, -1], [0.999995, 1]]
 * toArray(state.runningMean) // [0.2, 2]
 * layer.apply(params, x, state).shape // [2, 2]
 * ```
 */
export const batchNorm = ((features: unknown, options?: unknown): Part =>
  channelNorm(
    {
      op: "batchNorm",
      defaults: { affine: true },
      assertFits: assertChannels,
      settled: untyped(normalised),
      fresh: (x, options) => {
        const { mean, variance, count } = momentsOf(nodeOf(x), otherAxes(x.shape as readonly number[], [1]))
        return {
          output: untyped(normalised)(x, { ...options, runningMean: tensorOf(mean), runningVar: tensorOf(variance) }),
          mean: () => mean,
          variance: () => times(variance, count / Math.max(count - 1, 1)),
        }
      },
    },
    features,
    options,
  )) as unknown as BatchNormLayerOp

/** Channels are dim 1. */
export const assertChannels = (title: string, channels: number, shape: Shape): void => {
  if (shape[1] !== channels) throw new ShapeError(channelsMessage(title, channels, shape))
}

// internal

const channelsMessage = <Name extends string, C extends Dim, S extends Shape>(
  name: Name,
  channels: C,
  shape: S,
): PatternMessage<Name, ["n", C, "..."], S> =>
  `${name} needs ${show(["n", channels, "..."])}, got ${show(shape)}` as PatternMessage<Name, ["n", C, "..."], S>
