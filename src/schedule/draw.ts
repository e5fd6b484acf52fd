/**
 * @file A draw inside a kernel: the words of its key, and the position of the element among those of one key. It takes
 * longer than reading what has been drawn: what a kernel would draw more than once gets a buffer.
 */
import type { Node } from "../graph/node.js"
import { type IndexMap, placeIn, usedVariables } from "./index-map.js"
import { operandsOf as operandsIn, type Value } from "./nest.js"
import type { Visit } from "./reduction.js"
import { operandsOf } from "./sharing.js"
import { demand, emit, type State } from "./state.js"
import type { Trace, TracedValue } from "./traced.js"

export const draw = (state: State, node: Node<"random">, map: IndexMap, visit: Visit): number => {
  const [keys, data] = node.inputs as [Node, Node?]
  const { name, code } = node.op.draw
  const of = keys.shape.length - 1
  const { offset, strides, gathers } = placeIn(node.shape.slice(of), map.slice(of), state.extents.length)
  if (gathers.length > 0) return demand(state, node, map, "it is read at computed places")
  if (map.some(({ terms }) => terms.length > 1)) return demand(state, node, map, "windows share its values")
  state.drawnAgain = drawnAgain
  const batch = map.slice(0, of)
  const key = [0, 1].map((start) => visit(state, keys, [...batch, { start, terms: [] }]))
  if (data !== undefined) key.push(visit(state, data, batch))
  const at = emit(state, { kind: "index", start: offset, strides, dtype: "int32" })
  return emit(state, { kind: "draw", name, at, key, dtype: node.dtype, code: code as object })
}

/**
 * The outermost of what is made of draws and constants alone, such as a mask, which takes less memory than the numbers
 * that it is made of.
 */
export const drawn = (nodes: readonly Node[]): readonly Node[] => {
  const made = new Set<Node>()
  for (const node of nodes) {
    const operands = node.op.kind in elementwise ? operandsOf(node) : []
    const isMade = operands.some((x) => made.has(x)) && operands.every((x) => made.has(x) || x.op.kind === "fill")
    if (node.op.kind === "random" || isMade) made.add(node)
  }
  const inside = new Set([...made].flatMap(operandsOf))
  return [...made].filter((node) => !inside.has(node))
}

// internal

const elementwise = { unary: 0, binary: 0, compare: 0, select: 0, cast: 0 }

/** What several passes over the axes of a kernel would draw. */
const drawnAgain = (trace: Trace): readonly Node[] => {
  const { values, axes = [], members, nodes } = trace
  const first = new Map<number, string>()
  const levels: number[] = []
  let isAgain = false
  const note = (index: number, pass: string, seen: Set<number>): void => {
    const value = values[index] as TracedValue
    if (seen.has(index) || value.kind === "reduce") return
    seen.add(index)
    if (value.kind === "draw" && isAlong(trace, value.at)) {
      isAgain ||= (first.get(index) ?? pass) !== pass
      first.set(index, pass)
    }
    for (const operand of operandsOfTraced(value)) note(operand, pass, seen)
  }
  values.forEach((value, index) => {
    const level = Math.max(0, ...operandsOfTraced(value).map((operand) => levels[operand] as number))
    levels[index] = value.kind === "reduce" ? level + 1 : level
    // the terms of a log-sum-exp follow the maxima
    if (value.kind === "reduce") note(value.x, `${level} ${value.fn === "peaks" || value.fn === "rest"}`, new Set())
  })
  for (const { map, value } of members) {
    if (usedVariables(map).some((variable) => axes.includes(variable))) note(value, "stores", new Set())
  }
  return isAgain ? drawn(nodes) : []
}

const isAlong = ({ values, axes = [] }: Trace, at: number): boolean => {
  const index = values[at] as TracedValue
  return index.kind === "index" && axes.some((axis) => index.strides[axis])
}

const operandsOfTraced = (value: TracedValue): readonly number[] =>
  value.kind === "load"
    ? value.map.flatMap(({ terms }) => terms.flatMap(({ of }) => (typeof of === "number" ? [] : [of.value])))
    : operandsIn(value as Value)
