/** @file Indexing against a plain reading of NumPy's rules, its gradients, and its errors. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { at } from "../../src/api/at.js"
import { arange, label, tensor, zeros } from "../../src/api/create.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import type { AnyTensor } from "../../types/tensor.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { counting, drawCase } from "./at-cases.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ at })
const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
const index = tensor([1, -1, 0], "int32")

describe("at", () => {
  it("does what NumPy's rules say", () => {
    fc.assert(
      fc.property(drawCase, ({ shape, indices, expected }) => {
        const { values, shape: found } = read(any.at(counting(shape), ...indices) as AnyTensor)
        expect({ shape: found, values }).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
  it("reads as it is written", () => {
    expect(toArray(at(x, -1))).toEqual([4, 5, 6])
    expect(toArray(at(x, ":", "::-1"))).toEqual([
      [3, 2, 1],
      [6, 5, 4],
    ])
    expect(toArray(at(x, index, index))).toEqual([5, 6, 1])
    expect(toArray(at(x, "...", [0, 2]))).toEqual([
      [1, 3],
      [4, 6],
    ])
    expect(at(zeros([2, 3, 4]), 0, ":", [0, 1]).shape).toEqual([2, 3])
    expect(at(zeros([5, 3, 4]), ":", [0, 1], "...", [0, 1]).shape).toEqual([2, 5])
  })
  it("keeps the dtype", () => {
    expect(read(at(tensor([true, false]), [1, 0]))).toEqual({ shape: [2], dtype: "bool", values: [0, 1] })
    expect(read(at(arange(4), "1:3"))).toEqual({ shape: [2], dtype: "int32", values: [1, 2] })
  })
  it("has two call forms that agree", () => {
    expect(read(pipe(x, at(0, "1:")))).toEqual(read(at(x, 0, "1:")))
    expect(read(pipe(x, at("...", index)))).toEqual(read(at(x, "...", index)))
    expect(read(at(x))).toEqual(read(x))
    expect([x, x].map(at(0, 1)).map(numbers)).toEqual([[2], [2]])
  })
  it("takes any number of indices, whatever they look like", () => {
    expect(toArray(at(counting([3, 2, 4]), 2, 0, [2, 1]))).toEqual([18, 17])
  })
  it.each<readonly [string, readonly unknown[]]>([
    ["slices", ["::-2", "1:3"]],
    ["an integer and a new axis", [1, null, ":"]],
    ["a list with an index twice", [":", [0, 0, 2]]],
    ["two tensors that broadcast", [tensor([[0], [1]], "int32"), index]],
    ["a split selection", [index, null, index]],
  ])("has a gradient: %s", (_, indices) => {
    const f: NodeFn = (node) => weigh(any.at(node, ...indices) as Node)
    check(f, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6, 0.1, -2.5, 1.1], [3, 3]))
  })
})

describe("at refuses", () => {
  it.each<readonly [string, readonly unknown[], unknown]>([
    ["at: index 5 is out of range for dim 0 of size 3 in [3, 4]", [5], IndexError],
    ["at: index -5 is out of range for dim 1 of size 4 in [3, 4]", ["...", -5], IndexError],
    ["at: index 4 is out of range for dim 1 of size 4 in [3, 4]", [0, [0, 4]], IndexError],
    ["at: index 1.5 is not an integer", [1.5], IndexError],
    ["at: too many indices for [3, 4]: got 3", [0, 0, 0], ShapeError],
    ["at: too many indices for [3, 4]: got 3", [0, "...", ":", null, ":"], ShapeError],
    ['at: only one "..." is allowed', ["...", 0, "..."], ShapeError],
    ['at: "2:x" is not a slice', ["2:x"], ShapeError],
    ['at: "01:" is not a slice', ["01:"], ShapeError],
    ['at: "1:2:3:4" is not a slice', ["1:2:3:4"], ShapeError],
    ['at: "3" is not a slice', ["3"], ShapeError],
    ["at: slice step cannot be 0", ["::0"], ShapeError],
    [
      "at: [2] and [3] do not broadcast: 2 vs 3",
      [
        [0, 1],
        [0, 1, 2],
      ],
      ShapeError,
    ],
    ['at needs int32 indices, got float32: use cast(x, "int32") first', [zeros([2])], DTypeError],
    [
      "at: the shape of a selection by bool depends on its values: use where or maskedFill instead",
      [tensor([true])],
      DTypeError,
    ],
    [
      'at: an index is an integer, a slice like "1:3", "...", null, a list of integers or an int32 tensor, got true',
      [true],
      TypeError,
    ],
  ])("%s", (sentence, indices, kind) => {
    expect(() => any.at(zeros([3, 4]), ...indices)).toThrow(kind as typeof IndexError)
    expect(() => any.at(zeros([3, 4]), ...indices)).toThrow(sentence)
  })
  it("indices of a tensor when they are read", () => {
    const outside = at(x, ":", tensor([0, 3], "int32"))
    expect(outside.shape).toEqual([2, 2])
    expect(() => numbers(outside)).toThrow(/^at: index 3 \(element 1\) is out of range for/)
    expect(() => numbers(at(x, tensor([-3], "int32")))).toThrow(/^at: index -3 \(element 0\) is out of range for/)
    expect(() => toArray(outside)).toThrow(IndexError)
  })
  it("with the label of its tensor", () => {
    expect(() => any.at(label(x, "weights"), 0, 0, 0)).toThrow(
      "at: too many indices for [2, 3]: got 3 (weights: [2, 3])",
    )
    expect(() => any.at(label(x, "weights"), 2)).toThrow(
      new IndexError("at: index 2 is out of range for dim 0 of size 2 in [2, 3] (weights: [2, 3])"),
    )
  })
})
