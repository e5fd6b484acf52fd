/** @file Reverse-mode differentiation: cotangents flow from a scalar back to chosen nodes, one vjp rule at a time. */
import { binary, fill } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { topological } from "../graph/walk.js"
import { vjp } from "./vjp.js"

/** The gradient of a scalar with respect to each target, zeros where it doesn't depend on one. */
export const backward = (output: Node, targets: readonly Node[]): readonly Node[] => {
  const wanted = new Set(targets)
  const order = topological([output], (node) => wanted.has(node))
  const active = dependents(order, wanted)
  const cotangents = new Map<Node, Node>([[output, fill(1, output.shape, output.dtype)]])
  for (const node of [...order].reverse()) {
    const cotangent = cotangents.get(node)
    if (cotangent === undefined || !active.has(node) || wanted.has(node)) continue
    vjp(node, cotangent).forEach((contribution, i) => {
      const input = node.inputs[i] as Node
      if (contribution === undefined || !active.has(input)) return
      const sum = cotangents.get(input)
      cotangents.set(input, sum === undefined ? contribution : binary("add", sum, contribution))
    })
  }
  return targets.map((target) => cotangents.get(target) ?? fill(0, target.shape, target.dtype))
}

// internal

/** The nodes through which a change of a target reaches the output. */
const dependents = (order: readonly Node[], targets: ReadonlySet<Node>): ReadonlySet<Node> => {
  const active = new Set<Node>()
  for (const node of order) {
    if (targets.has(node) || node.inputs.some((input) => active.has(input))) active.add(node)
  }
  return active
}
