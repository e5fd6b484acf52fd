/** @file Activations with options, gates and slopes: call forms, refusals, gradients, exactness in float32. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { gelu, softplus } from "../../src/api/activation.js"
import { hardtanh } from "../../src/api/clamp.js"
import { fromArray, tensor } from "../../src/api/create.js"
import { celu, elu, leakyRelu, threshold } from "../../src/api/elu.js"
import { logit } from "../../src/api/exponential.js"
import { glu, prelu } from "../../src/api/glu.js"
import { round } from "../../src/api/rounding.js"
import { hardshrink, softshrink } from "../../src/api/shrink.js"
import { softmax, softmin } from "../../src/api/softmax.js"
import { neg } from "../../src/api/unary.js"
import { erfc } from "../../src/graph/special.js"
import { data } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const x = tensor([
  [-2, -0.5, 0.25, 3],
  [1, 2, -3, 0],
])
const any = untyped({
  ...{ gelu, softplus, hardtanh, celu, elu, leakyRelu, threshold, logit, glu, prelu, round, hardshrink, softshrink },
})

describe("options", () => {
  it.each([
    ["gelu", gelu({ approximate: "tanh" })(x), gelu(x, { approximate: "tanh" })],
    ["softplus", softplus({ beta: 2 })(x), softplus(x, { beta: 2 })],
    ["hardtanh", hardtanh({ maxVal: 2 })(x), hardtanh(x, { maxVal: 2 })],
    ["elu", elu({ alpha: 2 })(x), elu(x, { alpha: 2 })],
    ["celu", celu({ alpha: 2 })(x), celu(x, { alpha: 2 })],
    ["leakyRelu", leakyRelu(0.5)(x), leakyRelu(x, 0.5)],
    ["threshold", threshold(0, -1)(x), threshold(x, 0, -1)],
    ["logit", logit({ eps: 0.1 })(x), logit(x, { eps: 0.1 })],
    ["round", round({ decimals: 1 })(x), round(x, { decimals: 1 })],
    ["softshrink", softshrink({ lambda: 1 })(x), softshrink(x, { lambda: 1 })],
    ["hardshrink", hardshrink({ lambda: 1 })(x), hardshrink(x, { lambda: 1 })],
    ["glu", glu(0)(x), glu(x, 0)],
    ["prelu", prelu(tensor(0.5))(x), prelu(x, tensor(0.5))],
  ])("%s waits for its tensor", (_, late, early) => {
    expect(read(late)).toEqual(read(early))
  })
  it("are optional, and so is the call in a pipe", () => {
    expect(numbers(pipe(x, gelu))).toEqual(numbers(gelu(x, {})))
    expect([x, x].map(any.gelu).length).toBe(2)
    expect(numbers(pipe(x, leakyRelu))).toEqual(numbers(leakyRelu(x, 0.01)))
  })
  it.each<readonly [string, () => unknown, Error]>([
    [
      "gelu",
      () => any.gelu(x, { approximate: "erf" }),
      new TypeError('gelu: unknown approximation "erf": use none | tanh'),
    ],
    ["elu", () => any.elu(x, { alpha: "1" }), new TypeError('elu: alpha is a number, got "1"')],
    ["celu", () => any.celu(x, { alpha: 0 }), new RangeError("celu: alpha is a number other than 0, got 0")],
    ["softshrink", () => any.softshrink(x, { lambda: -1 }), new RangeError("softshrink: lambda is at least 0, got -1")],
    [
      "hardshrink",
      () => any.hardshrink(x, { lambd: 1 }),
      new TypeError("hardshrink: unknown option lambd: use lambda"),
    ],
    ["leakyRelu", () => any.leakyRelu("0.1"), new TypeError('leakyRelu: expected a tensor or a number, got "0.1"')],
    ["threshold", () => any.threshold(x, 1), new TypeError("threshold: value is a number, got undefined")],
    ["round", () => any.round(x, { decimals: 0.5 }), new TypeError("round: decimals is an integer, got 0.5")],
    [
      "hardtanh",
      () => any.hardtanh(tensor([1], "int32"), { maxVal: 0.5 }),
      new DTypeError("hardtanh: 0.5 is not an int32 value: use a float dtype"),
    ],
  ])("%s refuses wrong ones", (_, call, error) => {
    expect(call).toThrow(error)
  })
  it("of int32 are int32", () => {
    const whole = tensor([-2, 5], "int32")
    expect(read(hardtanh(whole))).toEqual({ shape: [2], dtype: "int32", values: [-1, 1] })
    expect(read(threshold(whole, 0, 9))).toEqual({ shape: [2], dtype: "int32", values: [9, 5] })
  })
})

describe("glu", () => {
  const sigmoid = (y: number) => 1 / (1 + Math.exp(-y))
  it("gates one half of an axis with the other", () => {
    const rows = glu(x)
    expect(rows.shape).toEqual([2, 2])
    expect(numbers(rows)[0]).toBeCloseTo(-2 * sigmoid(0.25), 7)
    expect(numbers(glu(x, 0))[3]).toBeCloseTo(3 * sigmoid(0), 7)
    expect(read(glu(fromArray(new Float32Array(0), [0, 4])))).toEqual({ shape: [0, 2], dtype: "float32", values: [] })
  })
  it("has its gradient", () => {
    const { symbolic, numeric } = slopes(any.glu, [0.3, -1.2, 2, 0.7], [2, 2])
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 8)
  })
  it("refuses odd sizes, and scalars", () => {
    expect(() => any.glu(tensor([1, 2, 3]))).toThrow(new ShapeError("glu: dim -1 of [3] is 3, which does not halve"))
    expect(() => any.glu(tensor(1))).toThrow(new ShapeError("glu: needs rank >= 1, got []"))
    expect(() => any.glu(x, 2)).toThrow(new ShapeError("glu: dim 2 is out of range for [2, 4]: use 0 | 1 | -1 | -2"))
  })
})

describe("prelu", () => {
  it("has a slope for each channel, which is dim 1", () => {
    expect(numbers(prelu(x, tensor([1, 0.5, 9, 9])))).toEqual([-2, -0.25, 0.25, 3, 1, 2, -27, 0])
    expect(numbers(prelu(tensor([-2, 2]), tensor([0.25])))).toEqual([-0.5, 2])
    expect(numbers(prelu(tensor(-2), tensor(0.25)))).toEqual([-0.5])
    expect(read(prelu(tensor([[[-4]]], "int32"), tensor([0.5])))).toMatchObject({ dtype: "float32", values: [-2] })
  })
  it("has both gradients, of which none is NaN at infinities", () => {
    const at = [inf, -2, 0, 3]
    const slope = slopes((y) => any.prelu(y, tensor([0.5], "float64")), at, [4]).symbolic
    expect(slope).toEqual([1, 0.5 * (1 + 1 / 7), 0.5 * (1 + 2 / 7), 1 + 3 / 7])
    const weights = slopes((w) => any.prelu(tensor(at, "float64"), w), [0.5], [1]).symbolic
    expect(weights).toEqual([-2 * (1 + 1 / 7)])
  })
  it("refuses other weights", () => {
    const sentence = "prelu: [2, 4] needs a weight of shape [4] or [], got [2]"
    expect(() => any.prelu(x, tensor([1, 2]))).toThrow(new ShapeError(sentence))
    expect(() => any.prelu(tensor([1, 2]), tensor([1, 2]))).toThrow(ShapeError)
    expect(() => any.prelu(tensor([1], "int32"), tensor(1, "int32"))).toThrow(DTypeError)
  })
})

it("softmin is the softmax of the negative", () => {
  expect(numbers(softmin(x, 0))).toEqual(numbers(softmax(neg(x), 0)))
  expect(numbers(softmin(x))).toEqual(numbers(softmin(-1)(x)))
})

describe("gelu in float32", () => {
  it("keeps its digits in the negative tail", () => {
    const at = Float32Array.from({ length: 2000 }, (_, i) => -12.4 + i / 160)
    const values = Array.from(data(gelu(fromArray(at, [at.length]))))
    const errors = values.map((value, i) => {
      const exact = ((at[i] as number) * erfc(-(at[i] as number) / Math.SQRT2)) / 2
      return exact === 0 ? Math.abs(value) : Math.abs(value / exact - 1)
    })
    // erfc of a rounded argument is 2e-5 off at the end
    expect(Math.max(...errors)).toBeLessThan(1e-6)
  })
  it("is 0, or the element, far out", () => {
    expect(Array.from(data(gelu(tensor([-30, -3e38, 30, 3e38, nan]))))).toEqual([-0, -0, 30, Math.fround(3e38), nan])
  })
})
