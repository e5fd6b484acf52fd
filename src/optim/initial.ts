/** @file The state optimizers start from. */
import { tensorOf } from "../api/handle.js"
import { fill } from "../graph/infer.js"
import { mapLeaves } from "../graph/tree.js"

/** The tree with every element 0. */
export const zerosLike = <P>(tree: P): P =>
  mapLeaves(tree, "params", (leaf) => tensorOf(fill(0, leaf.shape, leaf.dtype))) as P
