/** @file The sentences of padding. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Shape } from "./tensor.js"

export type PairsMessage<
  S extends Shape,
  N extends number,
> = `pad: ${Show<S>} needs a pair [low, high] for each dim, got ${N}`

/** Of PyTorch's list, that is of the last dims. */
export type EndPairsMessage<
  S extends Shape,
  N extends number,
> = `pad: ${Show<S>} takes [left, right, top, bottom, ...] of its last dims, got ${N} numbers`

export type WholeMessage<Op extends string, N extends number> = `${Op}: needs integers, got ${N}`

export type CutMessage<
  S extends Shape,
  I extends number,
  Low extends number,
  High extends number,
> = `pad: [${Low}, ${High}] cuts off more than dim ${I} of ${Show<S>} has`

export type ModeMessage<
  Mode extends string,
  Needed extends number,
  I extends number,
  S extends Shape,
> = `pad: mode "${Mode}" needs a size of at least ${Needed} at dim ${I} of ${Show<S>}`
