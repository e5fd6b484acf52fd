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

interface Gap {
  readonly from: number
  readonly to: number
}

/** `lifetimes` by their first step. Each goes to the first gap that holds it. */
const assignScratch = (lifetimes: readonly Lifetime[]) => {
  const offsets = new Map<Node, number>()
  const ending = new Map<number, Gap[]>()
  const gaps: Gap[] = [{ from: 0, to: Number.POSITIVE_INFINITY }]
  let bytes = 0
  let step = 0
  for (const { node, first, last } of lifetimes) {
    for (; step < first; step++) for (const place of ending.get(step) ?? []) free(gaps, place)
    const size = Math.ceil((sizeOf(node.shape) * elementBytes[node.dtype]) / alignment) * alignment
    const at = gaps.findIndex(({ from, to }) => to - from >= size)
    const { from, to } = gaps[at] as Gap
    const end = from + size
    gaps.splice(at, 1, ...(end < to ? [{ from: end, to }] : []))
    ending.set(last, [...(ending.get(last) ?? []), { from, to: end }])
    offsets.set(node, from)
    bytes = Math.max(bytes, end)
  }
  return { offsets, bytes }
}

/** Joined with the gaps beside it. */
const free = (gaps: Gap[], { from, to }: Gap): void => {
  const next = gaps.findIndex((gap) => gap.from >= to)
  const [before, after] = [gaps[next - 1], gaps[next] as Gap]
  const joins = [before?.to === from, after.from === to] as const
  const joined = { from: joins[0] ? (before as Gap).from : from, to: joins[1] ? after.to : to }
  gaps.splice(next - Number(joins[0]), Number(joins[0]) + Number(joins[1]), joined)
}
