/** @file Products, conditions, counts, variance, norms and positions of extremes, against loops over float64. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { argmax, argmin } from "../../src/api/argmax.js"
import { fromArray, tensor, zeros } from "../../src/api/create.js"
import { all, any, countNonzero } from "../../src/api/logical-reductions.js"
import { reshape } from "../../src/api/movement.js"
import { norm } from "../../src/api/norm.js"
import { prod } from "../../src/api/reduce.js"
import { std, variance } from "../../src/api/statistics.js"
import { explain } from "../../src/explain.js"
import type { Node } from "../../src/graph/node.js"
import { data } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import type { AnyTensor } from "../../types/tensor.js"
import { check, gradOf, leaf, type NodeFn, read as numbersOf, weigh } from "../transform/differences.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const js = untyped({ all, any, argmax, argmin, countNonzero, norm, prod, reshape, std, variance })

const x = tensor([
  [1, -2, 3],
  [4, 0, -6],
])

/** The mean square of the differences, in float64. */
const varianceOf = (values: readonly number[], correction: number): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(values.length - correction, 0)
}

describe("variance and std", () => {
  it("are the mean square of differences, and its root", () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1, 2, 0.5), (row, correction) => {
        const expected = varianceOf(row, correction)
        const y = tensor(row, "float64")
        const [found] = numbers(js.variance(y, 0, { correction })) as [number]
        if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 8)
        else expect(found).toBe(expected)
        const [root] = numbers(js.std(y, 0, { correction })) as [number]
        if (Number.isFinite(expected)) expect(root).toBeCloseTo(Math.sqrt(expected), 8)
      }),
    )
  })
  it("take dims, lists, none, keepdim", () => {
    const y = js.reshape(tensor([1, 2, 4, 8, 16, 32, 64, 128], "float64"), [2, 2, 2]) as AnyTensor
    expect(read(js.variance(y, 0)).values).toEqual([112.5, 450, 1800, 7200])
    expect(read(js.variance(y, [0, 2], { keepdim: true }))).toMatchObject({ shape: [1, 2, 1] })
    expect(numbers(js.variance(y))[0]).toBeCloseTo(varianceOf([1, 2, 4, 8, 16, 32, 64, 128], 1), 9)
    expect(read(js.std(y, undefined, { keepdim: true, correction: 0 })).shape).toEqual([1, 1, 1])
    expect(read(pipe(x, variance(-1, { correction: 0 }))).values[0]).toBeCloseTo(varianceOf([1, -2, 3], 0), 12)
  })
  it("lose no digits to an offset", () => {
    const small = Float32Array.from({ length: 4096 }, (_, i) => ((i * 37) % 64) / 16)
    const offset = fromArray(
      small.map((v) => v + 1e6),
      [4096],
    )
    const expected = varianceOf([...small], 1)
    expect(Math.abs((data(variance(offset))[0] as number) / expected - 1)).toBeLessThan(1e-6)
    expect(Math.abs((data(std(offset))[0] as number) / Math.sqrt(expected) - 1)).toBeLessThan(1e-6)
  })
  it("are never below 0, nor NaN, for equal elements", () => {
    for (const value of [0.1, 1e6 + 0.3, -7.7e-3, 3e20 / 7]) {
      const equal = fromArray(new Float32Array(1001).fill(value), [1001])
      const [found] = data(std(equal)) as Float32Array
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThanOrEqual(Math.abs(value) * 1e-6)
    }
  })
  it("are NaN of too few", () => {
    expect(numbers(variance(tensor([7])))).toEqual([nan])
    expect(numbers(variance(tensor(7)))).toEqual([nan])
    expect(numbers(std(zeros([2, 0]), 1))).toEqual([nan, nan])
    expect(numbers(variance(tensor([1, 2]), 0, { correction: 2 }))).toEqual([inf])
    expect(numbers(variance(tensor([1, nan])))).toEqual([nan])
    expect(numbers(variance(tensor([1, inf])))).toEqual([nan])
  })
  it("are one kernel, forward", () => {
    const rows = fromArray(new Float32Array(64_000), [64, 1000])
    const plan = explain(std(rows, -1))
    expect(plan).toContain("plan: 1 kernel, 0 B of scratch")
    expect(plan).toContain("row kernel rows [64] × axis [1000]")
  })
  it("have gradients, 0 for std at 0", () => {
    const values = [0.3, 1.7, -0.4, 2.2, 0.9, -1.6]
    for (const f of [js.variance, js.std]) {
      for (const [dim, options] of [
        [undefined, {}],
        [0, { correction: 0 }],
        [[0, 1], { keepdim: true }],
      ]) {
        const weighed: NodeFn = (node) => weigh(f(node, dim, options) as Node)
        check(weighed, leaf(values, [3, 2]))
      }
    }
    const flat: NodeFn = (node) => weigh(js.std(node, -1) as Node)
    expect(numbersOf(gradOf(flat)(leaf([2, 2, 2, 1, 2, 3], [2, 3]))).slice(0, 3)).toEqual([0, 0, 0])
  })
  it("refuse integers and odd options", () => {
    const whole = zeros([3], "int32")
    expect(() => js.variance(whole)).toThrow(DTypeError)
    expect(() => js.std(x, 0, { correction: "1" })).toThrow(new TypeError('std: correction is a number, got "1"'))
    expect(() => js.variance(x, 0, { unbiased: true })).toThrow(
      new TypeError("variance: unknown option unbiased: use correction | keepdim"),
    )
  })
})

describe("prod", () => {
  it("multiplies, and is 1 of none", () => {
    expect(numbers(prod(x))).toEqual([0])
    expect(numbers(prod(x, 0))).toEqual([4, -0, -18])
    expect(numbers(prod(zeros([2, 0]), 1))).toEqual([1, 1])
    expect(read(prod(tensor([true, true, false])))).toEqual({ shape: [], dtype: "int32", values: [0] })
    expect(read(pipe(x, prod(-1, { keepdim: true }))).shape).toEqual([2, 1])
  })
  it("has gradients beside zeros", () => {
    const weighed: NodeFn = (node) => weigh(js.prod(node, 1) as Node)
    check(weighed, leaf([0, 2, -3, 0, 0, 5, 1.5, 2, 0.5], [3, 3]))
  })
})

describe("all, any, countNonzero", () => {
  it("ask what is not 0, of every dtype", () => {
    for (const dtype of ["float32", "float64", "int32", "bool"] as const) {
      const y = tensor(
        [
          [1, 0, 1],
          [1, 1, 1],
        ],
        dtype,
      )
      expect(read(all(y, 1))).toEqual({ shape: [2], dtype: "bool", values: [0, 1] })
      expect(read(any(y, 0))).toEqual({ shape: [3], dtype: "bool", values: [1, 1, 1] })
      expect(read(countNonzero(y))).toEqual({ shape: [], dtype: "int32", values: [5] })
      expect(read(countNonzero(y, 0, { keepdim: true }))).toEqual({ shape: [1, 3], dtype: "int32", values: [2, 1, 2] })
      if (dtype !== "float64") expect([...data(all(y, 1))]).toEqual([0, 1])
    }
  })
  it("count NaN and infinities as true, -0 as false", () => {
    const y = tensor([nan, inf, -inf, -0, 1e-45])
    expect(numbers(countNonzero(y))).toEqual([4])
    expect([numbers(all(tensor([nan]))), numbers(any(tensor([-0, 0])))]).toEqual([[1], [0]])
  })
  it("know what nothing comes to", () => {
    expect(numbers(all(zeros([2, 0]), 1))).toEqual([1, 1])
    expect(numbers(any(zeros([2, 0]), 1))).toEqual([0, 0])
    expect(numbers(countNonzero(zeros([0])))).toEqual([0])
    expect(numbers(all(tensor(0)))).toEqual([0])
  })
})

describe("norm", () => {
  const orders = [0, 0.5, 1, 1.5, 2, 3, 6, inf, -inf, -1, -2.5]
  const normOf = (values: readonly number[], p: number): number => {
    const sizes = values.map(Math.abs)
    if (p === inf) return Math.max(...sizes)
    if (p === -inf) return Math.min(...sizes)
    if (p === 0) return sizes.filter((size) => size !== 0).length
    return sizes.reduce((sum, size) => sum + size ** p, 0) ** (1 / p)
  }
  it.each(orders)("of order %s", (p) => {
    const values = [0.5, -2, 3, 1.25, -0.75, 4]
    const y = tensor(values, "float64")
    expect(numbers(norm(y, p))[0]).toBeCloseTo(normOf(values, p), 10)
    const rows = js.reshape(y, [2, 3]) as AnyTensor
    for (const [i, found] of numbers(js.norm(rows, p, 1)).entries()) {
      expect(found).toBeCloseTo(normOf(values.slice(3 * i, 3 * i + 3), p), 10)
    }
    const weighed: NodeFn = (node) => weigh(js.norm(node, p, -1) as Node)
    if (p !== 0) check(weighed, leaf(values, [2, 3]))
  })
  it.each(orders)("of order %s is finite at 0, with its gradient", (p) => {
    const f: NodeFn = (node) => js.norm(node, p) as Node
    expect(numbersOf(f(leaf([0, 0], [2])))).toEqual([0])
    expect(numbersOf(gradOf(f)(leaf([0, 0], [2])))).toEqual([0, 0])
    expect(numbersOf(gradOf(f)(leaf([0, 3], [2]))).every(Number.isFinite)).toBe(true)
  })
  it("takes 2, all axes and both forms", () => {
    expect(numbers(norm(tensor([3, -4])))).toEqual([5])
    expect(numbers(pipe(x, norm(1, 0)))).toEqual([5, 2, 9])
    expect(read(norm(x, inf, [0, 1], { keepdim: true }))).toEqual({ shape: [1, 1], dtype: "float32", values: [6] })
    expect(numbers(norm(tensor([1, nan])))).toEqual([nan])
    expect(numbers(norm(zeros([2, 0]), 2, 1))).toEqual([0, 0])
    expect(() => norm(zeros([2, 0]), inf, 1)).toThrow(
      new ShapeError("norm: dim 1 of [2, 0] is empty: there is no norm of nothing"),
    )
    expect(() => js.norm(x, "fro")).toThrow(new TypeError('norm: p is a number, got "fro"'))
  })
})

describe("argmax and argmin", () => {
  it("search one dim, or all", () => {
    expect(numbers(argmin(x, 1))).toEqual([1, 2])
    expect(numbers(argmin(x, 0))).toEqual([0, 0, 1])
    expect([numbers(argmax(x)), numbers(argmin(x))]).toEqual([[3], [5]])
    expect(read(argmin(x, undefined, { keepdim: true }))).toEqual({ shape: [1, 1], dtype: "int32", values: [5] })
    expect(read(pipe(x, argmin(-1, { keepdim: true }))).shape).toEqual([2, 1])
  })
  it("take the first of equal ones, NaN before all", () => {
    expect([numbers(argmin(tensor([3, 1, 1]))), numbers(argmax(tensor([1, 3, 3])))]).toEqual([[1], [1]])
    expect([numbers(argmin(tensor([3, nan, 1, nan]))), numbers(argmax(tensor([nan, inf])))]).toEqual([[1], [0]])
    expect(numbers(argmin(tensor([[inf, inf]]), 1))).toEqual([0])
    expect([numbers(argmin(tensor(3))), numbers(argmin(tensor(3), 0))]).toEqual([[0], [0]])
  })
  it("refuse nothing, and lists", () => {
    expect(() => argmin(zeros([2, 0]))).toThrow(
      new ShapeError("argmin: dim 1 of [2, 0] is empty: there is no argmin of nothing"),
    )
    expect(numbers(argmin(zeros([0, 2]), 1))).toEqual([])
    expect(() => js.argmin(x, [0])).toThrow(new ShapeError("argmin: a dim is an integer, got [0]"))
  })
})
