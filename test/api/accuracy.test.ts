/**
 * @file How far the functions of the tables are from float64 in kernels, in units of the last place, special values
 * met.
 */
import { describe, expect, it } from "vitest"
import { fromArray } from "../../src/api/create.js"
import { data } from "../../src/read.js"
import { measure, randomPoints, specialPoints } from "../codegen/math/accuracy.js"
import { activationCases } from "./activation-cases.js"
import { functionCases } from "./function-cases.js"

/** 2 unless more is said, with the reason. */
const bounds: Readonly<Record<string, number>> = {
  // a quotient of two functions, and a product
  tan: 3,
  acos: 2.2,
  // the square of the exponential of a half, where the whole overflows
  sinh: 2.4,
  cosh: 2.4,
  acosh: 3,
  atanh: 2.2,
  logit: 3.3,
  "logit with eps": 3.3,
  // sigmoid is subnormal below -87
  silu: 60,
  mish: 60,
  gelu: 3.8,
  // the exponential of a rounded argument
  "gelu by tanh": 200,
  "softplus with beta and threshold": 75,
}

/** What rounds an intermediate result on purpose, as PyTorch does. */
const rough = ["round to two decimals", "round to hundreds", "tanhshrink"]

const ranges = [
  [-1, 1],
  [-12.5, 12.5],
  [-90, 90],
] as const

const table = [...functionCases, ...activationCases]
  .filter(({ name }) => !rough.includes(name))
  .map((c) => [c.name, bounds[c.name] ?? 2, c] as const)

describe("kernels of compositions", () => {
  it.each(table)("%s is within %d ulp", (name, bound, { f, of }) => {
    const apply = (x: Float32Array) => data(f(fromArray(x, [x.length]))) as Float32Array
    const samples = ranges.map(([low, high], i) => randomPoints(6000, low, high, i + 1))
    for (const { ulps, at, wrong } of [...samples, specialPoints()].map((x) => measure(apply, of, [x]))) {
      // 0 - 0 is 0, as in PyTorch, where the truth is just below
      expect(wrong.filter((text) => name !== "logSigmoid" || !/ = 0, not -/.test(text))).toEqual([])
      expect(ulps, `at ${at}`).toBeLessThanOrEqual(bound)
    }
  })
  it("keep most digits of silu, mish and gelu where they matter", () => {
    const near = table.filter(([name]) => ["silu", "mish", "gelu"].includes(name))
    expect(near.length).toBe(3)
    for (const [name, , { f, of }] of near) {
      const x = Float32Array.from({ length: 20000 }, (_, i) => -12.4 + i / 1000)
      const { ulps } = measure((y) => data(f(fromArray(y, [y.length]))) as Float32Array, of, [x])
      expect(ulps, name).toBeLessThanOrEqual(3.8)
    }
  })
})
