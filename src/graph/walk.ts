/** @file Walking and rebuilding graphs. Walks are loops, not recursion: a graph may be deeper than the call stack. */
import { createNode, type Node } from "./node.js"

/** Every node the roots depend on, once each, operands before their users; `isLeaf` nodes are not entered. */
export const topological = (roots: readonly Node[], isLeaf: (node: Node) => boolean = () => false): readonly Node[] => {
  const order: Node[] = []
  const seen = new Set<Node>()
  // from a root down to the node at hand, each with the operands that are not entered yet
  const path: { readonly node: Node; next: number; readonly end: number }[] = []
  const enter = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    const end = isLeaf(node) ? 0 : node.inputs.length
    if (end === 0) order.push(node)
    else path.push({ node, next: 0, end })
  }
  for (const root of roots) {
    enter(root)
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      if (at.next < at.end) enter(at.node.inputs[at.next++] as Node)
      else {
        order.push(at.node)
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
