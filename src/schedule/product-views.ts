/**
 * @file What grouping asks of matrix products: how operands are read, and which weights are used up between two of
 * them.
 */
import type { Node } from "../graph/node.js"
import type { Operand } from "./operand.js"
import type { Weights } from "./used-up.js"

export interface ProductViews {
  readonly operandOf: (view: Node) => Operand
  readonly findWeights: (
    roots: readonly Node[],
    order: readonly Node[],
    excluded: (node: Node) => boolean,
  ) => Map<Node, Weights>
}

export const isProduct = (node: Node): node is Node<"dot"> => node.op.kind === "dot"

export const viewsOf = (product: Node<"dot">): ProductViews => product.op.rules as ProductViews
