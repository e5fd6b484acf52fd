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
  /** Equal for graphs of equal structure, shapes, dtypes and labels. */
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
  const list = (numbers: readonly (number | undefined)[]) => {
    for (const number of numbers) key += ` ${number}`
  }
  const indexOf = (node: Node) => indices.get(node)
  for (const node of nodes) {
    const slot = known.get(node)
    indices.set(node, indices.size)
    key += slot === undefined ? printOp(node) : `$${slot}`
    if (slot === undefined) list(node.inputs.map(indexOf))
    key += ` ${node.dtype}`
    // errors name tensors by their labels
    if (slot === undefined && node.label !== undefined) key += JSON.stringify(node.label)
    list(node.shape)
    key += "\n"
  }
  list(roots.map(indexOf))
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
  return { key, inputs, roots: open, nodes }
}
