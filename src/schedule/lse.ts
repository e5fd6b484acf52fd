/**
 * @file The log-sum-exp inside a kernel, as the pair whose sum it is: `shift`, the row's maximum, and
 * `tail = log Σ exp(x - shift)`. Two passes over the row; the maximum is subtracted before anything is scaled.
 * `(x - shift) - tail` has a small relative error everywhere, also where it is nearly 0.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { BinaryFn } from "../graph/op.js"
import { type IndexMap, operandMap } from "./index-map.js"
import { isView } from "./region.js"
import type { TracedValue } from "./traced.js"

export interface LogSumExp {
  readonly shift: number
  readonly tail: number
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
  const peak = emit({ kind: "reduce", fn: "fastMax", x, dtype })
  // an infinite maximum makes its own term ∞ - ∞ and so the sum NaN, as log-softmax wants it
  if (fn === "lognormalizer") return { shift: peak, tail: logOf(termsBelow(x, peak, at), at) }
  const magnitude = emit({ kind: "unary", fn: "abs", x: peak, dtype })
  const isInfinite = emit({
    kind: "compare",
    fn: "eq",
    a: magnitude,
    b: literal(Number.POSITIVE_INFINITY),
    dtype: "bool",
  })
  const shift = emit({ kind: "select", condition: isInfinite, a: literal(0), b: peak, dtype })
  const terms = termsBelow(x, shift, at)
  // the infinite maximum is the result, unless the sum found a NaN
  const infinite = emit({ kind: "binary", fn: "add", a: terms.rest, b: peak, dtype })
  return { shift, tail: emit({ kind: "select", condition: isInfinite, a: infinite, b: logOf(terms, at), dtype }) }
}

/** The log-sum-exp that a node repeats along its axis, if it is one, and its index map. */
export const spreadLogSumExp = (
  node: Node,
  map: IndexMap,
): { readonly node: Node<"reduce">; readonly map: IndexMap } | undefined => {
  let source = node
  let at = map
  while (isView(source)) {
    at = operandMap(source, at) as IndexMap
    source = source.inputs[0] as Node
  }
  return isLogSumExp(source) ? { node: source, map: at } : undefined
}

// internal

interface Terms {
  /** How often the maximum occurs: the sum of the terms that are exactly 1. */
  readonly peaks: number
  /** The sum of all other terms. */
  readonly rest: number
}

/** Kept apart, since beside a 1 the rest would lose the digits that the log of a probability near 1 consists of. */
const termsBelow = (x: number, shift: number, { dtype, emit, literal }: Emitter): Terms => {
  const shifted = emit({ kind: "binary", fn: "sub", a: x, b: shift, dtype })
  const isPeak = emit({ kind: "compare", fn: "eq", a: shifted, b: literal(0), dtype: "bool" })
  const exp = emit({ kind: "unary", fn: "expNonPositive", x: shifted, dtype })
  const term = emit({ kind: "select", condition: isPeak, a: literal(0), b: exp, dtype })
  const peak = emit({ kind: "select", condition: isPeak, a: literal(1), b: literal(0), dtype })
  return {
    peaks: emit({ kind: "reduce", fn: "sum", x: peak, dtype }),
    rest: emit({ kind: "reduce", fn: "sum", x: term, dtype }),
  }
}

/**
 * log(peaks + rest): the rounding error of the sum, which is what `rest` loses beside `peaks`, is known exactly
 * (Dekker's Fast2Sum) and enters by the derivative of the log.
 */
const logOf = ({ peaks, rest }: Terms, { dtype, emit }: Emitter): number => {
  const binary = (fn: BinaryFn, a: number, b: number) => emit({ kind: "binary", fn, a, b, dtype })
  const total = binary("add", peaks, rest)
  const lost = binary("sub", rest, binary("sub", total, peaks))
  return binary("add", emit({ kind: "unary", fn: "log", x: total, dtype }), binary("div", lost, total))
}
