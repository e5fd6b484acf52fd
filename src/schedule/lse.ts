/**
 * @file The log-sum-exp inside a kernel, as the pair whose sum it is: `shift`, the row's maximum, and
 * `tail = log Σ exp(x - shift)`. The maximum is subtracted before anything is scaled.
 * `(x - shift) - tail` has a small relative error everywhere, also where it is nearly 0.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { PlainBinaryFn } from "../graph/op.js"
import { type IndexMap, throughViews } from "./index-map.js"
import type { LogSumExpFn } from "./nest.js"
import type { TracedValue } from "./traced.js"

export interface LogSumExp {
  readonly shift: number
  readonly tail: number
  /** Σ exp(x - shift) */
  readonly total: number
}

/** Where the values go: `emit` adds one to the kernel and returns its position. */
export interface Emitter {
  readonly dtype: DType
  readonly emit: (value: TracedValue) => number
  readonly literal: (value: number) => number
}

export const isLogSumExp = (node: Node): node is Node<"reduce"> =>
  node.op.kind === "reduce" && (node.op.fn === "logsumexp" || node.op.fn === "lognormalizer")

/**
 * The terms of the maximum are counted, all others summed apart. Beside a 1 they would lose the digits that the log of
 * a probability near 1 consists of; what their sum with the count rounds away is known exactly (Dekker's Fast2Sum) and
 * enters by the derivative of the log.
 */
export const lowerLogSumExp = (fn: "logsumexp" | "lognormalizer", x: number, at: Emitter): LogSumExp => {
  const { dtype, emit, literal } = at
  const part = (fn: LogSumExpFn) => emit({ kind: "reduce", fn, x, dtype })
  const binary = (fn: PlainBinaryFn, a: number, b: number) => emit({ kind: "binary", fn, a, b, dtype })
  const [shift, peaks, others] = [part("shift"), part("peaks"), part("rest")]
  // beside an infinite maximum log-softmax has no numbers at all: ∞ - ∞ is NaN
  const rest = fn === "logsumexp" ? others : binary("add", others, binary("sub", shift, shift))
  const total = binary("add", peaks, rest)
  const lost = binary("sub", rest, binary("sub", total, peaks))
  const log = emit({ kind: "unary", fn: "log", x: total, dtype })
  const isEmpty = emit({ kind: "compare", fn: "eq", a: total, b: literal(0), dtype: "bool" })
  const exact = binary("add", log, binary("div", lost, total))
  return { shift, total, tail: emit({ kind: "select", condition: isEmpty, a: log, b: exact, dtype }) }
}

/** The log-sum-exp that a node repeats along its axis, if it is one, and its index map. */
export const spreadLogSumExp = (
  node: Node,
  map: IndexMap,
): { readonly node: Node<"reduce">; readonly map: IndexMap } | undefined => {
  const source = throughViews(node, map)
  return isLogSumExp(source.node) ? { node: source.node, map: source.map } : undefined
}
