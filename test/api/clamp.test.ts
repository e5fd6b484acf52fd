/** @file Bounds for elements: numbers and tensors, crossed ones, NaN, and who gets the gradient. */
import { describe, expect, it } from "vitest"
import { clamp } from "../../src/api/clamp.js"
import { tensor } from "../../src/api/create.js"
import { data } from "../../src/read.js"
import { DTypeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const x = tensor([-inf, -2, 0.5, 3, inf, nan])
const doubles = (values: readonly number[]) => tensor(values, "float64")
const any = untyped({ clamp })

describe("clamp", () => {
  it.each([
    ["from below", { min: 0 }, [0, 0, 0.5, 3, inf, nan]],
    ["from above", { max: 1 }, [-inf, -2, 0.5, 1, 1, nan]],
    ["on both sides", { min: 0, max: 1 }, [0, 0, 0.5, 1, 1, nan]],
    ["crossed, to the upper bound", { min: 2, max: 1 }, [1, 1, 1, 1, 1, nan]],
    ["by NaN", { min: nan }, [nan, nan, nan, nan, nan, nan]],
    ["by tensors", { min: tensor([0, -3, 1, 0, 0, 0]), max: tensor([1, 1, 1, 1, inf, 1]) }, [0, -2, 1, 1, inf, nan]],
  ])("%s, in both evaluators", (_, bounds, values) => {
    expect(numbers(clamp(x, bounds))).toEqual(values)
    expect(numbers(clamp(bounds)(x))).toEqual(values)
    expect(Array.from(data(clamp(x, bounds)))).toEqual(values)
  })
  it("broadcasts and promotes", () => {
    const column = tensor([[0], [1]])
    expect(read(clamp(tensor([-1, 2], "int32"), { min: column }))).toEqual({
      shape: [2, 2],
      dtype: "float32",
      values: [0, 2, 1, 2],
    })
    expect(read(clamp(tensor([-1, 2], "int32"), { max: 1 }))).toMatchObject({ dtype: "int32", values: [-1, 1] })
    expect(read(clamp(tensor([1]), { min: doubles([2]) }))).toMatchObject({ dtype: "float64", values: [2] })
  })
  it("refuses what is no bound", () => {
    expect(() => any.clamp(x, {})).toThrow(new TypeError("clamp: needs a bound: use min | max"))
    expect(() => any.clamp(x)).toThrow(new TypeError("clamp: needs a bound: use min | max"))
    expect(() => any.clamp(x, { low: 1 })).toThrow(new TypeError("clamp: unknown option low: use min | max"))
    expect(() => any.clamp(x, { min: "0" })).toThrow(TypeError)
    expect(() => any.clamp(tensor([1], "int32"), { min: 0.5 })).toThrow(DTypeError)
    expect(() => any.clamp(tensor([true]), { min: 0 })).toThrow(DTypeError)
  })
})

describe("the gradient of clamp, weighed 1, 8/7, 9/7, …, is PyTorch's", () => {
  const at = [-1, 0, 0.5, 1, 2]
  const weighed = (values: readonly number[]) => values.map((value, i) => value * (1 + i / 7))
  it("is the element's between the bounds, both included", () => {
    const slope = (bounds: object) => slopes((y) => any.clamp(y, bounds), at, [5]).symbolic
    expect(slope({ min: 0, max: 1 })).toEqual(weighed([0, 1, 1, 1, 0]))
    expect(slope({ min: 0 })).toEqual(weighed([0, 1, 1, 1, 1]))
    expect(slope({ max: 1 })).toEqual(weighed([1, 1, 1, 1, 0]))
    expect(slope({ min: 1, max: 0 })).toEqual(weighed([0, 0, 0, 0, 0]))
  })
  it("is the bound's where the element is beyond", () => {
    const low = (f: (bound: unknown) => unknown) => slopes(f as never, [0, 0, 0, 0, 0], [5]).symbolic
    const high = (f: (bound: unknown) => unknown) => slopes(f as never, [1, 1, 1, 1, 1], [5]).symbolic
    expect(low((min) => any.clamp(doubles(at), { min, max: 1 }))).toEqual(weighed([1, 0, 0, 0, 0]))
    expect(low((min) => any.clamp(doubles(at), { min }))).toEqual(weighed([1, 0, 0, 0, 0]))
    expect(high((max) => any.clamp(doubles(at), { min: 0, max }))).toEqual(weighed([0, 0, 0, 0, 1]))
    expect(high((max) => any.clamp(doubles(at), { max }))).toEqual(weighed([0, 0, 0, 0, 1]))
    // crossed: the upper one decides
    expect(high((max) => any.clamp(doubles(at), { min: 2, max }))).toEqual(weighed([1, 1, 1, 1, 1]))
    expect(low((min) => any.clamp(doubles(at), { min, max: -1 }))).toEqual(weighed([0, 0, 0, 0, 0]))
  })
  it("keeps an infinite cotangent out", () => {
    const product = (y: unknown) => any.clamp(y, { min: 0, max: 1 })
    expect(slopes((y) => product(product(y)), [inf, -inf], [2]).symbolic).toEqual([0, 0])
  })
})
