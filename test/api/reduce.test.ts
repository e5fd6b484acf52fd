/** @file Reductions: values, empty axes, ties, NaN, dims in every form. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { argmax } from "../../src/api/argmax.js"
import { tensor, zeros } from "../../src/api/create.js"
import { logsumexp, max, mean, min, sum } from "../../src/api/reduce.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const x = tensor([
  [1, -2, 3],
  [4, 5, -6],
])
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })

describe("sum, mean, max, min", () => {
  const every = untyped({ sum, mean, max, min })
  it.each([
    ["sum", every.sum, [5], [5, 3, -3], [2, 3]],
    ["mean", every.mean, [5 / 6], [2.5, 1.5, -1.5], [2 / 3, 1]],
    ["max", every.max, [5], [4, 5, 3], [3, 5]],
    ["min", every.min, [-6], [1, -2, -6], [-2, -6]],
  ])("%s over all, the first, the last axis", (_, f, all, first, last) => {
    expect(read(f(x))).toEqual(float([], all))
    expect(read(f(x, 0))).toEqual(float([3], first))
    expect(read(f(x, -1))).toEqual(float([2], last))
    expect(read(f(x, [0, -1]))).toEqual(float([], all))
    expect(read(f(x, 1, { keepdim: true }))).toEqual(float([2, 1], last))
    expect(read(f(x, [1, 0], { keepdim: true }))).toEqual(float([1, 1], all))
    expect(read(pipe(x, f(-1)))).toEqual(float([2], last))
    expect(read(pipe(x, f(-1, { keepdim: true })))).toEqual(float([2, 1], last))
    expect(read(pipe(x, f))).toEqual(float([], all))
  })
  it("know what nothing comes to", () => {
    expect(read(sum(zeros([2, 0]), 1))).toEqual(float([2], [0, 0]))
    expect(read(mean(zeros([2, 0]), 1))).toEqual(float([2], [nan, nan]))
    expect(read(logsumexp(zeros([2, 0]), 1))).toEqual(float([2], [-inf, -inf]))
    expect(read(max(zeros([0, 3]), 1))).toEqual(float([0], []))
    const any = untyped({ max, argmax })
    expect(() => any.max(zeros([0, 3]), 0)).toThrow(
      new ShapeError("max: dim 0 of [0, 3] is empty: there is no max of nothing"),
    )
    expect(() => any.argmax(zeros([2, 0]))).toThrow(
      new ShapeError("argmax: dim 1 of [2, 0] is empty: there is no argmax of nothing"),
    )
  })
  it("keep NaN", () => {
    const y = tensor([1, nan, 3])
    expect(Object.values(every).map((f) => numbers(f(y)))).toEqual([[nan], [nan], [nan], [nan]])
  })
  it("take a scalar, with 0 and -1 for its missing axis", () => {
    const any = untyped({ sum })
    expect(read(sum(tensor(7)))).toEqual(float([], [7]))
    expect(read(any.sum(tensor(7), -1))).toEqual(float([], [7]))
  })
  it("keep or refuse dtypes", () => {
    const whole = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      "int32",
    )
    const flags = tensor([true, true, false])
    expect(read(sum(whole, 0))).toEqual({ shape: [2], dtype: "int32", values: [4, 6] })
    expect(read(sum(flags))).toEqual({ shape: [], dtype: "int32", values: [2] })
    expect(read(max(whole))).toEqual({ shape: [], dtype: "int32", values: [4] })
    const any = untyped({ mean, max, logsumexp, argmax })
    expect(() => any.mean(whole)).toThrow(
      new DTypeError('mean needs a float tensor, got int32: use cast(x, "float32") first'),
    )
    expect(() => any.logsumexp(whole)).toThrow(
      new DTypeError('logsumexp needs a float tensor, got int32: use cast(x, "float32") first'),
    )
    expect(() => any.max(flags)).toThrow(new DTypeError('max needs numbers, got bool: use cast(x, "int32") first'))
    expect(() => any.argmax(flags)).toThrow(DTypeError)
  })
  it("refuse dims and options", () => {
    const any = untyped({ sum })
    expect(() => any.sum(x, 2)).toThrow(new ShapeError("sum: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"))
    expect(() => any.sum(2)(x)).toThrow(new ShapeError("sum: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"))
    expect(() => any.sum(x, [1, -1])).toThrow(new ShapeError("sum: dim 1 is named twice in [1, -1]"))
    expect(() => any.sum(x, "1")).toThrow(new ShapeError('sum: a dim is an integer, got "1"'))
    expect(() => any.sum(x, 1, { keepDim: true })).toThrow(new TypeError("sum: unknown option keepDim: use keepdim"))
    expect(() => any.sum(x, 1, { keepdim: 1 })).toThrow(new TypeError("sum: keepdim is true or false, got 1"))
    expect(() => any.sum(x, 1, true)).toThrow(new TypeError("sum: options are an object, got true"))
  })
})

describe("logsumexp", () => {
  it("goes over the last axis unless told", () => {
    const rows = [
      Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(3)),
      Math.log(Math.exp(4) + Math.exp(5) + Math.exp(-6)),
    ]
    for (const [i, value] of numbers(logsumexp(x)).entries()) expect(value).toBeCloseTo(rows[i] as number, 14)
    expect(logsumexp(x, [0, 1]).shape).toEqual([])
  })
  it("neither overflows nor vanishes", () => {
    expect(numbers(logsumexp(tensor([1e4, 1e4])))).toEqual([1e4 + Math.log(2)])
    expect(numbers(logsumexp(tensor([-1e4, -1e4])))).toEqual([-1e4 + Math.log(2)])
    expect(
      numbers(
        logsumexp(
          tensor([
            [-inf, -inf],
            [-inf, 1],
            [inf, 1],
            [nan, 1],
          ]),
        ),
      ),
    ).toEqual([-inf, 1, inf, nan])
  })
})

describe("argmax", () => {
  it("finds the first of the largest", () => {
    expect(read(argmax(x, -1))).toEqual({ shape: [2], dtype: "int32", values: [2, 1] })
    expect(read(argmax(x, 0))).toEqual({ shape: [3], dtype: "int32", values: [1, 1, 0] })
    expect(numbers(argmax(tensor([2, 5, 5, 1])))).toEqual([1])
    expect(numbers(argmax(tensor([-inf, -inf])))).toEqual([0])
    expect(numbers(pipe(x, argmax(0)))).toEqual([1, 1, 0])
    expect(read(argmax(x, 1, { keepdim: true })).shape).toEqual([2, 1])
    expect(numbers(argmax(tensor([3, 7, 7], "int32")))).toEqual([1])
    expect(numbers(argmax(tensor(3)))).toEqual([0])
  })
  it("counts NaN as the largest", () => {
    expect(numbers(argmax(tensor([1, nan, inf, nan])))).toEqual([1])
  })
  it("takes one dim", () => {
    expect(() => untyped({ argmax }).argmax(x, [0, 1])).toThrow(
      new ShapeError("argmax: a dim is an integer, got [0, 1]"),
    )
  })
})
