/** @file A part of one axis. */
import { slice } from "./infer.js"
import type { Node } from "./node.js"

/** `count` elements along an axis, from a start on, so far from each other; with a negative step in reverse. */
export const part = (x: Node, axis: number, start: number, count: number, step = 1): Node => {
  if (count === x.shape[axis] && step === 1) return x
  const none = x.shape.map(() => 0)
  const ones = x.shape.map(() => 1)
  return slice(x, none.with(axis, start), ones.with(axis, step), x.shape.with(axis, count))
}
