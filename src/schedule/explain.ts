/** @file A plan as text: its steps, what each reads and writes, and why every buffer exists. */
import { elementBytes } from "../graph/op.js"
import { quantity } from "./describe.js"
import type { Plan, PlanBuffer, Step } from "./plan.js"

/** `nameOf` gives an input's name. */
export const explainPlan = (plan: Plan, nameOf: (input: number) => string): string => {
  const name = (index: number): string => {
    const buffer = plan.buffers[index] as PlanBuffer
    const { place } = buffer
    const id = place.kind === "input" ? nameOf(place.index) : `#${index}`
    return `${id} ${buffer.dtype}[${buffer.length}]`
  }
  const lines = plan.steps.flatMap((step, i) => {
    const { reads, writes } = trafficOf(step)
    const bytes = [...new Set([...reads, ...writes])].reduce((sum, index) => sum + bytesOf(plan, index), 0)
    const reasons = writes.map((index) => `     writes ${name(index)}: ${plan.reasons.get(index) ?? "a result"}`)
    const read = reads.length === 0 ? [] : [`     reads ${reads.map(name).join(", ")}`]
    return [`  ${i + 1}. ${step.text}, ${quantity(bytes, "B")}`, ...read, ...reasons]
  })
  const scratch = quantity(plan.scratchBytes, "B")
  const routines = plan.steps.filter(({ kind }) => kind === "routine").length
  const kernels = plan.steps.filter(({ kind }) => kind !== "check").length - routines
  const parts = [counted(kernels, "kernel"), ...(routines === 0 ? [] : [counted(routines, "routine")])]
  return [`plan: ${parts.join(", ")}, ${scratch} of scratch`, ...lines].join("\n")
}

// internal

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`

const bytesOf = (plan: Plan, index: number): number => {
  const { length, dtype } = plan.buffers[index] as PlanBuffer
  return length * elementBytes[dtype]
}

interface Traffic {
  readonly reads: readonly number[]
  readonly writes: readonly number[]
}

const trafficOf = (step: Step): Traffic => {
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
    case "check":
      return { reads: [step.buffer], writes: [] }
    case "routine":
      return { reads: [...new Set(step.reads)], writes: step.writes }
  }
}
