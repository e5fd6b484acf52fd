import { describe, expect, it } from "vitest"
import { arange, tensor, zeros } from "../../src/api/create.js"
import { flatten, unflatten } from "../../src/api/flatten.js"
import { reshape } from "../../src/api/movement.js"
import { ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ flatten, unflatten })
const x = reshape(arange(24), [2, 3, 4])
const order = Array.from({ length: 24 }, (_, i) => i)

describe("flatten", () => {
  it("joins neighbouring dims and keeps the order", () => {
    const shapes = [flatten(x), flatten(x, 1), flatten(x, 0, 1), flatten(x, -2), flatten(1, 2)(x), flatten(x, 2)]
    expect(shapes.map((y) => y.shape)).toEqual([[24], [2, 12], [6, 4], [2, 12], [2, 12], [2, 3, 4]])
    for (const y of shapes) expect(numbers(y)).toEqual(order)
    expect(read(flatten(tensor(7)))).toEqual({ shape: [1], dtype: "float32", values: [7] })
  })
  it("refuses dims out of range or order", () => {
    expect(() => any.flatten(x, 3)).toThrow(
      new ShapeError("flatten: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3"),
    )
    expect(() => any.flatten(-1, 0)(x)).toThrow(new ShapeError("flatten: dim 2 of [2, 3, 4] comes after dim 0"))
  })
})

describe("unflatten", () => {
  it("undoes flatten", () => {
    expect(read(unflatten(flatten(x, 1), 1, [3, 4]))).toEqual(read(x))
    expect(read(unflatten(-1, [-1, 4])(flatten(x, 1)))).toEqual(read(x))
    expect(unflatten(zeros([0, 2]), 0, [0, 5]).shape).toEqual([0, 5, 2])
  })
  it("refuses other factors", () => {
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.unflatten(x, 1, [2, 2]), "unflatten: [2, 2] does not multiply to 3, the size of dim 1 of [2, 3, 4]"],
      [() => any.unflatten(x, 1, [2, -1]), "unflatten: [2, -1] does not multiply to 3, the size of dim 1 of [2, 3, 4]"],
      [() => any.unflatten(x, 1, [0, -1]), "unflatten: [0, -1] does not multiply to 3, the size of dim 1 of [2, 3, 4]"],
      [() => any.unflatten(x, 1, [-1, -1]), "unflatten: only one -1 is allowed, got [-1, -1]"],
      [() => any.unflatten(x, 1, 3), "unflatten: a shape is an array of sizes like [2, 3], got 3"],
      [() => any.unflatten(tensor(1), 0, [1]), "unflatten: needs rank >= 1, got []"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(new ShapeError(sentence))
  })
  it("has a gradient", () => {
    const f = (z: Parameters<Parameters<typeof slopes>[0]>[0]) => any.flatten(any.unflatten(z, 0, [3, 2]), 0)
    expect(slopes(f, [1, 2, 3, 4, 5, 6], [6]).symbolic).toEqual([0, 1, 2, 3, 4, 5].map((i) => 1 + i / 7))
  })
})
