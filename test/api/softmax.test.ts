/** @file Softmax and logSoftmax on ordinary and special rows. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { logSoftmax, softmax } from "../../src/api/softmax.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const x = tensor([
  [1, 2, 3],
  [-1, 0, 4],
])

describe("logSoftmax", () => {
  it("is x less the log of the sum of exponentials", () => {
    const [a, b] = [Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)), Math.log(Math.exp(-1) + 1 + Math.exp(4))]
    const expected = [1 - a, 2 - a, 3 - a, -1 - b, -b, 4 - b]
    for (const [i, value] of numbers(logSoftmax(x)).entries()) expect(value).toBeCloseTo(expected[i] as number, 14)
  })
  it("has every call form", () => {
    const last = read(logSoftmax(x))
    expect(last.shape).toEqual([2, 3])
    expect(read(logSoftmax(x, -1))).toEqual(last)
    expect(read(logSoftmax(x, 1))).toEqual(last)
    expect(read(pipe(x, logSoftmax(-1)))).toEqual(last)
    expect(read(pipe(x, logSoftmax))).toEqual(last)
    expect(read(pipe(x, logSoftmax(0)))).toEqual(read(logSoftmax(x, 0)))
    expect(read(logSoftmax(x, -2))).toEqual(read(logSoftmax(x, 0)))
  })
  it("is shifted by what is added to a row, and its exponentials add up to 1", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 12 }), (row) => {
        const logp = numbers(logSoftmax(tensor(row, "float64")))
        const total = logp.reduce((sum, value) => sum + Math.exp(value), 0)
        expect(total).toBeCloseTo(1, 10)
        expect(logp.every((value) => value <= 0)).toBe(true)
        const p = numbers(softmax(tensor(row, "float64")))
        expect(p).toEqual(logp.map(Math.exp))
      }),
      { numRuns: 50 },
    )
  })
  it.each([
    ["large", [1e4, -1e4], [0, -2e4]],
    ["far beyond exp's range", [1e7, 1e7], [-Math.LN2, -Math.LN2]],
    ["-Infinity beside numbers", [-inf, 0, 0], [-inf, -Math.LN2, -Math.LN2]],
    ["-Infinity beside one number", [-inf, 7], [-inf, 0]],
    ["a row of -Infinity", [-inf, -inf], [nan, nan]],
    ["+Infinity", [inf, 1, -inf], [nan, nan, nan]],
    ["NaN", [nan, 1, 2], [nan, nan, nan]],
    ["size 1", [42], [0]],
    ["nothing", [], []],
  ])("of %s", (_, row, expected) => {
    const values = numbers(logSoftmax(tensor(row)))
    values.forEach((value, i) => {
      if (Number.isFinite(expected[i])) expect(value).toBeCloseTo(expected[i] as number, 6)
      else expect(value).toBe(expected[i])
    })
    expect(values.length).toBe(expected.length)
    expect(numbers(softmax(tensor(row)))).toEqual(values.map(Math.exp))
  })
  it("takes scalars and empty axes", () => {
    const any = untyped({ logSoftmax, softmax })
    expect(read(any.logSoftmax(tensor(5), 0))).toEqual({ shape: [], dtype: "float32", values: [0] })
    expect(read(any.softmax(tensor(5)))).toEqual({ shape: [], dtype: "float32", values: [1] })
    expect(logSoftmax(zeros([2, 0, 3]), 1).shape).toEqual([2, 0, 3])
    expect(numbers(logSoftmax(zeros([0, 3])))).toEqual([])
  })
  it("refuses dims and integers in both forms", () => {
    const any = untyped({ logSoftmax, softmax })
    const sentence = "logSoftmax: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"
    expect(() => any.logSoftmax(x, 2)).toThrow(new ShapeError(sentence))
    expect(() => any.logSoftmax(2)(x)).toThrow(new ShapeError(sentence))
    expect(() => any.logSoftmax(tensor([1, 2], "int32"))).toThrow(
      new DTypeError('logSoftmax needs a float tensor, got int32: use cast(x, "float32") first'),
    )
    expect(() => any.softmax(0)(tensor([true]))).toThrow(
      new DTypeError('softmax needs a float tensor, got bool: use cast(x, "float32") first'),
    )
    expect(() => any.logSoftmax("x")).toThrow(new TypeError('logSoftmax: expected a tensor or a dim, got "x"'))
    expect(() => any.logSoftmax(0.5)(x)).toThrow(new ShapeError("logSoftmax: a dim is an integer, got 0.5"))
  })
})
