/**
 * @file Resizing: the sizes of the result, from sizes or from factors, and how far apart its elements are in the
 * operand.
 */
import { ShapeError } from "./error.js"
import {
  cornersMessage,
  modeRankMessage,
  resizeBothMessage,
  resizeCountMessage,
  resizeMissingMessage,
  resizeRankMessage,
  scaleMessage,
} from "./interpolate-messages.js"
import { describe } from "./operand.js"
import { assertListable } from "./size.js"
import { assertSize } from "./window.js"

export type ResizeMode = ("nearest" | "nearest-exact" | "area") | ("linear" | "bilinear" | "bicubic" | "trilinear")

/** The options of a call, unread. */
export interface ResizeGiven {
  readonly size: unknown
  readonly scaleFactor: unknown
  readonly mode: unknown
  readonly alignCorners: boolean | undefined
  readonly recomputeScaleFactor: boolean | undefined
}

/** One spatial axis, resized. */
export interface Resizing {
  readonly axis: number
  /** The sizes of the operand and of the result. */
  readonly size: number
  readonly count: number
  /** The factor, where positions are found by it rather than by the two sizes. */
  readonly scale: number | undefined
}

export interface ResizePlan {
  readonly mode: ResizeMode
  readonly alignCorners: boolean
  readonly axes: readonly Resizing[]
}

export const resizePlan = (shape: readonly number[], given: ResizeGiven): ResizePlan => {
  const { size, scaleFactor, alignCorners, recomputeScaleFactor } = given
  if (shape.length < 3 || shape.length > 5) throw new ShapeError(resizeRankMessage(shape))
  const mode = assertMode(given.mode)
  const rank = ranks[mode]
  if (rank !== undefined && rank !== shape.length) throw new ShapeError(modeRankMessage(mode, rank, shape))
  if (rank === undefined && alignCorners !== undefined) throw new ShapeError(cornersMessage(mode))
  if (size !== undefined && scaleFactor !== undefined) throw new ShapeError(resizeBothMessage)
  if (size !== undefined && recomputeScaleFactor !== undefined) {
    throw new TypeError("interpolate: recomputeScaleFactor needs scaleFactor")
  }
  const spatial = shape.slice(2)
  const empty = spatial.indexOf(0)
  if (empty >= 0) throw new ShapeError(`interpolate: dim ${empty + 2} of [${shape.join(", ")}] is empty`)
  const isKept = mode !== "area" && recomputeScaleFactor !== true
  const targets: readonly Pick<Resizing, "count" | "scale">[] =
    size !== undefined
      ? perAxis("size", size, spatial.length).map((one) => ({
          count: assertSize("interpolate", "size", 1, one),
          scale: undefined,
        }))
      : perAxis("scaleFactor", scaleFactor, spatial.length).map((one, i) => scaled(shape, i + 2, one))
  for (const [i, { count }] of targets.entries()) if (count !== spatial[i]) assertListable("interpolate", count)
  return {
    mode,
    alignCorners: alignCorners ?? false,
    axes: targets.map((target, i) => ({
      axis: i + 2,
      size: spatial[i] as number,
      count: target.count,
      scale: isKept ? target.scale : undefined,
    })),
  }
}

// internal

/** The modes that have one rank. */
const ranks: { readonly [M in ResizeMode]: number | undefined } = {
  nearest: undefined,
  "nearest-exact": undefined,
  area: undefined,
  linear: 3,
  bilinear: 4,
  bicubic: 4,
  trilinear: 5,
}

const assertMode = (mode: unknown): ResizeMode => {
  if (typeof mode === "string" && mode in ranks) return mode as ResizeMode
  throw new TypeError(`interpolate: unknown mode ${describe(mode)}: use ${Object.keys(ranks).join(" | ")}`)
}

const perAxis = (option: string, value: unknown, count: number): readonly unknown[] => {
  if (value === undefined) throw new ShapeError(resizeMissingMessage)
  const list: readonly unknown[] = Array.isArray(value) ? value : Array<unknown>(count).fill(value)
  if (list.length !== count) throw new ShapeError(resizeCountMessage(option, list.length, count))
  return list
}

const scaled = (shape: readonly number[], axis: number, scale: unknown): { count: number; scale: number } => {
  if (typeof scale !== "number") throw new TypeError(`interpolate: scaleFactor is a number, got ${describe(scale)}`)
  if (!(scale > 0)) throw new ShapeError(scaleMessage(scale))
  const count = Math.floor((shape[axis] as number) * scale)
  if (count < 1) {
    throw new ShapeError(`interpolate: scaleFactor ${scale} leaves nothing of dim ${axis} of [${shape.join(", ")}]`)
  }
  return { count, scale }
}
