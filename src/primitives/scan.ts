/** @file Scans and recurrences, with all that traces, compiles and interprets them. */
import { carried } from "../codegen/carried.js"
import { recurring, scanned } from "../graph/along.js"
import { createNode, type Node } from "../graph/node.js"
import type { ScanFn } from "../graph/op.js"
import * as tracing from "../schedule/scan.js"
import type { ScanRules } from "../schedule/scan-rules.js"

export const scan = (fn: ScanFn, x: Node, axis: number): Node =>
  createNode({ kind: "scan", fn, axis, rules: scans }, [x], x.shape, x.dtype)

/** s_i = a_i · s_{i-1} + b_i, where s_{-1} = 0 */
export const recurrence = (a: Node, b: Node, axis: number): Node =>
  createNode({ kind: "recurrence", axis, rules: recurrences }, [a, b], b.shape, b.dtype)

// internal

const scans: ScanRules<"scan"> = { meaning: scanned, trace: tracing.scan, code: carried }

const recurrences: ScanRules<"recurrence"> = { meaning: recurring, trace: tracing.recurrence, code: carried }
