/**
 * @file An operand of a matrix product: views down to the node that has a buffer, as strides. Rows and
 * columns may be several axes of the buffer, as those of windows are, which no loop variable of a nest can be.
 */
import { type Node, sizeOf } from "../graph/node.js"
import type { Axis, MatrixView } from "./gemm.js"
import { along, type IndexMap, isView, moved, operandMap, origin, type Position, placeIn } from "./index-map.js"

export interface Operand {
  /** The node beneath the views. */
  readonly node: Node
  readonly offset: number
  /**
   * For each axis of the operand those of the buffer that it runs over, outermost first; none where it is of size 1.
   */
  readonly axes: readonly (readonly Axis[])[]
}

/** Asked for by several stages of planning; what is beneath a node never changes. */
export const operandOf = (view: Node): Operand => {
  let operand = operands.get(view)
  if (operand === undefined) {
    const isBuffer = view.op.kind !== "reshape" && !isView(view)
    operand = isBuffer ? { node: view, offset: 0, axes: ownAxes(view.shape) } : beneath(view)
    operands.set(view, operand)
  }
  return operand
}

/** Whether each axis of the operand is one of the buffer, read forwards. */
export const isPlain = ({ axes }: Operand): boolean =>
  axes.every((own) => own.length < 2 && own.every(({ stride }) => stride >= 0))

export const matrixOf = (operand: Operand): MatrixView => {
  const { offset, axes } = operand
  const [rows, columns] = axes.slice(-2) as [readonly Axis[], readonly Axis[]]
  return {
    ...{ offset, row: strideOf(rows), column: strideOf(columns) },
    ...(isPlain(operand) ? {} : { axes: { rows, columns } }),
  }
}

/** Strides of the axes of a batch, which are never split. */
export const batchOf = ({ axes }: Operand): readonly number[] => axes.slice(0, -2).map(strideOf)

// internal

const operands = new WeakMap<Node, Operand>()

const ownAxes = (shape: readonly number[]): readonly (readonly Axis[])[] => {
  const axes: (readonly Axis[])[] = []
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis] as number
    axes[axis] = extent === 1 ? [] : [{ extent, stride }]
    stride *= extent
  }
  return axes
}

const beneath = (view: Node): Operand => {
  let variables: Variables = {
    extents: view.shape,
    owned: view.shape.map((dim, axis) => (dim === 1 ? [] : [axis])),
  }
  let map: IndexMap = view.shape.map((dim, axis) => (dim === 1 ? origin : along(axis)))
  let node = view
  for (;;) {
    if (node.op.kind === "reshape") {
      const passed = throughReshape(node, map, variables)
      if (passed === undefined) break
      ;({ map, variables } = passed)
    } else if (isView(node)) map = operandMap(node, map)
    else break
    node = node.inputs[0] as Node
  }
  const { extents, owned } = variables
  const { offset, strides } = placeIn(node.shape, map, extents.length)
  const axisOf = (variable: number): Axis => ({
    extent: extents[variable] as number,
    stride: strides[variable] as number,
  })
  return { node, offset, axes: owned.map((own) => joined(own.map(axisOf))) }
}

/** Of the innermost. */
const strideOf = (axes: readonly Axis[]): number => axes.at(-1)?.stride ?? 0

interface Variables {
  readonly extents: readonly number[]
  /** Those that each axis of the operand has become. */
  readonly owned: readonly (readonly number[])[]
}

/**
 * The positions beneath a reshape: axes that were split are put together, and where several became one its variable is
 * split, if it is that of a row or a column. Undefined where axes have no common parts.
 */
const throughReshape = (
  { shape, inputs }: Node,
  map: IndexMap,
  { extents, owned }: Variables,
): { readonly map: IndexMap; readonly variables: Variables } | undefined => {
  const source = (inputs[0] as Node).shape
  if (sizeOf(shape) === 0) return undefined
  const [all, axes] = [[...extents], owned.map((own) => [...own])]
  /** The outer part of a position, and what is left of it. */
  const split = (
    { start, terms }: Position,
    outer: number,
    inner: number,
  ): readonly [Position, Position] | undefined => {
    const [term] = terms
    const axis = axes.findIndex((own) => own.includes(term?.of as number))
    if (start !== 0 || terms.length !== 1 || term?.step !== 1 || axis < axes.length - 2) return undefined
    const made = [all.push(outer) - 1, all.push(inner) - 1] as const
    axes[axis]?.splice(axes[axis].indexOf(term.of as number), 1, ...made)
    return [along(made[0]), along(made[1])]
  }
  const running = shape.flatMap((dim, axis) => (dim === 1 ? [] : [{ dim, position: map[axis] as Position }]))
  let next = running.shift()
  const beneath: Position[] = []
  for (const dim of source) {
    let whole = origin
    for (let left = dim; left > 1; ) {
      if (next === undefined) return undefined
      const taken = Math.min(left, next.dim)
      if (left % taken !== 0 || next.dim % taken !== 0) return undefined
      const rest: number = next.dim / taken
      const parts = rest === 1 ? ([next.position, origin] as const) : split(next.position, taken, rest)
      if (parts === undefined) return undefined
      left /= taken
      const placed = moved(parts[0], 0, left)
      whole = { start: whole.start + placed.start, terms: [...whole.terms, ...placed.terms] }
      next = rest === 1 ? running.shift() : { dim: rest, position: parts[1] }
    }
    beneath.push(whole)
  }
  return { map: beneath, variables: { extents: all, owned: axes } }
}

/** Neighbours that are strided through as one. */
const joined = (axes: readonly Axis[]): readonly Axis[] => {
  const done: Axis[] = []
  for (const inner of axes) {
    const outer = done.at(-1)
    const isJoined = outer?.stride === inner.extent * inner.stride
    if (outer && isJoined) done[done.length - 1] = { extent: outer.extent * inner.extent, stride: inner.stride }
    else done.push(inner)
  }
  return done
}
