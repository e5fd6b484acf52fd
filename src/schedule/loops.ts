/**
 * @file From a trace to its loop nest: variables in order, places as strides, neighbouring loops joined,
 * and the choice of the variable that fills the vector lanes.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import { type IndexMap, placeIn, usedVariables } from "./index-map.js"
import {
  type Access,
  isCarried,
  isLogSumExpFn,
  type LoopVariable,
  mapStrides,
  type Nest,
  type Store,
  type Value,
  widthOf,
} from "./nest.js"
import { bufferNode } from "./region.js"
import type { Trace } from "./traced.js"

export interface LoweredKernel {
  readonly nest: Nest
  /** The node in whose buffer each argument of the kernel lies. */
  readonly arguments: readonly Node[]
}

export const lowerTrace = (trace: Trace): LoweredKernel => {
  const args: Node[] = []
  const argument = (node: Node): number => {
    const source = bufferNode(node)
    const known = args.indexOf(source)
    return known >= 0 ? known : args.push(source) - 1
  }
  const order = loopOrder(trace)
  const inOrder = (strides: readonly number[]) => order.map((variable) => strides[variable] as number)
  const count = trace.extents.length

  const access = (node: Node, map: IndexMap): Access => {
    const { offset, strides, gathers } = placeIn(node.shape, map, count)
    const place = { buffer: argument(node), offset, strides: inOrder(strides) }
    return gathers.length === 0 ? place : { ...place, gathers }
  }

  const values = trace.values.map((value): Value => {
    if (value.kind === "load") return { kind: "load", access: access(value.node, value.map), dtype: value.dtype }
    if (value.kind === "index") {
      const strides = order.map((variable) => value.strides[variable] ?? 0)
      return { kind: "index", offset: value.start, strides, dtype: "int32" }
    }
    return value
  })
  const stores = trace.members.map(
    ({ root, map, value, accumulates }): Store => ({
      access: access(root, map),
      value,
      ...(accumulates
        ? { accumulates: trace.axes?.some((axis) => usedVariables(map).includes(axis)) ? "element" : "row" }
        : {}),
    }),
  )
  const variables = order.map(
    (variable): LoopVariable => ({
      extent: trace.extents[variable] as number,
      role: trace.axes?.includes(variable) ? "axis" : "row",
    }),
  )
  const nest = inStrips(
    joinLoops({ variables, values, stores, buffers: args.map((node): DType => node.dtype), lanes: 0, unroll: 1 }),
  )
  const lanes = laneVariable(nest)
  return { nest: { ...nest, lanes, unroll: unrollOf(nest), ...blockOf(nest, lanes) }, arguments: args }
}

// internal

/** Rows before axes; each in the order of the axes they run over. */
const loopOrder = (trace: Trace): readonly number[] => {
  const all = trace.extents.map((_, variable) => variable)
  const axes = trace.axes ?? []
  return [...all.filter((variable) => !axes.includes(variable)), ...axes]
}

/** Two neighbouring loops are one wherever every access strides through both as through one. */
const joinLoops = (nest: Nest): Nest => {
  const at = nest.variables.findIndex((outer, i) => {
    const inner = nest.variables[i + 1]
    return (
      inner !== undefined &&
      inner.role === outer.role &&
      stridesOf(nest).every((strides) => strides[i] === (strides[i + 1] as number) * inner.extent)
    )
  })
  if (at < 0) return nest
  const [outer, inner] = nest.variables.slice(at, at + 2) as [LoopVariable, LoopVariable]
  const joined = { ...inner, extent: outer.extent * inner.extent }
  return joinLoops(mapStrides(nest, nest.variables.toSpliced(at, 2, joined), (strides) => strides.toSpliced(at, 1)))
}

/**
 * Where something is read that lies the other way (transposed), the last loop is cut into strips, gone through one
 * after the other: a cache line that is read for one element is still there for its neighbours.
 */
const inStrips = (nest: Nest): Nest => {
  const { variables } = nest
  const last = variables.length - 1
  const extent = variables[last]?.extent ?? 0
  const width = stripWidths.find((width) => extent % width === 0 && extent > width)
  const isOrdered = variables.some(({ role }) => role === "axis") || nest.stores.some((store) => store.accumulates)
  if (width === undefined || !readsAcross(nest) || isOrdered) return nest
  const strips: LoopVariable = { extent: extent / width, role: "row" }
  return mapStrides(nest, [strips, ...variables.with(last, { extent: width, role: "row" })], (strides) => [
    (strides[last] as number) * width,
    ...strides,
  ])
}

/** Whether elements side by side in memory are not those that come one after the other in the last loop. */
const readsAcross = ({ variables, values }: Nest): boolean =>
  values.some(
    (value) =>
      value.kind === "load" &&
      Math.abs(value.access.strides.at(-1) as number) > 1 &&
      value.access.strides.some((stride, i) => Math.abs(stride) === 1 && (variables[i] as LoopVariable).extent > 4),
  )

/** A cache line, or a little more; whole vectors. */
const stripWidths = [16, 32, 24, 20, 28, 40, 36, 12]

/** The strides of everything that depends on the loop variables. */
const stridesOf = (nest: Nest): readonly (readonly number[])[] => [
  ...nest.values.flatMap((value) =>
    value.kind === "load" ? [value.access.strides] : value.kind === "index" ? [value.strides] : [],
  ),
  ...nest.stores.map((store) => store.access.strides),
]

/**
 * The innermost variable of a role, if memory is read along it and it fills the lanes; reductions otherwise run down
 * columns.
 */
const laneVariable = (nest: Nest): number => {
  const last = nest.variables.length - 1
  const lastRow = nest.variables.findLastIndex(({ role }) => role === "row")
  if (last < 0 || lastRow === last || lastRow < 0) return Math.max(0, last)
  const along = (variable: number) =>
    [
      ...nest.values.flatMap((value) => (value.kind === "load" ? [value.access] : [])),
      ...nest.stores.map((s) => s.access),
    ].filter(({ strides }) => strides[variable] === 1).length
  const [rows, columns] = [lastRow, last].map((variable) => (nest.variables[variable] as LoopVariable).extent)
  const width = widthOf(nest)
  const fillsNone = (columns as number) < width && (rows as number) >= width
  return fillsNone || along(lastRow) > along(last) ? lastRow : last
}

/**
 * Reductions need several accumulators to hide the latency of an addition; so does what is carried down columns.
 * Vectors that are put together lane by lane need none beside them; eight numbers are drawn at once.
 */
const unrollOf = (nest: Nest): number => {
  if (nest.values.some((value) => value.kind === "reduce" || isCarried(value))) return 4
  if (nest.values.some(({ kind }) => kind === "draw")) return 8 / widthOf(nest)
  return readsAcross(nest) ? 1 : 2
}

/** Blocks of nearly equal size, of about 64 positions; along the lanes of whole vectors. */
const blockOf = (nest: Nest, lanes: number): Pick<Nest, "block"> => {
  if (!nest.values.some((value) => value.kind === "reduce" && isLogSumExpFn(value.fn))) return {}
  const { extent } = nest.variables.at(-1) as LoopVariable
  const grain = nest.variables[lanes]?.role === "axis" ? 4 * widthOf(nest) : 1
  return { block: Math.max(grain, Math.ceil(extent / Math.max(1, Math.round(extent / 64)) / grain) * grain) }
}
