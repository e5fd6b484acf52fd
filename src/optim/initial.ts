/** @file The state optimizers start from. */
import { tensorOf } from "../api/handle.js"
import { fill } from "../graph/infer.js"
import { mapLeaves } from "../graph/tree.js"

/** The tree with every element replaced. */
export const filledLike = <P>(tree: P, value: number): P =>
  mapLeaves(tree, "params", (leaf) => tensorOf(fill(value, leaf.shape, leaf.dtype))) as P
