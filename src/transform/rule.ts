/**
 * @file The derivative that a `custom` node carries: what is said of its arguments in place of what its graph would
 * give.
 */
import type { Node } from "../graph/node.js"
import type { Cotangents } from "./cotangents.js"

export interface Rule {
  /**
   * What the value's cotangent gives for each argument; undefined where there is nothing. `value` is the node itself.
   */
  readonly cotangents: (cotangent: Node, value: Node<"custom">) => Cotangents
  /**
   * What the tangents of value and arguments, as their graphs give them, come to; left out, it follows from
   * `cotangents`.
   */
  readonly tangent?: (tangents: Cotangents, value: Node<"custom">) => Node | undefined
}

/** The graph's vocabulary comes before nodes, so there a rule is any object. */
export const ruleOf = (node: Node<"custom">): Rule => node.op.rule as Rule

export const argumentsOf = (value: Node<"custom">): readonly Node[] => value.inputs.slice(1)
