/**
 * @file What a step costs, estimated from its loops: the one place that says what is much work and what is little.
 * For one thread and warm code; good to a factor of two, which is what sharing work among threads needs.
 */
import { type Node, sizeOf } from "../graph/node.js"
import { topological } from "../graph/walk.js"
import { elementBytes } from "../shape/size.js"
import type { Attention, ElementWork } from "./attention.js"
import { productsOf } from "./gemm.js"
import { nestWork, type Work } from "./nest-cost.js"
import type { PlanBuffer, Step } from "./plan.js"
import { touchedBy, trafficOf } from "./traffic.js"

export interface Cost extends Work {
  /** read or written, each element once */
  readonly bytes: number
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

// internal

const nanosecondsPerByte = 0.02
const nanosecondsPerProduct = 0.04
const nanosecondsInterpreted = 20

const nothing: Work = { flops: 0, nanoseconds: 0 }

const workOf = (step: Step, buffers: readonly PlanBuffer[]): Work => {
  switch (step.kind) {
    case "nest":
      return nestWork(step.nest)
    case "gemm": {
      const { m, n, k, epilogue, dtype } = step.gemm
      const after = epilogue === undefined ? nothing : nestWork(epilogue.nest)
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
