/**
 * @file The log-sum-exp inside a kernel, as the pair whose sum it is: `shift`, the row's maximum, and
 * `tail = log Σ exp(x - shift)`. Two passes over the row; the maximum is subtracted before anything is scaled.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import { type IndexMap, operandMap } from "./index-map.js"
import { isView } from "./region.js"
import type { TracedValue } from "./trace.js"

export interface LogSumExp {
  readonly shift: number
  readonly tail: number
}

/**
 * An infinite maximum is not subtracted (∞ - ∞ is NaN). For -∞ every term is 0 and the tail log 0 = -∞;
 * for +∞ the sum only tells whether there was a NaN, which adding ∞ keeps.
 */
export const lowerLogSumExp = (
  x: number,
  dtype: DType,
  emit: (value: TracedValue) => number,
  literal: (value: number) => number,
): LogSumExp => {
  const infinity = literal(Number.POSITIVE_INFINITY)
  const peak = emit({ kind: "reduce", fn: "fastMax", x, dtype })
  const magnitude = emit({ kind: "unary", fn: "abs", x: peak, dtype })
  const isInfinite = emit({ kind: "compare", fn: "eq", a: magnitude, b: infinity, dtype: "bool" })
  const shift = emit({ kind: "select", condition: isInfinite, a: literal(0), b: peak, dtype })
  const shifted = emit({ kind: "binary", fn: "sub", a: x, b: shift, dtype })
  const term = emit({ kind: "unary", fn: "expNonPositive", x: shifted, dtype })
  const sum = emit({ kind: "reduce", fn: "sum", x: term, dtype })
  const isTop = emit({ kind: "compare", fn: "eq", a: peak, b: infinity, dtype: "bool" })
  const overflow = emit({ kind: "binary", fn: "add", a: sum, b: infinity, dtype })
  const log = emit({ kind: "unary", fn: "log", x: sum, dtype })
  const tail = emit({ kind: "select", condition: isTop, a: overflow, b: log, dtype })
  return { shift, tail }
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
  const isLogSumExp = source.op.kind === "reduce" && source.op.fn === "logsumexp"
  return isLogSumExp ? { node: source as Node<"reduce">, map: at } : undefined
}
