/** @file The sentences of resizing. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Shape } from "./tensor.js"

export type ResizeRankMessage<S extends Shape> = `interpolate needs a tensor of rank 3, 4 or 5, got ${Show<S>}`

export type ModeRankMessage<
  Mode extends string,
  Rank extends number,
  S extends Shape,
> = `interpolate: mode "${Mode}" needs a tensor of rank ${Rank}, got ${Show<S>}`

export type ResizeCountMessage<
  Option extends string,
  N extends number,
  Count extends number,
> = `interpolate: ${Option} has ${N} numbers, but there are ${Count} spatial dims`

export type ResizeMissingMessage = "interpolate: needs size or scaleFactor"

export type ResizeBothMessage = "interpolate: takes size or scaleFactor, not both"

export type ScaleMessage<N extends number> = `interpolate: scaleFactor is above 0, got ${N}`

export type CornersMessage<Mode extends string> = `interpolate: mode "${Mode}" takes no alignCorners`
