/** @file Weights between two products that no buffer holds. */
import type { Node } from "../graph/node.js"

export type Product = Node<"dot">

/** All but the outer product, from the inner one upwards. */
export interface Weights {
  readonly product: Product
  /** Elementwise work on the product, of which the softmax is taken; the product itself where there is none. */
  readonly scores: Node
  readonly softmax: Node
  /**
   * Elementwise work on the softmax that a factor of each row passes through; the softmax itself where there is none.
   */
  readonly weights: Node
  /** Those and all nodes between them, and those of the gradient. */
  readonly inner: ReadonlySet<Node>
  readonly gradient?: WeightsGradient
}

/** The gradient through weights, which are made again in blocks. */
export interface WeightsGradient {
  readonly outer: Product
  /** Of each row: what is subtracted before the exponential, and 1 / their sum. */
  readonly state: readonly [shift: Node, inverse: Node]
  /** Gradients of results · valuesᵀ. */
  readonly slopes: Product
  readonly ofScores: Node
  /** Of gradients of scores, and of weights; in the graph's order, of which the last stands for all. */
  readonly products: readonly Product[]
  /** The products among them that add up over keys: one for each part of so many of these. */
  readonly overKeys: readonly Product[]
  readonly keys: number
}

/** A graph in which gradients can be made of weights that no buffer holds. */
export interface Streamed {
  readonly roots: readonly Node[]
  /** By the product with values, and by the last of the gradient's products. */
  readonly weights?: ReadonlyMap<Node, Weights>
}

/** Why work on weights reads them as if they had a buffer. */
export const usedUp = "weights that are used up in blocks"

/** Why two numbers of each row are kept. */
export const madeAgain = "weights are made again from it"
