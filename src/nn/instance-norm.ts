/**
 * @file Instance normalisation: each channel of each example by itself. Running statistics are a state, if asked for.
 */
import type { InstanceNormLayerOp } from "../../types/normalised.js"
import { over, times } from "../api/expression.js"
import { nodeOf, untyped } from "../api/handle.js"
import { momentsOf, instanceNorm as normalised } from "../api/normalisation.js"
import { reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { otherAxes } from "../shape/axis.js"
import { channelNorm } from "./channel-norm.js"
import { refuse } from "./layer.js"
import type { Part } from "./part.js"

/**
 * A layer that brings each channel of each example to mean 0 and variance 1: [N, C, L], [N, C, H, W].
 *
 * With `{ affine: true }` it then scales and shifts it; parameters: `weight` of ones and `bias` of zeros [C]. With `{
 * trackRunningStats: true }` evaluation takes running averages (`momentum` 0.1) of what training found, and state and
 * training are those of `batchNorm`. Options: `eps` (1e-5), `momentum`, `affine` (false), `trackRunningStats`
 * (false).
 * Errors: ShapeError `instanceNorm(6) needs [n, 6, l, ...], got [32, 8]`.
 * PyTorch: `torch.nn.InstanceNorm1d`, `torch.nn.InstanceNorm2d`. JAX: `flax.linen.InstanceNorm`.
 * @example
 * ```ts
 * import { key, tensor, toArray } from "tuplet"
 * import { instanceNorm } from "tuplet/nn"
 * const layer = instanceNorm(2)
 * toArray(layer.apply({}, tensor([[[1, 3], [10, 30]]]))) // [[[-0.999995, 0.999995], [-1, 1]]]
 * instanceNorm(2, { affine: true }).init(key(0)).weight.shape // [2]
 * ```
 */
export const instanceNorm = ((features: unknown, options?: unknown): Part =>
  channelNorm(
    {
      op: "instanceNorm",
      defaults: { affine: false, trackRunningStats: false },
      assertFits: (title, channels, shape) => {
        if (shape[1] !== channels || shape.length < 3) refuse(title, ["n", channels, "l", "..."], shape)
      },
      settled: (x, options) => untyped(normalised)(x, { ...options, useInputStats: false }),
      fresh: (x, options) => {
        const node = nodeOf(x)
        const moments = momentsOf(node, otherAxes(node.shape, [0, 1]))
        const { count } = moments
        const average = (of: Node) => over(reduce("sum", of, [0]), node.shape[0] as number)
        return {
          output: untyped(normalised)(x, options),
          mean: () => average(moments.mean),
          variance: () => times(average(moments.variance), count / Math.max(count - 1, 1)),
        }
      },
    },
    features,
    options,
  )) as unknown as InstanceNormLayerOp
