/** @file Scans in kernels: what they join, where they get a buffer, and special numbers against the interpreter. */
import { describe, expect, it } from "vitest"
import { interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { run } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import type { ScanFn } from "../../src/graph/op.js"
import { sin, tanh } from "../../src/primitives/elementary.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import { describeSteps } from "../../src/schedule/describe.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"

const x = build.parameter("0", [6, 10], "float32")

const numbers = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => 3 * Math.sin(i * i))

/** The steps of the plan, after checking that they compute what the interpreter does. */
const stepsOf = (root: Node, input = numbers(60)): readonly string[] => {
  const plan = schedule(simplify([root]))
  const values = [...readStorage(run(plan, [storageOf(input)])[0] as never)]
  const expected = [...readStorage(interpretRoots([root], [storageOf(input)])[0] as never)]
  expect(values).toHaveLength(expected.length)
  values.forEach((value, i) => {
    const want = expected[i] as number
    if (Number.isFinite(want)) expect(Math.abs(value - want)).toBeLessThanOrEqual(2e-6 * (1 + Math.abs(want)))
    else expect({ i, value }).toEqual({ i, value: want })
    if (want === 0 && value === 0) expect(value).toBe(want)
  })
  return describeSteps(plan)
}

const fns: readonly ScanFn[] = ["sum", "max", "min", "logsumexp"]

describe("scans", () => {
  it.each(fns)("%s joins what is computed around it, along either axis", (fn) => {
    for (const axis of [0, 1]) {
      const around = tanh(scan(fn, build.binary("mul", x, x), axis))
      const [step, ...rest] = stepsOf(build.binary("add", around, x))
      expect(rest).toEqual([])
      expect(step).toContain(axis === 0 ? "rows [10] × axis [6]" : "rows [6] × axis [10]")
    }
  })

  it("share their axis with reductions over it, on either side", () => {
    const total = (node: Node) => build.broadcastTo(build.insertAxes(build.reduce("sum", node, [1]), [1]), [6, 10])
    expect(stepsOf(build.binary("sub", scan("sum", x, 1), total(x)))).toHaveLength(1)
    expect(stepsOf(total(scan("max", x, 1)))).toHaveLength(1)
    expect(stepsOf(scan("sum", build.binary("sub", x, total(scan("max", x, 1))), 1))).toHaveLength(1)
  })

  it("get a buffer where the loops run otherwise", () => {
    expect(stepsOf(scan("sum", scan("max", x, 0), 1))).toHaveLength(2)
    expect(stepsOf(build.slice(scan("sum", x, 1), [0, 9], [1, -1], [6, 10]))).toHaveLength(2)
    expect(stepsOf(build.slice(scan("sum", x, 1), [0, 2], [1, 1], [6, 8]))).toHaveLength(2)
    expect(stepsOf(build.broadcastTo(scan("sum", x, 1), [3, 6, 10]))).toHaveLength(2)
    expect(stepsOf(build.reduce("sum", scan("sum", x, 1), [0]))).toHaveLength(2)
    const diagonal = scan("sum", build.broadcastTo(build.reshape(build.reduce("max", x, [1]), [6, 1]), [6, 6]), 1)
    expect(stepsOf(diagonal)).toHaveLength(2)
  })

  it("need none of what follows the part that is read", () => {
    expect(stepsOf(build.slice(scan("sum", x, 1), [2, 0], [1, 1], [3, 5]))).toHaveLength(1)
  })

  it("of one element are that element", () => {
    const one = build.parameter("0", [4, 1], "float32")
    for (const fn of fns) expect(stepsOf(scan(fn, one, 1), numbers(4))[0]).not.toContain("× axis")
    for (const fn of fns) stepsOf(scan(fn, one, 1), Float32Array.of(-0, 0, NaN, -Infinity))
    expect(stepsOf(recurrence(one, build.unary("neg", one), 1), numbers(4))).toHaveLength(1)
  })

  it.each(fns)("%s of infinities and NaN is what the interpreter says, wherever they stand", (fn) => {
    const rare = [NaN, Infinity, -Infinity, -1000, 1000, 0, -0]
    for (let seed = 0; seed < 60; seed++) {
      const input = Float32Array.from({ length: 60 }, (_, i) => {
        const pick = (Math.imul(i + 1, 2654435761 + 40503 * seed) >>> 8) % 23
        return seed < 7 && i % 10 < 4 ? (rare[seed] as number) : (rare[pick] ?? pick - 12)
      })
      for (const axis of [0, 1]) expect(stepsOf(scan(fn, x, axis), input)).toHaveLength(1)
    }
  })

  it("find the places of running maxima by comparing in numbers that are equal to the bit", () => {
    const y = build.unary("exp", sin(x))
    const running = scan("max", y, 1)
    const places = build.select(
      build.compare("eq", y, running),
      build.iota([6, 10], 1),
      build.fill(-1, [6, 10], "int32"),
    )
    expect(stepsOf(build.cast(scan("max", places, 1), "float32"))).toHaveLength(1)
    const apart = build.compare("eq", y, build.slice(build.concat([running, running], 0), [0, 0], [1, 1], [6, 10]))
    stepsOf(build.cast(apart, "float32"))
  })

  it("recurrences of int32 wrap", () => {
    const n = build.cast(x, "int32")
    const big = build.binary("mul", n, build.fill(123456789, [6, 10], "int32"))
    for (const axis of [0, 1]) expect(stepsOf(build.cast(recurrence(big, n, axis), "float32"))).toHaveLength(1)
  })
})
