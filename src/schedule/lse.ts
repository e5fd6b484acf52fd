/**
 * @file The log-sum-exp inside a kernel, as the pair whose sum it is: `shift`, the row's maximum, and
 * `tail = log Σ exp(x - shift)`. Two passes over the row; the maximum is subtracted before anything is scaled.
 * `(x - shift) - tail` has a small relative error everywhere, also where it is nearly 0.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import { type IndexMap, throughViews } from "./index-map.js"
import type { LoweredBinaryFn } from "./lowered.js"
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

export const lowerLogSumExp = (fn: "logsumexp" | "lognormalizer", x: number, at: Emitter): LogSumExp => {
  const { dtype, emit, literal } = at
  const shift = emit({ kind: "reduce", fn: "fastMax", x, dtype })
  const shifted = emit({ kind: "binary", fn: "sub", a: x, b: shift, dtype })
  const equals = (a: number, b: number) => emit({ kind: "compare", fn: "eq", a, b, dtype: "bool" })
  // x - shift is NaN where both are infinite: as a term it makes the sum NaN, as log-softmax wants it
  if (fn === "lognormalizer") return { shift, ...sumOf(shifted, equals(shifted, literal(0)), at) }
  const { rest, total, tail } = sumOf(shifted, equals(x, shift), at)
  const magnitude = emit({ kind: "unary", fn: "abs", x: shift, dtype })
  const isInfinite = equals(magnitude, literal(Number.POSITIVE_INFINITY))
  // an infinite maximum is the result: all other terms are 0, unless one is NaN
  return { shift, total, tail: emit({ kind: "select", condition: isInfinite, a: rest, b: tail, dtype }) }
}

/** The log-sum-exp that a node repeats along its axis, if it is one, and its index map. */
export const spreadLogSumExp = (
  node: Node,
  map: IndexMap,
): { readonly node: Node<"reduce">; readonly map: IndexMap } | undefined => {
  const source = throughViews(node, map)
  return isLogSumExp(source.node) ? { node: source.node, map: source.map } : undefined
}

// internal

interface Sum extends Omit<LogSumExp, "shift"> {
  /** The total without the terms of the maximum. */
  readonly rest: number
}

/**
 * Σ exp: the terms of the maximum are counted, all others summed apart. Beside a 1 they would lose the digits that
 * the log of a probability near 1 consists of; what their sum with the count rounds away is known exactly (Dekker's
 * Fast2Sum) and enters by the derivative of the log.
 */
const sumOf = (shifted: number, isPeak: number, { dtype, emit, literal }: Emitter): Sum => {
  const binary = (fn: LoweredBinaryFn, a: number, b: number) => emit({ kind: "binary", fn, a, b, dtype })
  const select = (a: number, b: number) => emit({ kind: "select", condition: isPeak, a, b, dtype })
  const sum = (x: number) => emit({ kind: "reduce", fn: "sum", x, dtype })
  const exp = emit({ kind: "unary", fn: "expNonPositive", x: shifted, dtype })
  const peaks = sum(select(literal(1), literal(0)))
  const rest = sum(select(literal(0), exp))
  const total = binary("add", peaks, rest)
  const lost = binary("sub", rest, binary("sub", total, peaks))
  const log = emit({ kind: "unary", fn: "log", x: total, dtype })
  return { rest, total, tail: binary("add", log, binary("div", lost, total)) }
}
