/**
 * @file Groups of nodes that one step computes, while they are put together: what each reads and writes, which share
 * something, and an order in which they could run.
 */
import type { Node } from "../graph/node.js"
import type { Attending } from "./attend.js"
import { viewsOf } from "./product-views.js"
import { buffersBefore, loadsOf } from "./region.js"
import type { Routine } from "./routines.js"
import type { State } from "./state.js"
import type { Trace } from "./traced.js"
import type { Weights, WeightsGradient } from "./used-up.js"

export type Group = Work & {
  /** The nodes in whose buffers the operands lie. */
  readonly operands: readonly Node[]
}

export type NestGroup = Group & { readonly kind: "nest" }

export type Work =
  | { readonly kind: "nest"; readonly roots: readonly Node[]; readonly trace: State }
  /** kernels that write one node, to be run in this order */
  | { readonly kind: "parts"; readonly node: Node; readonly traces: readonly Trace[] }
  /**
   * `isKept`: the product is written beside the results of its epilogue, which are `roots`; `attending`: its left
   * operand is not
   */
  | {
      readonly kind: "dot"
      readonly node: Node<"dot">
      readonly isKept: boolean
      readonly roots: readonly Node[]
      readonly epilogue: State | undefined
      readonly attending: Attending | undefined
    }
  /**
   * The products of a gradient through weights, of which `node` is the last; `onScores` makes weights too where they
   * are not the softmax.
   */
  | {
      readonly kind: "gradient"
      readonly node: Node<"dot">
      readonly weights: Weights
      readonly gradient: WeightsGradient
      readonly onSoftmax: State
      readonly onScores: State
    }
  | { readonly kind: "check"; readonly node: Node<"checkIndex"> }
  /** `results` are the members that have buffers */
  | { readonly kind: "routine"; readonly routine: Routine; readonly results: readonly Node[] }

export const createGroup = <W extends Work>(work: W): W & Pick<Group, "operands"> => ({
  ...work,
  operands: [...new Set(operandsOf(work))],
})

export const resultsOf = (work: Work): readonly Node[] => {
  switch (work.kind) {
    case "nest":
      return work.roots
    case "parts":
      return [work.node]
    case "dot": {
      const { isKept, node, roots, attending } = work
      const results = isKept ? [node, ...roots] : roots
      return attending?.weights.gradient ? [...results, ...attending.weights.gradient.state] : results
    }
    case "gradient":
      return work.gradient.products
    case "check":
      return []
    case "routine":
      return work.results
  }
}

export const tracesOf = (work: Work): readonly Trace[] => {
  switch (work.kind) {
    case "nest":
      return [work.trace]
    case "parts":
      return work.traces
    case "dot":
      return [work.epilogue, work.attending?.onScores, work.attending?.onWeights].filter((trace) => trace !== undefined)
    case "gradient":
      return [work.onSoftmax, work.onScores]
    case "check":
    case "routine":
      return []
  }
}

/** The groups so far, known by their positions in `all`. */
export interface Groups {
  readonly all: Group[]
  /** The group that writes a node; those that read its buffer; those that compute it for themselves. */
  readonly producers: Map<Node, number>
  readonly readers: Map<Node, number[]>
  readonly computers: Map<Node, number[]>
  /** Positions so that each group comes after those that it reads, and the rank of each. */
  readonly runnable: number[]
  readonly ranks: number[]
  /** For each group those that write what it reads. */
  readonly needs: (readonly number[])[]
}

export const createGroups = (): Groups => ({
  all: [],
  producers: new Map(),
  readers: new Map(),
  computers: new Map(),
  runnable: [],
  ranks: [],
  needs: [],
})

/** Adds a group that reads only what is there. */
export const add = (groups: Groups, group: Group): void => {
  const at = groups.all.length
  groups.ranks.push(groups.runnable.length)
  groups.runnable.push(at)
  set(groups, at, group)
}

/**
 * Those of the given groups that a new one, which reads the given nodes, may join: near, and no third that it needs
 * needs them.
 */
export const joinable = (groups: Groups, among: readonly number[], reads: readonly Node[]): readonly number[] => {
  const { runnable, ranks, needs } = groups
  const near = among.filter((at) => (ranks[at] as number) >= runnable.length - reach)
  if (near.length === 0) return near
  const first = Math.min(...near.map((at) => ranks[at] as number))
  const isRead = new Uint8Array(runnable.length - first)
  const isNeeded = new Uint8Array(runnable.length - first)
  for (const at of writersOf(groups, reads)) isRead[(ranks[at] as number) - first] = 1
  for (let rank = runnable.length - 1; rank >= first; rank--) {
    if (isRead[rank - first] === 0 && isNeeded[rank - first] === 0) continue
    for (const at of needs[runnable[rank] as number] as readonly number[]) isNeeded[(ranks[at] as number) - first] = 1
  }
  return near.filter((at) => isNeeded[(ranks[at] as number) - first] === 0)
}

/** Puts a joint group into the place of one of its parts, unless it would wait for itself: whether it has. */
export const replace = (groups: Groups, at: number, joint: Group): boolean => {
  const needed = neededBetween(groups, at, writersOf(groups, joint.operands))
  if (needed === undefined) return false
  moveBefore(groups, at, needed)
  set(groups, at, joint)
  return true
}

// internal

const operandsOf = (work: Work): readonly Node[] => {
  switch (work.kind) {
    case "nest":
      return loadsOf(work.trace).filter((node) => !work.roots.includes(node))
    case "parts":
      return work.traces.flatMap(loadsOf)
    case "dot": {
      const { node, roots, attending } = work
      const inner = attending?.weights.inner
      const inputs = attending ? [...attending.weights.product.inputs, node.inputs[1] as Node] : node.inputs
      return [
        ...inputs.flatMap((input) => buffersBefore(viewsOf(node).operandOf(input).node)),
        ...tracesOf(work)
          .flatMap(loadsOf)
          .filter((other) => other !== node && !roots.includes(other) && !inner?.has(other)),
      ]
    }
    case "gradient": {
      const { node, weights, gradient } = work
      const { state, slopes, products } = gradient
      const inputs = [
        ...weights.product.inputs,
        ...slopes.inputs,
        ...products.map(({ inputs: [, right] }) => right as Node),
      ]
      return [
        ...inputs.flatMap((input) => buffersBefore(viewsOf(node).operandOf(input).node)),
        ...state,
        ...tracesOf(work)
          .flatMap(loadsOf)
          .filter((other) => !weights.inner.has(other)),
      ]
    }
    case "check":
      return buffersBefore(work.node)
    case "routine":
      return work.routine.operands.flatMap(buffersBefore)
  }
}

/** How far back in the order a group looks for one to join: what they share has left the caches by then. */
const reach = 256

const writersOf = ({ producers }: Groups, nodes: readonly Node[]): readonly number[] => {
  const writers = new Set<number>()
  for (const node of nodes) {
    const writer = producers.get(node)
    if (writer !== undefined) writers.add(writer)
  }
  return [...writers]
}

const set = (groups: Groups, at: number, group: Group): void => {
  groups.all[at] = group
  groups.needs[at] = writersOf(groups, group.operands)
  const note = (index: Map<Node, number[]>, node: Node) => {
    const known = index.get(node)
    if (known === undefined) index.set(node, [at])
    else if (known.at(-1) !== at) known.push(at)
  }
  for (const node of resultsOf(group)) groups.producers.set(node, at)
  if (group.kind !== "nest") return
  for (const node of group.operands) note(groups.readers, node)
  for (const node of group.trace.nodes) if (node.inputs.length > 0) note(groups.computers, node)
}

/**
 * The groups behind `at` in the order that these need, with themselves; undefined if one of them needs what is at `at`.
 */
const neededBetween = ({ ranks, needs }: Groups, at: number, writers: readonly number[]): Set<number> | undefined => {
  const needed = new Set<number>()
  const stack = [writers]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const writer of next) {
      if (writer === at) return undefined
      // what comes earlier in the order needs nothing that comes later
      if (needed.has(writer) || (ranks[writer] as number) < (ranks[at] as number)) continue
      needed.add(writer)
      stack.push(needs[writer] as readonly number[])
    }
  }
  return needed
}

const moveBefore = ({ runnable, ranks }: Groups, at: number, moved: ReadonlySet<number>): void => {
  if (moved.size === 0) return
  const first = ranks[at] as number
  const last = Math.max(...[...moved].map((position) => ranks[position] as number))
  const between = runnable.slice(first, last + 1)
  const ordered = [...between.filter((x) => moved.has(x)), ...between.filter((x) => !moved.has(x))]
  ordered.forEach((position, i) => {
    runnable[first + i] = position
    ranks[position] = first + i
  })
}
