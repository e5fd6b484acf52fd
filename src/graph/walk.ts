/** @file Walking and rebuilding graphs. Walks are loops, not recursion: a graph may be deeper than the call stack. */
import { createNode, type Node } from "./node.js"

/** Every node the roots depend on, once each, operands before their users; `isLeaf` nodes are not entered. */
export const topological = (roots: readonly Node[], isLeaf: (node: Node) => boolean = () => false): readonly Node[] => {
  const order: Node[] = []
  const seen = new Set<Node>()
  // from a root down to the node at hand, and how many operands of each were entered
  const path: Node[] = []
  const entered: number[] = []
  const enter = (node: Node): void => {
    const count = seen.size
    if (seen.add(node).size === count) return
    if (isLeaf(node) || node.inputs.length === 0) order.push(node)
    else entered[path.push(node) - 1] = 0
  }
  for (const root of roots) {
    enter(root)
    while (path.length > 0) {
      const last = path.length - 1
      const node = path[last] as Node
      const next = entered[last] as number
      if (next < node.inputs.length) {
        entered[last] = next + 1
        enter(node.inputs[next] as Node)
      } else {
        order.push(node)
        path.pop()
      }
    }
  }
  return order
}

/** The graph with every node replaced by what `visit` makes of it; `inputs` are already replaced. */
export const rewrite = (
  roots: readonly Node[],
  visit: (node: Node, inputs: readonly Node[]) => Node,
  isLeaf: (node: Node) => boolean = () => false,
): readonly Node[] => {
  const replaced = new Map<Node, Node>()
  const replacement = (node: Node): Node => replaced.get(node) as Node
  for (const node of topological(roots, isLeaf)) {
    replaced.set(node, visit(node, isLeaf(node) ? [] : node.inputs.map(replacement)))
  }
  return roots.map(replacement)
}

/** The same operation on other operands; the node itself where they are unchanged. */
export const withInputs = (node: Node, inputs: readonly Node[]): Node =>
  inputs.every((input, i) => input === node.inputs[i])
    ? node
    : createNode(node.op, inputs, node.shape, node.dtype, node.label)

/** How many edges lead to each node from the graph under the roots; a root counts as one more. */
export const countUses = (roots: readonly Node[], order: readonly Node[]): ReadonlyMap<Node, number> => {
  const uses = new Map<Node, number>()
  const use = (node: Node) => uses.set(node, (uses.get(node) ?? 0) + 1)
  for (const node of order) node.inputs.forEach(use)
  roots.forEach(use)
  return uses
}
