/**
 * @file The table of functions of two operands: values in both evaluators, special numbers, slopes, call forms,
 * integers.
 */
import { describe, expect, it } from "vitest"
import { logicalXor } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { fromArray, tensor } from "../../src/api/create.js"
import { div, floorDivide, fmod, remainder } from "../../src/api/division.js"
import { hypot, pow } from "../../src/api/power.js"
import { isfinite, isinf, isnan } from "../../src/api/predicate.js"
import { round, trunc } from "../../src/api/rounding.js"
import { atan2 } from "../../src/api/trigonometry.js"
import { data } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { difference, expectClose } from "./close.js"
import { operandCases } from "./operand-cases.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const table = operandCases.map((c) => [c.name, c] as const)
const { NaN: nan, POSITIVE_INFINITY: inf } = Number

describe.each(table)("%s", (_, { f, of, at, special, slopes: known = [] }) => {
  const column = (rows: readonly (readonly number[])[], i: number) => rows.map((row) => row[i] as number)
  const doubles = (values: readonly number[]) => tensor(values, "float64")
  const slope = (rows: readonly (readonly number[])[], which: 0 | 1) => {
    const [a, b] = [column(rows, 0), column(rows, 1)]
    const along = (x: unknown) => (which === 0 ? f(x, doubles(b)) : f(doubles(a), x))
    const { symbolic } = slopes(along, which === 0 ? a : b, [rows.length])
    return symbolic.map((value, i) => value / (1 + i / 7))
  }
  it("has its values in float64", () => {
    const values = numbers(f(doubles(column(at, 0)), doubles(column(at, 1))))
    expectClose(
      values,
      at.map(([a, b]) => of(a, b)),
      1e-12,
    )
  })
  it("has them in kernels, as far as float32 tells", () => {
    const rows = [...at, ...special]
    const [a, b] = [column(rows, 0), column(rows, 1)].map((x) => fromArray(Float32Array.from(x), [x.length]))
    const reference = numbers(cast(f(cast(a as never, "float64"), cast(b as never, "float64")), "float32"))
    expectClose(Array.from(data(f(a, b))), reference, 4e-6)
  })
  it("has its special values", () => {
    const values = numbers(f(doubles(column(special, 0)), doubles(column(special, 1))))
    expectClose(values, column(special, 2), 1e-14)
  })
  it("has its slopes", () => {
    for (const [i, value] of slope(at, 0).entries()) {
      const [a, b] = at[i] as [number, number]
      expect(value, `a slope at ${a}, ${b}`).toBeCloseTo(
        difference((x) => of(x, b), a),
        5,
      )
    }
    for (const [i, value] of slope(at, 1).entries()) {
      const [a, b] = at[i] as [number, number]
      const expected = difference((x) => of(a, x), b)
      expect(Math.abs(value - expected), `b slope at ${a}, ${b}`).toBeLessThan(1e-5 * (1 + Math.abs(expected)))
    }
  })
  it("has PyTorch's slopes where there are several, or none", () => {
    const plain = (values: readonly number[]) => values.map((value) => value + 0)
    expectClose(plain(slope(known, 0)), plain(column(known, 2)), 1e-12)
    expectClose(plain(slope(known, 1)), plain(column(known, 3)), 1e-12)
  })
  it("broadcasts, and waits for its left operand", () => {
    const [a, b] = at[0] as [number, number]
    const y = f(tensor([[a], [a]]), tensor([b, b, b]))
    expect(read(y)).toMatchObject({ shape: [2, 3], dtype: "float32" })
    expect(read(f(fromArray(new Float32Array(0), [0, 3]), b))).toEqual({ shape: [0, 3], dtype: "float32", values: [] })
    expect(numbers(f(tensor([a]), b))).toEqual(numbers(f(tensor([a]), tensor([b]))))
    expect(() => f(tensor([1, 2]), tensor([1, 2, 3]))).toThrow(ShapeError)
    expect(() => f(tensor([true]), tensor([true]))).toThrow(DTypeError)
  })
})

describe("integers", () => {
  const a = tensor([7, -7, 7, -7, 5, -(2 ** 31)], "int32")
  const b = tensor([2, 2, -2, -2, 0, -1], "int32")
  it.each([
    ["floorDivide", floorDivide(a, b), [3, -4, -4, 3, 0, -(2 ** 31)]],
    ["div, floor", div(a, b, { rounding: "floor" }), [3, -4, -4, 3, 0, -(2 ** 31)]],
    ["div, trunc", div(a, b, { rounding: "trunc" }), [3, -3, -3, 3, 0, -(2 ** 31)]],
    ["remainder", remainder(a, b), [1, 1, -1, -1, 0, 0]],
    ["fmod", fmod(a, b), [1, -1, 1, -1, 0, 0]],
    ["pow", pow(a, 2), [49, 49, 49, 49, 25, 0]],
    ["pow, negative", pow(tensor([2, 1, -1, -1], "int32"), tensor([-1, -5, -2, -3], "int32")), [0, 1, 1, -1]],
    ["trunc", trunc(a), [7, -7, 7, -7, 5, -(2 ** 31)]],
    ["round", round(a, { decimals: 2 }), [7, -7, 7, -7, 5, -(2 ** 31)]],
  ])("%s stays one, in both evaluators", (_, y, values) => {
    expect(read(y)).toEqual({ shape: [values.length], dtype: "int32", values })
    expect(Array.from(data(y))).toEqual(values)
  })
  it("have no tens, no fractions and no angles", () => {
    const any = untyped({ round, pow, atan2, hypot })
    expect(() => any.round(a, { decimals: -1 })).toThrow(DTypeError)
    expect(() => any.pow(a, 0.5)).toThrow("pow: 0.5 is not an int32 value: use a float dtype")
    expect(() => any.atan2(a, b)).toThrow('atan2 needs a float tensor, got int32: use cast(x, "float32") first')
    expect(() => any.hypot(2)(a)).toThrow('hypot needs a float tensor, got int32: use cast(x, "float32") first')
  })
})

describe("predicates", () => {
  const x = tensor([1, nan, inf, -inf])
  const whole = tensor([1, 2], "int32")
  it.each([
    ["isnan", isnan(x), [0, 1, 0, 0]],
    ["isinf", isinf(x), [0, 0, 1, 1]],
    ["isfinite", isfinite(x), [1, 0, 0, 0]],
    ["isnan of integers", isnan(whole), [0, 0]],
    ["isinf of integers", isinf(whole), [0, 0]],
    ["isfinite of truths", isfinite(tensor([true, false])), [1, 1]],
    ["logicalXor", logicalXor(tensor([true, true, false]), tensor([2, 0, 0])), [0, 1, 0]],
  ])("%s", (_, y, values) => {
    expect(read(y)).toEqual({ shape: [values.length], dtype: "bool", values })
    expect(Array.from(data(y))).toEqual(values)
  })
})

describe("div", () => {
  const x = tensor([7, -7])
  it("waits for its left operand with options too", () => {
    expect(numbers(div(2, { rounding: "floor" })(x))).toEqual([3, -4])
    expect(numbers(div(tensor(2), { rounding: "trunc" })(x))).toEqual([3, -3])
    expect(numbers(div(2, {})(x))).toEqual([3.5, -3.5])
    expect(numbers(div(2)(x))).toEqual([3.5, -3.5])
  })
  it("refuses other roundings", () => {
    expect(() => untyped({ div }).div(x, 2, { rounding: "up" })).toThrow(
      new TypeError('div: unknown rounding "up": use floor | trunc'),
    )
    expect(() => untyped({ div }).div(x, 2, { mode: "floor" })).toThrow(TypeError)
  })
})
