/**
 * @file What has been computed. An evaluated node becomes a constant; one inside a function that is being
 * differentiated keeps its graph, and its numbers are remembered beside it.
 */
import { type Node, settle } from "../graph/node.js"
import type { Storage } from "../graph/op.js"

/** Where a node's numbers are, if they are known. */
export const knownStorage = (node: Node): Storage | undefined =>
  node.op.kind === "constant" ? node.op.storage : remembered.get(node)

export const record = (node: Node, storage: Storage, isTraced: boolean): void => {
  if (isTraced) remembered.set(node, storage)
  else settle(node, storage)
}

// internal

const remembered = new WeakMap<Node, Storage>()
