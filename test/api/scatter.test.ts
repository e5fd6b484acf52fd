/** @file Writing by indices, and picking with indices that broadcast, against loops; repeated places; gradients. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { scatter, scatterAdd, takeAlongDim } from "../../src/api/scatter.js"
import type { Node } from "../../src/graph/node.js"
import { data, toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const js = untyped({ scatter, scatterAdd, takeAlongDim })

const table = fc.record({
  columns: fc.integer({ min: 1, max: 4 }),
  index: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
  source: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
})

describe("scatter", () => {
  it("writes the last of those for one place", () => {
    fc.assert(
      fc.property(table, ({ index, source }) => {
        const expected = [-1, -1, -1, -1]
        index.forEach((place, i) => {
          expected[place] = source[i] as number
        })
        const call = () => scatter(tensor([-1, -1, -1, -1]), 0, tensor(index, "int32"), tensor(source))
        expect(numbers(call())).toEqual(expected)
        expect([...data(call())]).toEqual(expected)
      }),
    )
  })
  it("goes along any axis, with smaller and negative indices, numbers, other dtypes", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(toArray(scatter(x, 1, tensor([[-1]], "int32"), 9))).toEqual([
      [1, 2, 9],
      [4, 5, 6],
    ])
    const rows = tensor([[1, 0, 1]], "int32")
    expect(toArray(pipe(x, scatter(0, rows, tensor([[7, 8, 9]]))))).toEqual([
      [1, 8, 3],
      [7, 5, 9],
    ])
    // the source may be larger than the index
    expect(toArray(scatter(x, 1, tensor([[2]], "int32"), tensor([[7, 0, 0]])))).toEqual([
      [1, 2, 7],
      [4, 5, 6],
    ])
    const flags = tensor([false, true, false])
    expect(read(scatter(flags, 0, tensor([0], "int32"), tensor([true])))).toEqual({
      ...{ shape: [3], dtype: "bool", values: [1, 1, 0] },
    })
    expect(read(scatter(zeros([2], "int32"), 0, tensor([1], "int32"), tensor([true]))).values).toEqual([0, 1])
    expect(read(scatter(tensor(1), 0, tensor(0, "int32"), 5))).toEqual({ shape: [], dtype: "float32", values: [5] })
    expect(numbers(scatter(x, 0, zeros([0, 3], "int32"), 1))).toEqual([1, 2, 3, 4, 5, 6])
    expect(numbers(scatter(zeros([2]), 0, tensor([1], "int32"), tensor([Number.NaN])))).toEqual([0, Number.NaN])
  })
  it("has gradients: of what is written, and of what is kept", () => {
    const index = tensor(
      [
        [0, 2],
        [1, 1],
        [2, 0],
      ],
      "int32",
    )
    const weighed: NodeFn = (x, source) => weigh(js.scatter(x, 1, index, source) as Node)
    const x = leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6, 1, 2, 3], [3, 3])
    check(weighed, x, leaf([1, 2, 3, 4, 5, 6], [3, 2]))
  })
})

describe("scatterAdd", () => {
  it("adds all", () => {
    fc.assert(
      fc.property(table, ({ index, source }) => {
        const expected = [1, 1, 1, 1]
        index.forEach((place, i) => {
          expected[place] = (expected[place] as number) + (source[i] as number)
        })
        const call = () => scatterAdd(tensor([1, 1, 1, 1]), 0, tensor(index, "int32"), tensor(source))
        expect(numbers(call())).toEqual(expected)
        expect([...data(call())]).toEqual(expected)
      }),
    )
  })
  it("has gradients, where places repeat too", () => {
    const index = tensor(
      [
        [0, 0],
        [1, -1],
      ],
      "int32",
    )
    const weighed: NodeFn = (x, source) => weigh(js.scatterAdd(x, 0, index, source) as Node)
    check(weighed, leaf([1, 2, 3, 4, 5, 6], [3, 2]), leaf([0.5, 1.5, 2.5, 3.5, 9, 9], [3, 2]))
  })
})

describe("takeAlongDim", () => {
  const x = tensor([
    [3, 1, 2],
    [6, 5, 4],
  ])
  it("broadcasts off the dim", () => {
    expect(toArray(takeAlongDim(x, tensor([[0, -1]], "int32"), 1))).toEqual([
      [3, 2],
      [6, 4],
    ])
    expect(toArray(pipe(tensor([[7, 8]]), takeAlongDim(tensor([[1], [0], [1]], "int32"), 1)))).toEqual([[8], [7], [8]])
    expect(toArray(takeAlongDim(x, tensor([[1, 0, 1]], "int32"), 0))).toEqual([[6, 1, 4]])
    expect(numbers(takeAlongDim(tensor(5), tensor(0, "int32"), 0))).toEqual([5])
    expect(read(takeAlongDim(x, zeros([2, 0], "int32"), 1)).shape).toEqual([2, 0])
  })
  it("adds gradients up", () => {
    const weighed: NodeFn = (node) => weigh(js.takeAlongDim(node, tensor([[0, 1, 1]], "int32"), 1) as Node)
    check(weighed, leaf([1, 2, 3, 4], [2, 2]))
  })
})

describe("they refuse", () => {
  const x = zeros([2, 3])
  const pair = zeros([2, 2], "int32")
  it.each<readonly [string, () => unknown, typeof ShapeError | typeof DTypeError]>([
    [
      "scatter: the source [2, 1] does not cover the index [2, 2]",
      () => js.scatter(x, 1, pair, zeros([2, 1])),
      ShapeError,
    ],
    [
      "scatterAdd: the source [2] does not cover the index [2, 2]",
      () => js.scatterAdd(x, 1, pair, zeros([2])),
      ShapeError,
    ],
    [
      "scatter: index [2, 4] is larger than [2, 3] at dim 1: 4 vs 3",
      () => js.scatter(x, 0, zeros([2, 4], "int32"), 1),
      ShapeError,
    ],
    [
      'scatterAdd: a source of float64 does not fit into float32: use cast(source, "float32") first',
      () => js.scatterAdd(x, 1, pair, zeros([2, 2], "float64")),
      DTypeError,
    ],
    [
      "scatter: 0.5 is not an int32 value: use a float dtype",
      () => js.scatter(zeros([2, 3], "int32"), 1, pair, 0.5),
      DTypeError,
    ],
    [
      'scatterAdd needs numbers, got bool: use cast(x, "int32") first',
      () => js.scatterAdd(zeros([2, 3], "bool"), 1, pair, x),
      DTypeError,
    ],
    [
      "takeAlongDim: [2, 3] and [3, 2] do not broadcast: 2 vs 3",
      () => js.takeAlongDim(x, zeros([3, 2], "int32"), 1),
      ShapeError,
    ],
    [
      "takeAlongDim: the index needs as many dims as [2, 3], got [2]",
      () => js.takeAlongDim(zeros([2], "int32"), 1)(x),
      ShapeError,
    ],
  ])("%s", (sentence, call, kind) => {
    expect(call).toThrow(new kind(sentence))
  })
  it("indices out of range, when evaluated", () => {
    const outside = tensor([[3]], "int32")
    for (const call of [
      () => scatter(x, 1, outside, 1),
      () => scatterAdd(x, 1, outside, zeros([1, 1])),
      () => takeAlongDim(x, outside, 1),
    ]) {
      expect(() => toArray(call())).toThrow(IndexError)
    }
  })
})
