/**
 * @file Graphs apart from their numbers: everything that is already known becomes a parameter "0", "1", …, so that
 * one plan serves every graph of the same structure, and a kept plan keeps no data alive.
 */
import { parameter } from "./infer.js"
import { createNode, type Node } from "./node.js"
import type { Storage } from "./op.js"
import { printOp } from "./print.js"
import { rewrite, topological } from "./walk.js"

export interface Captured {
  /** Equal for graphs of equal structure, shapes and dtypes. */
  readonly key: string
  /** What the parameters "0", "1", … of the roots stand for. */
  readonly inputs: readonly Storage[]
  /** A graph of its own: none of its nodes is a user's tensor. */
  readonly roots: () => readonly Node[]
  /** Every node of the captured graph. */
  readonly nodes: readonly Node[]
}

/** `storageOf` tells where the numbers of a node already are, if they are anywhere. */
export const capture = (roots: readonly Node[], storageOf: (node: Node) => Storage | undefined): Captured => {
  const inputs: Storage[] = []
  const slots = new Map<Storage, number>()
  const slotOf = (storage: Storage): number => {
    const known = slots.get(storage)
    if (known !== undefined) return known
    slots.set(storage, inputs.length)
    return inputs.push(storage) - 1
  }
  const known = new Map<Node, number>()
  const nodes = topological(roots, (node) => storageOf(node) !== undefined)
  const indices = new Map(nodes.map((node, i) => [node, i]))
  const lines = nodes.map((node) => {
    const type = `${node.dtype} ${node.shape.join(" ")}`
    const storage = storageOf(node)
    if (storage !== undefined) {
      known.set(node, slotOf(storage))
      return `$${known.get(node)} ${type}`
    }
    return `${printOp(node)} ${node.inputs.map((input) => indices.get(input)).join(" ")} ${type}`
  })
  const ends = roots.map((root) => indices.get(root)).join(" ")
  const open = () =>
    rewrite(
      roots,
      (node, operands) => {
        const slot = known.get(node)
        return slot === undefined
          ? createNode(node.op, operands, node.shape, node.dtype, node.label)
          : parameter(`${slot}`, node.shape, node.dtype)
      },
      (node) => known.has(node),
    )
  return { key: `${lines.join("\n")}\n${ends}`, inputs, roots: open, nodes }
}
