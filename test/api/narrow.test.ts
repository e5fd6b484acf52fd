/** @file Parts of dims, exchanged and removed dims, diagonals: values, gradients, what is refused. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { reshape, squeeze } from "../../src/api/movement.js"
import { narrow, select } from "../../src/api/narrow.js"
import { swapaxes } from "../../src/api/swapaxes.js"
import { diag, diagonal } from "../../src/api/triangle.js"
import type { Node } from "../../src/graph/node.js"
import { data, toArray } from "../../src/read.js"
import { IndexError, ShapeError } from "../../src/shape/error.js"
import type { AnyTensor } from "../../types/tensor.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { counting } from "./at-cases.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const js = untyped({ diag, diagonal, narrow, reshape, select, squeeze, swapaxes })
const x = tensor([
  [1, 2, 3, 4],
  [5, 6, 7, 8],
])

describe("narrow and select", () => {
  it("take what at takes, wherever it starts", () => {
    const drawn = fc
      .integer({ min: 0, max: 5 })
      .chain((start) => fc.record({ start: fc.constant(start), length: fc.nat(5 - start), fromEnd: fc.boolean() }))
    fc.assert(
      fc.property(drawn, ({ start, length, fromEnd }) => {
        const y = counting([2, 5, 2])
        const expected = numbers(y).filter((_, i) => {
          const at = Math.floor(i / 2) % 5
          return at >= start && at < start + length
        })
        const given = fromEnd && start < 5 ? start - 5 : start
        expect(numbers(js.narrow(y, 1, given, length))).toEqual(expected)
        expect([...data(js.narrow(y, -2, tensor(given, "int32"), length))]).toEqual(expected)
      }),
    )
  })
  it("select one", () => {
    expect(toArray(select(x, 0, -1))).toEqual([5, 6, 7, 8])
    expect(toArray(pipe(x, select(1, 2)))).toEqual([3, 7])
    expect(read(select(tensor([7]), 0, 0))).toEqual({ shape: [], dtype: "float32", values: [7] })
  })
  it("have gradients", () => {
    for (const f of [
      (node: unknown) => js.narrow(node, 1, 1, 2),
      (node: unknown) => js.narrow(node, 1, tensor(1, "int32"), 2),
      (node: unknown) => js.select(node, 0, 1),
    ]) {
      const weighed: NodeFn = (node) => weigh(f(node) as Node)
      check(weighed, leaf([1, 2, 3, 4, 5, 6], [2, 3]))
    }
  })
  it("refuse what is not there", () => {
    expect(() => js.narrow(x, 1, 3, 2)).toThrow(
      new ShapeError("narrow: dim 1 of [2, 4] does not have 2 elements from 3 on"),
    )
    expect(() => js.narrow(x, 1, -5, 1)).toThrow(ShapeError)
    expect(() => js.narrow(x, 1, 0, 0.5)).toThrow(new TypeError("narrow: a length is an integer, got 0.5"))
    expect(() => toArray(narrow(x, 1, tensor(3, "int32"), 2))).toThrow(IndexError)
    expect(() => js.narrow(x, 1, tensor([0], "int32"), 2)).toThrow(
      new ShapeError("narrow: a start is a number or a scalar, got [1]"),
    )
    expect(() => js.select(x, 0, 2)).toThrow(
      new IndexError("select: index 2 is out of range for dim 0 of size 2 in [2, 4]"),
    )
    expect(() => js.select(tensor(1), 0, 0)).toThrow(new ShapeError("select: needs rank >= 1, got []"))
  })
})

describe("swapaxes and squeeze", () => {
  it("exchange dims", () => {
    expect(toArray(swapaxes(x, 0, 1))).toEqual([
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 8],
    ])
    expect(js.swapaxes(zeros([1, 2, 3, 4, 5, 6, 7, 8]), 7, -7).shape).toEqual([1, 8, 3, 4, 5, 6, 7, 2])
    expect(numbers(swapaxes(tensor(4), 0, -1))).toEqual([4])
  })
  it("drop every dim of 1", () => {
    expect(read(squeeze(zeros([1, 2, 1, 3, 1]))).shape).toEqual([2, 3])
    expect(read(squeeze(zeros([1, 1]))).shape).toEqual([])
    expect(read(squeeze(zeros([0, 1]))).shape).toEqual([0])
    expect((pipe(zeros([2, 1]), squeeze) as AnyTensor).shape).toEqual([2])
  })
})

describe("diag", () => {
  it("makes a matrix whose diagonal is the vector", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.integer({ min: -4, max: 4 }), (count, k) => {
        const values = Array.from({ length: count }, (_, i) => i + 1)
        const made = js.diag(tensor(values), k) as AnyTensor
        const size = count + Math.abs(k)
        expect(made.shape).toEqual([size, size])
        expect(numbers(made).reduce((a, b) => a + b, 0)).toBe(values.reduce((a, b) => a + b, 0))
        if (size > 0) expect(numbers(js.diag(made, k))).toEqual(values)
      }),
    )
  })
  it("is the diagonal of a matrix, keeps dtypes, hides nothing behind NaN", () => {
    expect(numbers(diag(x, 2))).toEqual(numbers(diagonal(x, 2)))
    expect(read(diag(tensor([true, true])))).toEqual({ shape: [2, 2], dtype: "bool", values: [1, 0, 0, 1] })
    expect(numbers(diag(tensor([Number.NaN, Infinity]), 0))).toEqual([Number.NaN, 0, 0, Infinity])
    expect(() => js.diag(zeros([1, 2, 3]))).toThrow(new ShapeError("diag: needs a vector or a matrix, got [1, 2, 3]"))
  })
  it("has gradients", () => {
    for (const k of [-1, 0, 2]) {
      check((node) => weigh(js.diag(node, k) as Node), leaf([1, 2, 3], [3]))
      check((node) => weigh(js.diag(node, k) as Node), leaf([1, 2, 3, 4, 5, 6, 7, 8], [2, 4]))
    }
  })
})
