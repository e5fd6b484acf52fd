/** @file The buffers of a plan: one for each node that a step reads or writes. Where they lie is in `places.ts`. */
import { type Node, sizeOf } from "../graph/node.js"
import { type Group, resultsOf } from "./groups.js"
import type { Place, PlanBuffer } from "./plan.js"
import { bufferNode } from "./region.js"

export interface Buffers {
  /** Intermediates all at the beginning of the scratch block. */
  readonly buffers: readonly PlanBuffer[]
  /** undefined for a node that no step reads or writes */
  readonly indexOf: (node: Node) => number | undefined
}

export const numberBuffers = (roots: readonly Node[], groups: readonly Group[]): Buffers => {
  const results = new Set(roots.map(bufferNode))
  const used = groups.flatMap((group) => [...group.operands, ...resultsOf(group)])
  const nodes = [...new Set([...used, ...results])]
  const indices = new Map(nodes.map((node, i) => [node, i]))
  const placeOf = (node: Node): Place => {
    if (isInput(node)) return { kind: "input", index: Number(node.op.name) }
    return results.has(node) ? { kind: "output" } : { kind: "scratch", offset: 0 }
  }
  return {
    buffers: nodes.map((node) => ({ dtype: node.dtype, length: sizeOf(node.shape), place: placeOf(node), node })),
    indexOf: (node) => indices.get(bufferNode(node)),
  }
}

// internal

const isInput = (node: Node): node is Node<"parameter"> => node.op.kind === "parameter"
