/** @file Weights between two products that no buffer holds. */
import type { Node } from "../graph/node.js"

/** All but the outer product, from the inner one upwards. */
export interface Weights {
  readonly product: Node<"dot">
  /** Elementwise work on the product, of which the softmax is taken; the product itself where there is none. */
  readonly scores: Node
  readonly softmax: Node
  /** Elementwise work on the softmax that a factor of each row passes through; the softmax itself where there is none. */
  readonly weights: Node
  /** Those and all nodes between them. */
  readonly inner: ReadonlySet<Node>
}

/** Why work on weights reads them as if they had a buffer. */
export const usedUp = "weights that are used up in blocks"
