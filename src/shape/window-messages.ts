/**
 * @file The sentences of convolution and pooling, one function each.
 */
import type { Dim, Shape } from "../../types/tensor.js"
import type {
  BiasMessage,
  ChannelsMessage,
  FitMessage,
  GroupsMessage,
  HalfKernelMessage,
  NothingLeftMessage,
  OutputPaddingMessage,
  SameStrideMessage,
  SizeMessage,
  WeightRankMessage,
  WindowRankMessage,
  WindowRanks,
} from "../../types/window-messages.js"
import { sentence, show } from "./sentence.js"

export const windowRankMessage = <const Op extends string, const Axes extends 1 | 2, const S extends Shape>(
  op: Op,
  axes: Axes,
  shape: S,
): WindowRankMessage<Op, Axes, S> => sentence(`${op} needs a tensor of rank ${ranks[axes]}, got ${show(shape)}`)

export const weightRankMessage = <const Op extends string, const Axes extends 1 | 2, const W extends Shape>(
  op: Op,
  axes: Axes,
  weight: W,
): WeightRankMessage<Op, Axes, W> => sentence(`${op} needs a weight of rank ${axes + 2}, got ${show(weight)}`)

export const channelsMessage = <
  const Op extends string,
  const W extends Shape,
  const Needed extends Dim,
  const C extends Dim,
  const S extends Shape,
>(
  op: Op,
  weight: W,
  needed: Needed,
  channels: C,
  shape: S,
): ChannelsMessage<Op, W, Needed, C, S> =>
  sentence(`${op}: weight ${show(weight)} needs ${needed} channels, got ${channels} in ${show(shape)}`)

export const groupsMessage = <
  const Op extends string,
  const C extends Dim,
  const What extends "channels" | "output channels",
  const G extends number,
>(
  op: Op,
  channels: C,
  what: What,
  groups: G,
): GroupsMessage<Op, C, What, G> => `${op}: ${channels} ${what} do not divide into ${groups} groups`

export const fitMessage = <
  const Op extends string,
  const K extends number,
  const Dilation extends number,
  const I extends number,
  const S extends Shape,
  const P extends number,
>(
  op: Op,
  kernel: K,
  dilation: Dilation,
  axis: I,
  shape: S,
  padding: P,
): FitMessage<Op, K, Dilation, I, S, P> => {
  const spread = dilation === 1 ? "" : ` (dilation ${dilation})`
  return sentence(
    `${op}: a kernel of ${kernel}${spread} does not fit dim ${axis} of ${show(shape)} with padding ${padding}`,
  )
}

export const biasMessage = <const Op extends string, const B extends Shape, const C extends Dim>(
  op: Op,
  bias: B,
  channels: C,
): BiasMessage<Op, B, C> => sentence(`${op}: bias has shape ${show(bias)}, but there are ${channels} output channels`)

export const sizeMessage = <
  const Op extends string,
  const Option extends string,
  const Least extends 0 | 1,
  const N extends number,
>(
  op: Op,
  option: Option,
  least: Least,
  size: N,
): SizeMessage<Op, Option, Least, N> => `${op}: ${option} is an integer of at least ${least}, got ${size}`

export const sameStrideMessage = <const Op extends string, const N extends number>(
  op: Op,
  stride: N,
): SameStrideMessage<Op, N> => `${op}: padding "same" needs a stride of 1, got ${stride}`

export const halfKernelMessage = <const Op extends string, const P extends number, const K extends number>(
  op: Op,
  padding: P,
  kernel: K,
): HalfKernelMessage<Op, P, K> => `${op}: padding ${padding} is more than half of the kernel, ${kernel}`

export const nothingLeftMessage = <
  const Op extends string,
  const P extends number,
  const I extends number,
  const S extends Shape,
>(
  op: Op,
  padding: P,
  axis: I,
  shape: S,
): NothingLeftMessage<Op, P, I, S> =>
  sentence(`${op}: padding ${padding} leaves nothing of dim ${axis} of ${show(shape)}`)

export const outputPaddingMessage = <
  const Op extends string,
  const P extends number,
  const Stride extends number,
  const Dilation extends number,
>(
  op: Op,
  padding: P,
  stride: Stride,
  dilation: Dilation,
): OutputPaddingMessage<Op, P, Stride, Dilation> =>
  `${op}: outputPadding ${padding} is not smaller than stride ${stride} or dilation ${dilation}`

// internal

const ranks: WindowRanks = { 1: "3 (or 2)", 2: "4 (or 3)" }
