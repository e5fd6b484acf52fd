/**
 * @file Which nodes share a kernel. First every boundary gets a kernel of its own, boundaries being added until
 * each can be built; then kernels that read the same things join, where no other step stands between them.
 */
import type { Node } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import {
  add,
  createGroup,
  createGroups,
  type Group,
  type Groups,
  joinable,
  type NestGroup,
  replace,
  resultsOf,
  tracesOf,
} from "./groups.js"
import { hasParts, partsOf } from "./parts.js"
import { rulesOf } from "./product-rules.js"
import { isProduct } from "./product-views.js"
import { bufferNode, createRegion, type Region, type Weigh, weighing } from "./region.js"
import { isSpreadLogSumExp, type Routine } from "./routines.js"
import { sharedTooOften } from "./sharing.js"
import { boundAcrossStages } from "./stages.js"
import type { State } from "./state.js"
import { extendKernel, traceKernel, tracePart } from "./trace.js"
import type { Refusal } from "./traced.js"
import type { Weights } from "./used-up.js"

export interface Grouping {
  /** Producers before consumers. */
  readonly groups: readonly Group[]
  /** The nodes that are written to memory, and why. */
  readonly reasons: ReadonlyMap<Node, string>
}

/** `order` holds every node under the roots, operands first. */
export const group = (
  roots: readonly Node[],
  order: readonly Node[],
  streamed?: ReadonlyMap<Node, Weights>,
): Grouping => {
  const region = createRegion(roots, order, streamed)
  boundAcrossStages(region)
  const kernels: Kernels = new Map()
  for (;;) {
    settle(region, kernels)
    const groups = needed(join(region, kernels), roots)
    const shared = sharedTooOften(groups.flatMap(tracesOf), region)
    if (shared.length === 0) return { groups: inOrder(withoutIdleProducts(groups, roots)), reasons: region.boundaries }
    forget(kernels, new Set(shared))
  }
}

// internal

/** The kernels of each boundary that loop nests write: one, or one for each part. */
type Kernels = Map<Node, readonly State[]>

const join = (region: Region, kernels: Kernels): readonly Group[] => {
  const groups = createGroups()
  const routines = new Set<Routine>()
  for (const node of region.order) {
    if (region.inner.has(node)) continue
    const routine = region.routines.get(node)
    if (routine !== undefined) {
      if (routines.has(routine)) continue
      routines.add(routine)
      const results = routine.members.filter((member) => region.boundaries.has(member))
      add(groups, createGroup({ kind: "routine", routine, results }))
      continue
    }
    const traces = kernels.get(node)
    if (isProduct(node)) add(groups, createGroup(rulesOf(node).workOfProduct(region, node, traces)))
    else if (traces !== undefined && hasParts(node)) add(groups, createGroup({ kind: "parts", node, traces }))
    else if (traces !== undefined) joinOrAdd(groups, node, traces[0] as State)
    else if (node.op.kind === "checkIndex")
      add(groups, createGroup({ kind: "check", node: node as Node<"checkIndex"> }))
    else if (region.boundaries.has(node)) throw new Error(`no kernel writes ${printOp(node)}`)
  }
  return groups.all
}

/** Builds the kernel of every boundary, adding boundaries until all can be built. */
const settle = (region: Region, kernels: Kernels): void => {
  for (;;) {
    const weigh = weighing(region)
    const demands = new Map<Node, string>()
    let isSettled = true
    for (const node of region.order) {
      if (!region.boundaries.has(node) || !isTraced(region, node) || kernels.has(node)) continue
      const traces = tracesFor(region, node, weigh)
      if (isProduct(node) && rulesOf(node).isGivenUp(region, node, traces)) isSettled = false
      else if (traces.every((trace) => trace.kind === "trace")) kernels.set(node, traces)
      else
        for (const trace of traces)
          if (trace.kind === "refusal") for (const [at, why] of trace.demands) demands.set(at, why)
    }
    if (isSettled && demands.size === 0) return
    for (const [node, reason] of demands) region.boundaries.set(node, reason)
    forget(kernels, new Set(demands.keys()))
  }
}

/** Whether loops are traced for this boundary. */
const isTraced = (region: Region, node: Node): boolean =>
  (!isProduct(node) || region.weights.has(node)) && !region.routines.has(node) && !region.inner.has(node)

const tracesFor = (region: Region, node: Node, weigh: Weigh): readonly (State | Refusal)[] => {
  if (isProduct(node)) return rulesOf(node).traceBetween(region, node, weigh)
  return hasParts(node)
    ? partsOf(node).map((part) => tracePart(part, region, weigh))
    : [traceKernel(node, region, weigh)]
}

/** Kernels that computed what is a boundary now have to be built again. */
const forget = (kernels: Kernels, added: ReadonlySet<Node>): void => {
  for (const [root, traces] of kernels) {
    if (traces.some(({ nodes }) => nodes.some((node) => node !== root && added.has(node)))) kernels.delete(root)
  }
}

const joinOrAdd = (groups: Groups, root: Node, alone: State): void => {
  const group = createGroup({ kind: "nest", roots: [root], trace: alone })
  const reads = group.operands.filter((node) => !isLogProbability(node))
  if (joinProduct(groups, group)) return
  // to be found before the joint kernels are traced, which costs more
  for (const at of joinable(groups, candidates(groups, group), reads)) {
    const other = groups.all[at] as NestGroup
    const trace = extendKernel(other.trace, root)
    if (trace.kind === "refusal") continue
    if (replace(groups, at, createGroup({ kind: "nest", roots: [...other.roots, root], trace }))) return
  }
  add(groups, group)
}

/** Elementwise work on a matrix product is done on its elements before they are written. */
const joinProduct = (groups: Groups, { operands, roots, trace: alone }: NestGroup): boolean => {
  if (alone.axes !== undefined) return false
  const [root] = roots as [Node]
  const products = new Set<number>()
  for (const node of operands) {
    const producer = groups.producers.get(node)
    if (producer !== undefined && groups.all[producer]?.kind === "dot") products.add(producer)
  }
  for (const at of joinable(groups, [...products], operands)) {
    const product = groups.all[at] as Group
    if (product.kind !== "dot" || product.node.inputs[0]?.shape.at(-1) === 0) continue
    const epilogue = product.epilogue === undefined ? alone : extendKernel(product.epilogue, root)
    if (epilogue.kind === "refusal" || !rulesOf(product.node).isEpilogue(epilogue, product.node)) continue
    if (replace(groups, at, createGroup({ ...product, roots: [...product.roots, root], epilogue }))) return true
  }
  return false
}

/**
 * A joint kernel may compute what hangs on these from a log-sum-exp it has already; it reads all else that its parts
 * read.
 */
const isLogProbability = ({ op, inputs }: Node): boolean =>
  op.kind === "binary" && op.fn === "sub" && isSpreadLogSumExp(inputs[1] as Node)

/** How many kernels are tried before one stays alone: a tensor may have thousands of readers. */
const candidateLimit = 16

/** The kernels with something worth sharing: a value both compute, a buffer both read, or one that the other makes. */
const candidates = (groups: Groups, { operands, trace }: NestGroup): readonly number[] => {
  const found = new Set<number>()
  for (const node of operands) {
    const producer = groups.producers.get(node)
    if (producer !== undefined) found.add(producer)
    if (node.shape.length > 0) addRecent(found, groups.readers.get(node))
  }
  for (const node of trace.nodes) addRecent(found, groups.computers.get(node))
  const nests = [...found].filter((at) => groups.all[at]?.kind === "nest")
  return nests.sort((a, b) => a - b).slice(-candidateLimit)
}

const addRecent = (found: Set<number>, positions: readonly number[] = []): void => {
  for (let i = Math.max(0, positions.length - candidateLimit); i < positions.length; i++)
    found.add(positions[i] as number)
}

/** Without the kernels whose results nobody reads any more: a later boundary may have made an earlier one idle. */
const needed = (groups: readonly Group[], roots: readonly Node[]): readonly Group[] => {
  const read = new Set([...roots.map(bufferNode), ...groups.flatMap(({ operands }) => operands)])
  const kept = groups.filter((group) => group.kind === "check" || resultsOf(group).some((node) => read.has(node)))
  return kept.length === groups.length ? groups : needed(kept, roots)
}

/** Products that only their epilogues read are not written. */
const withoutIdleProducts = (groups: readonly Group[], roots: readonly Node[]): readonly Group[] => {
  const read = new Set([...roots.map(bufferNode), ...groups.flatMap(({ operands }) => operands)])
  return groups.map((group) =>
    group.kind === "dot" && group.epilogue !== undefined && !read.has(group.node)
      ? {
          ...group,
          isKept: group.attending === undefined && !rulesOf(group.node).holdsSums(group.epilogue, group.node),
        }
      : group,
  )
}

/**
 * Checks come as early as their numbers are known, so that bad input stops a run before its work; routines as late as
 * they are needed, so that what they write for one layer is read before they write for the next.
 */
const inOrder = (groups: readonly Group[]): readonly Group[] => {
  const producers = new Map(groups.flatMap((group) => resultsOf(group).map((node): [Node, Group] => [node, group])))
  const state = new Map<Group, "open" | "done">()
  const ordered: Group[] = []
  // the last comes first: checks, then kernels in their order
  const urgency = ({ kind }: Group): number => (kind === "check" ? 2 : kind === "routine" ? 0 : 1)
  const stack = groups.toReversed().sort((a, b) => urgency(a) - urgency(b))
  while (stack.length > 0) {
    const group = stack.at(-1) as Group
    if (state.get(group) === undefined) {
      state.set(group, "open")
      for (const node of group.operands) {
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
