/**
 * @file Which nodes share a kernel. First every boundary gets a kernel of its own, boundaries being added until
 * each can be built; then kernels that read the same things join, where no other step stands between them.
 */
import type { Node } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import { hasParts, partsOf } from "./parts.js"
import { bufferNode, buffersBefore, createRegion, type Region, viewedNode, type Weight, weigh } from "./region.js"
import type { Routine } from "./routines.js"
import { sharedTooOften } from "./sharing.js"
import type { State } from "./state.js"
import { extendKernel, traceKernel, tracePart } from "./trace.js"
import type { Trace } from "./traced.js"

export type Group =
  | { readonly kind: "nest"; readonly roots: readonly Node[]; readonly trace: State }
  /** kernels that write one node, to be run in this order */
  | { readonly kind: "parts"; readonly node: Node; readonly traces: readonly Trace[] }
  | { readonly kind: "dot"; readonly node: Node }
  | { readonly kind: "check"; readonly node: Node<"checkIndex"> }
  /** `results` are the members that have buffers */
  | { readonly kind: "routine"; readonly routine: Routine; readonly results: readonly Node[] }

export interface Grouping {
  /** Producers before consumers. */
  readonly groups: readonly Group[]
  /** The nodes that are written to memory, and why. */
  readonly reasons: ReadonlyMap<Node, string>
}

/** `order` holds every node under the roots, operands first. */
export const group = (roots: readonly Node[], order: readonly Node[]): Grouping => {
  const region = createRegion(roots, order)
  const kernels: Kernels = new Map()
  for (let round = 0; ; round++) {
    const weights = settle(region, kernels)
    const groups = needed(join(region, kernels), roots)
    const shared = sharedTooOften(groups.flatMap(tracesOf), region, weights, round)
    if (shared.length === 0) return { groups: inOrder(groups), reasons: region.boundaries }
    bound(region, kernels, new Map(shared.map((node) => [node, "several kernels need it"])))
  }
}

/** The nodes in whose buffers a group's operands lie. */
export const operandsOf = (group: Group): readonly Node[] => {
  switch (group.kind) {
    case "nest":
      return loadsOf(group.trace).filter((node) => !group.roots.includes(node))
    case "parts":
      return [...new Set(group.traces.flatMap(loadsOf))]
    case "dot":
      return group.node.inputs.flatMap((input) => buffersBefore(viewedNode(input)))
    case "check":
      return buffersBefore(group.node)
    case "routine":
      return [...new Set(group.routine.operands.flatMap(buffersBefore))]
  }
}

export const resultsOf = (group: Group): readonly Node[] => {
  switch (group.kind) {
    case "nest":
      return group.roots
    case "parts":
    case "dot":
      return [group.node]
    case "check":
      return []
    case "routine":
      return group.results
  }
}

// internal

const tracesOf = (group: Group): readonly Trace[] =>
  group.kind === "nest" ? [group.trace] : group.kind === "parts" ? group.traces : []

/** The kernels of each boundary that loop nests write: one, or one for each part. */
type Kernels = Map<Node, readonly State[]>

const join = (region: Region, kernels: Kernels): readonly Group[] => {
  const groups = createGroups()
  const routines = new Set<Routine>()
  for (const node of region.order) {
    const routine = region.routines.get(node)
    if (routine !== undefined) {
      if (routines.has(routine)) continue
      routines.add(routine)
      const results = routine.members.filter((member) => region.boundaries.has(member))
      add(groups, { kind: "routine", routine, results })
      continue
    }
    const traces = kernels.get(node)
    if (traces !== undefined && hasParts(node)) add(groups, { kind: "parts", node, traces })
    else if (traces !== undefined) joinOrAdd(groups, node, { kind: "nest", roots: [node], trace: traces[0] as State })
    else if (node.op.kind === "dot") add(groups, { kind: "dot", node })
    else if (node.op.kind === "checkIndex") add(groups, { kind: "check", node: node as Node<"checkIndex"> })
    else if (region.boundaries.has(node)) throw new Error(`no kernel writes ${printOp(node)}`)
  }
  return groups.all
}

/** Builds the kernel of every boundary, adding boundaries until all can be built. */
const settle = (region: Region, kernels: Kernels): ReadonlyMap<Node, Weight> => {
  for (;;) {
    const weights = weigh(region)
    const demands = new Map<Node, string>()
    for (const node of region.order) {
      if (!region.boundaries.has(node) || !isTraced(region, node) || kernels.has(node)) continue
      const traces = hasParts(node)
        ? partsOf(node).map((part) => tracePart(part, region, weights))
        : [traceKernel(node, region, weights)]
      if (traces.every((trace) => trace.kind === "trace")) kernels.set(node, traces)
      else
        for (const trace of traces)
          if (trace.kind === "refusal") for (const [at, why] of trace.demands) demands.set(at, why)
    }
    if (demands.size === 0) return weights
    bound(region, kernels, demands)
  }
}

/** Whether loop nests write this boundary. */
const isTraced = (region: Region, node: Node): boolean => node.op.kind !== "dot" && !region.routines.has(node)

/** Adds boundaries; kernels that computed one of them have to be built again. */
const bound = (region: Region, kernels: Kernels, added: ReadonlyMap<Node, string>): void => {
  for (const [node, reason] of added) region.boundaries.set(node, reason)
  for (const [root, traces] of kernels) {
    if (traces.some(({ nodes }) => nodes.some((node) => node !== root && added.has(node)))) kernels.delete(root)
  }
}

const loadsOf = (trace: Trace): readonly Node[] => [
  ...new Set(trace.values.flatMap((value) => (value.kind === "load" ? buffersBefore(value.node) : []))),
]

type NestGroup = Group & { readonly kind: "nest" }

/** The groups so far, with what finds those that share something. */
interface Groups {
  readonly all: Group[]
  readonly producers: Map<Node, number>
  readonly readers: Map<Node, number[]>
  readonly computers: Map<Node, number[]>
}

const createGroups = (): Groups => ({ all: [], producers: new Map(), readers: new Map(), computers: new Map() })

const add = (groups: Groups, group: Group): void => set(groups, groups.all.length, group)

const set = (groups: Groups, at: number, group: Group): void => {
  groups.all[at] = group
  const note = (index: Map<Node, number[]>, node: Node) => {
    const known = index.get(node)
    if (known === undefined) index.set(node, [at])
    else if (known.at(-1) !== at) known.push(at)
  }
  for (const node of resultsOf(group)) groups.producers.set(node, at)
  if (group.kind !== "nest") return
  for (const node of loadsOf(group.trace)) note(groups.readers, node)
  for (const node of group.trace.nodes) if (node.inputs.length > 0) note(groups.computers, node)
}

const joinOrAdd = (groups: Groups, root: Node, alone: NestGroup): void => {
  for (const at of candidates(groups, alone)) {
    const other = groups.all[at] as NestGroup
    const trace = extendKernel(other.trace, root)
    if (trace.kind === "refusal") continue
    const joint: Group = { kind: "nest", roots: [...other.roots, root], trace }
    if (standsBetween(groups, other, joint)) continue
    set(groups, at, joint)
    return
  }
  add(groups, alone)
}

/** How many kernels are tried before one stays alone: a tensor may have thousands of readers. */
const candidateLimit = 16

/** The kernels with something worth sharing: a value both compute, a buffer both read, or one that the other makes. */
const candidates = (groups: Groups, { trace }: NestGroup): readonly number[] => {
  const loads = loadsOf(trace)
  const found = new Set<number>()
  for (const node of loads) {
    const producer = groups.producers.get(node)
    if (producer !== undefined) found.add(producer)
    if (node.shape.length > 0) for (const at of recent(groups.readers.get(node))) found.add(at)
  }
  for (const node of trace.nodes) for (const at of recent(groups.computers.get(node))) found.add(at)
  return recent([...found].filter((at) => groups.all[at]?.kind === "nest").sort((a, b) => a - b))
}

const recent = (positions: readonly number[] = []): readonly number[] => positions.slice(-candidateLimit)

/** Whether the joint group would need a third one that itself needs the earlier: it would have to run around it. */
const standsBetween = ({ all, producers }: Groups, earlier: Group, joint: Group): boolean => {
  const stack = [joint]
  const seen = new Set<Group>()
  for (let group = stack.pop(); group !== undefined; group = stack.pop()) {
    for (const node of operandsOf(group)) {
      const at = producers.get(node)
      const producer = at === undefined ? undefined : (all[at] as Group)
      if (producer === earlier) return true
      if (producer === undefined || seen.has(producer)) continue
      seen.add(producer)
      stack.push(producer)
    }
  }
  return false
}

/** Without the kernels whose results nobody reads any more: a later boundary may have made an earlier one idle. */
const needed = (groups: readonly Group[], roots: readonly Node[]): readonly Group[] => {
  const read = new Set([...roots.map(bufferNode), ...groups.flatMap(operandsOf)])
  const kept = groups.filter((group) => group.kind === "check" || resultsOf(group).some((node) => read.has(node)))
  return kept.length === groups.length ? groups : needed(kept, roots)
}

/** Checks come as early as their numbers are known, so that bad input stops a run before its work. */
const inOrder = (groups: readonly Group[]): readonly Group[] => {
  const producers = new Map(groups.flatMap((group) => resultsOf(group).map((node): [Node, Group] => [node, group])))
  const state = new Map<Group, "open" | "done">()
  const ordered: Group[] = []
  // the last comes first: checks, then the others in their order
  const stack = groups.toReversed().sort((a, b) => Number(a.kind === "check") - Number(b.kind === "check"))
  while (stack.length > 0) {
    const group = stack.at(-1) as Group
    if (state.get(group) === undefined) {
      state.set(group, "open")
      for (const node of operandsOf(group)) {
        const producer = producers.get(node)
        if (producer === undefined || state.get(producer) === "done") continue
        if (state.get(producer) === "open") throw new Error("kernels wait for each other")
        stack.push(producer)
      }
    } else {
      stack.pop()
      if (state.get(group) === "open") ordered.push(group)
      state.set(group, "done")
    }
  }
  return ordered
}
