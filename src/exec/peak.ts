/** @file The memory that a run of a plan takes at its peak, as text. */
import { quantity } from "../schedule/describe.js"
import type { Place, Plan } from "../schedule/plan.js"
import { workspaceBytes } from "./steps.js"
import { alignedBytes } from "./storage.js"

export const describeMemory = (plan: Plan): string => {
  const total = (kind: Place["kind"]): number =>
    plan.buffers.reduce((sum, buffer) => sum + (buffer.place.kind === kind ? alignedBytes(buffer) : 0), 0)
  const parts = [
    ["inputs", total("input")],
    ["results", total("output")],
    ["intermediates", plan.scratchBytes],
    ["workspace of kernels", workspaceBytes(plan, plan.steps)],
  ] as const
  const all = parts.reduce((sum, [, bytes]) => sum + bytes, 0)
  const taken = parts.flatMap(([name, bytes]) => (bytes === 0 ? [] : [`${name} ${quantity(bytes, "B")}`]))
  return `memory: ${quantity(all, "B")} at its peak${taken.length === 0 ? "" : `: ${taken.join(", ")}`}`
}
