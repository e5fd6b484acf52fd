/** @file What is computed where a matrix product is written: which kernels join it. */
import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { explainPlan } from "../../src/schedule/explain.js"
import type { Plan } from "../../src/schedule/plan.js"
import { checkedPlan } from "./checked-plan.js"

const x = build.parameter("0", [12, 20], "float32")
const w = build.parameter("1", [20, 30], "float32")
const bias = build.parameter("2", [30], "float32")
const residual = build.parameter("3", [12, 30], "float32")
const product = dot(x, w)
const shifted = build.binary("add", product, build.broadcastTo(bias, [12, 30]))
const zeros = build.fill(0, [12, 30], "float32")
const relu = (node: Node) => build.binary("maximum", node, build.fill(0, node.shape, "float32"))

const kindsOf = (plan: Plan): readonly string[] =>
  plan.steps.map((step) =>
    step.kind === "gemm" && step.gemm.epilogue !== undefined ? "product and epilogue" : step.kind,
  )

const alone = ["product and epilogue"]

describe("an epilogue", () => {
  it("takes bias, activation, residual and scale into the product, which is not written", () => {
    const scaled = build.binary("mul", relu(shifted), build.fill(0.5, [12, 30], "float32"))
    const plan = checkedPlan(build.binary("add", tanh(scaled), residual))
    expect(explainPlan(plan, (input) => `in${input}`)).toMatchInlineSnapshot(`
      "plan: 1 kernel, 0 B of scratch
        1. matrix product [12, 20] @ [20, 30], then add · maximum · mul · tanh · add (16.2 kflop), 6.36 kB
           reads in0 float32[240], in1 float32[600], in2 float32[30], in3 float32[360]
           writes #4 float32[360]: a result"
    `)
  })

  it("masks the gradient of a layer", () => {
    const mask = build.compare("le", build.binary("add", residual, build.broadcastTo(bias, [12, 30])), zeros)
    expect(kindsOf(checkedPlan(build.select(mask, zeros, product)))).toEqual(alone)
  })

  it("updates weights where their gradient is computed", () => {
    const rate = build.fill(0.1, [20, 30], "float32")
    const gradient = dot(build.permute(x, [1, 0]), residual)
    const plan = checkedPlan(build.binary("sub", w, build.binary("mul", gradient, rate)))
    expect([kindsOf(plan), plan.scratchBytes]).toEqual([alone, 0])
  })

  it("has several results, and the product among them where others need it", () => {
    const positive = build.compare("gt", shifted, zeros)
    expect(kindsOf(checkedPlan(relu(shifted), positive))).toEqual(alone)
    expect(kindsOf(checkedPlan(relu(shifted), product))).toEqual(alone)
    const sums = build.reduce("sum", product, [0])
    expect(kindsOf(checkedPlan(relu(shifted), sums))).toEqual([...alone, "nest"])
  })

  it("keeps the product where no result could hold its partial sums", () => {
    const plan = checkedPlan(build.compare("gt", shifted, zeros))
    expect(kindsOf(plan)).toEqual(alone)
    expect(plan.buffers.filter(({ place }) => place.kind === "scratch")).toHaveLength(1)
  })

  it("follows the product through another shape", () => {
    const reshaped = build.reshape(product, [3, 4, 30])
    expect(kindsOf(checkedPlan(relu(build.binary("add", reshaped, build.broadcastTo(bias, [3, 4, 30])))))).toEqual(
      alone,
    )
    const steps = build.parameter("4", [4, 1], "float32")
    const stepped = build.binary("add", reshaped, build.broadcastTo(steps, [3, 4, 30]))
    expect(kindsOf(checkedPlan(stepped))).toEqual(["gemm", "nest"])
  })

  it("writes a product in another order of axes", () => {
    expect(
      kindsOf(checkedPlan(build.reshape(build.permute(build.reshape(product, [12, 5, 6]), [0, 2, 1]), [12, 30]))),
    ).toEqual(["gemm", "nest"])
    const heads = dot(build.parameter("0", [2, 3, 8, 4], "float32"), build.parameter("1", [2, 3, 4, 6], "float32"))
    const plan = checkedPlan(build.reshape(build.permute(heads, [0, 2, 1, 3]), [16, 18]))
    expect([kindsOf(plan), plan.scratchBytes]).toEqual([alone, 0])
  })

  it("moves with the products of a batch, whatever the others' batch axes are", () => {
    const heads = dot(build.parameter("0", [2, 3, 8, 4], "float32"), build.parameter("1", [2, 3, 4, 8], "float32"))
    const [perHead, perBatch] = [
      build.parameter("2", [3, 1, 8], "float32"),
      build.parameter("3", [2, 1, 8, 1], "float32"),
    ]
    const first = build.binary("add", heads, build.broadcastTo(perHead, heads.shape))
    const later = build.compare("lt", build.iota(heads.shape, 2), build.iota(heads.shape, 3))
    const masked = build.select(later, build.fill(-100, heads.shape, "float32"), first)
    expect(kindsOf(checkedPlan(build.binary("mul", masked, build.broadcastTo(perBatch, heads.shape))))).toEqual(alone)
  })

  it("writes bytes and numbers for each product of a batch", () => {
    const products = dot(build.parameter("0", [5, 6, 4], "float32"), build.parameter("1", [5, 4, 7], "float32"))
    const limits = build.broadcastTo(build.parameter("2", [5, 1, 7], "float32"), products.shape)
    const above = build.compare("gt", products, limits)
    expect(kindsOf(checkedPlan(above, build.select(above, products, limits)))).toEqual(alone)
  })

  it("reads the same buffer in several ways, as an operand too", () => {
    const square = build.parameter("0", [9, 9], "float32")
    const sum = build.binary("add", dot(square, square), build.permute(square, [1, 0]))
    expect(kindsOf(checkedPlan(build.binary("mul", sum, square)))).toEqual(alone)
  })

  it("reads what another product wrote", () => {
    const other = dot(build.parameter("4", [12, 7], "float32"), build.parameter("5", [7, 30], "float32"))
    const plan = checkedPlan(tanh(build.binary("add", build.binary("add", product, other), shifted)))
    expect(kindsOf(plan).toSorted()).toEqual(["gemm", ...alone])
  })

  it("leaves alone what does not go through the product in step", () => {
    const row = build.reduce("max", product, [1])
    const over = build.binary("sub", product, build.broadcastTo(build.insertAxes(row, [1]), [12, 30]))
    expect(kindsOf(checkedPlan(over))).toEqual(["gemm", "nest"])
    const square = build.parameter("0", [9, 9], "float32")
    const squared = dot(square, square)
    expect(kindsOf(checkedPlan(build.binary("add", squared, build.permute(squared, [1, 0]))))).toEqual(["gemm", "nest"])
    const wide = build.broadcastTo(build.insertAxes(product, [0]), [4, 12, 30])
    expect(kindsOf(checkedPlan(build.binary("mul", wide, build.parameter("4", [4, 12, 30], "float32"))))).toEqual([
      "gemm",
      "nest",
    ])
  })

  it("does not wait for itself: a scale that is computed from the product comes after it", () => {
    const norm = build.unary("sqrt", build.reduce("sum", build.binary("mul", product, product), [0, 1]))
    const scaled = build.binary("div", product, build.broadcastTo(norm, [12, 30]))
    expect(kindsOf(checkedPlan(scaled))[0]).toBe("gemm")
  })

  it("follows an empty sum with a kernel of its own", () => {
    const empty = dot(build.parameter("0", [3, 0], "float32"), build.parameter("1", [0, 4], "float32"))
    expect(kindsOf(checkedPlan(build.unary("exp", empty)))).toEqual(["gemm", "nest"])
  })

  it("stands at products of one element, one row and one column", () => {
    for (const [m, n] of [
      [1, 1],
      [1, 30],
      [12, 1],
    ] as const) {
      const thin = dot(build.parameter("0", [m, 20], "float32"), build.parameter("1", [20, n], "float32"))
      const other = build.parameter("2", [m, n], "float32")
      expect(kindsOf(checkedPlan(relu(build.binary("add", thin, other))))).toEqual(alone)
    }
  })
})
