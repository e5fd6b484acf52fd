/**
 * @file The log-sum-exp inside a kernel, as the pair whose sum it is: `shift`, the row's maximum, and
 * `tail = log Σ exp(x - shift)`. Two passes over the row; the maximum is subtracted before anything is scaled.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import { type IndexMap, operandMap } from "./index-map.js"
import { isView } from "./region.js"
import type { TracedValue } from "./traced.js"

export interface LogSumExp {
  readonly shift: number
  readonly tail: number
}

export const isLogSumExp = (node: Node): node is Node<"reduce"> =>
  node.op.kind === "reduce" && (node.op.fn === "logsumexp" || node.op.fn === "lognormalizer")

/** `emit` adds a value to the kernel and returns its position. */
export const lowerLogSumExp = (
  fn: "logsumexp" | "lognormalizer",
  x: number,
  dtype: DType,
  emit: (value: TracedValue) => number,
  literal: (value: number) => number,
): LogSumExp => {
  const peak = emit({ kind: "reduce", fn: "fastMax", x, dtype })
  const sumFrom = (shift: number): number => {
    const shifted = emit({ kind: "binary", fn: "sub", a: x, b: shift, dtype })
    const term = emit({ kind: "unary", fn: "expNonPositive", x: shifted, dtype })
    return emit({ kind: "reduce", fn: "sum", x: term, dtype })
  }
  // an infinite maximum makes its own term ∞ - ∞ and so the sum NaN, as log-softmax wants it
  if (fn === "lognormalizer") return { shift: peak, tail: emit({ kind: "unary", fn: "log", x: sumFrom(peak), dtype }) }
  const magnitude = emit({ kind: "unary", fn: "abs", x: peak, dtype })
  const isInfinite = emit({
    kind: "compare",
    fn: "eq",
    a: magnitude,
    b: literal(Number.POSITIVE_INFINITY),
    dtype: "bool",
  })
  const shift = emit({ kind: "select", condition: isInfinite, a: literal(0), b: peak, dtype })
  const sum = sumFrom(shift)
  // the infinite maximum is the result, unless the sum found a NaN
  const infinite = emit({ kind: "binary", fn: "add", a: sum, b: peak, dtype })
  const log = emit({ kind: "unary", fn: "log", x: sum, dtype })
  return { shift, tail: emit({ kind: "select", condition: isInfinite, a: infinite, b: log, dtype }) }
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
