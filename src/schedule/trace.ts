/**
 * @file One kernel: from its roots down to what is in memory, as SSA values over shared loop variables.
 * Where a node can't be computed here the trace *demands* that it become a boundary, and counts as failed.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { BinaryFn } from "../graph/op.js"
import { type Claim, claimAxes, placements } from "./axes.js"
import { type IndexMap, operandMap, reducedMap, sameMap, usedVariables } from "./index-map.js"
import { type LogSumExp, lowerLogSumExp, spreadLogSumExp } from "./lse.js"
import { bufferNode, isBuffered, isHeavy, isView, type Region, type Weight } from "./region.js"
import type { TracedValue } from "./traced.js"

export interface Member {
  readonly root: Node
  readonly map: IndexMap
  readonly value: number
}

export interface Trace {
  readonly extents: readonly number[]
  /** The variables that reductions run over; undefined if there are none. */
  readonly axes: readonly number[] | undefined
  readonly values: readonly TracedValue[]
  readonly members: readonly Member[]
  /** The nodes computed, operands first. */
  readonly nodes: readonly Node[]
}

/** The kernel of several roots (operands before users), or the boundaries without which there can be none. */
export const traceKernel = (
  roots: readonly Node[],
  region: Region,
  weights: ReadonlyMap<Node, Weight>,
): Trace | { readonly demands: ReadonlyMap<Node, string> } => {
  let state = createState(region, weights, (roots[0] as Node).shape)
  for (const root of roots) {
    const attempts = placements(state, root.shape).map((map) => {
      const attempt = copyState(state)
      const value = visit(attempt, root, map, true)
      attempt.members.push({ root, map, value })
      return attempt
    })
    const next = attempts.find((attempt) => attempt.demands.size === 0) ?? attempts[0]
    if (next === undefined) return { demands: new Map() }
    state = next
    if (state.demands.size > 0) return { demands: state.demands }
  }
  const { extents, axes, values, members, nodes } = state
  return { extents, axes, values, members, nodes }
}

// internal

/** More values than this make a kernel slow to compile and spill registers. */
const valueLimit = 256

interface State extends Trace {
  readonly region: Region
  readonly weights: ReadonlyMap<Node, Weight>
  readonly extents: number[]
  axes: readonly number[] | undefined
  readonly values: TracedValue[]
  readonly members: Member[]
  readonly nodes: Node[]
  readonly known: Map<string, number>
  readonly pairs: Map<string, LogSumExp>
  readonly identities: Map<Node, number>
  readonly demands: Map<Node, string>
}

/** The first root brings the variables that its axes run over. */
const createState = (region: Region, weights: ReadonlyMap<Node, Weight>, shape: readonly number[]): State => ({
  region,
  weights,
  extents: shape.filter((dim) => dim !== 1),
  axes: undefined,
  values: [],
  members: [],
  nodes: [],
  known: new Map(),
  pairs: new Map(),
  identities: new Map(),
  demands: new Map(),
})

const copyState = (state: State): State => ({
  ...state,
  extents: [...state.extents],
  values: [...state.values],
  members: [...state.members],
  nodes: [...state.nodes],
  known: new Map(state.known),
  pairs: new Map(state.pairs),
  identities: new Map(state.identities),
  demands: new Map(state.demands),
})

const emit = (state: State, value: TracedValue): number => state.values.push(value) - 1

const literal = (state: State, value: number, dtype: DType): number =>
  once(state, `literal ${Object.is(value, -0) ? "-0" : value} ${dtype}`, () =>
    emit(state, { kind: "literal", value, dtype }),
  )

const once = (state: State, key: string, make: () => number): number => {
  const known = state.known.get(key)
  if (known !== undefined) return known
  const value = make()
  state.known.set(key, value)
  return value
}

const keyOf = (state: State, node: Node, map: IndexMap): string => {
  const identity = state.identities.get(node) ?? state.identities.size
  state.identities.set(node, identity)
  return `${identity} at ${map.join(" ")}`
}

const demand = (state: State, node: Node, map: IndexMap, reason: string): number => {
  state.demands.set(node, reason)
  return emit(state, { kind: "load", node, map, dtype: node.dtype })
}

/** The value of a node at an index map. `isRoot`: the node is computed here although it has a buffer. */
const visit = (state: State, node: Node, map: IndexMap, isRoot = false): number =>
  once(state, keyOf(state, node, map), () => {
    if (!isRoot && isBuffered(state.region, node)) return load(state, node, map)
    if (isView(node)) return view(state, node, map)
    if (state.values.length > valueLimit) return demand(state, node, map, "the kernel is full")
    const value = compute(state, node, map)
    state.nodes.push(node)
    return value
  })

const load = (state: State, node: Node, map: IndexMap): number => {
  const source = bufferNode(node)
  const member = state.members.find(({ root }) => root === source)
  if (member === undefined) return emit(state, { kind: "load", node, map, dtype: node.dtype })
  // a result of this kernel is at hand only where the loops have just computed it
  if (member.root === node && sameMap(member.map, map)) return member.value
  return demand(state, node, map, "it is read where the kernel has not computed it yet")
}

const view = (state: State, node: Node, map: IndexMap): number => {
  const source = node.inputs[0] as Node
  const inner = operandMap(node, map) as IndexMap
  if (node.op.kind === "expand" && repeats(state, source, map, inner)) {
    return demand(state, viewSource(source), map, "its values are needed many times")
  }
  return visit(state, source, inner)
}

const viewSource = (node: Node): Node => (isView(node) ? viewSource(node.inputs[0] as Node) : node)

/** Whether an expansion would compute something costly again and again in an inner loop. */
const repeats = (state: State, source: Node, outer: IndexMap, inner: IndexMap): boolean => {
  const weight = state.weights.get(source) as Weight
  const isScalar = usedVariables(inner).length === 0
  // a reduction that joins is computed once a row; one that doesn't becomes a boundary by itself
  if (isScalar || weight.reduces || !isHeavy(weight)) return false
  return outer.some(
    (variable) => variable !== undefined && !inner.includes(variable) && !state.axes?.includes(variable),
  )
}

const compute = (state: State, node: Node, map: IndexMap): number => {
  const { op, dtype } = node
  const operand = (i: number) => visit(state, node.inputs[i] as Node, map)
  switch (op.kind) {
    case "fill":
      return literal(state, op.value, dtype)
    case "iota": {
      const variable = map[op.axis]
      return variable === undefined
        ? literal(state, 0, "int32")
        : emit(state, { kind: "index", variable, dtype: "int32" })
    }
    case "unary":
      return (
        (op.fn === "exp" ? softmax(state, node, map) : undefined) ??
        emit(state, { kind: "unary", fn: op.fn, x: operand(0), dtype })
      )
    case "binary":
      return (
        (op.fn === "sub" ? logSoftmax(state, node, map) : undefined) ??
        emit(state, binaryOf(op.fn, operand(0), operand(1), dtype))
      )
    case "compare":
      return emit(state, { kind: "compare", fn: op.fn, a: operand(0), b: operand(1), dtype: "bool" })
    case "select": {
      const [condition, a, b] = [operand(0), operand(1), operand(2)]
      return emit(state, { kind: "select", condition, a, b, dtype })
    }
    case "cast":
      return emit(state, { kind: "cast", x: operand(0), dtype })
    case "reduce":
      return reduction(state, node as Node<"reduce">, map)
    case "constant":
    case "parameter":
    case "dot":
    case "variable":
    case "checkIndex":
    case "reshape":
    case "permute":
    case "expand":
    case "slice":
    case "concat":
    case "gather":
    case "scatterAdd":
      throw new Error(`${op.kind} is not computed in a loop nest`)
  }
}

const binaryOf = (fn: BinaryFn, a: number, b: number, dtype: DType): TracedValue => ({
  kind: "binary",
  fn,
  a,
  b,
  dtype,
})

const join = (state: State, node: Node<"reduce">, map: IndexMap): IndexMap | undefined => {
  const source = (node.inputs[0] as Node).shape
  const extents = node.op.axes.map((axis) => source[axis] as number).filter((dim) => dim !== 1)
  const claim: Claim | undefined = claimAxes(state, extents, usedVariables(map))
  if (claim === undefined) return undefined
  state.extents.push(...claim.added)
  state.axes = claim.axes
  return reducedMap(node, map, claim.axes)
}

const reduction = (state: State, node: Node<"reduce">, map: IndexMap): number => {
  const { fn } = node.op
  if (fn === "logsumexp" || fn === "lognormalizer") {
    const pair = logSumExp(state, node, map)
    if (pair === undefined) return demand(state, node, map, "its rows are not this kernel's")
    return emit(state, binaryOf("add", pair.shift, pair.tail, node.dtype))
  }
  const inner = join(state, node, map)
  if (inner === undefined) return demand(state, node, map, "it reduces other axes")
  const x = visit(state, node.inputs[0] as Node, inner)
  return emit(state, { kind: "reduce", fn, x, dtype: node.dtype })
}

const logSumExp = (state: State, node: Node<"reduce">, map: IndexMap): LogSumExp | undefined => {
  const key = keyOf(state, node, map)
  const known = state.pairs.get(key)
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
  state.pairs.set(key, pair)
  state.nodes.push(node)
  return pair
}

/**
 * `a - logsumexp` as `(a - shift) - tail`: the sum `shift + tail` would lose the tail's digits for large logits.
 * Holds even where the log-sum-exp has a buffer, whose rounded value is of no use here.
 */
const logSoftmax = (state: State, node: Node, map: IndexMap): number | undefined => {
  const spread = spreadLogSumExp(node.inputs[1] as Node, map)
  if (spread === undefined) return undefined
  const pair = logSumExp(state, spread.node, spread.map)
  if (pair === undefined) {
    const isRoot = state.region.boundaries.has(node)
    return isRoot ? undefined : demand(state, node, map, "its rows are not this kernel's")
  }
  return emit(state, binaryOf("sub", shiftedBy(state, pair, node, map), pair.tail, node.dtype))
}

/** `exp(a - lognormalizer)` as `exp(a - shift) / total`: the rounding of a far log-probability would be relative. */
const softmax = (state: State, node: Node, map: IndexMap): number | undefined => {
  const logp = node.inputs[0] as Node
  const spread =
    logp.op.kind === "binary" && logp.op.fn === "sub" ? spreadLogSumExp(logp.inputs[1] as Node, map) : undefined
  if (spread?.node.op.fn !== "lognormalizer") return undefined
  // one that is loaded is not computed again
  if (isBuffered(state.region, logp) && !state.pairs.has(keyOf(state, spread.node, spread.map))) return undefined
  const pair = logSumExp(state, spread.node, spread.map)
  if (pair === undefined) return undefined
  const { dtype } = node
  const exp = emit(state, { kind: "unary", fn: "exp", x: shiftedBy(state, pair, logp, map), dtype })
  const inverse = emit(state, binaryOf("div", literal(state, 1, dtype), pair.total, dtype))
  return emit(state, binaryOf("mul", exp, inverse, dtype))
}

/** `a - shift` of `a - logsumexp`. */
const shiftedBy = (state: State, pair: LogSumExp, logp: Node, map: IndexMap): number => {
  const a = visit(state, logp.inputs[0] as Node, map)
  return once(state, `${a} shifted by ${pair.shift}`, () => emit(state, binaryOf("sub", a, pair.shift, logp.dtype)))
}
