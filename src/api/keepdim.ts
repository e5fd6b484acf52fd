/** @file The option that keeps reduced axes, with size 1. */
import { insertAxes } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { assertBoolean, readOptions } from "../shape/options.js"

/** What a reduction over the (ascending) axes left, under the shape that its options ask for. */
export const keptIn = (op: string, reduced: Node, axes: readonly number[], options: unknown): Node => {
  const { keepdim } = readOptions(op, options, { keepdim: false })
  return kept(op, reduced, axes, keepdim)
}

/** The same for options already read. */
export const kept = (op: string, reduced: Node, axes: readonly number[], keepdim: unknown): Node =>
  assertBoolean(op, "keepdim", keepdim) ? insertAxes(reduced, axes) : reduced
