/** @file Dtypes and nested literals, and the arguments that only callers without types can pass. */
import { describe, expect, it } from "vitest"
import { fill } from "../../src/graph/infer.js"
import { assertDType, promote } from "../../src/shape/dtype.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { literal } from "../../src/shape/literal.js"
import { assertShape, describe as show } from "../../src/shape/operand.js"
import type { DType } from "../../types/dtype.js"

describe("dtypes", () => {
  it("promote to the stronger one", () => {
    const all: readonly DType[] = ["bool", "int32", "float32", "float64"]
    const table = all.map((a) => all.map((b) => promote(a, b)))
    expect(table).toEqual([
      ["bool", "int32", "float32", "float64"],
      ["int32", "int32", "float32", "float64"],
      ["float32", "float32", "float32", "float64"],
      ["float64", "float64", "float64", "float64"],
    ])
  })
  it("must exist", () => {
    expect(() => assertDType("int7")).toThrow(
      new DTypeError('unknown dtype "int7": use float32 | float64 | int32 | bool'),
    )
    expect(() => assertDType(null)).toThrow(new DTypeError('a dtype is a string like "float32", got null'))
  })
})

describe("nested literals", () => {
  it("have a shape, a dtype and elements", () => {
    expect(literal("tensor", 5)).toEqual({ shape: [], dtype: "float32", values: [5] })
    expect(
      literal("tensor", [
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual({
      shape: [2, 3],
      dtype: "float32",
      values: [1, 2, 3, 4, 5, 6],
    })
    expect(literal("tensor", [[[1], [2]]], "int32")).toEqual({ shape: [1, 2, 1], dtype: "int32", values: [1, 2] })
    expect(literal("tensor", [true, false])).toEqual({ shape: [2], dtype: "bool", values: [1, 0] })
    expect(literal("tensor", [true, 2], "int32")).toEqual({ shape: [2], dtype: "int32", values: [1, 2] })
    expect(literal("tensor", [])).toEqual({ shape: [0], dtype: "float32", values: [] })
    expect(literal("tensor", [[], []])).toEqual({ shape: [2, 0], dtype: "float32", values: [] })
  })
  const circular: unknown[] = []
  circular.push(circular)
  it.each([
    [
      [
        [1, 2, 3],
        [4, 5],
        [6, 7, 8],
      ],
      "ragged array: row lengths are 3, 2, 3",
    ],
    [[[[1], [2]], [[3]]], "ragged array: row lengths are 2, 1"],
    [[[1, 2], 3], "ragged array: row lengths are 2, a number"],
    [[3, [1, 2]], "ragged array: row lengths are a number, 2"],
    [[[1, 2], true], "ragged array: row lengths are 2, a number"],
    [[[1], null], "ragged array: row lengths are 1, null"],
    [circular, "tensor: an array is nested more than 64 deep"],
  ])("%j is no array of one shape", (data, sentence) => {
    expect(() => literal("tensor", data)).toThrow(new ShapeError(sentence))
  })
  it.each([
    [["1"], 'tensor: an element is a number or a boolean, got "1"'],
    [[1, undefined], "tensor: an element is a number or a boolean, got undefined"],
    [null, "tensor: an element is a number or a boolean, got null"],
    [
      [new Float32Array(2)],
      "tensor: an element is a number or a boolean, got a Float32Array: use fromArray(values, shape)",
    ],
    // biome-ignore lint/suspicious/noSparseArray: the hole is the case
    [[1, , 3], "tensor: an element is a number or a boolean, got undefined"],
    [[1, true], 'tensor: numbers and booleans are mixed: name a dtype, as in tensor(data, "float32")'],
  ])("%j has an element that is no number", (data, sentence) => {
    expect(() => literal("tensor", data)).toThrow(new DTypeError(sentence))
  })
  it.each([1.5, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])("%d is no int32", (value) => {
    expect(() => literal("tensor", [value], "int32")).toThrow(
      new DTypeError(`tensor: ${value} is not an int32 value: use a float dtype`),
    )
  })
})

describe("shapes from outside", () => {
  it.each([
    ["23", 'zeros: a shape is an array of sizes like [2, 3], got "23"'],
    [[2, -1], "zeros: a size is an integer of at least 0, got -1 in [2, -1]"],
    [[2.5], "zeros: a size is an integer of at least 0, got 2.5 in [2.5]"],
    [[Number.NaN], "zeros: a size is an integer of at least 0, got NaN in [NaN]"],
    [["batch", 2], 'zeros: the size of "batch" in [batch, 2] is not known here: use a number'],
    [[2 ** 40, 2 ** 40], "zeros: [1099511627776, 1099511627776] has too many elements"],
  ])("%j is refused", (shape, sentence) => {
    expect(() => assertShape("zeros", shape)).toThrow(new ShapeError(sentence))
  })
  it("are copied", () => {
    const shape = [2, 3]
    const copy = assertShape("zeros", shape)
    shape[0] = 9
    expect(copy).toEqual([2, 3])
  })
})

describe("values in messages", () => {
  it.each([
    ["a", '"a"'],
    [[1, "a", [2]], '[1, "a", […]]'],
    [[1, 2, 3, 4, 5, 6, 7], "[1, 2, 3, 4, 5, 6, …]"],
    [{}, "an object"],
    [Object.create(null), "an object"],
    [new (class {})(), "an object"],
    [new Int32Array(1), "an Int32Array"],
    [new Uint8ClampedArray(1), "a Uint8ClampedArray"],
    [fill(0, [2, 3], "bool"), "a tensor of shape [2, 3]"],
    [() => 1, "a function"],
    [10n, "10"],
    [Symbol("s"), "Symbol(s)"],
  ])("%s", (value, text) => {
    expect(show(value)).toBe(text)
  })
})
