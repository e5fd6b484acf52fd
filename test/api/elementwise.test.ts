/** @file Elementwise operations: values, special values, dtypes, both call forms, refusals. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { add, logicalAnd, logicalOr, maximum, minimum, mul, sub } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from "../../src/api/compare.js"
import { label, tensor } from "../../src/api/create.js"
import { div } from "../../src/api/division.js"
import {
  abs,
  exp,
  log,
  logicalNot,
  neg,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  square,
  tanh,
} from "../../src/api/unary.js"
import { where } from "../../src/api/where.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const x = tensor([
  [1, -2, 3],
  [0, 0.5, -6],
])
const row = tensor([10, 20, 30])
const whole = tensor([1, 2, -3], "int32")
const flags = tensor([true, false, true])

describe("one tensor", () => {
  const special = tensor([-inf, -1, -0, 0, 2, inf, nan])
  it.each([
    ["neg", neg, [inf, 1, 0, -0, -2, -inf, nan]],
    ["abs", abs, [inf, 1, 0, 0, 2, inf, nan]],
    ["relu", relu, [0, 0, 0, 0, 2, inf, nan]],
    ["square", square, [inf, 1, 0, 0, 4, inf, nan]],
    ["reciprocal", reciprocal, [-0, -1, -inf, inf, 0.5, 0, nan]],
    ["exp", exp, [0, Math.exp(-1), 1, 1, Math.exp(2), inf, nan]],
    ["log", log, [nan, nan, -inf, -inf, Math.log(2), inf, nan]],
    ["sqrt", sqrt, [nan, nan, -0, 0, Math.sqrt(2), inf, nan]],
    ["tanh", tanh, [-1, Math.tanh(-1), -0, 0, Math.tanh(2), 1, nan]],
    ["sigmoid", sigmoid, [0, 1 / (1 + Math.exp(1)), 0.5, 0.5, 1 / (1 + Math.exp(-2)), 1, nan]],
  ])("%s", (_, f, values) => {
    expect(numbers(f(special))).toEqual(values)
  })
  it("keeps integers", () => {
    expect(read(neg(whole))).toEqual({ shape: [3], dtype: "int32", values: [-1, -2, 3] })
    expect(read(sign(whole))).toEqual({ shape: [3], dtype: "int32", values: [1, 1, -1] })
    expect(read(square(whole))).toEqual({ shape: [3], dtype: "int32", values: [1, 4, 9] })
    expect(read(relu(whole))).toEqual({ shape: [3], dtype: "int32", values: [1, 2, 0] })
    expect(read(reciprocal(whole))).toEqual({ shape: [3], dtype: "float32", values: [1, 0.5, 1 / -3] })
  })
  it("negates truth", () => {
    expect(read(logicalNot(flags))).toEqual({ shape: [3], dtype: "bool", values: [0, 1, 0] })
    expect(read(logicalNot(tensor([0, 0.5, nan])))).toEqual({ shape: [3], dtype: "bool", values: [1, 0, 0] })
  })
  it("refuses dtypes", () => {
    const any = untyped({ exp, neg, relu })
    expect(() => any.exp(whole)).toThrow(
      new DTypeError('exp needs a float tensor, got int32: use cast(x, "float32") first'),
    )
    expect(() => any.neg(flags)).toThrow(new DTypeError('neg needs numbers, got bool: use cast(x, "int32") first'))
    expect(() => any.relu(flags)).toThrow(new DTypeError('relu needs numbers, got bool: use cast(x, "int32") first'))
  })
  it.each([
    [5, "exp: expected a tensor, got 5: use tensor(value) to make one"],
    [[1, 2], "exp: expected a tensor, got [1, 2]: use tensor(value) to make one"],
    [undefined, "exp: expected a tensor, got undefined: use tensor(value) to make one"],
    [new Float32Array(2), "exp: expected a tensor, got a Float32Array: use fromArray(values, shape)"],
    [() => x, "exp: expected a tensor, got a function: call it with its tensor first"],
  ])("refuses %s", (value, sentence) => {
    expect(() => untyped({ exp }).exp(value)).toThrow(new TypeError(sentence))
  })
})

describe("two operands", () => {
  it.each([
    ["add", add(x, row), [11, 18, 33, 10, 20.5, 24]],
    ["sub", sub(x, row), [-9, -22, -27, -10, -19.5, -36]],
    ["mul", mul(x, row), [10, -40, 90, 0, 10, -180]],
    ["div", div(x, row), [0.1, -0.1, 0.1, 0, 0.025, -0.2]],
    ["maximum", maximum(x, 0), [1, 0, 3, 0, 0.5, 0]],
    ["minimum", minimum(x, 0), [0, -2, 0, 0, 0, -6]],
  ])("%s broadcasts", (_, y, values) => {
    expect(read(y)).toEqual({ shape: [2, 3], dtype: "float32", values })
  })
  it("has two call forms that agree", () => {
    expect(numbers(pipe(x, sub(row)))).toEqual(numbers(sub(x, row)))
    expect(numbers(pipe(x, sub(1)))).toEqual(numbers(sub(x, 1)))
    expect(numbers(pipe(x, div(row)))).toEqual(numbers(div(x, row)))
    expect(numbers(pipe(whole, less(2)))).toEqual([1, 0, 1])
    expect(numbers(pipe(flags, logicalAnd(tensor([true, true, false]))))).toEqual([1, 0, 0])
  })
  it("takes a number on either side", () => {
    expect(numbers(sub(1, row))).toEqual([-9, -19, -29])
    expect(numbers(less(15, row))).toEqual([0, 1, 1])
  })
  it("keeps or promotes dtypes", () => {
    const double = tensor([1, 2, 3], "float64")
    const types = [
      [add(whole, 1), "int32"],
      [add(whole, whole), "int32"],
      [add(whole, flags), "int32"],
      [add(row, whole), "float32"],
      [add(row, double), "float64"],
      [add(row, 0.5), "float32"],
      [div(whole, whole), "float32"],
      [div(whole, 2), "float32"],
      [div(double, whole), "float64"],
      [logicalOr(whole, 0), "bool"],
      [where(flags, whole, row), "float32"],
      [where(flags, 1, 0), "float32"],
      [where(flags, flags, flags), "bool"],
      [cast(row, "int32"), "int32"],
    ] as const
    expect(types.map(([y]) => y.dtype)).toEqual(types.map(([, dtype]) => dtype))
    expect(numbers(div(whole, 2))).toEqual([0.5, 1, -1.5])
    expect(numbers(add(whole, flags))).toEqual([2, 2, -2])
  })
  it("keeps NaN in maximum and minimum", () => {
    const y = tensor([nan, 1, nan])
    expect(numbers(maximum(y, 0))).toEqual([nan, 1, nan])
    expect(numbers(minimum(row, y))).toEqual([nan, 1, nan])
  })
  it("writes numbers as their dtype holds them", () => {
    expect(numbers(add(tensor([0]), 0.1))).toEqual([Math.fround(0.1)])
  })
  it("refuses shapes and dtypes", () => {
    const any = untyped({ add, sub, div, maximum, logicalAnd, where })
    expect(() => any.add(x, tensor([1, 2, 3, 4]))).toThrow(
      new ShapeError("add: [2, 3] and [4] do not broadcast: 3 vs 4"),
    )
    expect(() => any.add(tensor([1, 2, 3, 4]))(x)).toThrow(
      new ShapeError("add: [2, 3] and [4] do not broadcast: 3 vs 4"),
    )
    const cast = 'needs numbers, got bool: use cast(x, "int32") first'
    expect(() => any.add(flags, flags)).toThrow(new DTypeError(`add ${cast}`))
    expect(() => any.add(flags, 1)).toThrow(new DTypeError(`add ${cast}`))
    expect(() => any.div(flags, flags)).toThrow(new DTypeError(`div ${cast}`))
    expect(() => any.maximum(flags, flags)).toThrow(new DTypeError(`maximum ${cast}`))
    expect(() => any.where(flags, flags, 1)).toThrow(new DTypeError(`where ${cast}`))
    expect(() => any.sub(whole, 0.5)).toThrow(new DTypeError("sub: 0.5 is not an int32 value: use a float dtype"))
    expect(() => any.sub(whole, 2 ** 31)).toThrow(DTypeError)
    expect(() => any.add(1, 2)).toThrow(
      new TypeError("add: expected a tensor among 1 and 2: use tensor(value) to make one"),
    )
    expect(() => any.add(x, "1")).toThrow(
      new TypeError('add: expected a tensor or a number, got "1": use tensor(value) to make one'),
    )
    expect(() => any.add(x, undefined)).toThrow(TypeError)
    expect(() => any.where(x, x, x)).toThrow(
      new DTypeError("where needs a bool condition, got float32: use notEqual(x, 0) first"),
    )
  })
  it("names labelled tensors in its errors", () => {
    const any = untyped({ add })
    expect(() => any.add(label(x, "weights"), tensor([1, 2, 3, 4]))).toThrow(
      new ShapeError("add: [2, 3] and [4] do not broadcast: 3 vs 4 (weights: [2, 3])"),
    )
    expect(() => any.add(label(flags, "mask"))(label(flags, "seen"))).toThrow(
      new DTypeError('add needs numbers, got bool: use cast(x, "int32") first (seen: [3], mask: [3])'),
    )
    expect(numbers(label(x, "weights"))).toEqual(numbers(x))
    expect(numbers(pipe(x, label("weights")))).toEqual(numbers(x))
  })
})

describe("comparisons", () => {
  const a = tensor([1, 2, nan, inf])
  const b = tensor([2, 2, nan, inf])
  it.each([
    ["equal", equal, [0, 1, 0, 1]],
    ["notEqual", notEqual, [1, 0, 1, 0]],
    ["less", less, [1, 0, 0, 0]],
    ["lessEqual", lessEqual, [1, 1, 0, 1]],
    ["greater", greater, [0, 0, 0, 0]],
    ["greaterEqual", greaterEqual, [0, 1, 0, 1]],
  ])("%s", (_, f, values) => {
    expect(read(f(a, b))).toEqual({ shape: [4], dtype: "bool", values })
  })
  it("compares integers with fractions, and truth with integers", () => {
    expect(numbers(greater(whole, 1.5))).toEqual([0, 1, 0])
    expect(numbers(equal(flags, 1))).toEqual([1, 0, 1])
    expect(numbers(less(whole, row))).toEqual([1, 1, 1])
  })
})

describe("where", () => {
  it("broadcasts all three, and does not let the other side through", () => {
    const mask = tensor([[true], [false]])
    expect(read(where(mask, row, tensor(0)))).toEqual({
      shape: [2, 3],
      dtype: "float32",
      values: [10, 20, 30, 0, 0, 0],
    })
    expect(numbers(where(tensor([true, false]), 1, tensor([nan, 2])))).toEqual([1, 2])
  })
})

describe("cast", () => {
  it("truncates and saturates towards int32, tells zero from the rest for bool", () => {
    const y = tensor([1.9, -1.9, 3e9, -3e9, nan])
    expect(numbers(cast(y, "int32"))).toEqual([1, -1, 2147483647, -2147483648, 0])
    expect(numbers(pipe(y, cast("bool")))).toEqual([1, 1, 1, 1, 1])
    expect(numbers(cast(flags, "float32"))).toEqual([1, 0, 1])
  })
  it("refuses unknown dtypes", () => {
    expect(() => untyped({ cast }).cast(x, "int7")).toThrow(
      new DTypeError('unknown dtype "int7": use float32 | float64 | int32 | bool'),
    )
  })
})
