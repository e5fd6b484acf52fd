/**
 * @file Every function of the tables under the other transforms: tangents, second derivatives, mapping over a batch.
 */
import { describe, expect, it } from "vitest"
import { tensor } from "../../src/api/create.js"
import { sum } from "../../src/api/reduce.js"
import { jvp } from "../../src/transform/directional.js"
import { grad } from "../../src/transform/grad.js"
import { vmap } from "../../src/transform/vmap.js"
import { activationCases } from "./activation-cases.js"
import { difference, expectClose } from "./close.js"
import { functionCases } from "./function-cases.js"
import { operandCases } from "./operand-cases.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"

const t = untyped({ sum, jvp, grad, vmap })
const doubles = (values: readonly number[]) => tensor(values, "float64")
const ones = (values: readonly unknown[]) => doubles(values.map(() => 1))

describe.each([...functionCases, ...activationCases].map((c) => [c.name, c] as const))("%s", (_, { f, at }) => {
  const x = doubles(at)
  const slope = t.grad((y: unknown) => t.sum(f(y)))
  it("has its slope as tangent", () => {
    const [value, tangent] = t.jvp(f, [x], [ones(at)])
    expectClose(numbers(value), numbers(f(x)), 0)
    expectClose(
      numbers(tangent).map((y) => y + 0),
      numbers(slope(x)).map((y) => y + 0),
      1e-12,
    )
  })
  it("has a second derivative, which is that of the slope", () => {
    const second = numbers(t.grad((y: unknown) => t.sum(slope(y)))(x))
    for (const [i, value] of second.entries()) {
      const near = at[i] as number
      const expected = difference((y) => numbers(slope(doubles([y])))[0] as number, near)
      const size = Math.abs((numbers(slope(doubles([near])))[0] as number) / near)
      expect(Math.abs(value - expected), `at ${near}: ${value} for ${expected}`).toBeLessThanOrEqual(
        1e-5 * (Math.abs(expected) + size),
      )
    }
  })
  it("maps over a batch", () => {
    expectClose(numbers(t.vmap(f)(x)), numbers(f(x)), 0)
    expectClose(numbers(t.vmap(t.grad(f))(x)), numbers(slope(x)), 1e-14)
  })
})

describe.each(operandCases.map((c) => [c.name, c] as const))("%s", (_, { f, at }) => {
  const [a, b] = [doubles(at.map(([x]) => x)), doubles(at.map(([, y]) => y))]
  it("has its slopes as tangents", () => {
    const slopes = numbers(t.grad((x: unknown) => t.sum(f(x, b)))(a)).map(
      (slope, i) => slope + 2 * (numbers(t.grad((y: unknown) => t.sum(f(a, y)))(b))[i] as number),
    )
    const [, tangent] = t.jvp(f, [a, b], [ones(at), doubles(at.map(() => 2))])
    expectClose(
      numbers(tangent).map((y) => y + 0),
      slopes.map((y) => y + 0),
      1e-11,
    )
  })
  it("maps over a batch, of one operand or both", () => {
    expectClose(numbers(t.vmap(f)(a, b)), numbers(f(a, b)), 0)
    const one = tensor(1.7, "float64")
    expectClose(numbers(t.vmap((x: unknown) => f(x, one))(a)), numbers(f(a, 1.7)), 0)
  })
})
