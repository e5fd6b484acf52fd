/** @file Making tensors, from inside and from outside the types. */
import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js"
import { describe, expect, it } from "vitest"
import { arange, fromArray, full, label, ones, tensor, zeros } from "../../src/api/create.js"
import { isTensor } from "../../src/api/handle.js"
import { fromNested, refine } from "../../src/api/outside.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ tensor, zeros, ones, full, arange, fromArray, fromNested, refine, label })

describe("making tensors", () => {
  it("from literals", () => {
    expect(
      read(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toEqual({ shape: [2, 2], dtype: "float32", values: [1, 2, 3, 4] })
    expect(read(tensor(0.1))).toEqual({ shape: [], dtype: "float32", values: [Math.fround(0.1)] })
    expect(read(tensor([0.1], "float64"))).toEqual({ shape: [1], dtype: "float64", values: [0.1] })
    expect(read(tensor([1, -2], "int32"))).toEqual({ shape: [2], dtype: "int32", values: [1, -2] })
    expect(read(tensor([true, false]))).toEqual({ shape: [2], dtype: "bool", values: [1, 0] })
    expect(read(any.tensor([2, 0], "bool"))).toEqual({ shape: [2], dtype: "bool", values: [1, 0] })
  })
  it("from a shape", () => {
    expect(read(zeros([2]))).toEqual({ shape: [2], dtype: "float32", values: [0, 0] })
    expect(read(ones([1, 2], "int32"))).toEqual({ shape: [1, 2], dtype: "int32", values: [1, 1] })
    expect(read(full([2], 0.5))).toEqual({ shape: [2], dtype: "float32", values: [0.5, 0.5] })
    expect(read(full([], Number.NaN))).toEqual({ shape: [], dtype: "float32", values: [Number.NaN] })
    expect(read(any.full([2], true))).toEqual({ shape: [2], dtype: "bool", values: [1, 1] })
    expect(read(arange(3))).toEqual({ shape: [3], dtype: "int32", values: [0, 1, 2] })
    expect(read(arange(0))).toEqual({ shape: [0], dtype: "int32", values: [] })
  })
  it("from bounds and a step, as Python's range", () => {
    expect(read(arange(2, 9, 3))).toEqual({ shape: [3], dtype: "int32", values: [2, 5, 8] })
    expect(read(arange(5, 0, -2))).toEqual({ shape: [3], dtype: "int32", values: [5, 3, 1] })
    expect(read(arange(5, 2))).toEqual({ shape: [0], dtype: "int32", values: [] })
    for (const start of [-7, -1, 0, 4]) {
      for (const end of [-5, 0, 1, 8]) {
        for (const step of [-4, -3, -1, 1, 2, 5]) {
          const expected: number[] = []
          for (let i = start; step > 0 ? i < end : i > end; i += step) expected.push(i)
          expect(read(arange(start, end, step)).values, `${start}, ${end}, ${step}`).toEqual(expected)
        }
      }
    }
    expect(read(arange(-(2 ** 31), 2 ** 31 - 1, 2 ** 31 - 1)).values).toEqual([-(2 ** 31), -1, 2 ** 31 - 2])
    expect([2, 3].map(arange).map(({ shape }) => shape)).toEqual([[2], [3]])
  })
  it("from typed arrays, which are copied", () => {
    const values = new Float32Array([1, 2, 3, 4])
    const x = fromArray(values, [2, 2])
    values[0] = 9
    expect(read(x)).toEqual({ shape: [2, 2], dtype: "float32", values: [1, 2, 3, 4] })
    expect(fromArray(new Float64Array(2), [2]).dtype).toBe("float64")
    expect(fromArray(new Int32Array(2), [2]).dtype).toBe("int32")
    expect(read(fromArray(new Uint8Array([0, 7]), [2]))).toEqual({ shape: [2], dtype: "bool", values: [0, 1] })
  })
  it("or says why not", () => {
    const cases: readonly (readonly [() => unknown, Error])[] = [
      [
        () =>
          any.tensor([
            [1, 2, 3],
            [4, 5],
            [6, 7, 8],
          ]),
        new ShapeError("ragged array: row lengths are 3, 2, 3"),
      ],
      [() => any.tensor([1], "int7"), new DTypeError('unknown dtype "int7": use float32 | float64 | int32 | bool')],
      [() => any.tensor("1"), new DTypeError('tensor: an element is a number or a boolean, got "1"')],
      [() => any.zeros([-1]), new ShapeError("zeros: a size is an integer of at least 0, got -1 in [-1]")],
      [() => any.zeros(2, 3), new ShapeError("zeros: a shape is an array of sizes like [2, 3], got 2")],
      [
        () => any.zeros(2, 3, 4),
        new TypeError("zeros(shape, dtype) takes at most 2 arguments, got 3: a shape is an array like [2, 3]"),
      ],
      [() => any.arange(0, 1, 0.1), new TypeError("arange: start, end and step are int32 integers, got 0.1")],
      [() => any.arange(0, 2 ** 31), new TypeError("arange: start, end and step are int32 integers, got 2147483648")],
      [() => any.arange(0, 5, 0), new TypeError("arange: a step of 0 never ends")],
      [
        () => any.tensor(zeros([2])),
        new DTypeError("tensor: an element is a number or a boolean, got a tensor of shape [2]"),
      ],
      [
        () => any.tensor(new Float32Array(2)),
        new DTypeError("tensor: an element is a number or a boolean, got a Float32Array: use fromArray(values, shape)"),
      ],
      [
        () => any.fromArray(new Uint8ClampedArray(2), [2]),
        new DTypeError(
          "fromArray: expected a Float32Array, Float64Array, Int32Array or Uint8Array (bool), got a Uint8ClampedArray",
        ),
      ],
      [() => any.zeros(3), new ShapeError("zeros: a shape is an array of sizes like [2, 3], got 3")],
      [() => any.ones([2], "float16"), new DTypeError('unknown dtype "float16": use float32 | float64 | int32 | bool')],
      [() => any.full([2], "x"), new TypeError('full: a value is a number or a boolean, got "x"')],
      [() => any.full([2], 0.5, "int32"), new DTypeError("full: 0.5 is not an int32 value: use a float dtype")],
      [() => any.arange(-1), new ShapeError("arange: a size is an integer of at least 0, got -1 in [-1]")],
      [
        () => any.fromArray(new Float32Array(5), [2, 3]),
        new ShapeError("fromArray: [2, 3] has 6 elements but the array has 5"),
      ],
      [
        () => any.fromArray([1, 2], [2]),
        new DTypeError("fromArray: expected a Float32Array, Float64Array, Int32Array or Uint8Array (bool), got [1, 2]"),
      ],
      [() => any.label(zeros([1]), 5), new TypeError("label: a name is a string, got 5")],
    ]
    for (const [call, error] of cases) expect(call).toThrow(error)
  })
  it("gives what is recognised as a tensor", () => {
    expect([tensor(1), {}, null, [1], { shape: [1], dtype: "float32" }].map(isTensor)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe("data from outside", () => {
  const message = (result: Either<Error, unknown>) => (isLeft(result) ? result.left.message : "")
  it("becomes a tensor, or an error that is returned", () => {
    const good = fromNested(JSON.parse("[[1, 2], [3, 4]]"), "int32")
    expect(isRight(good) && read(good.right)).toEqual({ shape: [2, 2], dtype: "int32", values: [1, 2, 3, 4] })
    expect(message(fromNested([[1], [2, 3]]))).toBe("ragged array: row lengths are 1, 2")
    expect(message(fromNested(["a"]))).toBe('fromNested: an element is a number or a boolean, got "a"')
    expect(message(fromNested([0.5], "int32"))).toBe("fromNested: 0.5 is not an int32 value: use a float dtype")
    expect(message(any.fromNested([1], "int7"))).toBe('unknown dtype "int7": use float32 | float64 | int32 | bool')
  })
  it("is refined to what its shape is", () => {
    const x = zeros([32, 784])
    const refined = refine(x, ["batch", 784])
    expect(isRight(refined) && refined.right).toBe(x)
    const refused = refine(x, ["batch", 100])
    expect(isLeft(refused) && refused.left).toBeInstanceOf(ShapeError)
    expect(message(refused)).toBe("refine: [32, 784] is not [batch, 100]: dim 1 is 784, not 100")
    expect(message(any.refine(x, "batch"))).toBe(
      'refine: a shape is an array of sizes and names like ["batch", 3], got "batch"',
    )
    expect(() => any.refine(5, [])).toThrow(TypeError)
  })
})
