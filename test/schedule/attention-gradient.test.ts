/**
 * @file Gradients through weights that are never written: which graphs stream them, with which numbers, in how much
 * memory.
 */
import { describe, expect, it } from "vitest"
import { gradientWorkspace } from "../../src/codegen/attention-tiling.js"
import * as build from "../../src/graph/infer.js"
import { transposed, whereRow } from "../../src/graph/matrix.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { explainPlan } from "../../src/schedule/explain.js"
import type { Plan, Step } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { pullback } from "../../src/transform/backward.js"
import { simplify } from "../../src/transform/simplify.js"
import { checkedPlan } from "./checked-plan.js"

const float = (name: string, shape: readonly number[]): Node => build.parameter(name, shape, "float32")
const fill = (value: number, { shape }: Node): Node => build.fill(value, shape, "float32")
const softmax = (x: Node): Node => {
  const axes = [x.shape.length - 1]
  const normalizer = build.insertAxes(build.reduce("lognormalizer", x, axes), axes)
  return build.unary("exp", build.binary("sub", x, build.broadcastTo(normalizer, x.shape)))
}

const [q, k, v] = [float("0", [2, 20, 8]), float("1", [2, 30, 8]), float("2", [2, 30, 12])]
const given = float("3", [2, 20, 12])
const scores = dot(q, transposed(k))
const hidden = fill(Number.NEGATIVE_INFINITY, scores)
const zero = fill(0, scores)

/** A result and its gradients, given that of the result. */
const withGradients = (result: Node, targets: readonly Node[] = [q, k, v], slope = given): Node[] => [
  result,
  ...(pullback([result], [slope], targets) as Node[]),
]

const kinds = (plan: Plan): readonly string[] => plan.steps.map(({ kind }) => kind)
const gradientOf = (plan: Plan): Step & { readonly kind: "gradient" } => {
  const step = plan.steps.find(({ kind }) => kind === "gradient")
  if (step?.kind !== "gradient") throw new Error("there is no gradient of attention")
  return step
}
const holdsWeights = (plan: Plan, { shape } = scores): boolean =>
  plan.buffers.some(({ length, place }) => place.kind !== "input" && length >= sizeOf(shape))

const streams = (roots: readonly Node[], like = scores): void => {
  const plan = checkedPlan(...roots)
  expect([kinds(plan).includes("attention"), kinds(plan).includes("gradient"), holdsWeights(plan, like)]).toEqual([
    ...[true, true, false],
  ])
}

describe("the gradient of attention", () => {
  it("is one step behind that of attention, which keeps two numbers of each row", () => {
    const plan = checkedPlan(...withGradients(dot(softmax(scores), v)))
    expect(explainPlan(plan, (input) => `in${input}`)).toMatchInlineSnapshot(`
      "plan: 3 kernels, 576 B of scratch
        1. attention [20, 8] @ [8, 30], softmax, @ [30, 12] × 2 (52.8 kflop), 8.32 kB
           reads in0 float32[320], in1 float32[480], in2 float32[720]
           writes #3 float32[480]: a result
           writes #4 float32[40]: weights are made again from it
           writes #5 float32[40]: weights are made again from it
        2. reduction rows [40] × axis [12]: mul · sum (960 flop), 4.00 kB
           reads in3 float32[480], #3 float32[480]
           writes #7 float32[40]: it reduces other axes
        3. gradient of attention [20, 8] @ [8, 30] × 2, sub · exp · mul, [20, 12] @ [12, 30], sub · mul (121 kflop), 14.6 kB
           reads in0 float32[320], in1 float32[480], in3 float32[480], in2 float32[720], #4 float32[40], #5 float32[40], #7 float32[40]
           writes #8 float32[320]: a result
           writes #9 float32[480]: a result
           writes #10 float32[720]: a result"
    `)
  })

  it("makes the work on scores and on weights again, and its gradients", () => {
    const mask = build.broadcastTo(float("4", [20, 30]), scores.shape)
    const isSeen = build.compare("gt", mask, zero)
    const scaled = build.binary("mul", scores, fill(0.3, scores))
    streams(withGradients(dot(softmax(scaled), v)))
    streams(withGradients(dot(softmax(build.binary("add", scaled, mask)), v)))
    streams(withGradients(dot(softmax(build.select(whereRow("ge", scores.shape), scores, hidden)), v)))
    const dropped = build.select(isSeen, build.binary("mul", softmax(scores), fill(2, scores)), zero)
    streams(withGradients(dot(dropped, v)))
    const weighed = build.binary("mul", build.binary("div", softmax(scores), fill(3, scores)), mask)
    streams(withGradients(dot(weighed, v)))
  })

  it("gives rows without anything to attend to no gradient", () => {
    const mask = build.broadcastTo(float("4", [2, 1, 30]), scores.shape)
    const isEmpty = build.compare("lt", build.reduce("max", float("5", [20, 4]), [1]), build.fill(0.5, [20], "float32"))
    const empty = build.broadcastTo(build.reshape(isEmpty, [1, 20, 1]), scores.shape)
    const masked = softmax(build.select(empty, zero, build.binary("add", scores, mask)))
    streams(withGradients(dot(build.select(empty, zero, masked), v)))
  })

  it("asks for no more than what is wanted: one operand's gradient, or no result", () => {
    const [result, ofQueries, ofKeys, ofValues] = withGradients(dot(softmax(scores), v)) as [Node, Node, Node, Node]
    streams([result, ofQueries])
    streams([ofKeys])
    streams([ofQueries, ofKeys, ofValues])
  })

  it("goes through keys and values that heads share, and heads side by side", () => {
    const shared = [float("1", [30, 8]), float("2", [30, 12])].map((x) => build.broadcastTo(x, [2, ...x.shape]))
    const [keys, values] = shared as [Node, Node]
    const wide = dot(softmax(dot(q, transposed(keys))), values)
    streams(withGradients(wide, [q, ...shared.map(({ inputs: [x] }) => x as Node)]))
    const turned = build.broadcastTo(transposed(float("1", [30, 8])), [2, 8, 30])
    const [source] = (turned.inputs[0] as Node).inputs
    streams(withGradients(dot(softmax(dot(q, turned)), v), [q, source as Node, v]))
    const side = [float("0", [20, 2, 8]), float("1", [30, 2, 8]), float("2", [30, 2, 12])]
    const heads = side.map((x) => build.permute(x, [1, 0, 2])) as [Node, Node, Node]
    streams(withGradients(dot(softmax(dot(heads[0], transposed(heads[1]))), heads[2]), side))
  })

  it("is found in each of several layers", () => {
    const first = dot(softmax(scores), v)
    const mixed = build.slice(first, [0, 0, 0], [1, 1, 1], [2, 20, 8])
    const second = dot(softmax(dot(mixed, transposed(k))), v)
    const plan = checkedPlan(...withGradients(second))
    expect(kinds(plan).filter((kind) => kind === "gradient")).toHaveLength(2)
    expect(holdsWeights(plan)).toBe(false)
  })

  it("writes weights that are read elsewhere, and gradients of scores that others need", () => {
    const weights = softmax(scores)
    const isStreamed = (roots: readonly Node[]) => kinds(checkedPlan(...roots)).includes("gradient")
    expect(isStreamed([...withGradients(dot(weights, v)), weights])).toBe(false)
    const mask = float("4", [2, 20, 30])
    const added = softmax(build.binary("add", scores, mask))
    expect(isStreamed(withGradients(dot(added, v), [q, mask]))).toBe(false)
    const capped = softmax(tanh(scores))
    expect(isStreamed(withGradients(dot(capped, v)))).toBe(false)
    const slopes = pullback(
      [build.reduce("sum", pullback([dot(weights, v)], [given], [q])[0] as Node, [0, 1, 2])],
      [build.fill(1, [], "float32")],
      [k, v],
    ) as Node[]
    expect(isStreamed(slopes)).toBe(false)
  })

  it("writes weights that are few beside what making them again takes", () => {
    const gradients = (n: number, isCausal: boolean): Plan => {
      const [a, b, c, slope] = ["0", "1", "2", "3"].map((name) => float(name, [n, 64])) as [Node, Node, Node, Node]
      const product = dot(a, transposed(b))
      const hide = build.select(whereRow("ge", product.shape), product, fill(Number.NEGATIVE_INFINITY, product))
      return schedule(simplify(withGradients(dot(softmax(isCausal ? hide : product), c), [a, b, c], slope)))
    }
    expect(kinds(gradients(128, false))).not.toContain("gradient")
    expect(kinds(gradients(128, true))).toContain("gradient")
    expect(kinds(gradients(2048, false))).toContain("gradient")
  })

  it("takes memory in proportion to the rows of queries and keys, in parts that threads share", () => {
    const bytes = (n: number): number => {
      const [a, b, c, slope] = ["0", "1", "2", "3"].map((name) => float(name, [8, n, 16])) as [Node, Node, Node, Node]
      const plan = schedule(simplify(withGradients(dot(softmax(dot(a, transposed(b))), c), [a, b, c], slope)))
      return plan.scratchBytes + gradientWorkspace(gradientOf(plan).attention)
    }
    expect((bytes(4096) - bytes(2048)) / (bytes(2048) - bytes(1024))).toBe(2)
    const [a, b, c, slope] = ["0", "1", "2", "3"].map((name) => float(name, [2048, 16])) as [Node, Node, Node, Node]
    const one = schedule(simplify(withGradients(dot(softmax(dot(a, transposed(b))), c), [a, b, c], slope)))
    expect(gradientOf(one).code.split({ fma: false })).toEqual({ extent: 4, grain: 1 })
  })
})
