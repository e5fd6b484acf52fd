/**
 * @file Where a kernel reads a node: for each of its axes a position, affine in loop variables and computed indices.
 * Movement inside a kernel costs nothing: it only changes the positions on the way from a node to its operand.
 */
import type { Node } from "../graph/node.js"
import type { Windowing } from "../graph/op.js"

/** start + Σ step · (a variable, or a computed index). */
export interface Position {
  readonly start: number
  readonly terms: readonly Term[]
}

export interface Term {
  readonly step: number
  readonly of: number | ComputedIndex
}

/** An int32 value of the kernel that says where to read. */
export interface ComputedIndex {
  readonly value: number
  /** The variables it changes with. */
  readonly variables: readonly number[]
}

export type IndexMap = readonly Position[]

/** An axis of size 1. */
export const origin: Position = { start: 0, terms: [] }

/** At a variable, or at a computed index. */
export const along = (of: Term["of"]): Position => ({ start: 0, terms: [{ step: 1, of }] })

/** start + step · position */
export const moved = (position: Position, start: number, step: number): Position => ({
  start: start + step * position.start,
  terms: position.terms.map((term) => ({ ...term, step: step * term.step })),
})

/** Where the elements of windows, at the given positions, are in what they are windows over. */
export const windowedMap = ({ strides, dilations }: Windowing, map: IndexMap): IndexMap => {
  const first = map.length - 2 * strides.length
  const inside = strides.map((stride, i) => {
    const [k, count] = [map[first + i], map[first + strides.length + i]] as [Position, Position]
    const [within, at] = [moved(k, 0, dilations[i] as number), moved(count, 0, stride)]
    return { start: within.start + at.start, terms: [...within.terms, ...at.terms] }
  })
  return [...map.slice(0, first), ...inside]
}

type ViewKind = "expand" | "permute" | "slice" | "reshape" | "window"

export type View = Node<ViewKind>

/** Movement that only changes where a kernel reads: reshapes are, as long as they keep the axes that are not 1. */
export const isView = (node: Node): node is View =>
  node.op.kind === "reshape" ? keepsAxes(node) : node.op.kind in operandMaps

/** The map of the operand of a view. */
export const operandMap = (node: View, map: IndexMap): IndexMap =>
  (operandMaps[node.op.kind] as OperandMap<ViewKind>)(node, map)

/** The node beneath views, as long as they are views of the given kind, and its map. */
export const throughViews = (
  view: Node,
  at: IndexMap,
  isPassed: (node: Node) => node is View = isView,
): { readonly node: Node; readonly map: IndexMap } => {
  let node = view
  let map = at
  while (isPassed(node)) {
    map = operandMap(node, map)
    node = node.inputs[0] as Node
  }
  return { node, map }
}

/** Whether a reshape only adds or drops axes of size 1. */
export const keepsAxes = ({ inputs, shape }: Node): boolean => {
  const before = (inputs[0] as Node).shape
  const next = (dims: readonly number[], from: number): number => {
    let i = from
    while (dims[i] === 1) i++
    return i
  }
  let [i, j] = [next(before, 0), next(shape, 0)]
  while (i < before.length && before[i] === shape[j]) [i, j] = [next(before, i + 1), next(shape, j + 1)]
  return i === before.length && j === shape.length
}

/** What a node's map becomes in its reduced operand: the axes that are reduced get variables of their own. */
export const reducedMap = (node: Node<"reduce">, map: IndexMap, axisVariables: readonly number[]): IndexMap => {
  const source = (node.inputs[0] as Node).shape
  let kept = 0
  let reduced = 0
  return source.map((dim, axis) => {
    if (!node.op.axes.includes(axis)) return positionAt(map, kept++)
    return dim === 1 ? origin : along(axisVariables[reduced++] as number)
  })
}

/** The maps of a gather's indices, and of its operand once the index is computed. */
export const gatheredMaps = (node: Node<"gather">, map: IndexMap) => {
  const [source, indices] = node.inputs as [Node, Node]
  const { axis } = node.op
  const after = axis + indices.shape.length
  return {
    indices: map.slice(axis, after),
    operand: (index: ComputedIndex): IndexMap =>
      source.shape.map(
        (_, i) => (i < axis ? map[i] : i === axis ? along(index) : map[after + i - axis - 1]) as Position,
      ),
  }
}

/** The variables a map uses, ascending. */
export const usedVariables = (map: IndexMap): readonly number[] => {
  const used: number[] = []
  for (const { terms } of map) {
    for (const { of } of terms) {
      for (const variable of typeof of === "number" ? [of] : of.variables) {
        if (!used.includes(variable)) used.push(variable)
      }
    }
  }
  return used.sort((a, b) => a - b)
}

export interface Place {
  readonly offset: number
  /** The stride, in elements, of each loop variable. */
  readonly strides: readonly number[]
  readonly gathers: readonly { readonly value: number; readonly stride: number }[]
}

/** The element of a row-major buffer that a map leads to. */
export const placeIn = (shape: readonly number[], map: IndexMap, variableCount: number): Place => {
  const strides = Array<number>(variableCount).fill(0)
  const gathers: { readonly value: number; readonly stride: number }[] = []
  let offset = 0
  let stride = 1
  for (let axis = map.length - 1; axis >= 0; axis--) {
    const { start, terms } = positionAt(map, axis)
    offset += start * stride
    for (const { step, of } of terms) {
      if (typeof of === "number") strides[of] = (strides[of] as number) + step * stride
      else gathers.push({ value: of.value, stride: step * stride })
    }
    stride *= shape[axis] as number
  }
  return { offset, strides, gathers }
}

export const sameMap = (a: IndexMap, b: IndexMap): boolean =>
  a === b || (a.length === b.length && a.every((position, axis) => samePosition(position, positionAt(b, axis))))

// internal

type OperandMap<P extends ViewKind> = (node: Node<P>, map: IndexMap) => IndexMap

const operandMaps: { readonly [P in ViewKind]: OperandMap<P> } = {
  expand: (node, map) => sourceOf(node).shape.map((dim, axis) => (dim === 1 ? origin : positionAt(map, axis))),
  permute: ({ op: { order } }, map) => order.map((_, axis) => positionAt(map, order.indexOf(axis))),
  slice: ({ op: { starts, steps } }, map) =>
    map.map((position, axis) => moved(position, starts[axis] as number, steps[axis] as number)),
  window: ({ op }, map) => windowedMap(op, map),
  reshape: (node, map) => {
    const running = map.filter((_, axis) => node.shape[axis] !== 1)
    let next = 0
    return sourceOf(node).shape.map((dim) => (dim === 1 ? origin : positionAt(running, next++)))
  },
}

const sourceOf = (node: Node): Node => node.inputs[0] as Node

const positionAt = (map: IndexMap, axis: number): Position => map[axis] as Position

const samePosition = (a: Position, b: Position): boolean =>
  a === b ||
  (a.start === b.start &&
    a.terms.length === b.terms.length &&
    a.terms.every(({ step, of }, i) => {
      const other = b.terms[i] as Term
      return step === other.step && valueOrVariable(of) === valueOrVariable(other.of)
    }))

/** Apart: values count from 0, variables down from -1. */
const valueOrVariable = (of: Term["of"]): number => (typeof of === "number" ? ~of : of.value)
