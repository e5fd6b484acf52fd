/**
 * @file What a nest computes and how long that takes: each value as often as the innermost variable it changes with.
 */
import { nanosecondsDrawn, nanosecondsOf, nanosecondsPerInstruction } from "./function-cost.js"
import { type Access, isCarried, type Nest, operandsOf, type Value, widthOf } from "./nest.js"

export interface Work {
  /** one for each value an element, whatever it costs; values that don't change with inner loops are counted outside */
  readonly flops: number
  readonly nanoseconds: number
}

export const nestWork = (nest: Nest): Work => {
  const depths = depthsOf(nest)
  const turns = turnsOf(nest)
  const innermost = nest.variables.length - 1
  let [flops, nanoseconds] = [0, 0]
  nest.values.forEach((value, i) => {
    if (value.kind === "literal") return
    const times = turns[1 + (value.kind === "reduce" ? innermost : (depths[i] as number))] as number
    if (value.kind !== "load" && value.kind !== "index") flops += times
    nanoseconds += times * (value.kind === "load" ? placing(nest, value.access) : computing(value))
  })
  for (const { access, value } of nest.stores) {
    const depth = Math.max(depths[value] as number, placeDepth(access, depths))
    nanoseconds += (turns[1 + depth] as number) * placing(nest, access)
  }
  return { flops, nanoseconds: nanoseconds * (4 / widthOf(nest)) }
}

// internal

/** The innermost variable that each value changes with; -1 if none does. */
const depthsOf = (nest: Nest): readonly number[] => {
  const depths: number[] = []
  for (const value of nest.values) {
    if (value.kind === "reduce") depths.push(nest.variables.findLastIndex(({ role }) => role === "row"))
    else if (isCarried(value)) depths.push(nest.variables.length - 1)
    else if (value.kind === "load") depths.push(placeDepth(value.access, depths))
    else {
      let depth = value.kind === "index" ? strideDepth(value.strides) : -1
      for (const operand of operandsOf(value)) depth = Math.max(depth, depths[operand] as number)
      depths.push(depth)
    }
  }
  return depths
}

const strideDepth = (strides: readonly number[]): number => strides.findLastIndex((stride) => stride !== 0)

const placeDepth = ({ strides, gathers }: Access, depths: readonly number[]): number => {
  const depth = strideDepth(strides)
  return gathers === undefined ? depth : Math.max(depth, ...gathers.map(({ value }) => depths[value] as number))
}

/** How often what changes with variable i is computed, at i + 1. */
const turnsOf = ({ variables }: Nest): readonly number[] => {
  const turns = [1]
  for (const { extent } of variables) turns.push((turns.at(-1) as number) * extent)
  return turns
}

/** Vectors whose lanes lie side by side take one instruction, others one for each lane. */
const placing = (nest: Nest, { strides, gathers }: Access): number =>
  nanosecondsPerInstruction * (gathers !== undefined || Math.abs(strides[nest.lanes] ?? 0) > 1 ? 6 : 1)

const computing = (value: Value): number =>
  value.kind === "unary" || value.kind === "binary" || value.kind === "reduce"
    ? nanosecondsOf(value.fn)
    : value.kind === "draw"
      ? nanosecondsDrawn
      : nanosecondsPerInstruction * (isCarried(value) ? 20 : 1)
