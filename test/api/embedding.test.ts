/** @file Embedding, one-hot, and numbers written through a mask. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { greater } from "../../src/api/compare.js"
import { tensor, zeros } from "../../src/api/create.js"
import { embedding, oneHot } from "../../src/api/embedding.js"
import { maskedFill } from "../../src/api/masked.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ embedding, maskedFill, oneHot })
const weight = tensor([
  [1, 2],
  [3, 4],
  [5, 6],
])
const tokens = tensor([[2, 0, 2]], "int32")

describe("embedding", () => {
  it("looks rows up", () => {
    const rows = [
      [
        [5, 6],
        [1, 2],
        [5, 6],
      ],
    ]
    expect(toArray(embedding(tokens, weight))).toEqual(rows)
    expect(toArray(pipe(tokens, embedding(weight)))).toEqual(rows)
    expect(toArray(embedding(tensor(-1, "int32"), weight))).toEqual([5, 6])
    expect(read(embedding(zeros([0], "int32"), weight))).toEqual({ shape: [0, 2], dtype: "float32", values: [] })
  })
  it("adds up its gradient where an index repeats", () => {
    const f: NodeFn = (node) => weigh(any.embedding(tokens, node) as Node)
    check(f, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6], [3, 2]))
  })
  it("refuses with a sentence", () => {
    const needs = 'embedding needs int32 indices, got float32: use cast(x, "int32") first'
    expect(() => any.embedding(weight, tokens)).toThrow(new DTypeError(needs))
    expect(() => any.embedding(tokens, zeros([3]))).toThrow(
      new ShapeError("embedding needs a weight of rank 2, got [3]"),
    )
    const outside = embedding(tensor([3], "int32"), weight)
    expect(() => toArray(outside)).toThrow(IndexError)
    expect(() => numbers(outside)).toThrow("embedding: index 3 (element 0) is out of range for size 3: use 0 to 2")
  })
})

describe("oneHot", () => {
  it("has a 1 at the place of its index", () => {
    expect(read(oneHot(tokens, 3))).toEqual({ shape: [1, 3, 3], dtype: "int32", values: [0, 0, 1, 1, 0, 0, 0, 0, 1] })
    expect(toArray(pipe(tensor(1, "int32"), oneHot(2)))).toEqual([0, 1])
  })
  it("refuses with a sentence", () => {
    expect(() => any.oneHot(tokens, 0)).toThrow(
      new ShapeError("oneHot: the number of classes is a positive integer, got 0"),
    )
    expect(() => any.oneHot(weight, 3)).toThrow(DTypeError)
    const outside = oneHot(tokens, 2)
    expect(() => toArray(outside)).toThrow(IndexError)
    expect(() => numbers(oneHot(tensor([-1], "int32"), 2))).toThrow("oneHot: index -1 (element 0) is out of range")
  })
})

describe("maskedFill", () => {
  const x = tensor([
    [1, -2, 3],
    [-4, 5, -6],
  ])
  it("writes where the mask is true", () => {
    expect(toArray(maskedFill(x, greater(x, 0), 0))).toEqual([
      [0, -2, 0],
      [-4, 0, -6],
    ])
    expect(toArray(pipe(x, maskedFill(tensor([true, false, false]), 9)))).toEqual([
      [9, -2, 3],
      [9, 5, -6],
    ])
    expect(read(maskedFill(tensor([1, 2], "int32"), tensor([[true], [false]]), -1))).toEqual({
      ...{ shape: [2, 2], dtype: "int32", values: [-1, -1, 1, 2] },
    })
  })
  it("lets the gradient through where the mask is false, and to the value where it is true", () => {
    const f: NodeFn = (node, value) => weigh(any.maskedFill(node, tensor([true, false, false]), value) as Node)
    check(f, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6], [2, 3]), leaf([0.5], []))
  })
  it("refuses with a sentence", () => {
    const cases: readonly (readonly [() => unknown, Error])[] = [
      [
        () => any.maskedFill(x, zeros([4], "bool"), 0),
        new ShapeError("maskedFill: [2, 3] and [4] do not broadcast: 3 vs 4"),
      ],
      [
        () => any.maskedFill(x, x, 0),
        new DTypeError("maskedFill needs a bool condition, got float32: use notEqual(x, 0) first"),
      ],
      [
        () => any.maskedFill(tensor([1], "int32"), tensor([true]), 0.5),
        new DTypeError("maskedFill: 0.5 is not an int32 value: use a float dtype"),
      ],
      [
        () => any.maskedFill(x, tensor([true]), "0"),
        new TypeError('maskedFill: the value is a number or a scalar tensor, got "0"'),
      ],
    ]
    for (const [call, error] of cases) expect(call).toThrow(error)
  })
})
