/**
 * @file Which row variable of a nest threads may share: what is written is the same, whoever visits which positions.
 */
import { type Access, type Nest, type Split, type Store, widthOf } from "./nest.js"
import { worth } from "./worth.js"

export const splitOf = (nest: Nest): Split | undefined => {
  let best: Split | undefined
  let most = 1
  nest.variables.forEach(({ role, extent }, variable) => {
    if (role !== "row" || most >= enough || !nest.stores.every((store) => isApart(store, variable, extent))) return
    const grain = grainOf(nest, variable)
    const parts = Math.ceil(extent / grain)
    if (parts > most) [best, most] = [{ variable, grain }, parts]
  })
  return best
}

// internal

/** Of the outermost variable that many parts are taken: they are as large as they can be, and far from each other. */
const enough = 32

/** Whole turns of the lane loop. */
const grainOf = (nest: Nest, variable: number): number => {
  if (variable !== nest.lanes) return 1
  const turn = widthOf(nest) * nest.unroll
  return turn * Math.ceil(worth.elements / turn)
}

/** Whether no two positions of the variable write to one element: a sum depends on who adds first. */
const isApart = ({ access, accumulates }: Store, variable: number, extent: number): boolean => {
  if (!accumulates) return true
  const { strides, gathers = [] } = access as Access
  const width = (strides[variable] as number) * extent
  const others = [...strides.toSpliced(variable, 1), ...gathers.map(({ stride }) => stride)]
  return width > 0 && others.every((stride) => stride % width === 0)
}
