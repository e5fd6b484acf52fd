import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { explainPlan } from "../../src/schedule/explain.js"
import type { Plan } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { backward } from "../../src/transform/backward.js"
import { simplify } from "../../src/transform/simplify.js"

const plan = (...roots: Node[]): Plan => schedule(simplify(roots))
const text = (...roots: Node[]): string => explainPlan(plan(...roots), (input) => `in${input}`)
const x = build.parameter("0", [64, 10], "float32")

const logSoftmax = (logits: Node, axis: number): Node => {
  const lse = build.insertAxes(build.reduce("lognormalizer", logits, [axis]), [axis])
  return build.binary("sub", logits, build.expand(lse, logits.shape))
}

describe("schedule", () => {
  it.each([0, 1])("makes one kernel of log-softmax over dim %i", (axis) => {
    const { steps, scratchBytes } = plan(logSoftmax(x, axis))
    expect(steps).toHaveLength(1)
    expect(scratchBytes).toBe(0)
  })

  it("makes one kernel of the gradient of log-softmax", () => {
    const logits = build.variable(x)
    const cotangent = build.parameter("1", [64, 10], "float32")
    const product = build.reduce("sum", build.binary("mul", logSoftmax(logits, 1), cotangent), [0, 1])
    const [gradient] = backward(product, [logits])
    expect(text(gradient as Node)).toMatchInlineSnapshot(`
      "plan: 1 kernel, 0 B of scratch
        1. row kernel rows [64] × axis [10]: neg · sum · lognormalizer · exp · mul · add (7.10 kflop), 7.68 kB
           reads in1 float32[640], in0 float32[640]
           writes #2 float32[640]: a result"
    `)
  })

  it("fuses what feeds a log-sum-exp and what follows it", () => {
    const shifted = build.binary("mul", x, build.broadcastTo(build.parameter("1", [10], "float32"), [64, 10]))
    expect(text(build.unary("exp", logSoftmax(tanh(shifted), 1)))).toMatchInlineSnapshot(`
      "plan: 1 kernel, 0 B of scratch
        1. row kernel rows [64] × axis [10]: mul · tanh · lognormalizer · exp (5.82 kflop), 5.16 kB
           reads in0 float32[640], in1 float32[10]
           writes #2 float32[640]: a result"
    `)
  })

  it("keeps the loss and the gradient of a classifier's head in one kernel, without an intermediate of log-softmax", () => {
    const { loss, gradients } = classifier()
    expect(text(loss, ...gradients)).toMatchInlineSnapshot(`
      "plan: 5 kernels, 1.41 kB of scratch
        1. check 32 indices of nllLoss to be below 10, 128 B
           reads in1 int32[32]
        2. matrix product [32, 64] @ [64, 10] (41.0 kflop), 12.0 kB
           reads in0 float32[2048], in2 float32[640]
           writes #3 float32[320]: a matrix product
        3. row kernel rows [32] × axis [10]: eq · add · lognormalizer · sub · select · sum · select · neg · sum · exp · mul · add (5.47 kflop), 2.86 kB
           reads in1 int32[32], #3 float32[320], in3 float32[10]
           writes #5 float32[32]: it reduces other axes
           writes #6 float32[320]: an operand of a matrix product
        4. row kernel rows [] × axis [32]: sum · neg · div (34 flop), 132 B
           reads #5 float32[32]
           writes #7 float32[1]: a result
        5. matrix product [10, 32] @ [32, 64] (41.0 kflop), 12.0 kB
           reads #6 float32[320], in0 float32[2048]
           writes #8 float32[640]: a result
        6. reduction rows [10] × axis [32]: sum (320 flop), 1.32 kB
           reads #6 float32[320]
           writes #9 float32[10]: a result"
    `)
  })

  it("writes what two reductions over different axes share, once", () => {
    const shared = build.unary("exp", x)
    const { steps } = plan(build.reduce("sum", shared, [0]), build.reduce("sum", shared, [1]), shared)
    expect(steps.length).toBeLessThanOrEqual(3)
  })

  it("reads transposed operands of a matrix product where they are", () => {
    const w = build.parameter("1", [5, 10], "float32")
    const { steps } = plan(dot(x, build.permute(w, [1, 0])))
    expect(steps.map(({ kind }) => kind)).toEqual(["gemm"])
    expect(steps[0]).toMatchObject({ gemm: { m: 64, n: 5, k: 10, b: { row: 1, column: 10 } } })
  })

  it("checks indices before it computes with them", () => {
    const target = build.checkIndex(build.parameter("1", [64], "int32"), 10, "nllLoss")
    const position = build.broadcastTo(build.reshape(target, [64, 1]), [64, 10])
    const hit = build.compare("eq", build.iota([64, 10], 1), position)
    const zero = build.fill(0, [64, 10], "float32")
    const { steps } = plan(build.reduce("sum", build.select(hit, x, zero), [1]))
    expect(steps.map(({ kind }) => kind)).toEqual(["check", "nest"])
  })

  it("cuts graphs that are deeper than a kernel may be", () => {
    let node: Node = x
    for (let i = 0; i < 1000; i++) node = build.binary("add", node, build.fill(i, x.shape, "float32"))
    expect(plan(node).steps.length).toBeGreaterThan(4)
    expect(plan(node).steps.length).toBeLessThan(20)
  })

  it("uses the place of an intermediate again once it is read", () => {
    const weights = [1, 2, 3, 4, 5].map((i) => build.parameter(`${i}`, [10, 10], "float32"))
    const deep = weights.reduce((h, w) => tanh(dot(h, w)), x)
    // two live at once: a product and its activation
    expect(plan(deep).scratchBytes).toBe(2 * 64 * 10 * 4)
  })

  it("returns inputs as they are", () => {
    const { steps, outputs, buffers } = plan(x, build.reshape(x, [640]))
    expect([steps.length, outputs, buffers.length]).toEqual([0, [0, 0], 1])
  })
})

const classifier = (): { readonly loss: Node; readonly gradients: readonly Node[] } => {
  const features = build.parameter("0", [32, 64], "float32")
  const target = build.checkIndex(build.parameter("1", [32], "int32"), 10, "nllLoss")
  const weight = build.variable(build.parameter("2", [10, 64], "float32"))
  const bias = build.variable(build.parameter("3", [10], "float32"))
  const product = dot(features, build.permute(weight, [1, 0]))
  const logp = logSoftmax(build.binary("add", product, build.broadcastTo(bias, [32, 10])), 1)
  const position = build.broadcastTo(build.reshape(target, [32, 1]), [32, 10])
  const hit = build.compare("eq", build.iota([32, 10], 1), position)
  const picked = build.reduce("sum", build.select(hit, logp, build.fill(0, [32, 10], "float32")), [1])
  const total = build.unary("neg", build.reduce("sum", picked, [0]))
  const loss = build.binary("div", total, build.fill(32, [], "float32"))
  return { loss, gradients: backward(loss, [weight, bias]) }
}
