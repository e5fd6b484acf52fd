/** @file What scans and recurrences carry from the graph to the kernel. Put together in `primitives/scan.ts`. */
import type { Node } from "../graph/node.js"
import type { TracedRules } from "./traced-rules.js"

export type Along = "scan" | "recurrence"

export interface ScanRules<P extends Along = Along> extends TracedRules<P> {
  /** Of the values that it makes in a nest. */
  readonly code: object
}

export const scanRulesOf = (node: Node<Along>): ScanRules => node.op.rules as ScanRules
