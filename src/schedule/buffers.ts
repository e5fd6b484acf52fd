/**
 * @file Where every buffer lies: results in blocks of their own, intermediates at offsets of one scratch block,
 * a place being used again once its last reader has run.
 */
import { type Node, sizeOf } from "../graph/node.js"
import { elementBytes } from "../graph/op.js"
import { type Group, resultsOf } from "./groups.js"
import type { Place, PlanBuffer } from "./plan.js"
import { bufferNode } from "./region.js"

export interface Buffers {
  readonly buffers: readonly PlanBuffer[]
  /** undefined for a node that no step reads or writes */
  readonly indexOf: (node: Node) => number | undefined
  readonly scratchBytes: number
}

export const assignBuffers = (roots: readonly Node[], groups: readonly Group[]): Buffers => {
  const results = new Set(roots.map(bufferNode))
  const lifetimes = lifetimesOf(groups)
  const scratch = assignScratch(lifetimes.filter(({ node }) => !isInput(node) && !results.has(node)))
  const nodes = [...new Set([...lifetimes.map(({ node }) => node), ...results])]
  const indices = new Map(nodes.map((node, i) => [node, i]))
  const placeOf = (node: Node): Place => {
    if (isInput(node)) return { kind: "input", index: Number(node.op.name) }
    return results.has(node) ? { kind: "output" } : { kind: "scratch", offset: scratch.offsets.get(node) as number }
  }
  return {
    buffers: nodes.map((node) => ({ dtype: node.dtype, length: sizeOf(node.shape), place: placeOf(node) })),
    indexOf: (node) => indices.get(bufferNode(node)),
    scratchBytes: scratch.bytes,
  }
}

// internal

/** From the step that writes a buffer to the last one that reads it. */
interface Lifetime {
  readonly node: Node
  readonly first: number
  readonly last: number
}

const isInput = (node: Node): node is Node<"parameter"> => node.op.kind === "parameter"

const lifetimesOf = (groups: readonly Group[]): readonly Lifetime[] => {
  const lifetimes = new Map<Node, Lifetime>()
  groups.forEach((group, step) => {
    for (const node of [...group.operands, ...resultsOf(group)]) {
      lifetimes.set(node, { node, first: lifetimes.get(node)?.first ?? step, last: step })
    }
  })
  return [...lifetimes.values()]
}

/** Vectors are read 16 bytes at a time; a cache line keeps neighbours apart. */
const alignment = 64

/** `lifetimes` by their first step. */
const assignScratch = (lifetimes: readonly Lifetime[]) => {
  const offsets = new Map<Node, number>()
  let taken: readonly { readonly from: number; readonly to: number; readonly last: number }[] = []
  let bytes = 0
  for (const { node, first, last } of lifetimes) {
    const size = Math.ceil((sizeOf(node.shape) * elementBytes[node.dtype]) / alignment) * alignment
    taken = taken.filter((other) => other.last >= first)
    let from = 0
    for (const other of taken) if (other.from < from + size) from = Math.max(from, other.to)
    taken = [...taken, { from, to: from + size, last }].sort((a, b) => a.from - b.from)
    offsets.set(node, from)
    bytes = Math.max(bytes, from + size)
  }
  return { offsets, bytes }
}
