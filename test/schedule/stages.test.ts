/** @file What kernels of several stages need is written once, and found before they are traced. */
import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { sigmoid, tanh } from "../../src/primitives/elementary.js"
import type { Plan } from "../../src/schedule/plan.js"
import { checkedPlan } from "./checked-plan.js"

/** A cell that each step adds to, and a state made of it that a product takes to the next step. */
const recurrence = (steps: number): Node => {
  const w = build.parameter("1", [4, 4], "float32")
  let state = build.parameter("0", [3, 4], "float32")
  let cell = state
  for (let i = 0; i < steps; i++) {
    const gates = dot(state, w)
    cell = build.binary("add", build.binary("mul", sigmoid(gates), cell), tanh(gates))
    state = tanh(cell)
  }
  return state
}

const computed = ({ steps }: Plan, fn: string): number =>
  steps
    .flatMap((step) => {
      if (step.kind === "nest") return step.nest.values
      return step.kind === "gemm" ? (step.gemm.epilogue?.nest.values ?? []) : []
    })
    .filter((value) => value.kind === "unary" && value.fn === fn).length

describe("stages", () => {
  it("compute a step of a recurrence from one of the two before it", () => {
    const plan = checkedPlan(recurrence(12))
    expect(computed(plan, "sigmoid")).toBeLessThanOrEqual(18)
    expect(computed(plan, "tanh")).toBeLessThanOrEqual(18 + 12)
    expect(plan.steps).toHaveLength(12)
    expect([...plan.reasons.values()]).toContain("several kernels need it")
  })

  it("don't count where one kernel can do it all, or what is little", () => {
    const x = build.parameter("0", [3, 4], "float32")
    const w = build.parameter("1", [4, 4], "float32")
    const once = tanh(x)
    expect(computed(checkedPlan(build.binary("add", once, dot(once, w))), "tanh")).toBe(1)
    const little = build.unary("neg", x)
    let y = x
    for (let i = 0; i < 4; i++) y = build.binary("add", dot(y, w), little)
    expect([...checkedPlan(y).reasons.values()]).not.toContain("several kernels need it")
  })
})
