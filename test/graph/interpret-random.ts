/** @file The reference interpreter on a random graph. */
import { interpret } from "../../src/exec/interpret.js"
import type { TypedArray } from "../../types/dtype.js"
import type { RandomGraph } from "./random-graph.js"

export const interpretRandom = ({ roots, inputs }: RandomGraph): readonly number[][] =>
  interpret(roots, {
    constant: () => [],
    parameter: (node) => inputs[Number(node.op.name)] as TypedArray,
  }).map((numbers) => Array.from(numbers))
