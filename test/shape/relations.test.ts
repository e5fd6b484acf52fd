/** @file The shape relations: results, and the sentence of each refusal. */
import { describe, expect, it } from "vitest"
import { axesOf, axisOf, newAxisOf } from "../../src/shape/axis.js"
import { assertBroadcastsTo, broadcast } from "../../src/shape/broadcast.js"
import { ShapeError } from "../../src/shape/error.js"
import { matmulShape } from "../../src/shape/matmul.js"
import { permutation, transposition } from "../../src/shape/permute.js"
import { nonEmptyAxes } from "../../src/shape/reduce.js"
import { refinement } from "../../src/shape/refine.js"
import { reshapeShape } from "../../src/shape/reshape.js"
import { squeezeShape, unsqueezeShape } from "../../src/shape/squeeze.js"

const refuses = (f: () => unknown, sentence: string) => {
  expect(f).toThrow(ShapeError)
  expect(f).toThrow(new ShapeError(sentence))
}

describe("axes", () => {
  it("count from both ends", () => {
    expect([0, 1, -1, -2].map((dim) => axisOf("sum", [2, 3], dim))).toEqual([0, 1, 1, 0])
    expect([0, 2, -1, -3].map((dim) => newAxisOf("unsqueeze", [2, 3], dim))).toEqual([0, 2, 2, 0])
    expect(axesOf("sum", [2, 3, 4], [-1, 0])).toEqual([0, 2])
    expect(axesOf("sum", [2, 3], undefined)).toEqual([0, 1])
    expect(axesOf("sum", [2, 3], [])).toEqual([])
  })
  it("of a scalar are 0 and -1, and name nothing", () => {
    expect([0, -1].map((dim) => axesOf("sum", [], dim))).toEqual([[], []])
    refuses(() => axesOf("sum", [], 1), "sum: dim 1 is out of range for []: use 0 | -1")
  })
  it("are refused with the ones there are", () => {
    refuses(() => axisOf("logSoftmax", [2, 3], 2), "logSoftmax: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2")
    refuses(() => axisOf("sum", [5], -2), "sum: dim -2 is out of range for [5]: use 0 | -1")
    refuses(() => newAxisOf("unsqueeze", [5], 2), "unsqueeze: dim 2 is out of range for [5]: use 0 | 1 | -1 | -2")
    refuses(() => axesOf("sum", [2, 3], [1, -1]), "sum: dim 1 is named twice in [1, -1]")
    refuses(() => axisOf("sum", [2, 3], 0.5), "sum: a dim is an integer, got 0.5")
    refuses(() => axisOf("sum", [2, 3], "1"), 'sum: a dim is an integer, got "1"')
    refuses(() => axesOf("sum", [2, 3], [null]), "sum: a dim is an integer, got null")
    refuses(() => axisOf("sum", [2, 3], Number.NaN), "sum: a dim is an integer, got NaN")
  })
  it("must not be empty where nothing has no value", () => {
    expect(nonEmptyAxes("max", [0, 3], 1)).toEqual([1])
    refuses(() => nonEmptyAxes("max", [0, 3], -2), "max: dim 0 of [0, 3] is empty: there is no max of nothing")
  })
})

describe("broadcasting", () => {
  it.each([
    [[2, 3], [3], [2, 3]],
    [[], [2, 3], [2, 3]],
    [[5, 1], [4], [5, 4]],
    [
      [0, 1, 3],
      [0, 10, 3],
      [0, 10, 3],
    ],
    [[1], [0], [0]],
    [
      [8, 1, 6, 1],
      [7, 1, 5],
      [8, 7, 6, 5],
    ],
  ])("%j with %j is %j", (a, b, shape) => {
    expect(broadcast("add", a, b)).toEqual(shape)
    expect(broadcast("add", b, a)).toEqual(shape)
  })
  it("names the dims at fault", () => {
    refuses(() => broadcast("add", [2, 3], [4]), "add: [2, 3] and [4] do not broadcast: 3 vs 4")
    refuses(() => broadcast("add", [2, 3, 5], [4, 1, 5]), "add: [2, 3, 5] and [4, 1, 5] do not broadcast: 2 vs 4")
    refuses(() => broadcast("mul", [0], [2]), "mul: [0] and [2] do not broadcast: 0 vs 2")
  })
  it("to a shape grows sizes of 1 only", () => {
    expect(() => assertBroadcastsTo([3, 1], [2, 3, 4])).not.toThrow()
    refuses(() => assertBroadcastsTo([2, 3], [4, 3]), "broadcastTo: [2, 3] does not broadcast to [4, 3]")
    refuses(() => assertBroadcastsTo([2, 3], [3]), "broadcastTo: [2, 3] does not broadcast to [3]")
    refuses(() => assertBroadcastsTo([3], [1]), "broadcastTo: [3] does not broadcast to [1]")
  })
})

describe("matrix products", () => {
  it.each([
    [
      [2, 3],
      [3, 4],
      [2, 4],
    ],
    [[3], [3], []],
    [[3], [3, 4], [4]],
    [[2, 3], [3], [2]],
    [[5, 2, 3], [3], [5, 2]],
    [[3], [5, 3, 4], [5, 4]],
    [
      [5, 1, 2, 3],
      [7, 3, 4],
      [5, 7, 2, 4],
    ],
    [
      [2, 0],
      [0, 4],
      [2, 4],
    ],
  ])("%j @ %j is %j", (a, b, shape) => {
    expect(matmulShape(a, b).result).toEqual(shape)
  })
  it("are refused", () => {
    refuses(() => matmulShape([2, 3], [1, 2]), "matmul: inner dims differ: 3 vs 1 in [2, 3] @ [1, 2]")
    refuses(() => matmulShape([2, 3], [4]), "matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4]")
    refuses(() => matmulShape([], [3]), "matmul: the left tensor is a scalar")
    refuses(() => matmulShape([3], []), "matmul: the right tensor is a scalar")
    refuses(() => matmulShape([2, 1, 3], [3, 3, 1]), "matmul batch dims: [2] and [3] do not broadcast: 2 vs 3")
  })
})

describe("movement", () => {
  it("permutes", () => {
    expect(permutation([2, 3, 4], [2, 0, -2])).toEqual([2, 0, 1])
    expect(permutation([], [])).toEqual([])
    expect(transposition([2, 3, 4])).toEqual([0, 2, 1])
    refuses(() => permutation([2, 3], [0, 0]), "permute: [0, 0] is not a permutation of the axes of [2, 3]")
    refuses(() => permutation([2, 3], [0]), "permute: [0] is not a permutation of the axes of [2, 3]")
    refuses(() => permutation([2, 3], [0, 2]), "permute: [0, 2] is not a permutation of the axes of [2, 3]")
    refuses(() => permutation([2, 3], 1), "permute: an order is an array of dims, got 1")
    refuses(() => transposition([3]), "transpose: needs rank >= 2, got [3]")
  })
  it("reshapes", () => {
    expect(reshapeShape([2, 3], [3, 2])).toEqual([3, 2])
    expect(reshapeShape([2, 3], [3, -1])).toEqual([3, 2])
    expect(reshapeShape([], [1, 1])).toEqual([1, 1])
    expect(reshapeShape([0, 3], [-1, 3])).toEqual([0, 3])
    expect(reshapeShape([4, 6], ["batch", 3])).toEqual([8, 3])
    refuses(() => reshapeShape([2, 3], [4, 2]), "reshape: [2, 3] has 6 elements but [4, 2] has 8")
    refuses(() => reshapeShape([2, 3], [-1, -1]), "reshape: only one -1 is allowed, got [-1, -1]")
    refuses(() => reshapeShape([2, 3], [4, -1]), "reshape: 6 elements of [2, 3] do not divide into [4, -1]")
    refuses(() => reshapeShape([0, 3], [0, -1]), "reshape: 0 elements of [0, 3] do not divide into [0, -1]")
    refuses(
      () => reshapeShape([2, 3], ["rows", "columns"]),
      'reshape: only one size can be found by division, got ["rows", "columns"]: use numbers for the others',
    )
    refuses(() => reshapeShape([6], [-2, -3]), "reshape: a size is an integer of at least 0, got -2 in [-2, -3]")
    refuses(() => reshapeShape([6], 6), "reshape: a shape is an array of sizes like [2, 3], got 6")
  })
  it("puts axes of size 1 in and out", () => {
    expect(squeezeShape([2, 1], -1)).toEqual([2])
    expect(squeezeShape([], 0)).toEqual([])
    expect(unsqueezeShape([2, 3], -1)).toEqual([2, 3, 1])
    expect(unsqueezeShape([], 0)).toEqual([1])
    refuses(() => squeezeShape([2, 3], 1), "squeeze: dim 1 of [2, 3] is 3, not 1")
  })
})

describe("refinement", () => {
  it("takes names for any size, one size for one name", () => {
    expect(refinement([32, 784], ["batch", 784])).toBeUndefined()
    expect(refinement([4, 4], ["n", "n"])).toBeUndefined()
    expect(refinement([], [])).toBeUndefined()
    expect(refinement([32, 784], ["batch", 100])).toBe("refine: [32, 784] is not [batch, 100]: dim 1 is 784, not 100")
    expect(refinement([4, 5], ["n", "n"])).toBe("refine: [4, 5] is not [n, n]: dim 1 is 5, not 4")
    expect(refinement([4, 5], ["n"])).toBe("refine: [4, 5] is not [n]: ranks differ")
  })
})
