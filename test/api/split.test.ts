import { describe, expect, it } from "vitest"
import { concat } from "../../src/api/concat.js"
import { arange, tensor, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { reshape } from "../../src/api/movement.js"
import { chunk, split, unbind } from "../../src/api/split.js"
import type { Node } from "../../src/graph/node.js"
import { ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ chunk, split, unbind, concat })
const x = reshape(arange(10), [5, 2])

describe("split", () => {
  it("cuts pieces of one size, the last the rest", () => {
    expect(split(x, 2).map(numbers)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
    expect(split(x, 1, 1).map(numbers)).toEqual([
      [0, 2, 4, 6, 8],
      [1, 3, 5, 7, 9],
    ])
    expect(split(x, 9).map(read)).toEqual([read(x)])
    expect(split(zeros([0, 2]), 3).map(read)).toEqual([{ shape: [0, 2], dtype: "float32", values: [] }])
  })
  it("cuts pieces of listed sizes", () => {
    expect(split(x, [1, 0, 4]).map((piece) => piece.shape)).toEqual([
      [1, 2],
      [0, 2],
      [4, 2],
    ])
    expect(split([2, 3])(x).map(numbers)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7, 8, 9],
    ])
  })
  it("undoes concat", () => {
    expect(read(any.concat(split(x, 2)))).toEqual(read(x))
    expect(read(any.concat(split(x, 1, -1), -1))).toEqual(read(x))
  })
  it("still splits keys", () => {
    expect(split(key(0))).toHaveLength(2)
    expect(split(key(0), 5)).toHaveLength(5)
    expect(() => any.split("x")).toThrow(new TypeError('split: expected a key, got "x": use key(seed)'))
  })
  it("refuses what doesn't fit", () => {
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.split(x, [2, 2]), "split: sizes [2, 2] do not add up to 5, the size of dim 0 of [5, 2]"],
      [() => any.split([1, 2], -1)(x), "split: sizes [1, 2] do not add up to 2, the size of dim 1 of [5, 2]"],
      [() => any.split(x, 0), "split: needs a positive integer, got 0"],
      [() => any.split(x, "2"), 'split: needs a positive integer, got "2"'],
      [() => any.split(x, 2, 2), "split: dim 2 is out of range for [5, 2]: use 0 | 1 | -1 | -2"],
      [() => any.split(tensor(1), 1), "split: needs rank >= 1, got []"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(new ShapeError(sentence))
  })
  it("has a gradient", () => {
    const f = (z: Node) => {
      const [a, b] = any.split(z, [2, 1], 1)
      return any.concat([b, a, b], 1)
    }
    const { symbolic, numeric } = slopes(f, [1, 2, 3, 4, 5, 6], [2, 3])
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 5)
  })
})

describe("chunk", () => {
  it("cuts a number of pieces, or fewer", () => {
    expect(chunk(arange(5), 2).map(numbers)).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
    expect(chunk(arange(6), 4).map(numbers)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
    expect(chunk(zeros([0, 2]), 3).map((piece) => piece.shape)).toEqual([
      [0, 2],
      [0, 2],
      [0, 2],
    ])
    expect(chunk(2, 1)(x).map(numbers)).toEqual(split(x, 1, 1).map(numbers))
    expect(() => any.chunk(x, 0)).toThrow(new ShapeError("chunk: needs a positive integer, got 0"))
  })
})

describe("unbind", () => {
  it("takes the tensors along a dim", () => {
    expect(unbind(x, 1).map(read)).toEqual([
      { shape: [5], dtype: "int32", values: [0, 2, 4, 6, 8] },
      { shape: [5], dtype: "int32", values: [1, 3, 5, 7, 9] },
    ])
    expect(unbind(arange(3)).map(read)).toEqual(
      [0, 1, 2].map((value) => ({ shape: [], dtype: "int32", values: [value] })),
    )
    expect(unbind(-1)(x).map(read)).toEqual(unbind(x, 1).map(read))
    expect(() => any.unbind(tensor(1))).toThrow(new ShapeError("unbind: needs rank >= 1, got []"))
    expect(() => any.unbind(2)(x)).toThrow(
      new ShapeError("unbind: dim 2 is out of range for [5, 2]: use 0 | 1 | -1 | -2"),
    )
  })
})
