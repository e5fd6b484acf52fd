/** @file Numbers to compute with that follow no pattern an operation could hide behind. */
import type { Node } from "../../src/graph/node.js"
import { leaf } from "../transform/differences.js"

/** A float64 tensor of a shape. */
export const wave = (shape: readonly number[], phase = 0): Node =>
  leaf(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i * 1.3 + phase)),
    shape,
  )

/** Numbers between two others. */
export const waveBetween = (count: number, phase: number, low = -2, high = 2): readonly number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * (Math.sin(i * 1.7 + phase) + 1)) / 2)
