/** @file A plan as text: its steps, what each reads and writes, and why every buffer exists. */
import { costOf } from "./cost.js"
import { describeSteps, quantity } from "./describe.js"
import type { Plan, PlanBuffer } from "./plan.js"
import { trafficOf } from "./traffic.js"

/** `nameOf` gives an input's name. */
export const explainPlan = (plan: Plan, nameOf: (input: number) => string): string => {
  const name = (index: number): string => {
    const buffer = plan.buffers[index] as PlanBuffer
    const { place } = buffer
    const id = place.kind === "input" ? nameOf(place.index) : `#${index}`
    return `${id} ${buffer.dtype}[${buffer.length}]`
  }
  const texts = describeSteps(plan)
  const lines = plan.steps.flatMap((step, i) => {
    const { reads, writes } = trafficOf(step)
    const { flops, bytes } = costOf(step, plan.buffers)
    const work = step.kind === "check" || step.kind === "routine" ? "" : ` (${quantity(flops, "flop")})`
    const reasons = writes.map((index) => `     writes ${name(index)}: ${plan.reasons.get(index) ?? "a result"}`)
    const read = reads.length === 0 ? [] : [`     reads ${reads.map(name).join(", ")}`]
    return [`  ${i + 1}. ${texts[i]}${work}, ${quantity(bytes, "B")}`, ...read, ...reasons]
  })
  const scratch = quantity(plan.scratchBytes, "B")
  const routines = plan.steps.filter(({ kind }) => kind === "routine").length
  const kernels = plan.steps.filter(({ kind }) => kind !== "check").length - routines
  const parts = [counted(kernels, "kernel"), ...(routines === 0 ? [] : [counted(routines, "routine")])]
  return [`plan: ${parts.join(", ")}, ${scratch} of scratch`, ...lines].join("\n")
}

// internal

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`
