/**
 * @file One kernel: from its roots down to what is in memory, as SSA values over shared loop variables.
 * Where a node can't be computed here the trace *demands* that it become a boundary, and counts as failed.
 */
import type { Node } from "../graph/node.js"
import { placements } from "./axes.js"
import {
  along,
  type ComputedIndex,
  gatheredMaps,
  type IndexMap,
  isView,
  moved,
  operandMap,
  type Position,
  sameMap,
  usedVariables,
  type View,
  windowedMap,
} from "./index-map.js"
import type { Part } from "./parts.js"
import { logSoftmax, reduction, softmax } from "./reduction.js"
import { bufferNode, isBuffered, isHeavy, type Region, type Weigh } from "./region.js"
import { binaryOf, copyState, createState, demand, emit, literal, once, place, placedAt, type State } from "./state.js"
import type { Refusal } from "./traced.js"
import { type Traced, traceCarried } from "./traced-rules.js"

/** The kernel of one root, or the boundaries without which there can be none. */
export const traceKernel = (root: Node, region: Region, weigh: Weigh): State | Refusal =>
  withRoot(createState(region, weigh, root.shape), root)

/** A kernel with one root more, of which the operands may be its other roots; the given one stays as it is. */
export const extendKernel = (state: State, root: Node): State | Refusal =>
  state.values.length > valueLimit ? misfit : withRoot(copyState(state), root)

/** The kernel of one part of a node. */
export const tracePart = ({ target, value, at }: Part, region: Region, weigh: Weigh): State | Refusal => {
  const state = createState(region, weigh, value.shape)
  const [map] = placements(state, value.shape) as [IndexMap]
  const result = visit(state, value, map)
  const adds = (place: IndexMap) => state.members.push({ root: target, map: place, value: result, accumulates: true })
  if ("starts" in at) {
    const place = map.map((position, i) => moved(position, at.starts[i] as number, at.steps[i] as number))
    state.members.push({ root: target, map: place, value: result })
  } else if ("windows" in at) adds(windowedMap(at.windows, map))
  else {
    const { indices, axis } = at
    const rank = indices.shape.length
    const index = computedIndex(state, indices, map.slice(axis, axis + rank), target.shape[axis] as number)
    adds([...map.slice(0, axis), along(index), ...map.slice(axis + rank)])
  }
  return finish(state)
}

// internal

const misfit: Refusal = { kind: "refusal", demands: new Map() }

/** Adds a root in the first place where it can be computed. */
const withRoot = (state: State, root: Node): State | Refusal => {
  const maps = placements(state, root.shape)
  let first: State | undefined
  for (const [i, map] of maps.entries()) {
    const attempt = i === maps.length - 1 ? state : copyState(state)
    const value = visit(attempt, root, map, true)
    attempt.members.push({ root, map, value })
    if (attempt.demands === undefined) return finish(attempt)
    first ??= attempt
  }
  return first === undefined ? misfit : finish(first)
}

const finish = (state: State): State | Refusal => {
  const inner = state.axes ?? []
  const rows = state.extents.map((_, variable) => variable).filter((variable) => !inner.includes(variable))
  // one that varies with some of the loops only would be written once for each turn of the others, or never
  const fits = state.members.every(({ map }) => {
    const used = usedVariables(map)
    const uses = (variable: number) => used.includes(variable)
    return rows.every(uses) && (inner.every(uses) || !inner.some(uses))
  })
  if (state.demands !== undefined) return { kind: "refusal", demands: state.demands }
  if (!fits) return misfit
  const again = state.drawnAgain?.(state) ?? []
  if (again.length === 0) return state
  // those that have a buffer are read from another kernel's
  const missing = again.filter((node) => !isBuffered(state.region, node))
  return { kind: "refusal", demands: new Map(missing.map((node) => [node, "several passes need it"])) }
}

/** More values than this make a kernel slow to compile and spill registers. */
const valueLimit = 256

/** The value of a node at an index map. `isRoot`: the node is computed here although it has a buffer. */
const visit = (state: State, node: Node, map: IndexMap, isRoot = false): number =>
  placedAt(state.known, node, map) ?? place(state.known, node, map, newValue(state, node, map, isRoot))

const newValue = (state: State, node: Node, map: IndexMap, isRoot: boolean): number => {
  if (!isRoot && isBuffered(state.region, node)) return load(state, node, map)
  if (isView(node)) return view(state, node, map)
  if (state.values.length > valueLimit) return demand(state, node, map, "the kernel is full")
  const value = compute(state, node, map)
  state.nodes.push(node)
  return value
}

const load = (state: State, node: Node, map: IndexMap): number => {
  const source = bufferNode(node)
  const member = state.members.find(({ root }) => root === source)
  if (member === undefined) return emit(state, { kind: "load", node, map, dtype: node.dtype })
  // a result of this kernel is at hand only where the loops have just computed it
  if (member.root === node && sameMap(member.map, map)) return member.value
  return demand(state, node, map, "it is read where the kernel has not computed it yet")
}

const view = (state: State, node: View, map: IndexMap): number => {
  const source = node.inputs[0] as Node
  const inner = operandMap(node, map)
  if (node.op.kind === "expand" && repeats(state, source, map, inner)) {
    return demand(state, viewSource(source), map, "its values are needed many times")
  }
  return visit(state, source, inner)
}

const viewSource = (node: Node): Node => (isView(node) ? viewSource(node.inputs[0] as Node) : node)

/** Whether an expansion would compute something costly again and again in an inner loop. */
const repeats = (state: State, source: Node, outer: IndexMap, inner: IndexMap): boolean => {
  const weight = state.weigh(source)
  const isScalar = usedVariables(inner).length === 0
  // a reduction that joins is computed once a row; one that doesn't becomes a boundary by itself
  if (isScalar || weight.reduces || !isHeavy(weight)) return false
  const used = usedVariables(inner)
  return usedVariables(outer).some((variable) => !used.includes(variable) && !state.axes?.includes(variable))
}

const compute = (state: State, node: Node, map: IndexMap): number => {
  const { op, dtype } = node
  const operand = (i: number) => visit(state, node.inputs[i] as Node, map)
  switch (op.kind) {
    case "fill":
      return literal(state, op.value, dtype)
    case "iota":
      return position(state, map[op.axis] as Position)
    case "gather":
      return gathered(state, node as Node<"gather">, map)
    case "unary":
      return (
        (op.fn === "exp" ? softmax(state, node, map, visit) : undefined) ?? emit(state, { ...op, x: operand(0), dtype })
      )
    case "binary":
      return (
        (op.fn === "sub" ? logSoftmax(state, node, map, visit) : undefined) ??
        emit(state, { ...op, a: operand(0), b: operand(1), dtype })
      )
    case "compare":
      demandCompared(state, node, map)
      return emit(state, { kind: "compare", fn: op.fn, a: operand(0), b: operand(1), dtype: "bool" })
    case "select": {
      const [condition, a, b] = [operand(0), operand(1), operand(2)]
      return emit(state, { kind: "select", condition, a, b, dtype })
    }
    case "cast":
      return emit(state, { kind: "cast", x: operand(0), dtype })
    case "reduce":
      return reduction(state, node as Node<"reduce">, map, visit)
    case "scan":
    case "recurrence":
    case "random":
      return traceCarried(state, node as Node<Traced>, map, visit)
    case "constant":
    case "parameter":
    case "sort":
    case "dot":
    case "solve":
    case "square":
    case "factor":
    case "variable":
    case "stopGradient":
    case "custom":
    case "after":
    case "checkIndex":
    case "reshape":
    case "permute":
    case "expand":
    case "slice":
    case "pad":
    case "window":
    case "overlap":
    case "concat":
    case "scatterAdd":
      throw new Error(`${op.kind} is not computed in a loop nest`)
  }
}

/**
 * A node compared with its own maximum or minimum must equal it in one place to the bit. Where another kernel has
 * written the extremum, the node has to come from memory too: computed twice, it may be rounded twice.
 */
const demandCompared = (state: State, { inputs: [a, b] }: Node, map: IndexMap): void => {
  for (const [x, y] of [
    [a as Node, b as Node],
    [b as Node, a as Node],
  ] as const) {
    const extremum = viewSource(y)
    const isOwn =
      (extremum.op.kind === "reduce" || extremum.op.kind === "scan") &&
      (extremum.op.fn === "max" || extremum.op.fn === "min") &&
      extremum.inputs[0] === x
    const isElsewhere = isBuffered(state.region, extremum) && !state.members.some(({ root }) => root === extremum)
    if (isOwn && isElsewhere && !isBuffered(state.region, viewSource(x))) {
      demand(state, viewSource(x), map, "it is compared with its own extremum")
    }
  }
}

/** A position along an axis, as an int32 value. */
const position = (state: State, { start, terms }: Position): number => {
  let rest = start
  const values = terms.map(({ step, of }) => {
    if (typeof of !== "number") return emit(state, binaryOf("mul", of.value, literal(state, step, "int32"), "int32"))
    const first = rest
    rest = 0
    const strides = state.extents.map((_, variable) => (variable === of ? step : 0))
    return emit(state, { kind: "index", start: first, strides, dtype: "int32" })
  })
  if (rest !== 0 || values.length === 0) values.push(literal(state, rest, "int32"))
  return values.reduce((sum, value) => emit(state, binaryOf("add", sum, value, "int32")))
}

const gathered = (state: State, node: Node<"gather">, map: IndexMap): number => {
  const [source, indices] = node.inputs as [Node, Node]
  if (isHeavy(state.weigh(source))) {
    return demand(state, viewSource(source), map, "it is read at computed places")
  }
  const maps = gatheredMaps(node, map)
  const index = computedIndex(state, indices, maps.indices, source.shape[node.op.axis] as number)
  return visit(state, source, maps.operand(index))
}

/** An index kept inside [0, extent): whatever checks the indices comes before, memory is safe even without. */
const computedIndex = (state: State, indices: Node, map: IndexMap, extent: number): ComputedIndex => {
  const index = visit(state, indices, map)
  const value = once(state, `${index} below ${extent}`, () => {
    const low = emit(state, binaryOf("maximum", index, literal(state, 0, "int32"), "int32"))
    return emit(state, binaryOf("minimum", low, literal(state, Math.max(0, extent - 1), "int32"), "int32"))
  })
  return { value, variables: usedVariables(map) }
}
