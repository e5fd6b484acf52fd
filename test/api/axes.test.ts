import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { expand, flip, movedim, roll } from "../../src/api/axes.js"
import { arange, tensor, zeros } from "../../src/api/create.js"
import { broadcastTo, permute, reshape } from "../../src/api/movement.js"
import { ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ expand, flip, movedim, permute, roll })
const x = reshape(arange(24), [2, 3, 4])
const refuses = (call: () => unknown, sentence: string) => expect(call).toThrow(new ShapeError(sentence))

describe("movedim", () => {
  it("is the permutation it stands for", () => {
    expect(read(movedim(x, 0, 2))).toEqual(read(permute(x, [1, 2, 0])))
    expect(read(movedim(x, -1, 0))).toEqual(read(permute(x, [2, 0, 1])))
    expect(read(movedim(x, [0, 1], [-1, -2]))).toEqual(read(permute(x, [2, 1, 0])))
    expect(read(movedim(0, 1)(x))).toEqual(read(permute(x, [1, 0, 2])))
  })
  it("is undone by the opposite", () => {
    const dims = fc.shuffledSubarray([0, 1, 2])
    fc.assert(
      fc.property(dims, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (from, places) => {
        const to = places.slice(0, from.length)
        expect(read(any.movedim(any.movedim(x, from, to), to, from))).toEqual(read(x))
      }),
    )
  })
  it("refuses lists that don't fit", () => {
    refuses(() => any.movedim(x, [0, 1], 2), "movedim: [0, 1] and [2] differ in length")
    refuses(() => any.movedim(x, [0, -3], [0, 1]), "movedim: dim 0 is named twice in [0, -3]")
    refuses(() => any.movedim(x, 0, 3), "movedim: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3")
  })
})

describe("flip", () => {
  it("reverses along dims", () => {
    const y = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(numbers(flip(y, 0))).toEqual([4, 5, 6, 1, 2, 3])
    expect(numbers(flip(y, [0, 1]))).toEqual([6, 5, 4, 3, 2, 1])
    expect(numbers(flip(-1)(y))).toEqual([3, 2, 1, 6, 5, 4])
    expect(read(flip(zeros([0, 2]), 0)).shape).toEqual([0, 2])
    expect(read(flip(tensor(1), 0)).values).toEqual([1])
    expect(read(flip(flip(x, [0, 2]), [0, 2]))).toEqual(read(x))
  })
  it("refuses dims", () => {
    refuses(() => any.flip(x, [1, -2]), "flip: dim 1 is named twice in [1, -2]")
    refuses(() => any.flip(x, 3), "flip: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3")
    refuses(() => any.flip(x), "flip: a dim is an integer, got undefined")
  })
  it("has a gradient", () => {
    expect(slopes((z) => any.flip(z, 0), [1, 2, 3], [3]).symbolic).toEqual([1 + 2 / 7, 1 + 1 / 7, 1])
  })
})

describe("expand", () => {
  it("is broadcastTo, where -1 keeps a dim", () => {
    const column = tensor([[1], [2]])
    expect(read(expand(column, [-1, 3]))).toEqual(read(broadcastTo(column, [2, 3])))
    expect(read(expand([2, -1, 2])(column))).toEqual(read(broadcastTo(column, [2, 2, 2])))
    expect(read(expand(tensor(5), [2])).values).toEqual([5, 5])
  })
  it("refuses what can't grow", () => {
    refuses(() => any.expand(x, [2, 3, 5]), "expand: [2, 3, 4] does not expand to [2, 3, 5]")
    refuses(() => any.expand(x, [-1, 2, 3, 4]), "expand: [2, 3, 4] does not expand to [-1, 2, 3, 4]")
    refuses(() => any.expand(x, [4]), "expand: [2, 3, 4] does not expand to [4]")
    refuses(() => any.expand(x, 4), "expand: a shape is an array of sizes like [2, 3], got 4")
  })
})

describe("roll", () => {
  it("moves elements along dims, around the end", () => {
    fc.assert(
      fc.property(fc.integer({ min: -7, max: 7 }), (shift) => {
        const expected = [0, 1, 2, 3].map((i) => (((i - shift) % 4) + 4) % 4)
        expect(numbers(roll(arange(4), shift, 0))).toEqual(expected)
      }),
    )
    const y = reshape(arange(6), [2, 3])
    expect(numbers(roll(y, [1, -1], [0, 1]))).toEqual([4, 5, 3, 1, 2, 0])
    expect(numbers(roll(1, -1)(y))).toEqual([2, 0, 1, 5, 3, 4])
    expect(read(roll(zeros([0, 2]), 1, 0)).shape).toEqual([0, 2])
    expect(read(roll(tensor(1), 3, 0)).values).toEqual([1])
  })
  it("refuses shifts and dims that don't go together", () => {
    refuses(() => any.roll(x, 1, [0, 1]), "roll: [1] and [0, 1] differ in length")
    refuses(() => any.roll(x, [1, 1], [0, -3]), "roll: dim 0 is named twice in [0, -3]")
    refuses(() => any.roll(1, 3)(x), "roll: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3")
    expect(() => any.roll(x, 0.5, 0)).toThrow(new TypeError("roll: a shift is an integer, got 0.5"))
  })
  it("has a gradient", () => {
    expect(slopes((z) => any.roll(z, 1, 0), [1, 2, 3], [3]).symbolic).toEqual([1 + 1 / 7, 1 + 2 / 7, 1])
  })
})
