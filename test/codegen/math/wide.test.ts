/** @file float64 kernels stay within a few numbers of the interpreter, and give its special values. */
import { describe, expect, it } from "vitest"
import { atan2 } from "../../../src/codegen/math/wide-arctangent.js"
import { geluSlope } from "../../../src/codegen/math/wide-error-function.js"
import * as special from "../../../src/graph/special.js"
import { targets, vectorFunction } from "../kernel.js"
import { apart, wideCases } from "./wide.js"

describe.each(targets)("float64 with fma $fma", (target) => {
  it.each(wideCases)("$fn", (each) => {
    const { most, wrong } = apart(each, target, 40_000)
    expect(wrong).toEqual([])
    expect(most).toBeLessThanOrEqual(each.bound)
  })

  it("atan2, of numbers of any size in each quadrant", () => {
    const infinity = Number.POSITIVE_INFINITY
    const sizes = [
      0,
      2 ** -1074,
      2 ** -1022,
      1e-200,
      1e-20,
      0.4375,
      0.7,
      1,
      1.3,
      2.4375,
      3,
      1e20,
      1e200,
      infinity,
      Number.NaN,
    ]
    const numbers = sizes.flatMap((x) => [x, -x])
    const ys = Float64Array.from(numbers.flatMap((y) => numbers.map(() => y)))
    const xs = Float64Array.from(numbers.flatMap(() => numbers))
    vectorFunction(
      atan2,
      target,
      2,
      2,
    )(ys, xs).forEach((angle, i) => {
      const wanted = Math.atan2(ys[i] as number, xs[i] as number)
      const isClose = Math.abs(angle - wanted) <= 2 ** -51 * Math.abs(wanted) && angle * wanted > 0
      expect(isClose || Object.is(angle, wanted), `${ys[i]}, ${xs[i]}: ${angle} for ${wanted}`).toBe(true)
    })
  })

  it("the slope of gelu, to 1e-15 of the terms that cancel in it", () => {
    const xs = Float64Array.from({ length: 4000 }, (_, i) => -38 + 46 * ((i * 0.6180339887498949) % 1))
    vectorFunction(
      geluSlope,
      target,
      1,
      2,
    )(xs).forEach((slope, i) => {
      const x = xs[i] as number
      const terms = special.erfc(-x / Math.SQRT2) / 2 + Math.abs(x) * Math.exp((-x * x) / 2)
      expect(Math.abs(slope - special.geluSlope(x))).toBeLessThanOrEqual(1e-15 * terms + 2 ** -1068)
    })
    const infinity = Number.POSITIVE_INFINITY
    const ends = Float64Array.of(0, -0, infinity, -infinity, 1e300, -1e300, Number.NaN, 40)
    expect([...vectorFunction(geluSlope, target, 1, 2)(ends)]).toEqual([0.5, 0.5, 1, -0, 1, -0, Number.NaN, 1])
  })
})
