/** @file Where arguments begin is no part of a kernel: those that differ in nothing else are one. */
import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { part } from "../../src/graph/part.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import type { Plan } from "../../src/schedule/plan.js"
import { checkedPlan } from "./checked-plan.js"

/** How many different kernels of a kind there are, and how many steps. */
const counts = ({ steps }: Plan, kind: "nest" | "gemm") => {
  const all = steps.flatMap((step): readonly object[] => {
    if (step.kind === "nest" && kind === "nest") return [step.nest]
    return step.kind === "gemm" && kind === "gemm" ? [step.gemm] : []
  })
  return [new Set(all.map((kernel) => JSON.stringify(kernel))).size, all.length]
}

const rows = (x: Node): readonly Node[] => Array.from({ length: x.shape[0] as number }, (_, i) => part(x, 0, i, 1))

describe("starts", () => {
  it("makes one kernel of those that read and write a tensor at one place after another", () => {
    const x = build.parameter("0", [5, 8], "float32")
    const plan = checkedPlan(
      build.concat(
        rows(x).map((row) => tanh(row)),
        0,
      ),
    )
    expect(counts(plan, "nest")).toEqual([1, 5])
    expect(plan.steps.map((step) => (step.kind === "nest" ? step.starts : []))).toEqual([
      undefined,
      ...[8, 16, 24, 32].map((start) => [start, start]),
    ])
  })

  it("keeps the distances of several places in one buffer, also backwards", () => {
    const x = build.parameter("0", [5, 8], "float32")
    const reversed = (node: Node) => build.slice(node, [0, 7], [1, -1], [1, 8])
    const pairs = rows(x).map((row, i, all) => build.binary("sub", reversed(row), all[(i + 1) % 4] as Node))
    const plan = checkedPlan(build.concat(pairs.slice(0, 3), 0))
    expect(counts(plan, "nest")).toEqual([1, 3])
  })

  it("is so of products, their operands and what follows them", () => {
    const [x, w, bias] = [
      build.parameter("0", [5, 6], "float32"),
      build.parameter("1", [6, 8], "float32"),
      build.parameter("2", [5, 8], "float32"),
    ]
    const biases = rows(bias)
    const products = rows(x).map((row, i) => tanh(build.binary("add", dot(row, w), biases[i] as Node)))
    const plan = checkedPlan(...products)
    expect(counts(plan, "gemm")).toEqual([1, 5])
    expect(counts(plan, "nest")).toEqual([0, 0])
  })
})
