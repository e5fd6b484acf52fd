/**
 * @file A nest down columns that also writes every element, cut in two: reductions, which write what elements need of
 * their row, and then the elements in the order of memory. A strip of columns has as many cache lines as the columns
 * are long: when it is gone through again they have left the first cache, and are fetched one by one.
 */
import type { DType } from "../../types/dtype.js"
import {
  type Access,
  isCarried,
  mapAccesses,
  mapStrides,
  type Nest,
  operandsOf,
  type Store,
  type Value,
} from "./nest.js"

export interface TwoNests {
  /** Each with the buffers of the whole that it uses; those beyond are handed over. */
  readonly nests: readonly (readonly [nest: Nest, buffers: readonly number[]])[]
  readonly handed: readonly { readonly dtype: DType; readonly length: number }[]
}

export const inTwoNests = (nest: Nest): TwoNests | undefined => {
  const { variables, values, stores, lanes, buffers } = nest
  const extent = (variable: number) => (variables[variable] as { extent: number }).extent
  const product = (some: readonly number[]) => some.reduce((all, variable) => all * extent(variable), 1)
  const [rows, axes] = (["row", "axis"] as const).map((role) =>
    variables.flatMap((variable, i) => (variable.role === role ? [i] : [])),
  ) as [number[], number[]]
  if (!rows.includes(lanes) || !isWorthwhile(product(axes), extent(lanes))) return undefined
  if (values.some(isCarried) || stores.some(({ accumulates }) => accumulates)) return undefined

  const changes = changing(nest, axes)
  const isElement = ({ access, value }: Store) => changes[value] || moves(access, axes, changes)
  const elements = stores.filter(isElement)
  if (elements.length === 0) return undefined

  // what elements need of their row, but for what is as easily read again
  const handed = new Map<number, number>()
  const visit = (at: number): void => {
    const value = values[at] as Value
    if (changes[at] || value.kind === "literal" || value.kind === "load" || value.kind === "index")
      operandsOf(value).forEach(visit)
    else if (!handed.has(at)) handed.set(at, buffers.length + handed.size)
  }
  for (const store of elements) for (const value of usedBy(store)) visit(value)

  const strides = variables.map((_, i) => (axes.includes(i) ? 0 : product(rows.filter((row) => row > i))))
  const place = (buffer: number): Access => ({ buffer, offset: 0, strides })
  const whole = { ...nest, buffers: [...buffers, ...[...handed.keys()].map((at) => (values[at] as Value).dtype)] }
  const reading = values.map((value, at): Value => {
    const buffer = handed.get(at)
    return buffer === undefined ? value : { kind: "load", access: place(buffer), dtype: value.dtype }
  })
  const order = [...rows.filter((row) => row !== lanes), ...axes, lanes]
  const flat = mapStrides(
    { ...whole, values: reading, stores: elements, lanes: order.length - 1, unroll: 2 },
    order.map((variable) => ({ extent: extent(variable), role: "row" })),
    (strides) => order.map((variable) => strides[variable] as number),
  )
  const { block: _, ...plain } = flat
  const handing = [...handed].map(([value, buffer]): Store => ({ access: place(buffer), value }))
  return {
    nests: [{ ...whole, stores: [...stores.filter((store) => !isElement(store)), ...handing] }, plain].map(withoutIdle),
    handed: [...handed.keys()].map((at) => ({ dtype: (values[at] as Value).dtype, length: product(rows) })),
  }
}

// internal

/**
 * Short columns stay in the first cache; lines of narrow rows are near each other, and fetched in time if not from far.
 */
const isWorthwhile = (columns: number, rows: number): boolean =>
  rows >= 96 ? columns >= 64 : rows > 16 && columns >= 16384

/** Which values are not the same in all of a row. */
const changing = ({ values }: Nest, axes: readonly number[]): readonly boolean[] => {
  const changes: boolean[] = []
  for (const value of values) {
    const ofOperands = () => operandsOf(value).some((operand) => changes[operand])
    if (value.kind === "load") changes.push(moves(value.access, axes, changes))
    else if (value.kind === "index") changes.push(axes.some((axis) => value.strides[axis] !== 0))
    else changes.push(value.kind !== "reduce" && ofOperands())
  }
  return changes
}

const moves = ({ strides, gathers = [] }: Access, axes: readonly number[], changes: readonly boolean[]): boolean =>
  axes.some((axis) => strides[axis] !== 0) || gathers.some(({ value }) => changes[value])

const usedBy = ({ access, value }: Store): readonly number[] => [value, ...(access.gathers ?? []).map((at) => at.value)]

/** Without the buffers that its stores don't need; values keep their positions. */
const withoutIdle = (nest: Nest): readonly [Nest, readonly number[]] => {
  const needed = new Set<number>()
  const visit = (at: number): void => {
    if (needed.has(at)) return
    needed.add(at)
    operandsOf(nest.values[at] as Value).forEach(visit)
  }
  nest.stores.flatMap(usedBy).forEach(visit)
  const values = nest.values.map(
    (value, at): Value => (needed.has(at) ? value : { kind: "literal", value: 0, dtype: value.dtype }),
  )
  const used = [
    ...new Set(
      [
        ...values.flatMap((value) => (value.kind === "load" ? [value.access] : [])),
        ...nest.stores.map(({ access }) => access),
      ].map(({ buffer }) => buffer),
    ),
  ].sort((a, b) => a - b)
  const buffers = used.map((buffer) => nest.buffers[buffer] as DType)
  return [
    mapAccesses({ ...nest, values, buffers }, (access) => ({ ...access, buffer: used.indexOf(access.buffer) })),
    used,
  ]
}
