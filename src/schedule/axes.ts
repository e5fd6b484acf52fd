/** @file Which loop variables reductions run over. All reductions of one kernel share them. */
import { along, type IndexMap, origin } from "./index-map.js"

export interface Variables {
  readonly extents: readonly number[]
  readonly axes: readonly number[] | undefined
}

export interface Claim {
  readonly axes: readonly number[]
  /** Extents of the variables that have to be added for it. */
  readonly added: readonly number[]
}

/**
 * The axis variables for a reduction whose result uses the variables `used`: all others of the kernel,
 * so that it is computed once a row and not once an element; new ones where the result uses them all.
 */
export const claimAxes = (
  { extents, axes }: Variables,
  reduced: readonly number[],
  used: readonly number[],
): Claim | undefined => {
  const others = extents.map((_, variable) => variable).filter((variable) => !used.includes(variable))
  const candidates = axes ?? others
  if (axes === undefined && others.length === 0) {
    return { axes: reduced.map((_, i) => extents.length + i), added: reduced }
  }
  const fits =
    same(candidates, others) &&
    same(
      candidates.map((variable) => extents[variable] as number),
      reduced,
    )
  return fits ? { axes: candidates, added: [] } : undefined
}

/** The ways in which a root of a given shape can share the kernel's variables, likeliest first. */
export const placements = (variables: Variables, shape: readonly number[]): readonly IndexMap[] => {
  const extents = shape.filter((dim) => dim !== 1)
  const all = variables.extents.map((_, i) => i)
  if (variables.axes === undefined && same(variables.extents, extents)) return [mapAlong(shape, all)]
  const axes = variables.axes ?? []
  const rows = all.filter((variable) => !axes.includes(variable))
  const orders = [all, rows, [...axes, ...rows], [...rows, ...axes], all.slice(0, extents.length)]
  const fitting = orders.filter((order) =>
    same(
      order.map((variable) => variables.extents[variable] as number),
      extents,
    ),
  )
  const distinct = fitting.filter((order, i) => fitting.findIndex((other) => same(other, order)) === i)
  return distinct.map((order) => mapAlong(shape, order))
}

// internal

const mapAlong = (shape: readonly number[], order: readonly number[]): IndexMap => {
  let next = 0
  return shape.map((dim) => (dim === 1 ? origin : along(order[next++] as number)))
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i])
