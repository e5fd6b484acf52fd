/**
 * @file Graphs apart from their numbers: everything that is already known becomes a parameter "0", "1", …, so that
 * one plan serves every graph of the same structure, and a kept plan keeps no data alive.
 */
import { parameter } from "./infer.js"
import { createNode, type Node } from "./node.js"
import type { Storage } from "./op.js"
import { printOp } from "./print.js"
import { topological } from "./walk.js"

export interface Captured {
  /** Equal for graphs of equal structure, shapes, dtypes and labels. */
  readonly key: string
  /** What the parameters "0", "1", … of the roots stand for. */
  readonly inputs: readonly Storage[]
  /** A graph of its own: none of its nodes is a user's tensor. Each is what `made` makes of it, operands first. */
  readonly roots: (made?: (node: Node) => Node) => readonly Node[]
  /** Every node of the captured graph. */
  readonly nodes: readonly Node[]
}

/** `storageOf` tells where the numbers of a node already are, if they are anywhere. */
export const capture = (roots: readonly Node[], storageOf: (node: Node) => Storage | undefined): Captured => {
  const inputs: Storage[] = []
  const slots = new Map<Storage, number>()
  const known = new Map<Node, number>()
  const nodes = topological(roots, (node) => {
    const storage = storageOf(node)
    if (storage === undefined) return false
    const slot = slots.get(storage) ?? inputs.push(storage) - 1
    slots.set(storage, slot)
    known.set(node, slot)
    return true
  })
  const indices = new Map<Node, number>()
  let key = ""
  for (const node of nodes) {
    const slot = known.get(node)
    indices.set(node, indices.size)
    let line = slot === undefined ? printOp(node) : `$${slot}`
    if (slot === undefined) {
      for (const input of node.inputs) line += ` ${indices.get(input)}`
      // errors name tensors by their labels
      if (node.label !== undefined) line += ` ${JSON.stringify(node.label)}`
    }
    key += `${line} ${node.dtype} ${node.shape.join(" ")}\n`
  }
  for (const root of roots) key += ` ${indices.get(root)}`
  const open = (made: (node: Node) => Node = (node) => node) => {
    const copies = new Map<Node, Node>()
    const copyOf = (node: Node) => copies.get(node) as Node
    for (const node of nodes) {
      const { op, inputs, shape, dtype, label } = node
      const slot = known.get(node)
      const copy =
        slot === undefined
          ? createNode(op, inputs.map(copyOf), shape, dtype, label)
          : parameter(`${slot}`, shape, dtype)
      copies.set(node, made(copy))
    }
    return roots.map(copyOf)
  }
  return { key, inputs, roots: open, nodes }
}
