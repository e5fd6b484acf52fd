/**
 * @file What is known of scans and recurrences from the graph to the kernel: they carry it themselves, so that a
 * program without them holds none of it. Put together in `primitives/scan.ts`.
 */
import type { Carried, Node } from "../graph/node.js"
import type { IndexMap } from "./index-map.js"
import type { Visit } from "./reduction.js"
import type { State } from "./state.js"

export type Along = "scan" | "recurrence"

export interface ScanRules<P extends Along = Along> extends Carried<P> {
  readonly trace: (state: State, node: Node<P>, map: IndexMap, visit: Visit) => number
  /** Of the values that it makes in a nest. */
  readonly code: object
}

export const scanRulesOf = (node: Node<Along>): ScanRules => node.op.rules as ScanRules

export const traceAlong: ScanRules["trace"] = (state, node, map, visit) =>
  scanRulesOf(node).trace(state, node, map, visit)
