/** @file The sentences of resizing, one function each. */
import type {
  CornersMessage,
  ModeRankMessage,
  ResizeBothMessage,
  ResizeCountMessage,
  ResizeMissingMessage,
  ResizeRankMessage,
  ScaleMessage,
} from "../../types/interpolate-messages.js"
import type { Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const resizeRankMessage = <const S extends Shape>(shape: S): ResizeRankMessage<S> =>
  sentence(`interpolate needs a tensor of rank 3, 4 or 5, got ${show(shape)}`)

export const modeRankMessage = <const Mode extends string, const Rank extends number, const S extends Shape>(
  mode: Mode,
  rank: Rank,
  shape: S,
): ModeRankMessage<Mode, Rank, S> =>
  sentence(`interpolate: mode "${mode}" needs a tensor of rank ${rank}, got ${show(shape)}`)

export const resizeCountMessage = <const Option extends string, const N extends number, const Count extends number>(
  option: Option,
  given: N,
  count: Count,
): ResizeCountMessage<Option, N, Count> =>
  `interpolate: ${option} has ${given} numbers, but there are ${count} spatial dims`

export const resizeMissingMessage: ResizeMissingMessage = "interpolate: needs size or scaleFactor"

export const resizeBothMessage: ResizeBothMessage = "interpolate: takes size or scaleFactor, not both"

export const scaleMessage = <const N extends number>(scale: N): ScaleMessage<N> =>
  `interpolate: scaleFactor is above 0, got ${scale}`

export const cornersMessage = <const Mode extends string>(mode: Mode): CornersMessage<Mode> =>
  `interpolate: mode "${mode}" takes no alignCorners`
