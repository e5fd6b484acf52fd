/**
 * @file The table of elementwise functions: values in both evaluators, special numbers, slopes, shapes of every kind.
 */
import { describe, expect, it } from "vitest"
import { cast } from "../../src/api/cast.js"
import { fromArray, tensor } from "../../src/api/create.js"
import { nodeOf } from "../../src/api/handle.js"
import { data } from "../../src/read.js"
import { activationCases } from "./activation-cases.js"
import { difference, expectClose } from "./close.js"
import type { FunctionCase } from "./function-case.js"
import { functionCases } from "./function-cases.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"

const table = [...functionCases, ...activationCases].map((c) => [c.name, c] as const)

const slopeAt = (f: FunctionCase["f"], at: readonly number[]) =>
  slopes(f, at, [at.length]).symbolic.map((slope, i) => slope / (1 + i / 7))

describe.each(table)("%s", (_, { f, of, at, special, slopes: known = [] }) => {
  it("has its values in float64", () => {
    expectClose(numbers(f(tensor(at, "float64"))), at.map(of), 2e-13)
  })
  it("has them in kernels, as far as float32 tells", () => {
    const x = Float32Array.from([...at, ...special.map(([value]) => value)])
    const computed: readonly number[] = Array.from(data(f(fromArray(x, [x.length]))))
    const reference = numbers(cast(f(cast(fromArray(x, [x.length]), "float64")), "float32"))
    expectClose(computed, reference, 4e-6)
  })
  it("has its special values", () => {
    expect(special).not.toEqual([])
    const x = special.map(([value]) => value)
    expectClose(
      numbers(f(tensor(x, "float64"))),
      special.map(([, value]) => value),
      1e-14,
    )
  })
  it("has its slope", () => {
    for (const [i, slope] of slopeAt(f, at).entries()) {
      const x = at[i] as number
      const bound = 1e-6 * (Math.abs(slope) + Math.abs(of(x) / x))
      expect(Math.abs(slope - difference(of, x)), `at ${x}: ${slope} for ${difference(of, x)}`).toBeLessThanOrEqual(
        bound,
      )
    }
  })
  if (known.length > 0) {
    it("has PyTorch's slopes where there are several, or none", () => {
      const slope = slopeAt(
        f,
        known.map(([x]) => x),
      )
      expectClose(
        slope.map((value) => value + 0),
        known.map(([, value]) => value + 0),
        1e-12,
      )
    })
  }
  it.each([[[]], [[1]], [[0, 3]], [[1, 1, 1, 2, 1, 1, 1, 1]]])("keeps the shape %j", (shape) => {
    const count = shape.reduce((a: number, b: number) => a * b, 1)
    const x = Float32Array.from({ length: count }, (_, i) => at[i] as number)
    const y = f(fromArray(x, shape))
    expect(read(y)).toMatchObject({ shape, dtype: "float32" })
    expect(nodeOf(y).shape).toEqual(shape)
    expect(data(y).length).toBe(count)
  })
})
