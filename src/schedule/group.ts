/**
 * @file Which nodes share a kernel. First every boundary gets a kernel of its own, boundaries being added until
 * each can be built; then kernels that read the same things join, where no other step stands between them.
 */
import type { Node } from "../graph/node.js"
import { bufferNode, createRegion, type Region, viewedNode, type Weight, weigh } from "./region.js"
import { type Trace, traceKernel } from "./trace.js"

export type Group =
  | { readonly kind: "nest"; readonly roots: readonly Node[]; readonly trace: Trace }
  | { readonly kind: "dot"; readonly node: Node }
  | { readonly kind: "check"; readonly node: Node<"checkIndex"> }

export interface Grouping {
  /** Producers before consumers. */
  readonly groups: readonly Group[]
  /** The nodes that are written to memory, and why. */
  readonly reasons: ReadonlyMap<Node, string>
}

/** `order` holds every node under the roots, operands first. */
export const group = (roots: readonly Node[], order: readonly Node[]): Grouping => {
  const region = createRegion(roots, order)
  const { weights, traces } = settle(region)
  const groups: Group[] = []
  for (const node of order) {
    const trace = traces.get(node)
    if (trace !== undefined) joinOrAdd(groups, node, trace, region, weights)
    else if (node.op.kind === "dot") groups.push({ kind: "dot", node })
    else if (node.op.kind === "checkIndex") groups.push({ kind: "check", node: node as Node<"checkIndex"> })
  }
  return { groups: inOrder(needed(groups, roots)), reasons: region.boundaries }
}

/** The nodes in whose buffers a group's operands lie. */
export const operandsOf = (group: Group): readonly Node[] => {
  switch (group.kind) {
    case "nest":
      return loadsOf(group.trace).filter((node) => !group.roots.includes(node))
    case "dot":
      return group.node.inputs.map((input) => bufferNode(viewedNode(input)))
    case "check":
      return [bufferNode(group.node)]
  }
}

export const resultsOf = (group: Group): readonly Node[] => {
  switch (group.kind) {
    case "nest":
      return group.roots
    case "dot":
      return [group.node]
    case "check":
      return []
  }
}

// internal

interface Settled {
  readonly weights: ReadonlyMap<Node, Weight>
  /** One kernel for each boundary that is computed in a loop nest. */
  readonly traces: ReadonlyMap<Node, Trace>
}

const settle = (region: Region): Settled => {
  for (;;) {
    const before = region.boundaries.size
    const weights = weigh(region)
    const traces = new Map<Node, Trace>()
    for (const node of region.order) {
      if (!region.boundaries.has(node) || node.op.kind === "dot") continue
      const trace = traceKernel([node], region, weights)
      if (!("demands" in trace)) traces.set(node, trace)
      else for (const [demanded, reason] of trace.demands) region.boundaries.set(demanded, reason)
    }
    if (region.boundaries.size === before) return { weights, traces }
  }
}

const loadsOf = (trace: Trace): readonly Node[] => [
  ...new Set(trace.values.flatMap((value) => (value.kind === "load" ? [bufferNode(value.node)] : []))),
]

const joinOrAdd = (
  groups: Group[],
  root: Node,
  trace: Trace,
  region: Region,
  weights: ReadonlyMap<Node, Weight>,
): void => {
  const alone: Group = { kind: "nest", roots: [root], trace }
  for (const [i, other] of groups.entries()) {
    if (other.kind !== "nest" || !haveCommon(other, alone) || standsBetween(groups, other, alone)) continue
    const roots = [...other.roots, root]
    const joint = traceKernel(roots, region, weights)
    if ("demands" in joint) continue
    groups[i] = { kind: "nest", roots, trace: joint }
    return
  }
  groups.push(alone)
}

/** Something worth sharing: a value that both compute, a buffer that both read, or one that the other has just made. */
const haveCommon = (a: Group & { kind: "nest" }, b: Group & { kind: "nest" }): boolean => {
  const [loads, nodes] = [loadsOf(b.trace), new Set(b.trace.nodes)]
  const computed = (node: Node) => nodes.has(node) && node.inputs.length > 0
  return (
    a.trace.nodes.some(computed) ||
    loadsOf(a.trace).some((node) => loads.includes(node) && node.shape.length > 0) ||
    a.roots.some((root) => loads.includes(root))
  )
}

/** Whether the later group needs a third one that itself needs the earlier: joined, the two would need themselves. */
const standsBetween = (groups: readonly Group[], earlier: Group, later: Group): boolean => {
  const producers = producersOf(groups)
  const seen = new Set<Group>([earlier])
  const reaches = (group: Group): boolean =>
    operandsOf(group).some((node) => {
      const producer = producers.get(node)
      if (producer === undefined) return false
      if (producer === earlier) return group !== later
      if (seen.has(producer)) return false
      seen.add(producer)
      return reaches(producer)
    })
  return reaches(later)
}

const producersOf = (groups: readonly Group[]): ReadonlyMap<Node, Group> =>
  new Map(groups.flatMap((group) => resultsOf(group).map((node): [Node, Group] => [node, group])))

/** Without the kernels whose results nobody reads any more: a later boundary may have made an earlier one idle. */
const needed = (groups: readonly Group[], roots: readonly Node[]): readonly Group[] => {
  const read = new Set([...roots.map(bufferNode), ...groups.flatMap(operandsOf)])
  const kept = groups.filter((group) => group.kind === "check" || resultsOf(group).some((node) => read.has(node)))
  return kept.length === groups.length ? groups : needed(kept, roots)
}

/** Checks come as early as their numbers are known, so that bad input stops a run before its work. */
const inOrder = (groups: readonly Group[]): readonly Group[] => {
  const producers = producersOf(groups)
  const ordered = new Set<Group>()
  const visit = (group: Group): void => {
    if (ordered.has(group)) return
    for (const node of operandsOf(group)) {
      const producer = producers.get(node)
      if (producer !== undefined) visit(producer)
    }
    ordered.add(group)
  }
  for (const group of groups) if (group.kind === "check") visit(group)
  groups.forEach(visit)
  return [...ordered]
}
