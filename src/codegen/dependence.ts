/**
 * @file Where in its loop nest a value is computed: in the outermost loop that changes it, before or after
 * which passes, and once for all lanes or once for each.
 */
import { type Access, isCarried, type Nest, operandsOf, type Value } from "../schedule/nest.js"

export interface Dependence {
  /** The innermost variable that it changes with; -1 if none does. */
  readonly depth: number
  /** Whether it differs between the lanes of a vector. */
  readonly lanes: boolean
  /** How many passes have to be over before it is known. */
  readonly level: number
}

export const rowCount = (nest: Nest): number => nest.variables.filter(({ role }) => role === "row").length

const lanesAreRows = (nest: Nest): boolean => nest.variables[nest.lanes]?.role === "row"

/** The dependence of each value. A reduction stands in the innermost row. */
export const dependences = (nest: Nest): readonly Dependence[] => {
  const known: Dependence[] = []
  for (const value of nest.values) {
    const own = ownDependence(nest, value)
    const operands = operandsOf(value).map((operand) => known[operand] as Dependence)
    if (value.kind === "reduce") {
      const level = 1 + Math.max(...operands.map((operand) => operand.level))
      known.push({ depth: rowCount(nest) - 1, lanes: lanesAreRows(nest), level })
    } else if (isCarried(value)) {
      const along = { depth: nest.variables.length - 1, lanes: !lanesAreRows(nest), level: 0 }
      known.push([along, ...operands].reduce(join))
    } else known.push([own, ...operands].reduce(join))
  }
  return known
}

/** Of an element of a buffer, as it is addressed, given those of the values that say where. */
export const placeDependence = (nest: Nest, known: readonly Dependence[], access: Access): Dependence =>
  (access.gathers ?? [])
    .map(({ value }) => known[value] as Dependence)
    .reduce(join, strideDependence(nest, access.strides))

export const join = (a: Dependence, b: Dependence): Dependence => ({
  depth: Math.max(a.depth, b.depth),
  lanes: a.lanes || b.lanes,
  level: Math.max(a.level, b.level),
})

// internal

const constant: Dependence = { depth: -1, lanes: false, level: 0 }

const strideDependence = (nest: Nest, strides: readonly number[]): Dependence => ({
  depth: strides.findLastIndex((stride) => stride !== 0),
  lanes: (strides[nest.lanes] ?? 0) !== 0,
  level: 0,
})

const ownDependence = (nest: Nest, value: Value): Dependence => {
  if (value.kind === "load") return strideDependence(nest, value.access.strides)
  return value.kind === "index" ? strideDependence(nest, value.strides) : constant
}
