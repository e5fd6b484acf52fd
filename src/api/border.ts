/** @file Borders that are made of what they surround: slices of it, before and behind. */

import type { PadMode } from "../../types/pad.js"
import { concat, expand } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import type { AxisBorder } from "../shape/pad.js"

type Border = (x: Node, axis: number, border: AxisBorder) => Node

/** One axis with its border. */
export const borderOf: { readonly [M in Exclude<PadMode, "constant">]: Border } = {
  reflect: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => part(x, axis, low, low, -1),
      behind: () => part(x, axis, count - 2, high, -1),
    }),
  replicate: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => expand(part(x, axis, 0, 1), x.shape.with(axis, low)),
      behind: () => expand(part(x, axis, count - 1, 1), x.shape.with(axis, high)),
    }),
  circular: (x, axis, { count, low, high }) =>
    joined(axis, x, low, high, {
      before: () => part(x, axis, count - low, low),
      behind: () => part(x, axis, 0, high),
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
