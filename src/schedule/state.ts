/** @file What is known while one kernel is traced, and how values are added to it. */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { PlainBinaryFn } from "../graph/op.js"
import { type IndexMap, sameMap } from "./index-map.js"
import type { LogSumExp } from "./lse.js"
import type { Region, Weigh } from "./region.js"
import type { Member, Trace, TracedValue } from "./traced.js"

/** A trace that can be extended. */
export interface State extends Trace {
  readonly region: Region
  readonly weigh: Weigh
  readonly extents: number[]
  axes: readonly number[] | undefined
  readonly values: TracedValue[]
  readonly members: Member[]
  readonly nodes: Node[]
  /** The values of nodes, by where they are read. */
  readonly known: Placed<number>
  pairs: Placed<LogSumExp> | undefined
  /** Values that are no node's, by what they are. */
  readonly made: Map<string, number>
  demands: Map<Node, string> | undefined
  /** Of a kernel that draws: what it would draw more than once. */
  drawnAgain: ((trace: Trace) => readonly Node[]) | undefined
}

/** What is known of nodes at places. */
export type Placed<T> = Map<Node, Entry<T>>

interface Entry<T> {
  readonly map: IndexMap
  readonly value: T
  /** What is known of the same node elsewhere. */
  readonly next: Entry<T> | undefined
}

/** The first root brings the variables that its axes run over. */
export const createState = (region: Region, weigh: Weigh, shape: readonly number[]): State => ({
  kind: "trace",
  region,
  weigh,
  extents: shape.filter((dim) => dim !== 1),
  axes: undefined,
  values: [],
  members: [],
  nodes: [],
  known: new Map(),
  pairs: undefined,
  made: new Map(),
  demands: undefined,
  drawnAgain: undefined,
})

export const copyState = (state: State): State => ({
  ...state,
  extents: [...state.extents],
  values: [...state.values],
  members: [...state.members],
  nodes: [...state.nodes],
  known: new Map(state.known),
  pairs: state.pairs && new Map(state.pairs),
  made: new Map(state.made),
  demands: state.demands && new Map(state.demands),
})

export const emit = (state: State, value: TracedValue): number => state.values.push(value) - 1

export const literal = (state: State, value: number, dtype: DType): number =>
  once(state, `literal ${Object.is(value, -0) ? "-0" : value} ${dtype}`, () =>
    emit(state, { kind: "literal", value, dtype }),
  )

export const once = (state: State, key: string, make: () => number): number => {
  const known = state.made.get(key)
  if (known !== undefined) return known
  const value = make()
  state.made.set(key, value)
  return value
}

export const placedAt = <T>(placed: Placed<T> | undefined, node: Node, map: IndexMap): T | undefined => {
  let entry = placed?.get(node)
  while (entry !== undefined && !sameMap(entry.map, map)) entry = entry.next
  return entry?.value
}

export const place = <T>(placed: Placed<T>, node: Node, map: IndexMap, value: T): T => {
  placed.set(node, { map, value, next: placed.get(node) })
  return value
}

/** Gives up here: the node has to become a boundary. The load only lets tracing go on to find what else has to. */
export const demand = (state: State, node: Node, map: IndexMap, reason: string): number => {
  state.demands ??= new Map()
  state.demands.set(node, reason)
  return emit(state, { kind: "load", node, map, dtype: node.dtype })
}

export const binaryOf = (fn: PlainBinaryFn, a: number, b: number, dtype: DType): TracedValue => ({
  kind: "binary",
  fn,
  a,
  b,
  dtype,
})
