/**
 * @file Convolution: [N, C, ...] or [C, ...] with a weight [O, C / groups, ...kernel] gives [N, O, ...] or [O, ...].
 */
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"
import {
  assertSize,
  firstSpatial,
  reach,
  type SpatialAxes,
  sizesPerAxis,
  slidingWindow,
  type Window,
} from "./window.js"
import {
  biasMessage,
  channelsMessage,
  groupsMessage,
  nothingLeftMessage,
  outputPaddingMessage,
  sameStrideMessage,
  weightRankMessage,
} from "./window-messages.js"

/** The options of a call, unread. */
export interface ConvGiven {
  readonly stride: unknown
  readonly padding: unknown
  readonly dilation: unknown
  readonly groups: unknown
}

export interface ConvPlan {
  readonly groups: number
  /** Output channels. */
  readonly channels: number
  /** One for each spatial axis. */
  readonly windows: readonly Window[]
}

export const convPlan = (
  op: string,
  axes: SpatialAxes,
  shape: readonly number[],
  weight: readonly number[],
  given: ConvGiven,
): ConvPlan => {
  const first = assertRanks(op, axes, shape, weight)
  const strides = sizesPerAxis(op, "stride", axes, 1, given.stride)
  const padding =
    typeof given.padding === "string" ? given.padding : sizesPerAxis(op, "padding", axes, 0, given.padding)
  const dilations = sizesPerAxis(op, "dilation", axes, 1, given.dilation)
  const groups = assertSize(op, "groups", 1, given.groups)
  if (padding === "same") assertStill(op, strides)
  const [channels, own] = [shape[first - 1] as number, weight[1] as number]
  const outputs = weight[0] as number
  assertDivides(op, channels, "channels", groups)
  assertDivides(op, outputs, "output channels", groups)
  if (own * groups !== channels) throw new ShapeError(channelsMessage(op, weight, own * groups, channels, shape))
  const windows = strides.map((stride, i) => {
    const [kernel, dilation] = [weight[i + 2] as number, dilations[i] as number]
    return slidingWindow(op, shape, first + i, { kernel, stride, dilation, ...sides(op, padding, i, kernel, dilation) })
  })
  return { groups, channels: outputs, windows }
}

export interface ConvTransposePlan extends ConvPlan {
  /** Sizes before padding is taken away. */
  readonly covered: readonly number[]
  /** Sizes of the result. */
  readonly sizes: readonly number[]
}

/**
 * The convolution that a transposed one undoes: its windows lie on the result, as often as the operand has elements.
 * `low` and `high` are what is cut from the result.
 */
export const convTransposePlan = (
  op: string,
  axes: SpatialAxes,
  shape: readonly number[],
  weight: readonly number[],
  given: ConvGiven & { readonly outputPadding: unknown },
): ConvTransposePlan => {
  const first = assertRanks(op, axes, shape, weight)
  const strides = sizesPerAxis(op, "stride", axes, 1, given.stride)
  const paddings = sizesPerAxis(op, "padding", axes, 0, given.padding)
  const dilations = sizesPerAxis(op, "dilation", axes, 1, given.dilation)
  const groups = assertSize(op, "groups", 1, given.groups)
  const extras = sizesPerAxis(op, "outputPadding", axes, 0, given.outputPadding)
  const [needed, channels] = [weight[0] as number, shape[first - 1] as number]
  assertDivides(op, needed, "channels", groups)
  if (needed !== channels) throw new ShapeError(channelsMessage(op, weight, needed, channels, shape))
  const axesPlans = strides.map((stride, i) => {
    const [dilation, low, extra] = [dilations[i], paddings[i], extras[i]] as [number, number, number]
    const [kernel, count] = [weight[i + 2] as number, shape[first + i] as number]
    if (extra >= stride && extra >= dilation) throw new ShapeError(outputPaddingMessage(op, extra, stride, dilation))
    const covered = Math.max(count - 1, 0) * stride + reach(kernel, dilation) + extra + 1
    const size = covered - 2 * low
    if (size < 1) throw new ShapeError(nothingLeftMessage(op, low, first + i, shape))
    return { covered, window: { size, kernel, stride, dilation, low, high: low, count } }
  })
  return {
    groups,
    channels: (weight[1] as number) * groups,
    windows: axesPlans.map(({ window }) => window),
    covered: axesPlans.map(({ covered }) => covered),
    sizes: axesPlans.map(({ window }) => window.size),
  }
}

export const assertBias = (op: string, bias: readonly number[], channels: number): void => {
  if (bias.length !== 1 || bias[0] !== channels) throw new ShapeError(biasMessage(op, bias, channels))
}

// internal

const assertRanks = (op: string, axes: SpatialAxes, shape: readonly number[], weight: readonly number[]): number => {
  const first = firstSpatial(op, axes, shape)
  if (weight.length !== axes + 2) throw new ShapeError(weightRankMessage(op, axes, weight))
  return first
}

const assertStill = (op: string, strides: readonly number[]): void => {
  const moving = strides.find((stride) => stride !== 1)
  if (moving !== undefined) throw new ShapeError(sameStrideMessage(op, moving))
}

const assertDivides = (op: string, channels: number, what: "channels" | "output channels", groups: number): void => {
  if (channels % groups !== 0) throw new ShapeError(groupsMessage(op, channels, what, groups))
}

/** Padding before and after an axis. "same" puts the odd one at the end, as PyTorch does. */
const sides = (op: string, padding: string | readonly number[], i: number, kernel: number, dilation: number) => {
  if (typeof padding !== "string") return { low: padding[i] as number, high: padding[i] as number }
  if (padding === "valid") return { low: 0, high: 0 }
  if (padding !== "same") {
    throw new TypeError(`${op}: unknown padding ${describe(padding)}: use "same", "valid" or numbers`)
  }
  const total = reach(kernel, dilation)
  const low = Math.floor(total / 2)
  return { low, high: total - low }
}
