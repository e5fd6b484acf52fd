/**
 * @file What layers that normalise channels share: a weight and a bias of each, running statistics of each as a
 * state.
 */
import type { AnyTensor, Shape } from "../../types/tensor.js"
import { ones, zeros } from "../api/create.js"
import { plus, times } from "../api/expression.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { spec } from "../compile.js"
import type { Node } from "../graph/node.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { assertInput, assertWidth, parameterOf, stateOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { channelsKept, widthAfter, widthTaken } from "./width.js"

/** Tensors and numbers as the operation takes them: `weight` and `bias`, if there are any, and `eps`. */
export type Affine = Readonly<Record<string, unknown>>

export interface ChannelNorm {
  readonly op: string
  /** The options beside `eps` and `momentum`. */
  readonly defaults: { readonly affine: boolean; readonly trackRunningStats?: boolean }
  readonly assertFits: (title: string, channels: number, shape: Shape) => void
  /** By running statistics. */
  readonly settled: (x: AnyTensor, options: Affine) => AnyTensor
  /** By those of the input, which are given back where they are kept: the variance with n - 1 in its denominator. */
  readonly fresh: (
    x: AnyTensor,
    options: Affine,
  ) => { readonly output: AnyTensor; readonly mean: () => Node; readonly variance: () => Node }
}

export const channelNorm = (kind: ChannelNorm, features: unknown, options: unknown): Part => {
  const { op, defaults } = kind
  const channels = assertWidth(op, "features", features)
  const given = readOptions(op, options, { eps: 1e-5, momentum: 0.1, ...defaults })
  const eps = assertNumber(op, "eps", given.eps)
  const momentum = assertNumber(op, "momentum", given.momentum)
  const isAffine = assertBoolean(op, "affine", given.affine)
  const isTracked = assertBoolean(op, "trackRunningStats", given.trackRunningStats ?? true)
  const title = `${op}(${channels})`
  const vector = spec([channels])
  const affineOf = (params: unknown): Affine => ({
    eps,
    ...(isAffine && {
      weight: parameterOf(params, "weight", [channels]),
      bias: parameterOf(params, "bias", [channels]),
    }),
  })
  const inputOf = (x: unknown): AnyTensor => {
    const input = assertInput(op, x)
    kind.assertFits(title, channels, input.shape)
    return input
  }
  return partFrom({
    [titleOf]: title,
    ...(isAffine && {
      spec: { weight: vector, bias: vector },
      init: () => ({ weight: ones([channels]), bias: zeros([channels]) }),
    }),
    ...(isTracked && {
      state: { runningMean: vector, runningVar: vector },
      initState: () => ({ runningMean: zeros([channels]), runningVar: ones([channels]) }),
    }),
    apply: (params, x, state) => {
      const input = inputOf(x)
      if (!isTracked) return kind.fresh(input, affineOf(params)).output
      const runningMean = stateOf(state, "runningMean", [channels])
      const runningVar = stateOf(state, "runningVar", [channels])
      return kind.settled(input, { ...affineOf(params), runningMean, runningVar })
    },
    train: (params, x, options) => {
      const { state } = readOptions(op, options, { key: undefined, state: undefined })
      const { output, mean, variance } = kind.fresh(inputOf(x), affineOf(params))
      if (!isTracked) return { output, state: {} }
      const next = (name: string, batch: Node): AnyTensor =>
        tensorOf(plus(times(nodeOf(stateOf(state, name, [channels])), 1 - momentum), times(batch, momentum)))
      return { output, state: { runningMean: next("runningMean", mean()), runningVar: next("runningVar", variance()) } }
    },
    [widthAfter]: channelsKept((images) => kind.assertFits(title, channels, images)),
    [widthTaken]: () => "any",
  })
}
