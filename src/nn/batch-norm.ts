/** @file Batch normalisation, whose running statistics are a state. */
import type { PatternMessage } from "../../types/layer-messages.js"
import type { BatchNormLayerOp } from "../../types/normalised.js"
import type { AnyTensor, Dim, Shape } from "../../types/tensor.js"
import { ones, zeros } from "../api/create.js"
import { plus, times } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { momentsOf, batchNorm as normalised } from "../api/normalisation.js"
import { spec } from "../compile.js"
import type { Node } from "../graph/node.js"
import { otherAxes } from "../shape/axis.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"
import { assertInput, assertWidth, parameterOf, stateOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { widthAfter, widthTaken } from "./width.js"

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
export const batchNorm = ((features: unknown, options?: unknown): Part => {
  const op = "batchNorm"
  const channels = assertWidth(op, "features", features)
  const given = readOptions(op, options, { eps: 1e-5, momentum: 0.1, affine: true })
  const eps = assertNumber(op, "eps", given.eps)
  const momentum = assertNumber(op, "momentum", given.momentum)
  const isAffine = assertBoolean(op, "affine", given.affine)
  const vector = spec([channels])
  const affineOf = (params: unknown) =>
    isAffine
      ? { weight: parameterOf(op, params, "weight", [channels]), bias: parameterOf(op, params, "bias", [channels]) }
      : {}
  const inputOf = (x: unknown): AnyTensor => {
    const input = assertInput(op, x)
    if (input.shape[1] !== channels)
      throw new ShapeError(channelsMessage(`batchNorm(${channels})`, channels, input.shape))
    return input
  }
  const by = (x: AnyTensor, params: unknown, runningMean: unknown, runningVar: unknown): AnyTensor =>
    untyped(normalised)(x, { ...affineOf(params), runningMean, runningVar, eps })
  return partFrom({
    [titleOf]: `batchNorm(${channels})`,
    spec: isAffine ? { weight: vector, bias: vector } : {},
    init: () => (isAffine ? { weight: ones([channels]), bias: zeros([channels]) } : {}),
    state: { runningMean: vector, runningVar: vector },
    initState: () => ({ runningMean: zeros([channels]), runningVar: ones([channels]) }),
    apply: (params, x, state) => {
      const input = inputOf(x)
      return by(
        input,
        params,
        stateOf(op, state, "runningMean", [channels]),
        stateOf(op, state, "runningVar", [channels]),
      )
    },
    train: (params, x, options) => {
      const { state } = readOptions(op, options, { key: undefined, state: undefined })
      const input = inputOf(x)
      const { mean, variance, count } = momentsOf(nodeOf(input), otherAxes(input.shape as readonly number[], [1]))
      const next = (name: string, batch: Node): AnyTensor =>
        tensorOf(plus(times(nodeOf(stateOf(op, state, name, [channels])), 1 - momentum), times(batch, momentum)))
      return {
        output: by(input, params, tensorOf(mean), tensorOf(variance)),
        state: {
          runningMean: next("runningMean", mean),
          runningVar: next("runningVar", times(variance, count / Math.max(count - 1, 1))),
        },
      }
    },
    [widthAfter]: (before) => (before === "indices" ? undefined : before),
    [widthTaken]: () => "any",
  })
}) as unknown as BatchNormLayerOp

/** Channels on dim 1 of another number. */
export const channelsMessage = <Name extends string, C extends Dim, S extends Shape>(
  name: Name,
  channels: C,
  shape: S,
): PatternMessage<Name, ["n", C, "..."], S> =>
  `${name} needs ${show(["n", channels, "..."])}, got ${show(shape)}` as PatternMessage<Name, ["n", C, "..."], S>

// internal
