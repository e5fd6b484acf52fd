/** @file Masks of a gradient that are read off the layer's result, so that nothing else is kept for them. */
import { describe, expect, it } from "vitest"
import { readStorage } from "../../src/exec/read.js"
import { run } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { printGraph } from "../../src/graph/print.js"
import { applyCompare } from "../../src/graph/scalar.js"
import { topological } from "../../src/graph/walk.js"
import { dot } from "../../src/primitives/dot.js"
import { describeSteps } from "../../src/schedule/describe.js"
import { masksOfResults } from "../../src/schedule/masks.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"
import { checkedPlan } from "./checked-plan.js"

const x = build.parameter("0", [4, 6], "float32")
const w = build.parameter("1", [6, 5], "float32")
const v = build.parameter("2", [5, 3], "float32")
const g = build.parameter("3", [4, 5], "float32")
const zeros = build.fill(0, [4, 5], "float32")

describe("a mask", () => {
  it("is read off the result of a layer: its product is not written", () => {
    const hidden = build.binary("add", dot(x, w), g)
    const mask = build.compare("le", hidden, zeros)
    const relu = build.select(mask, zeros, hidden)
    const plan = checkedPlan(dot(relu, v), build.select(mask, zeros, g))
    expect(describeSteps(plan)).toMatchInlineSnapshot(`
      [
        "matrix product [4, 6] @ [6, 5], then add · le · select · le · select",
        "matrix product [4, 5] @ [5, 3]",
      ]
    `)
    expect(plan.scratchBytes).toBe(4 * 5 * 4 + 48)
  })

  it.each(["eq", "ne", "lt", "le", "gt", "ge"] as const)("of %s is the same bits, special numbers included", (fn) => {
    const numbers = Float32Array.of(Number.NaN, -0, 0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2)
    const input = build.parameter("0", [8], "float32")
    for (const limit of [0, 1, -0, Number.POSITIVE_INFINITY]) {
      const bound = build.fill(limit, [8], "float32")
      const mask = build.compare(fn, input, bound)
      for (const result of [build.select(mask, bound, input), build.select(mask, input, bound)]) {
        const ones = build.select(mask, build.fill(1, [8], "float32"), build.fill(2, [8], "float32"))
        const storages = run(schedule(simplify([result, ones])), [storageOf(numbers.slice())])
        expect([...readStorage(storages[1] as never)]).toEqual(
          [...numbers].map((value) => (applyCompare(fn)(value, limit) ? 1 : 2)),
        )
      }
    }
  })

  it("stays what it is where its side of the comparison does not show, or no result is in memory", () => {
    const unchanged = (...roots: Node[]) => {
      const simple = simplify(roots)
      expect(printGraph(masksOfResults(simple, topological(simple)))).toBe(printGraph(simple))
    }
    const hidden = build.binary("add", g, g)
    const strict = build.compare("lt", hidden, zeros)
    unchanged(dot(build.select(strict, zeros, hidden), v), build.select(strict, zeros, g))
    const mask = build.compare("le", hidden, zeros)
    const relu = build.select(mask, zeros, hidden)
    unchanged(dot(build.unary("exp", relu), v), build.select(mask, zeros, g))
    unchanged(dot(relu, v))
  })
})
