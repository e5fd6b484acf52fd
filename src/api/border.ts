/** @file Borders that are made of what they surround: slices of it, before and behind. */
import { concat, expand, slice } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { AxisBorder, PadMode } from "../shape/pad.js"

type Border = (x: Node, axis: number, border: AxisBorder) => Node

/** One axis with its border. */
export const borderOf: { readonly [M in Exclude<PadMode, "constant">]: Border } = {
  reflect: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => part(x, axis, low, -1, low),
      behind: () => part(x, axis, count - 2, -1, high),
    }),
  replicate: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => expand(part(x, axis, 0, 1, 1), x.shape.with(axis, low)),
      behind: () => expand(part(x, axis, count - 1, 1, 1), x.shape.with(axis, high)),
    }),
  circular: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => part(x, axis, count - low, 1, low),
      behind: () => part(x, axis, 0, 1, high),
    }),
}

// internal

const joined = (
  axis: number,
  x: Node,
  low: number,
  high: number,
  { before, behind }: { readonly before: () => Node; readonly behind: () => Node },
): Node => concat([...(low === 0 ? [] : [before()]), x, ...(high === 0 ? [] : [behind()])], axis)

const part = (x: Node, axis: number, start: number, step: number, count: number): Node =>
  slice(
    x,
    x.shape.map((_, i) => (i === axis ? start : 0)),
    x.shape.map((_, i) => (i === axis ? step : 1)),
    x.shape.with(axis, count),
  )
