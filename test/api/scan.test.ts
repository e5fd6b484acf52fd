/** @file Running sums, products and extremes, against loops; ties, NaN, empty and scalar tensors; gradients. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { mul, sub } from "../../src/api/binary.js"
import { tensor, zeros } from "../../src/api/create.js"
import { reshape } from "../../src/api/movement.js"
import { logsumexp } from "../../src/api/reduce.js"
import { cummax, cummin, cumprod, cumsum, logcumsumexp } from "../../src/api/scan.js"
import type { Node } from "../../src/graph/node.js"
import { data, item } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import type { AnyTensor } from "../../types/tensor.js"
import type { ValuesAndIndices } from "../../types/values-and-indices.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const js = untyped({ cummax, cummin, cumprod, cumsum, logcumsumexp, reshape })

/** A row's results, element by element. */
const running = (row: readonly number[], f: (part: readonly number[]) => number): number[] =>
  row.map((_, i) => f(row.slice(0, i + 1)))

const scans: readonly (readonly [string, (part: readonly number[]) => number])[] = [
  ["cumsum", (part) => part.reduce((a, b) => a + b, 0)],
  ["cumprod", (part) => part.reduce((a, b) => a * b, 1)],
  ["logcumsumexp", (part) => Math.log(part.reduce((a, b) => a + Math.exp(b), 0))],
]

describe("cumsum, cumprod, logcumsumexp", () => {
  const rows = fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 5, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  })
  it.each(scans)("%s goes along each axis, in kernels too", (name, f) => {
    fc.assert(
      fc.property(rows, (table) => {
        const op = js[name as "cumsum"]
        const expected = table.flatMap((row) => running(row, f))
        const y = tensor(table, "float64")
        for (const [i, value] of numbers(op(y, 1)).entries()) expect(value).toBeCloseTo(expected[i] as number, 9)
        const columns = tensor(table[0]?.map((_, j) => table.map((row) => row[j] as number)) ?? [], "float32")
        const down = [...data(op(columns, 0))] as number[]
        const turned = table[0]?.flatMap((_, j) => table.map((_, i) => expected[i * 5 + j] as number)) ?? []
        for (const [i, value] of down.entries()) expect(value).toBeCloseTo(turned[i] as number, 4)
      }),
      { numRuns: 30 },
    )
  })
  it("keep int32, wrap, and count bool", () => {
    expect(read(cumsum(tensor([2147483647, 1], "int32"))).values).toEqual([2147483647, -2147483648])
    expect(read(cumsum(tensor([true, false, true])))).toEqual({ shape: [3], dtype: "int32", values: [1, 1, 2] })
    expect(read(cumprod(tensor([2, 0, 5], "int32")))).toEqual({ shape: [3], dtype: "int32", values: [2, 0, 0] })
    expect(() => js.logcumsumexp(tensor([1], "int32"))).toThrow(
      new DTypeError('logcumsumexp needs a float tensor, got int32: use cast(x, "float32") first'),
    )
  })
  it("take nothing, scalars, NaN and infinities", () => {
    for (const [name] of scans) {
      expect(read(js[name as "cumsum"](zeros([0, 3]), 0))).toEqual({ shape: [0, 3], dtype: "float32", values: [] })
      expect(read(js[name as "cumsum"](tensor(7), -1))).toEqual({ shape: [], dtype: "float32", values: [7] })
    }
    expect(numbers(cumsum(tensor([1, nan, 2])))).toEqual([1, nan, nan])
    expect(numbers(cumprod(tensor([2, inf, 0])))).toEqual([2, inf, nan])
    expect(numbers(logcumsumexp(tensor([-inf, -inf, 0, inf])))).toEqual([-inf, -inf, 0, inf])
    expect([...data(logcumsumexp(tensor([1e4, 1e4])))]).toEqual([1e4, Math.fround(1e4 + Math.LN2)])
  })
  it.each(scans)("%s has a gradient, beside zeros too", (name) => {
    for (const dim of [0, 1]) {
      const weighed: NodeFn = (node) => weigh(js[name as "cumsum"](node, dim) as Node)
      check(weighed, leaf([0.5, 0, -1.5, 2, 0, 0, 1.25, -0.75, 3], [3, 3]))
    }
  })
  it("refuse a dim out of range", () => {
    expect(() => js.cumsum(zeros([2, 3]), 2)).toThrow(
      new ShapeError("cumsum: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"),
    )
  })
})

describe("cummax and cummin", () => {
  it("keep the last of equal extremes", () => {
    const small = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(small, (row) => {
        for (const [name, best] of [
          ["cummax", Math.max],
          ["cummin", Math.min],
        ] as const) {
          const { values, indices } = js[name](tensor(row)) as ValuesAndIndices<[number], "float32">
          const extremes = running(row, (part) => best(...part))
          expect(numbers(values)).toEqual(extremes)
          const places = extremes.map((value, i) => row.slice(0, i + 1).lastIndexOf(value))
          expect(numbers(indices)).toEqual(places)
          expect([...data(indices)]).toEqual(places)
        }
      }),
    )
  })
  it("hold on to NaN, at its last place", () => {
    const { values, indices } = cummax(tensor([1, nan, 5, nan, 2]))
    expect(numbers(values)).toEqual([1, nan, nan, nan, nan])
    expect(numbers(indices)).toEqual([0, 1, 1, 3, 3])
    expect(numbers(cummin(tensor([1, nan, 0])).indices)).toEqual([0, 1, 1])
  })
  it("take other axes, dtypes, scalars, nothing", () => {
    const y = tensor(
      [
        [3, 1],
        [2, 4],
      ],
      "int32",
    )
    expect(read(cummin(y, 0).values)).toEqual({ shape: [2, 2], dtype: "int32", values: [3, 1, 2, 1] })
    expect(numbers(pipe(y, cummax(0), ({ indices }) => indices))).toEqual([0, 0, 0, 1])
    expect(read(cummax(tensor(3), 0).indices)).toEqual({ shape: [], dtype: "int32", values: [0] })
    expect(numbers(cummax(zeros([0])).values)).toEqual([])
    expect(numbers(cummax(tensor([-inf, -inf])).indices)).toEqual([0, 1])
    expect(() => js.cummax(tensor([true]))).toThrow(DTypeError)
  })
  it("give the gradient to the element that was chosen", () => {
    for (const name of ["cummax", "cummin"] as const) {
      const weighed: NodeFn = (node) => weigh((js[name](node, 1) as { values: Node }).values)
      check(weighed, leaf([0.5, 2, -1, 3, 1, 4, -2, -3], [2, 4]))
    }
  })
})

it("takes eight axes", () => {
  const y = js.reshape(tensor(Array.from({ length: 256 }, (_, i) => (i * 7) % 13)), Array(8).fill(2)) as AnyTensor
  const found = numbers(js.cumsum(y, 4))
  const [flat, stride] = [numbers(y), 8]
  expect(found).toEqual(
    flat.map((value, i) => value + (Math.floor(i / stride) % 2 === 1 ? (flat[i - stride] as number) : 0)),
  )
})

it.each([3, 700, 9000])("log-sum-exps of running sums over %i, each pass of which begins anew", (length) => {
  const numbers = Array.from({ length }, (_, i) => Math.sin(i) * 0.4)
  const sums = numbers.map((_, i) => numbers.slice(0, i + 1).reduce((sum, x) => sum + x, 0))
  const logSumExp = (scale: number) => Math.log(sums.reduce((sum, x) => sum + Math.exp(scale * x), 0))
  const running = cumsum(tensor(numbers), 0)
  const [once, half] = [logsumexp(running, 0), logsumexp(mul(running, 0.5), 0)]
  expect(Math.abs(item(sub(once, half)) - (logSumExp(1) - logSumExp(0.5)))).toBeLessThan(1e-4)
})
