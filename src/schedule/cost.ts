/**
 * @file What a step costs, estimated from its loops: the one place that says what is much work and what is little.
 * For one thread and warm code; good to a factor of two, which is what sharing work among threads needs.
 */
import { type Node, sizeOf } from "../graph/node.js"
import { elementBytes } from "../graph/op.js"
import { topological } from "../graph/walk.js"
import type { Attention, ElementWork } from "./attention.js"
import { nanosecondsDrawn, nanosecondsOf, nanosecondsPerInstruction } from "./function-cost.js"
import { productsOf } from "./gemm.js"
import { type Access, isCarried, type Nest, operandsOf, type Value, widthOf } from "./nest.js"
import type { PlanBuffer, Step } from "./plan.js"

export interface Cost {
  /** one for each value an element, whatever it costs; values that don't change with inner loops are counted outside */
  readonly flops: number
  /** read or written, each element once */
  readonly bytes: number
  readonly nanoseconds: number
}

export const costOf = (step: Step, buffers: readonly PlanBuffer[]): Cost => {
  const { flops, nanoseconds } = workOf(step, buffers)
  const { reads, writes } = trafficOf(step)
  const touched = step.kind === "nest" ? touchedBy(step) : undefined
  let bytes = 0
  for (const index of new Set([...reads, ...writes])) {
    const { length, dtype } = buffers[index] as PlanBuffer
    bytes += Math.min(length, touched?.get(index) ?? length) * elementBytes[dtype]
  }
  return { flops, bytes, nanoseconds: nanoseconds + bytes * nanosecondsPerByte }
}

export interface Traffic {
  readonly reads: readonly number[]
  readonly writes: readonly number[]
}

/** The buffers of the plan that a step reads and writes. */
export const trafficOf = (step: Step): Traffic => {
  switch (step.kind) {
    case "nest": {
      const writes = [...new Set(step.nest.stores.map(({ access }) => step.buffers[access.buffer] as number))]
      return { reads: step.buffers.filter((buffer) => !writes.includes(buffer)), writes }
    }
    case "gemm": {
      const [a, b, ...others] = step.buffers as [number, number, ...number[]]
      const stores = step.gemm.epilogue?.nest.stores.map(({ access }) => others[access.buffer] as number)
      const writes = [...new Set(stores ?? others)]
      return { reads: [...new Set([a, b, ...others.filter((buffer) => !writes.includes(buffer))])], writes }
    }
    case "attention": {
      const {
        results: { nest, arguments: args },
        state = [],
      } = step.attention
      const written = [...nest.stores.map(({ access }) => args[access.buffer - 1] as number), ...state]
      const writes = written.map((argument) => step.buffers[argument] as number)
      return { reads: [...new Set(step.buffers.filter((buffer) => !writes.includes(buffer)))], writes }
    }
    case "gradient": {
      const writes = step.attention.products.flatMap(({ results }) =>
        results.map((result) => step.buffers[result] as number),
      )
      return { reads: [...new Set(step.buffers.filter((buffer) => !writes.includes(buffer)))], writes }
    }
    case "check":
      return { reads: [step.buffer], writes: [] }
    case "routine":
      return { reads: [...new Set(step.reads)], writes: step.writes }
  }
}

// internal

const nanosecondsPerByte = 0.02
const nanosecondsPerProduct = 0.04
const nanosecondsInterpreted = 20

type Work = Omit<Cost, "bytes">

const nothing: Work = { flops: 0, nanoseconds: 0 }

const workOf = (step: Step, buffers: readonly PlanBuffer[]): Work => {
  switch (step.kind) {
    case "nest":
      return nestWork(step.nest)
    case "gemm": {
      const { m, n, k, epilogue, dtype } = step.gemm
      const after = epilogue === undefined ? { flops: 0, nanoseconds: 0 } : nestWork(epilogue.nest)
      const times = productsOf(step.gemm)
      return {
        flops: times * (2 * m * n * k + after.flops),
        nanoseconds: times * ((dtype ? 2 : 1) * nanosecondsPerProduct * m * n * k + after.nanoseconds),
      }
    }
    case "attention": {
      const { e, d, scores, weights, results } = step.attention
      // what a softmax takes: a maximum, a difference, an exponential, a sum
      return blocksWork(step.attention, e + d, [scores, weights, results], { flops: 4, nanoseconds: 0.5 })
    }
    case "gradient": {
      const { e, d, softmax, slopes, products } = step.attention
      const deep = products.reduce((sum, { columns }) => sum + columns, e + d)
      return blocksWork(step.attention, deep, [softmax, slopes], nothing)
    }
    case "check":
      return { flops: 0, nanoseconds: buffers[step.buffer]?.length ?? 0 }
    case "routine": {
      const flops = topological(step.roots).reduce((sum, node) => sum + interpretedFlops(node), 0)
      return { flops, nanoseconds: flops * nanosecondsInterpreted }
    }
  }
}

/** Products of m × n elements, `deep` steps in all, with work of their own and that of nests. */
const blocksWork = (
  { m, n, batch }: Pick<Attention, "m" | "n" | "batch">,
  deep: number,
  nests: readonly (ElementWork | undefined)[],
  own: Work,
): Work => {
  const total = (of: keyof Work, perStep: number): number =>
    productsOf({ batch }) *
    nests.reduce((sum, work) => sum + (work ? nestWork(work.nest)[of] : 0), m * n * (perStep * deep + own[of]))
  return { flops: total("flops", 2), nanoseconds: total("nanoseconds", nanosecondsPerProduct) }
}

/** A rough count: elements of results and of what is reduced; what square matrices take beyond that is not known. */
const interpretedFlops = ({ inputs: [first], shape, op }: Node): number => {
  if (first === undefined) return 0
  if (op.kind === "dot") return 2 * sizeOf(shape) * (first.shape.at(-1) as number)
  return sizeOf(op.kind === "reduce" ? first.shape : shape)
}

const nestWork = (nest: Nest): Work => {
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

/** How many elements of each buffer a nest touches at most. */
const touchedBy = ({ nest, buffers }: Step & { readonly kind: "nest" }): ReadonlyMap<number, number> => {
  const touched = new Map<number, number>()
  const touch = ({ buffer, gathers, strides }: Access) => {
    let moving = 1
    nest.variables.forEach(({ extent }, i) => {
      if (gathers || strides[i] !== 0) moving *= extent
    })
    const index = buffers[buffer] as number
    touched.set(index, (touched.get(index) ?? 0) + moving)
  }
  for (const value of nest.values) if (value.kind === "load") touch(value.access)
  for (const { access } of nest.stores) touch(access)
  return touched
}
