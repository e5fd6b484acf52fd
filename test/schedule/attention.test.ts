/** @file Products of weights that are never written: which graphs become attention, and which write their weights. */
import { describe, expect, it } from "vitest"
import { attentionWorkspace } from "../../src/codegen/attention-tiling.js"
import * as build from "../../src/graph/infer.js"
import { transposed, whereRow } from "../../src/graph/matrix.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { scan } from "../../src/primitives/scan.js"
import { explainPlan } from "../../src/schedule/explain.js"
import type { Plan, Step } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"
import { checkedPlan } from "./checked-plan.js"

const float = (name: string, shape: readonly number[]): Node => build.parameter(name, shape, "float32")
const fill = (value: number, { shape }: Node): Node => build.fill(value, shape, "float32")
const softmax = (x: Node): Node => {
  const axes = [x.shape.length - 1]
  const normalizer = build.insertAxes(build.reduce("lognormalizer", x, axes), axes)
  return build.unary("exp", build.binary("sub", x, build.broadcastTo(normalizer, x.shape)))
}

const q = float("0", [2, 20, 8])
const k = float("1", [2, 30, 8])
const v = float("2", [2, 30, 12])
const scores = dot(q, transposed(k))
const weights = softmax(scores)
const attention = dot(weights, v)

const kinds = (plan: Plan): readonly string[] => plan.steps.map(({ kind }) => kind)
const attentionOf = (plan: Plan): Step & { readonly kind: "attention" } => {
  const step = plan.steps.find(({ kind }) => kind === "attention")
  if (step?.kind !== "attention") throw new Error("there is no attention")
  return step
}

const reachOf = (masked: Node): number | undefined =>
  attentionOf(schedule(simplify([dot(softmax(masked), v)]))).attention.reach

describe("attention", () => {
  it("is one step, without a buffer for scores or weights", () => {
    const plan = checkedPlan(attention)
    expect(explainPlan(plan, (input) => `in${input}`)).toMatchInlineSnapshot(`
      "plan: 1 kernel, 0 B of scratch
        1. attention [20, 8] @ [8, 30], softmax, @ [30, 12] × 2 (52.8 kflop), 8.00 kB
           reads in0 float32[320], in1 float32[480], in2 float32[720]
           writes #3 float32[480]: a result"
    `)
  })

  it("does work on scores and on weights in place, reads masks by strides, and takes what follows", () => {
    const bias = build.broadcastTo(float("3", [20, 30]), scores.shape)
    const biased = build.binary("add", build.binary("mul", scores, fill(0.3, scores)), bias)
    const dropped = build.select(build.compare("gt", bias, fill(0, scores)), softmax(biased), fill(0, scores))
    const residual = float("4", [2, 20, 12])
    const plan = checkedPlan(build.binary("add", dot(dropped, v), residual))
    expect(explainPlan(plan, (input) => `in${input}`)).toMatchInlineSnapshot(`
      "plan: 1 kernel, 0 B of scratch
        1. attention [20, 8] @ [8, 30], mul · add, softmax, gt · select, @ [30, 12] × 2, then add (58.1 kflop), 12.3 kB
           reads in0 float32[320], in1 float32[480], in2 float32[720], in3 float32[600], in4 float32[480]
           writes #5 float32[480]: a result"
    `)
  })

  it("does long work block by block", () => {
    const capped = tanh(scores)
    const plan = checkedPlan(dot(softmax(capped), v))
    expect([kinds(plan), attentionOf(plan).attention.scores?.per]).toEqual([["attention"], "block"])
  })

  it("computes once what rows of a mask are reduced to", () => {
    const mask = build.broadcastTo(float("3", [2, 1, 30]), scores.shape)
    const isEmpty = build.compare("lt", build.reduce("max", mask, [2]), build.fill(-2, [2, 20], "float32"))
    const empty = build.broadcastTo(build.insertAxes(isEmpty, [2]), scores.shape)
    const masked = softmax(build.select(empty, fill(0, scores), build.binary("add", scores, mask)))
    const plan = checkedPlan(dot(build.select(empty, fill(0, scores), masked), v))
    expect(kinds(plan)).toEqual(["nest", "attention"])
    expect(plan.buffers.every(({ length }) => length < 2 * 20 * 30)).toBe(true)
  })

  it("leaves out keys that masks of positions hide", () => {
    const hidden = fill(Number.NEGATIVE_INFINITY, scores)
    const reach = (mask: Node, isSeen = true): number | undefined => {
      const masked = isSeen ? build.select(mask, scores, hidden) : build.select(mask, hidden, scores)
      return reachOf(masked)
    }
    expect(reach(whereRow("ge", scores.shape))).toBe(0)
    expect(reach(whereRow("gt", scores.shape))).toBe(-1)
    expect(reach(whereRow("lt", scores.shape), false)).toBe(0)
    expect(reach(whereRow("le", scores.shape))).toBeUndefined()
    const later = build.slice(build.iota([2, 50, 30], 1), [0, 7, 0], [1, 1, 1], [2, 20, 30])
    expect(reach(build.compare("le", build.iota(scores.shape, 2), later))).toBe(7)
    const causal = build.select(whereRow("ge", scores.shape), scores, hidden)
    const small = build.compare("lt", scores, fill(9, scores))
    expect(reachOf(build.select(small, causal, hidden))).toBe(0)
    expect(reachOf(build.select(small, causal, fill(0, scores)))).toBeUndefined()
  })

  it("goes through views of its operands, heads side by side and shared keys", () => {
    const side = float("0", [20, 2, 8])
    const shared = build.broadcastTo(float("1", [1, 30, 8]), [2, 30, 8])
    const heads = build.permute(side, [1, 0, 2])
    const result = dot(softmax(dot(heads, transposed(shared))), v)
    const together = build.reshapeTo(build.permute(result, [1, 0, 2]), [20, 24])
    const plan = checkedPlan(together)
    expect([kinds(plan), plan.scratchBytes]).toEqual([["attention"], 0])
  })

  it("takes rows of a batch that share keys as rows of one matrix", () => {
    const rows = build.reshapeTo(q, [40, 8])
    const [keys, values] = [float("1", [30, 8]), float("2", [30, 12])]
    const flat = build.reshapeTo(softmax(build.reshapeTo(dot(rows, transposed(keys)), [2, 20, 30])), [40, 30])
    expect(kinds(checkedPlan(dot(flat, values)))).toEqual(["attention"])
  })

  it("writes weights that are read elsewhere, that few rows have, or of features of which there are none", () => {
    expect(kinds(checkedPlan(attention, weights))).toEqual(["gemm", "nest", "gemm"])
    expect(kinds(checkedPlan(attention, build.reduce("max", scores, [2])))).not.toContain("attention")
    const few = build.slice(q, [0, 0, 0], [1, 1, 1], [2, 8, 8])
    expect(kinds(checkedPlan(dot(softmax(dot(few, transposed(k))), v)))).not.toContain("attention")
    const none = dot(float("0", [2, 20, 0]), float("1", [2, 0, 30]))
    expect(kinds(checkedPlan(dot(softmax(none), v)))).not.toContain("attention")
  })

  it("writes weights whose sum over a row is not what they are divided by", () => {
    const shifted = dot(build.binary("add", weights, fill(1, weights)), v)
    expect(kinds(checkedPlan(shifted))).not.toContain("attention")
    const along = build.binary(
      "sub",
      scores,
      build.broadcastTo(build.reduce("lognormalizer", scores, [0, 1]), scores.shape),
    )
    expect(kinds(checkedPlan(dot(build.unary("exp", along), v)))).not.toContain("attention")
    const scanned = scan("max", scores, 2)
    expect(kinds(schedule(simplify([dot(softmax(scanned), v)])))).not.toContain("attention")
  })

  it("takes memory in proportion to the rows of keys and values, not to their square", () => {
    const bytes = (n: number): number => {
      const [a, b, c] = ["0", "1", "2"].map((name) => float(name, [n, 16])) as [Node, Node, Node]
      const plan = checkedPlan(dot(softmax(dot(a, transposed(b))), c))
      return plan.scratchBytes + attentionWorkspace(attentionOf(plan).attention)
    }
    expect(bytes(1024) - bytes(512)).toBe(512 * 4 * (16 + 16))
  })
})
