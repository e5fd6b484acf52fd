import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { type Cost, costOf } from "../../src/schedule/cost.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"

const costs = (...roots: Node[]): readonly Cost[] => {
  const plan = schedule(simplify(roots))
  return plan.steps.map((step) => costOf(step, plan.buffers))
}

const x = build.parameter("0", [256, 1000], "float32")

describe("the cost of a step", () => {
  it("counts a value for each turn of the loops that change it", () => {
    const scaled = build.binary("mul", x, build.expand(build.fill(2, [1, 1], "float32"), [256, 1000]))
    expect(costs(scaled)).toMatchObject([{ flops: 256_000, bytes: 2 * 4 * 256_000 }])
    const lse = build.insertAxes(build.reduce("logsumexp", x, [1]), [1])
    const [{ flops }] = costs(build.binary("sub", x, build.broadcastTo(lse, [256, 1000]))) as [Cost]
    expect(flops / 256_000).toBeGreaterThan(5)
    expect(flops / 256_000).toBeLessThan(11)
  })

  it("takes more time for functions of more code", () => {
    const [curved, relu] = [tanh(x), build.unary("abs", x)].map((node) => costs(node)[0]?.nanoseconds ?? 0)
    expect(curved).toBeGreaterThan(3 * (relu as number))
  })

  it("counts products, and what is done with their elements", () => {
    const y = build.parameter("1", [1000, 10], "float32")
    expect(costs(dot(x, y))).toMatchObject([{ flops: 2 * 256 * 1000 * 10, bytes: 4 * (256_000 + 10_000 + 2560) }])
    expect(costs(build.unary("neg", dot(x, y)))).toMatchObject([{ flops: 2 * 256 * 1000 * 10 + 2560 }])
  })

  it("counts only what is read of a buffer", () => {
    const row = build.slice(x, [3, 0], [1, 1], [1, 1000])
    expect(costs(build.unary("neg", row))).toMatchObject([{ flops: 1000, bytes: 2 * 4 * 1000 }])
  })
})
