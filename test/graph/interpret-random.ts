/** @file The reference interpreter on a random graph; -0 counts as 0, since folding keeps values, not signs of zero. */
import { interpret } from "../../src/exec/interpret.js"
import type { TypedArray } from "../../src/graph/op.js"
import type { RandomGraph } from "./random-graph.js"

export const interpretRandom = ({ roots, inputs }: RandomGraph): readonly number[][] =>
  interpret(roots, {
    constant: () => [],
    parameter: (node) => inputs[Number(node.op.name)] as TypedArray,
  }).map((numbers) => Array.from(numbers, (x) => x + 0))
