/** @file Walking and rebuilding graphs. Walks are loops, not recursion: a graph may be deeper than the call stack. */
import { createNode, type Node } from "./node.js"

/** Every node the roots depend on, once each, operands before their users; `isLeaf` nodes are not entered. */
export const topological = (roots: readonly Node[], isLeaf: (node: Node) => boolean = () => false): readonly Node[] => {
  const order: Node[] = []
  const state = new Map<Node, "open" | "done">()
  const stack = [...roots].reverse()
  while (stack.length > 0) {
    const node = stack[stack.length - 1] as Node
    const seen = state.get(node)
    if (seen === undefined) {
      state.set(node, "open")
      if (!isLeaf(node)) {
        for (let i = node.inputs.length - 1; i >= 0; i--) {
          const input = node.inputs[i] as Node
          if (!state.has(input)) stack.push(input)
        }
      }
    } else {
      stack.pop()
      if (seen === "open") {
        state.set(node, "done")
        order.push(node)
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
  for (const node of topological(roots, isLeaf)) {
    const inputs = isLeaf(node) ? [] : node.inputs.map((input) => replaced.get(input) as Node)
    replaced.set(node, visit(node, inputs))
  }
  return roots.map((root) => replaced.get(root) as Node)
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
