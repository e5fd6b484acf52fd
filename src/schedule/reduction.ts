/** @file Reductions inside a kernel, and what log-softmax and softmax make of the log-sum-exp they contain. */
import type { Node } from "../graph/node.js"
import { claimAxes } from "./axes.js"
import { type IndexMap, reducedMap, usedVariables } from "./index-map.js"
import { type LogSumExp, lowerLogSumExp, spreadLogSumExp } from "./lse.js"
import { isBuffered } from "./region.js"
import { binaryOf, demand, emit, literal, once, place, placedAt, type State } from "./state.js"

/** Traces an operand. */
export type Visit = (state: State, node: Node, map: IndexMap) => number

export const reduction = (state: State, node: Node<"reduce">, map: IndexMap, visit: Visit): number => {
  const { fn } = node.op
  if (fn === "logsumexp" || fn === "lognormalizer") {
    const pair = logSumExp(state, node, map, visit)
    if (pair === undefined) return demand(state, node, map, "its rows are not this kernel's")
    return emit(state, binaryOf("add", pair.shift, pair.tail, node.dtype))
  }
  const inner = join(state, node, map)
  if (inner === undefined) return demand(state, node, map, "it reduces other axes")
  const x = visit(state, node.inputs[0] as Node, inner)
  return emit(state, { kind: "reduce", fn, x, dtype: node.dtype })
}

/**
 * `a - logsumexp` as `(a - shift) - tail`: the sum `shift + tail` would lose the tail's digits for large logits.
 * Holds even where the log-sum-exp has a buffer, whose rounded value is of no use here.
 */
export const logSoftmax = (state: State, node: Node, map: IndexMap, visit: Visit): number | undefined => {
  const spread = spreadLogSumExp(node.inputs[1] as Node, map)
  if (spread === undefined) return undefined
  const pair = logSumExp(state, spread.node, spread.map, visit)
  if (pair === undefined) {
    // alone in its kernel, and still not its rows: another reduction claimed other axes
    const isAlone = state.region.boundaries.has(node) && state.members.length === 0
    return isAlone ? undefined : demand(state, node, map, "its rows are not this kernel's")
  }
  return emit(state, binaryOf("sub", shiftedBy(state, pair, node, map, visit), pair.tail, node.dtype))
}

/** `exp(a - lognormalizer)` as `exp(a - shift) / total`: the rounding of a far log-probability would be relative. */
export const softmax = (state: State, node: Node, map: IndexMap, visit: Visit): number | undefined => {
  const logp = node.inputs[0] as Node
  const spread =
    logp.op.kind === "binary" && logp.op.fn === "sub" ? spreadLogSumExp(logp.inputs[1] as Node, map) : undefined
  if (spread?.node.op.fn !== "lognormalizer") return undefined
  // one that is loaded is not computed again
  if (isBuffered(state.region, logp) && placedAt(state.pairs, spread.node, spread.map) === undefined) return undefined
  const pair = logSumExp(state, spread.node, spread.map, visit)
  if (pair === undefined) return undefined
  const { dtype } = node
  const x = shiftedBy(state, pair, logp, map, visit)
  const exp = emit(state, { kind: "unary", fn: "expNonPositive", x, dtype })
  const inverse = emit(state, binaryOf("div", literal(state, 1, dtype), pair.total, dtype))
  return emit(state, binaryOf("mul", exp, inverse, dtype))
}

// internal

const join = (state: State, node: Node<"reduce">, map: IndexMap): IndexMap | undefined => {
  const source = (node.inputs[0] as Node).shape
  const extents = node.op.axes.map((axis) => source[axis] as number).filter((dim) => dim !== 1)
  const claim = claimAxes(state, extents, usedVariables(map))
  if (claim === undefined) return undefined
  state.extents.push(...claim.added)
  state.axes = claim.axes
  return reducedMap(node, map, claim.axes)
}

const logSumExp = (state: State, node: Node<"reduce">, map: IndexMap, visit: Visit): LogSumExp | undefined => {
  const known = placedAt(state.pairs, node, map)
  if (known !== undefined) return known
  const inner = join(state, node, map)
  if (inner === undefined) return undefined
  const x = visit(state, node.inputs[0] as Node, inner)
  const fn = node.op.fn === "lognormalizer" ? "lognormalizer" : "logsumexp"
  const pair = lowerLogSumExp(fn, x, {
    dtype: node.dtype,
    emit: (value) => emit(state, value),
    literal: (value) => literal(state, value, node.dtype),
  })
  state.nodes.push(node)
  state.pairs ??= new Map()
  return place(state.pairs, node, map, pair)
}

/** `a - shift` of `a - logsumexp`. */
const shiftedBy = (state: State, pair: LogSumExp, logp: Node, map: IndexMap, visit: Visit): number => {
  const a = visit(state, logp.inputs[0] as Node, map)
  return once(state, `${a} shifted by ${pair.shift}`, () => emit(state, binaryOf("sub", a, pair.shift, logp.dtype)))
}
