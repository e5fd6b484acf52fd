import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { arange, tensor, zeros } from "../../src/api/create.js"
import { permute, reshape } from "../../src/api/movement.js"
import { diagonal, tril, triu } from "../../src/api/triangle.js"
import { ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ diagonal, tril, triu, reshape, permute })
const refuses = (call: () => unknown, sentence: string) => expect(call).toThrow(new ShapeError(sentence))
const size = fc.integer({ min: 1, max: 5 })
const offset = fc.integer({ min: -6, max: 6 })

/** The integers from 1, as matrices. */
const counted = (shape: readonly number[]) =>
  any.reshape(
    tensor(
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i + 1),
      "int32",
    ),
    shape,
  )

describe("tril and triu", () => {
  it("keep the elements on one side of a diagonal", () => {
    fc.assert(
      fc.property(size, size, offset, (rows, columns, k) => {
        const x = counted([2, rows, columns])
        const kept = (keep: (i: number, j: number) => boolean) =>
          numbers(x).map((value, at) => {
            const [i, j] = [Math.floor(at / columns) % rows, at % columns]
            return keep(i, j) ? value : 0
          })
        expect(numbers(any.tril(x, k))).toEqual(kept((i, j) => j - i <= k))
        expect(numbers(any.triu(x, k))).toEqual(kept((i, j) => j - i >= k))
      }),
    )
  })
  it("hide infinities and NaN, and keep the dtype", () => {
    const x = tensor([
      [1, Infinity],
      [2, NaN],
    ])
    expect(numbers(tril(x, -1))).toEqual([0, 0, 2, 0])
    expect(read(triu(1)(tensor([[true, true]])))).toEqual({ shape: [1, 2], dtype: "bool", values: [0, 1] })
  })
  it("refuse vectors", () => {
    refuses(() => any.tril(zeros([3])), "tril: needs rank >= 2, got [3]")
    refuses(() => any.triu(1)(tensor(1)), "triu: needs rank >= 2, got []")
    expect(() => any.tril(zeros([2, 2]), 0.5)).toThrow(new TypeError("tril: a diagonal is an integer, got 0.5"))
  })
  it("have gradients", () => {
    expect(slopes((z) => any.tril(z), [1, 2, 3, 4], [2, 2]).symbolic).toEqual([1, 0, 1 + 2 / 7, 1 + 3 / 7])
  })
})

describe("diagonal", () => {
  it("walks down the rows and columns", () => {
    fc.assert(
      fc.property(size, size, offset, (rows, columns, k) => {
        const x = counted([rows, columns])
        const expected = numbers(x).filter((_, at) => (at % columns) - Math.floor(at / columns) === k)
        expect(numbers(any.diagonal(x, k))).toEqual(expected)
        expect(numbers(any.diagonal(any.permute(x, [1, 0]), k, 1, 0))).toEqual(expected)
      }),
    )
  })
  it("is the last dim of the result", () => {
    const x = reshape(arange(24), [2, 3, 4])
    expect(read(diagonal(x))).toEqual({ shape: [4, 2], dtype: "int32", values: [0, 16, 1, 17, 2, 18, 3, 19] })
    expect(read(diagonal(x, 0, 1, 2)).values).toEqual([0, 5, 10, 12, 17, 22])
    expect(read(diagonal(1, 1, 2)(x)).values).toEqual([1, 6, 11, 13, 18, 23])
  })
  it("refuses one dim twice", () => {
    refuses(() => any.diagonal(zeros([2, 2]), 0, 1, -1), "diagonal: dim 1 is named twice in [1, -1]")
    refuses(() => any.diagonal(zeros([2])), "diagonal: needs rank >= 2, got [2]")
    refuses(
      () => any.diagonal(zeros([2, 2]), 0, 0, 2),
      "diagonal: dim 2 is out of range for [2, 2]: use 0 | 1 | -1 | -2",
    )
  })
  it("has a gradient", () => {
    const { symbolic, numeric } = slopes((z) => any.diagonal(z, 1), [1, 2, 3, 4, 5, 6], [2, 3])
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 5)
  })
})
