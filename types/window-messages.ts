/** @file The sentences of convolution and pooling. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

/** Batched and unbatched ranks of operations over one or two spatial axes. */
export interface WindowRanks {
  1: "3 (or 2)"
  2: "4 (or 3)"
}

export type WindowRankMessage<
  Op extends string,
  Axes extends 1 | 2,
  S extends Shape,
> = `${Op} needs a tensor of rank ${WindowRanks[Axes]}, got ${Show<S>}`

export type WeightRankMessage<
  Op extends string,
  Axes extends 1 | 2,
  W extends Shape,
> = `${Op} needs a weight of rank ${Axes extends 1 ? 3 : 4}, got ${Show<W>}`

export type ChannelsMessage<
  Op extends string,
  W extends Shape,
  Needed extends Dim,
  C extends Dim,
  S extends Shape,
> = `${Op}: weight ${Show<W>} needs ${Needed} channels, got ${C} in ${Show<S>}`

export type GroupsMessage<
  Op extends string,
  C extends Dim,
  What extends "channels" | "output channels",
  G extends number,
> = `${Op}: ${C} ${What} do not divide into ${G} groups`

export type FitMessage<
  Op extends string,
  K extends number,
  Dilation extends number,
  I extends number,
  S extends Shape,
  P extends number,
> = `${Op}: a kernel of ${K}${Dilation extends 1
  ? ""
  : ` (dilation ${Dilation})`} does not fit dim ${I} of ${Show<S>} with padding ${P}`

export type BiasMessage<
  Op extends string,
  B extends Shape,
  C extends Dim,
> = `${Op}: bias has shape ${Show<B>}, but there are ${C} output channels`

export type SizeMessage<
  Op extends string,
  Option extends string,
  Least extends 0 | 1,
  N extends number,
> = `${Op}: ${Option} is an integer of at least ${Least}, got ${N}`

export type SameStrideMessage<
  Op extends string,
  N extends number,
> = `${Op}: padding "same" needs a stride of 1, got ${N}`

export type HalfKernelMessage<
  Op extends string,
  P extends number,
  K extends number,
> = `${Op}: padding ${P} is more than half of the kernel, ${K}`

export type NothingLeftMessage<
  Op extends string,
  P extends number,
  I extends number,
  S extends Shape,
> = `${Op}: padding ${P} leaves nothing of dim ${I} of ${Show<S>}`

export type OutputPaddingMessage<
  Op extends string,
  P extends number,
  Stride extends number,
  Dilation extends number,
> = `${Op}: outputPadding ${P} is not smaller than stride ${Stride} or dilation ${Dilation}`
