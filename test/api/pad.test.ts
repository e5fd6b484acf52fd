import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { arange, tensor } from "../../src/api/create.js"
import { reshape } from "../../src/api/movement.js"
import { pad, tile } from "../../src/api/pad.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ pad, tile, reshape })
const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
const refuses = (call: () => unknown, sentence: string) => expect(call).toThrow(new ShapeError(sentence))

describe("pad", () => {
  it("puts a value before and after each dim", () => {
    const padded = pad(
      x,
      [
        [1, 0],
        [0, 2],
      ],
      9,
    )
    expect(read(padded)).toEqual({
      shape: [3, 5],
      dtype: "float32",
      values: [9, 9, 9, 9, 9, 1, 2, 3, 9, 9, 4, 5, 6, 9, 9],
    })
    expect(numbers(pad(tensor([1, 2]), 1))).toEqual([0, 1, 2, 0])
    expect(numbers(pad(1, -Infinity)(tensor([1])))).toEqual([-Infinity, 1, -Infinity])
    expect(read(pad(x, 0))).toEqual(read(x))
    expect(read(pad(tensor([true]), 1))).toEqual({ shape: [3], dtype: "bool", values: [0, 1, 0] })
  })
  it("agrees with a plain loop", () => {
    const width = fc.nat({ max: 3 })
    fc.assert(
      fc.property(fc.tuple(width, width), fc.tuple(width, width), (rows, columns) => {
        const wide = 3 + columns[0] + columns[1]
        const expected = Array.from({ length: (2 + rows[0] + rows[1]) * wide }, (_, i) => {
          const [row, column] = [Math.floor(i / wide) - rows[0], (i % wide) - columns[0]]
          return row >= 0 && row < 2 && column >= 0 && column < 3 ? row * 3 + column : 7
        })
        expect(numbers(any.pad(any.reshape(arange(6), [2, 3]), [rows, columns], 7))).toEqual(expected)
      }),
    )
  })
  it("refuses widths and values", () => {
    refuses(() => any.pad(x, [[1, 1]]), "pad: [2, 3] needs a pair [low, high] for each dim, got 1")
    refuses(() => any.pad(x, [1, 1]), "pad: widths are pairs like [[1, 1], [0, 2]], got [1, 1]")
    refuses(() => any.pad(x, -2), "pad: [-2, -2] cuts off more than dim 0 of [2, 3] has")
    refuses(
      () =>
        any.pad(x, [
          [0, 0],
          [0, 0.5],
        ]),
      "pad: needs integers, got 0.5",
    )
    refuses(
      () =>
        any.pad(x, [
          [0, 0],
          [0, "1"],
        ]),
      'pad: needs integers, got "1"',
    )
    refuses(() => any.pad([[1, 1]])(x), "pad: [2, 3] needs a pair [low, high] for each dim, got 1")
    expect(() => any.pad(arange(2), 1, 0.5)).toThrow(
      new DTypeError("pad: 0.5 is not an int32 value: use a float dtype"),
    )
    expect(() => any.pad(x, 1, "0")).toThrow(new TypeError('pad: a value is a number, got "0"'))
  })
  it("has a gradient", () => {
    const { symbolic, numeric } = slopes(
      (z) =>
        any.pad(
          z,
          [
            [1, 0],
            [0, 2],
          ],
          5,
        ),
      [1, 2, 3, 4],
      [2, 2],
    )
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 5)
  })
})

describe("tile", () => {
  it("repeats along each dim", () => {
    expect(read(tile(tensor([1, 2]), [2]))).toEqual({ shape: [4], dtype: "float32", values: [1, 2, 1, 2] })
    expect(read(tile(tensor([1, 2]), [2, 1])).shape).toEqual([2, 2])
    expect(numbers(tile(x, [2]))).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
    expect(numbers(tile([2, 1])(x))).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
    expect(read(tile(x, [0, 2]))).toEqual({ shape: [0, 6], dtype: "float32", values: [] })
    expect(read(tile(x, []))).toEqual(read(x))
  })
  it("refuses counts", () => {
    refuses(() => any.tile(x, [2, -1]), "tile: needs integers of at least 0, got -1")
    refuses(() => any.tile(x, 2), "tile: copies are a list like [2, 1], got 2")
  })
  it("has a gradient", () => {
    const { symbolic, numeric } = slopes((z) => any.tile(z, [3, 2]), [1, 2], [2])
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 5)
  })
})
