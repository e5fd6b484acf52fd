/**
 * @file Scans and recurrences inside a kernel: the axis they run along becomes the axis of its loops, and all that it
 * carries goes along it in one pass. Where the loops run otherwise, they get a buffer.
 */
import type { Node } from "../graph/node.js"
import { type IndexMap, type Position, usedVariables } from "./index-map.js"
import type { Visit } from "./reduction.js"
import { scanRulesOf } from "./scan-rules.js"
import { binaryOf, demand, emit, literal, type State } from "./state.js"

export const scan = (state: State, node: Node<"scan">, map: IndexMap, visit: Visit): number => {
  const { fn, axis } = node.op
  const operand = () => visit(state, node.inputs[0] as Node, map)
  if (node.shape[axis] === 1) return fn === "max" || fn === "min" ? operand() : plusZero(state, operand(), node.dtype)
  if (!claimAxis(state, map, axis)) return demand(state, node, map, "the loops do not run along its axis")
  const { code } = scanRulesOf(node)
  if (fn === "logsumexp") return logSumExp(state, operand(), node.dtype, code)
  return emit(state, { kind: "scan", fn, x: operand(), dtype: node.dtype, code })
}

export const recurrence = (state: State, node: Node<"recurrence">, map: IndexMap, visit: Visit): number => {
  const [a, b] = node.inputs as [Node, Node]
  if (node.shape[node.op.axis] === 1) return visit(state, b, map)
  if (!claimAxis(state, map, node.op.axis)) return demand(state, node, map, "the loops do not run along its axis")
  const [factor, term] = [visit(state, a, map), visit(state, b, map)]
  return emit(state, { kind: "recurrence", a: factor, b: term, dtype: node.dtype, code: scanRulesOf(node).code })
}

// internal

/** Whether the kernel's axis is, or can be, this axis of a node: read from its start, element by element. */
const claimAxis = (state: State, map: IndexMap, axis: number): boolean => {
  const { start, terms } = map[axis] as Position
  const [{ step, of: variable } = { step: 0, of: 0 }] = terms
  if (typeof variable !== "number" || terms.length !== 1 || start !== 0 || step !== 1) return false
  if (usedVariables(map.toSpliced(axis, 1)).includes(variable)) return false
  state.axes ??= [variable]
  return state.axes.length === 1 && state.axes[0] === variable
}

/** A sum starts at 0: that of -0 is 0. */
const plusZero = (state: State, x: number, dtype: Node["dtype"]): number =>
  emit(state, binaryOf("add", x, literal(state, 0, dtype), dtype))

/**
 * m + log s, where m is the maximum so far and s = s · exp(m before - m) + exp(x - m). An infinite m counts as 0 there:
 * differences of infinities are NaN.
 */
const logSumExp = (state: State, x: number, dtype: Node["dtype"], code: object): number => {
  const [zero, infinity] = [literal(state, 0, dtype), literal(state, Number.POSITIVE_INFINITY, dtype)]
  const most = emit(state, { kind: "scan", fn: "max", x, dtype, code })
  const size = emit(state, { kind: "unary", fn: "abs", x: most, dtype })
  const isInfinite = emit(state, { kind: "compare", fn: "eq", a: size, b: infinity, dtype: "bool" })
  const shift = emit(state, { kind: "select", condition: isInfinite, a: zero, b: most, dtype })
  const before = emit(state, { kind: "previous", x: shift, first: 0, dtype, code })
  // a maximum after nothing but -∞, or an infinite one, may be below the 0 before it: the sum was 0, or becomes
  // infinite
  const fall = emit(state, binaryOf("minimum", emit(state, binaryOf("sub", before, shift, dtype)), zero, dtype))
  const exp = (of: number) => emit(state, { kind: "unary", fn: "exp", x: of, dtype })
  const term = exp(emit(state, binaryOf("sub", x, shift, dtype)))
  const total = emit(state, { kind: "recurrence", a: exp(fall), b: term, dtype, code })
  const log = emit(state, { kind: "unary", fn: "log", x: total, dtype })
  return emit(state, binaryOf("add", shift, log, dtype))
}
