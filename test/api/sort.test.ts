/** @file Sorting and the k largest, against loops; equal elements, NaN, every dtype; gradients. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { argsort, sort, topk } from "../../src/api/sort.js"
import type { Node } from "../../src/graph/node.js"
import { data } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const js = untyped({ argsort, sort, topk })

/** Positions in order: NaN is the largest, equal ones stay. */
const ordered = (row: readonly number[], descending: boolean): number[] => {
  const rank = (value: number) => (Number.isNaN(value) ? [1, 0] : [0, value])
  const places = row.map((_, i) => i)
  return places.sort((i, j) => {
    const [[a, x], [b, y]] = [rank(row[i] as number), rank(row[j] as number)] as [[number, number], [number, number]]
    const order = a === b ? (x < y ? -1 : x > y ? 1 : 0) : a - b
    return descending ? -order : order
  })
}

const row = fc.array(fc.constantFrom(-inf, -1, -0, 0, 1, 2, nan, inf), { minLength: 1, maxLength: 12 })

describe("sort and argsort", () => {
  it("put equal elements in their order, and NaN last", () => {
    fc.assert(
      fc.property(row, fc.boolean(), (values, descending) => {
        const places = ordered(values, descending)
        const found = sort(tensor(values), 0, { descending, stable: true })
        expect(numbers(found.indices)).toEqual(places)
        expect(numbers(found.values)).toEqual(places.map((i) => values[i]))
        expect(numbers(argsort(tensor(values), -1, { descending }))).toEqual(places)
        expect([...data(found.values)]).toEqual(places.map((i) => values[i]))
      }),
    )
  })
  it("go along any axis, of any dtype", () => {
    const y = [
      [3, 1, 2],
      [0, 1, 5],
    ]
    for (const dtype of ["float32", "float64", "int32"] as const) {
      const found = sort(tensor(y, dtype), 0)
      expect(read(found.values)).toEqual({ shape: [2, 3], dtype, values: [0, 1, 2, 3, 1, 5] })
      expect(read(found.indices)).toEqual({ shape: [2, 3], dtype: "int32", values: [1, 0, 0, 0, 1, 1] })
    }
    expect(read(sort(tensor([true, false, true]), 0, { descending: true }).values)).toEqual({
      ...{ shape: [3], dtype: "bool", values: [1, 1, 0] },
    })
    expect(numbers(pipe(tensor(y), argsort(1, { descending: true })))).toEqual([0, 2, 1, 2, 1, 0])
  })
  it("take scalars and nothing", () => {
    expect([numbers(sort(tensor(5)).values), numbers(sort(tensor(5), 0).indices)]).toEqual([[5], [0]])
    expect(read(sort(zeros([2, 0])).values)).toEqual({ shape: [2, 0], dtype: "float32", values: [] })
    expect(read(argsort(zeros([0, 2]), 1)).values).toEqual([])
  })
  it("send gradients to where elements came from", () => {
    for (const descending of [false, true]) {
      for (const dim of [0, 1]) {
        const weighed: NodeFn = (node) => weigh((js.sort(node, dim, { descending }) as { values: Node }).values)
        check(weighed, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6], [2, 3]))
      }
    }
  })
  it("refuse odd options", () => {
    expect(() => js.sort(tensor([1]), 0, { reverse: true })).toThrow(
      new TypeError("sort: unknown option reverse: use descending | stable"),
    )
    expect(() => js.argsort(tensor([1]), 0, { descending: 1 })).toThrow(
      new TypeError("argsort: descending is true or false, got 1"),
    )
    expect(() => js.sort(2)(zeros([2]))).toThrow(new ShapeError("sort: dim 2 is out of range for [2]: use 0 | -1"))
  })
})

describe("topk", () => {
  it("takes the first places of the order", () => {
    fc.assert(
      fc.property(row, fc.nat(12), fc.boolean(), (values, most, largest) => {
        const k = Math.min(most, values.length)
        const places = ordered(values, largest).slice(0, k)
        const found = js.topk(tensor(values), k, 0, { largest, sorted: false }) as ReturnType<typeof sort>
        expect(numbers(found.indices)).toEqual(places)
        expect(numbers(found.values)).toEqual(places.map((i) => values[i]))
      }),
    )
  })
  it("goes along any axis, waits, and takes scalars", () => {
    const y = tensor([
      [3, 1, 2],
      [0, 4, 5],
    ])
    expect(read(topk(y, 1, 0).values)).toEqual({ shape: [1, 3], dtype: "float32", values: [3, 4, 5] })
    expect(numbers(pipe(y, topk(2, -1, { largest: false })).values)).toEqual([1, 2, 0, 4])
    expect(numbers(topk(tensor(7), 1).indices)).toEqual([0])
    expect(read(topk(y, 0).values).shape).toEqual([2, 0])
  })
  it("has gradients", () => {
    const weighed: NodeFn = (node) => weigh((js.topk(node, 2, 1) as { values: Node }).values)
    check(weighed, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6], [2, 3]))
  })
  it("refuses more than there are", () => {
    const y = zeros([2, 3])
    expect(() => js.topk(y, 4)).toThrow(new ShapeError("topk: dim 1 of [2, 3] does not have 4 elements"))
    expect(() => js.topk(y, -1)).toThrow(new ShapeError("topk: needs integers of at least 0, got -1"))
    expect(() => js.topk(y, "1")).toThrow(new ShapeError('topk: needs integers of at least 0, got "1"'))
    expect(() => js.topk(tensor([true]), 1)).toThrow(DTypeError)
  })
})
