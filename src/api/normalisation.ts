/**
 * @file Normalisation to mean 0 and variance 1: over the last dims, over groups of channels, over channels of one
 * example or all.
 */
import type { BatchNormOp, GroupNormOp, InstanceNormOp, LayerNormOp } from "../../types/call/normalisation.js"
import { cast, reduce, reshapeTo } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { otherAxes } from "../shape/axis.js"
import { ShapeError } from "../shape/error.js"
import { assertAffine, assertGroups, channelsOf, endAxes } from "../shape/normalisation.js"
import { statisticsMessage } from "../shape/normalisation-messages.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { operation, tensorOrNumber, tensorOrOptions, tensorOrShape } from "./dual.js"
import { along, minus, of, over, plus, times } from "./expression.js"
import { floatTensor } from "./operand.js"

/**
 * The elements of the last dims less their mean, over the square root of their variance + `eps` (1e-5);
 * `layerNorm(shape, options)` waits for its tensor.
 *
 * `shape` lists the sizes of the dims that are taken together, which are the last ones; `weight` and `bias`, of that
 * shape, scale and shift the result. The variance is that of the elements, found after their mean. Floats only.
 * Errors: ShapeError for a shape that the tensor does not end in; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.layer_norm`. JAX: `flax.linen.LayerNorm`.
 * @example
 * ```ts
 * import { layerNorm, tensor, toArray } from "tuplet"
 * toArray(layerNorm(tensor([[1, 2, 3], [0, 0, 0]]), [3])) // [[-1.224736, 0, 1.224736], [0, 0, 0]]
 * ```
 */
export const layerNorm: LayerNormOp = operation(
  "layerNorm(x, shape, options)",
  tensorOrShape,
  (x: unknown, shape: unknown, options: unknown) => {
    const { weight, bias, eps } = readOptions("layerNorm", options, affine)
    const node = floatTensor("layerNorm", x)
    const axes = endAxes(node.shape, shape)
    const sizes = axes.map((axis) => node.shape[axis] as number)
    const [scale, shift] = pairOf("layerNorm", node, weight, bias, sizes)
    return changed(
      standard(node, axes, assertNumber("layerNorm", "eps", eps)),
      scale,
      shift,
      otherAxes(node.shape, axes),
    )
  },
)

/**
 * The elements of each group of channels less their mean, over the square root of their variance + `eps` (1e-5);
 * `groupNorm(groups, options)` waits for its tensor.
 *
 * [N, C, ...], where `groups` divides C; `weight` and `bias` [C] scale and shift the channels. Floats only.
 * Errors: ShapeError for channels that don't divide into the groups; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.group_norm`. JAX: `flax.linen.GroupNorm`.
 * @example
 * ```ts
 * import { groupNorm, tensor, toArray } from "tuplet"
 * toArray(groupNorm(tensor([[1, 3, 10, 30]]), 2, { eps: 0 })) // [[-1, 1, -1, 1]]
 * ```
 */
export const groupNorm: GroupNormOp = operation(
  "groupNorm(x, groups, options)",
  tensorOrNumber,
  (x: unknown, groups: unknown, options: unknown) => {
    const { weight, bias, eps } = readOptions("groupNorm", options, affine)
    const node = floatTensor("groupNorm", x)
    const channels = channelsOf("groupNorm", 2, node.shape)
    const count = assertGroups("groupNorm", channels, groups)
    const [scale, shift] = pairOf("groupNorm", node, weight, bias, [channels])
    // channels of a group, and their places: the scale then lies along rows of the same kernel
    const parts = [count, channels / count]
    const view = reshapeTo(node, [node.shape[0] as number, ...parts, sizeOf(node.shape.slice(2))])
    const normal = standard(view, [2, 3], assertNumber("groupNorm", "eps", eps))
    const [factor, term] = [scale, shift].map((x) => x && reshapeTo(x, parts))
    return reshapeTo(changed(normal, factor, term, [0, 3]), node.shape)
  },
)

/**
 * The elements of each channel of each example less their mean, over the square root of their variance + `eps` (1e-5);
 * `instanceNorm(options)` waits for its tensor.
 *
 * [N, C, ...] of rank 3 and up; `weight` and `bias` [C] scale and shift the channels. With `useInputStats` false the
 * mean and the variance are `runningMean` and `runningVar` [C]. Floats only.
 * Nothing is written: PyTorch's update of the running statistics, with their momentum, is the caller's.
 * Errors: ShapeError for a lower rank, or statistics that are missing; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.instance_norm`.
 * @example
 * ```ts
 * import { instanceNorm, tensor, toArray } from "tuplet"
 * toArray(instanceNorm(tensor([[[1, 3], [10, 30]]]), { eps: 0 })) // [[[-1, 1], [-1, 1]]]
 * ```
 */
export const instanceNorm: InstanceNormOp = operation(
  "instanceNorm(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const op = "instanceNorm"
    const { weight, bias, eps, runningMean, runningVar, useInputStats } = readOptions(op, options, {
      ...affine,
      runningMean: undefined,
      runningVar: undefined,
      useInputStats: true,
    })
    const node = floatTensor(op, x)
    const channels = channelsOf(op, 3, node.shape)
    const pair = pairOf(op, node, weight, bias, [channels])
    const mean = channelNode(op, "runningMean", node, runningMean, channels)
    const variance = channelNode(op, "runningVar", node, runningVar, channels)
    const least = assertNumber(op, "eps", eps)
    if (!assertBoolean(op, "useInputStats", useInputStats)) {
      return byStatistics(op, node, mean, variance, "set useInputStats to true", least, pair)
    }
    const places = otherAxes(node.shape, [0, 1])
    return changed(standard(node, places, least), ...pair, offChannels(node))
  },
)

/**
 * The elements of each channel less its mean, over the square root of its variance + `eps` (1e-5); `batchNorm(options)`
 * waits for its tensor.
 *
 * [N, C, ...]. With `training` (false) the mean and the variance are those of the tensor, else `runningMean` and
 * `runningVar` [C]; `weight` and `bias` [C] scale and shift the channels. Floats only.
 * Nothing is written: the caller keeps the running statistics, as the example does. PyTorch's running variance takes
 * that of the batch with n - 1 in its denominator.
 * Errors: ShapeError for a rank below 2, or statistics that are missing; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.batch_norm`. JAX: `flax.linen.BatchNorm`.
 * @example
 * ```ts
 * import { add, batchNorm, mean, mul, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 10], [3, 30]])
 * toArray(batchNorm(x, { training: true, eps: 0 })) // [[-1, -1], [1, 1]]
 * toArray(batchNorm(x, { runningMean: tensor([2, 0]), runningVar: tensor([4, 1]), eps: 0 })) // [[-0.5, 10], [0.5, 30]]
 * toArray(add(mul(tensor([2, 0]), 0.9), mul(mean(x, 0), 0.1))) // [2, 2]
 * ```
 */
export const batchNorm: BatchNormOp = operation(
  "batchNorm(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const op = "batchNorm"
    const given = readOptions(op, options, {
      ...affine,
      runningMean: undefined,
      runningVar: undefined,
      training: false,
    })
    const node = floatTensor(op, x)
    const channels = channelsOf(op, 2, node.shape)
    const pair = pairOf(op, node, given.weight, given.bias, [channels])
    const mean = channelNode(op, "runningMean", node, given.runningMean, channels)
    const variance = channelNode(op, "runningVar", node, given.runningVar, channels)
    const least = assertNumber(op, "eps", given.eps)
    if (assertBoolean(op, "training", given.training)) {
      return changed(standard(node, offChannels(node), least), ...pair, offChannels(node))
    }
    return byStatistics(op, node, mean, variance, "set training to true", least, pair)
  },
)

/** Two passes: the mean of squares less the square of the mean would cancel. */
export const momentsOf = (x: Node, axes: readonly number[]): Moments => {
  const count = sizeOf(axes.map((axis) => x.shape[axis] as number))
  const mean = over(reduce("sum", x, axes), count)
  const centred = minus(x, along(mean, axes, x.shape))
  return { mean, centred, variance: over(reduce("sum", times(centred, centred), axes), count), count }
}

// internal

interface Moments {
  readonly mean: Node
  readonly centred: Node
  readonly variance: Node
  readonly count: number
}

const affine = { weight: undefined, bias: undefined, eps: 1e-5 }

type Pair = readonly [scale: Node | undefined, shift: Node | undefined]

const standard = (x: Node, axes: readonly number[], eps: number): Node => {
  const { centred, variance } = momentsOf(x, axes)
  return times(centred, along(inverseRoot(variance, eps), axes, x.shape))
}

const inverseRoot = (variance: Node, eps: number): Node => over(1, of("sqrt", plus(variance, eps)))

/** Scaled and shifted by tensors that lie along all axes but those given. */
const changed = (x: Node, scale: Node | undefined, shift: Node | undefined, axes: readonly number[]): Node => {
  const scaled = scale === undefined ? x : times(x, along(scale, axes, x.shape))
  return shift === undefined ? scaled : plus(scaled, along(shift, axes, x.shape))
}

const byStatistics = (
  op: string,
  x: Node,
  mean: Node | undefined,
  variance: Node | undefined,
  remedy: string,
  eps: number,
  [scale, shift]: Pair,
): Node => {
  if (mean === undefined) throw new ShapeError(statisticsMessage(op, "runningMean", remedy))
  if (variance === undefined) throw new ShapeError(statisticsMessage(op, "runningVar", remedy))
  const axes = offChannels(x)
  const factor = inverseRoot(variance, eps)
  const centred = minus(x, along(mean, axes, x.shape))
  return changed(centred, scale === undefined ? factor : times(factor, scale), shift, axes)
}

const offChannels = (x: Node): readonly number[] => otherAxes(x.shape, [1])

const pairOf = (op: string, x: Node, weight: unknown, bias: unknown, shape: readonly number[]): Pair => [
  affineNode(op, "weight", x, weight, shape),
  affineNode(op, "bias", x, bias, shape),
]

const channelNode = (op: string, option: string, x: Node, value: unknown, channels: number): Node | undefined =>
  affineNode(op, option, x, value, [channels])

const affineNode = (
  op: string,
  option: string,
  x: Node,
  value: unknown,
  shape: readonly number[],
): Node | undefined => {
  if (value === undefined) return undefined
  const node = floatTensor(`${op}: ${option}`, value)
  assertAffine(op, option, node.shape, shape)
  return cast(node, x.dtype)
}
