/**
 * @file What scans, recurrences and draws know of their way into a kernel: their nodes carry it, so that a program
 * without them holds none of it. Put together in `primitives`.
 */
import type { Carried, Node } from "../graph/node.js"
import type { IndexMap } from "./index-map.js"
import type { Visit } from "./reduction.js"
import type { State } from "./state.js"

export type Traced = "scan" | "recurrence" | "random"

export interface TracedRules<P extends Traced = Traced> extends Carried<P> {
  readonly trace: (state: State, node: Node<P>, map: IndexMap, visit: Visit) => number
}

export const traceCarried: TracedRules["trace"] = (state, node, map, visit) =>
  (node.op.rules as TracedRules).trace(state, node, map, visit)
