/**
 * @file Adaptive pooling, windows as columns, positions of the largest elements: against plain loops, and their
 * gradients.
 */
import { describe, expect, it } from "vitest"
import {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
} from "../../src/api/adaptive-pool.js"
import { fromArray, tensor, zeros } from "../../src/api/create.js"
import { maxPool2d } from "../../src/api/pool.js"
import { maxPool1dWithIndices, maxPool2dWithIndices } from "../../src/api/pool-indices.js"
import { unfold } from "../../src/api/unfold.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { check, read as readNode, weigh } from "../transform/differences.js"
import { countOf, pixel } from "./plain-window.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  maxPool1dWithIndices,
  maxPool2d,
  maxPool2dWithIndices,
  toArray,
  unfold,
})

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

const segment = (i: number, size: number, count: number) => {
  const start = Math.floor((i * size) / count)
  return range(Math.ceil(((i + 1) * size) / count) - start).map((k) => start + k)
}

const pooled = (x: Node, h: number, w: number, f: (elements: readonly number[]) => number): readonly number[] => {
  const [channels, height, width] = x.shape as [number, number, number]
  const values = readNode(x)
  return range(channels).flatMap((c) =>
    range(h).flatMap((i) =>
      range(w).map((j) =>
        f(
          segment(i, height, h).flatMap((y) =>
            segment(j, width, w).map((z) => values[(c * height + y) * width + z] as number),
          ),
        ),
      ),
    ),
  )
}

const mean = (elements: readonly number[]) => elements.reduce((a, b) => a + b, 0) / elements.length
const largest = (elements: readonly number[]) => Math.max(...elements)

describe("adaptive pooling", () => {
  const x = wave([2, 7, 5])
  it.each([
    [1, 1],
    [3, 2],
    [7, 5],
    [9, 4],
    [14, 10],
  ])("to %i by %i is the plain loop", (h, w) => {
    const means = numbers(any.adaptiveAvgPool2d(x, [h, w]))
    for (const [i, value] of pooled(x, h, w, mean).entries()) expect(means[i]).toBeCloseTo(value, 10)
    expect(numbers(any.adaptiveMaxPool2d(x, [h, w]))).toEqual(pooled(x, h, w, largest))
  })
  it("over one axis, in both call forms, and in kernels", () => {
    const row = tensor([[1, 2, 3, 4, 5]])
    expect(any.toArray(any.adaptiveAvgPool1d(row, 3))).toEqual([[1.5, 3, 4.5]])
    expect(any.toArray(any.adaptiveMaxPool1d(3)(row))).toEqual([[2, 4, 5]])
    expect(any.toArray(any.adaptiveAvgPool1d([null])(row))).toEqual([[1, 2, 3, 4, 5]])
  })
  it("keeps infinities to the windows that have them, and NaN", () => {
    const row = tensor([[Number.POSITIVE_INFINITY, 1, 2, 3, Number.NaN]])
    expect(numbers(any.adaptiveAvgPool1d(row, 3))).toEqual([Number.POSITIVE_INFINITY, 2, Number.NaN])
    expect(numbers(any.adaptiveMaxPool1d(row, 3))).toEqual([Number.POSITIVE_INFINITY, 3, Number.NaN])
  })
  it("has the gradient of central differences", () => {
    check((y) => weigh(any.adaptiveAvgPool2d(y, [3, 4])), x)
    check((y) => weigh(any.adaptiveMaxPool2d(y, [3, 4])), x)
    check((y) => weigh(any.adaptiveAvgPool2d(y, [7, 1])), x)
  })
  it("takes more segments than a call takes arguments", () => {
    const row = fromArray(Float32Array.from(range(300_001)), [1, 300_001])
    const maxima = numbers(any.adaptiveMaxPool1d(row, 150_000))
    expect([maxima.length, maxima[0], maxima[74_999], maxima[149_999]]).toEqual([150_000, 2, 150_000, 300_000])
  })
  it("takes integers and no examples, but no empty image", () => {
    expect(read(any.adaptiveMaxPool1d(tensor([[3, 1, 2]], "int32"), 2)).values).toEqual([3, 2])
    expect(any.adaptiveAvgPool2d(zeros([0, 2, 5, 5]), 3).shape).toEqual([0, 2, 3, 3])
    expect(() => any.adaptiveAvgPool2d(zeros([2, 0, 5]), 3)).toThrow("adaptiveAvgPool2d: dim 1 of [2, 0, 5] is empty")
    expect(() => any.adaptiveAvgPool2d(zeros([2, 5, 5]), "3")).toThrow('adaptiveAvgPool2d: size is a number, got "3"')
  })
})

describe("unfold", () => {
  const [h, w] = [
    { size: 5, kernel: 2, stride: 2, padding: 1, dilation: 2 },
    { size: 4, kernel: 3, stride: 1, padding: 0, dilation: 1 },
  ] as const
  const options = { kernel: [2, 3], stride: [2, 1], padding: [1, 0], dilation: [2, 1] }
  it("is the plain loop", () => {
    const x = wave([2, 5, 4])
    const at = pixel(readNode(x), [h, w], 0)
    const columns = range(countOf(h)).flatMap((i) => range(countOf(w)).map((j) => [i, j] as const))
    const expected = range(2).flatMap((c) =>
      range(2).flatMap((y) => range(3).flatMap((z) => columns.map(([i, j]) => at(c, i * 2 - 1 + y * 2, j + z)))),
    )
    const result = any.unfold(x, options)
    expect(result.shape).toEqual([12, columns.length])
    expect(numbers(result)).toEqual(expected)
    expect(numbers(any.unfold(options)(x))).toEqual(expected)
  })
  it("has the gradient of central differences", () => check((y) => weigh(any.unfold(y, options)), wave([2, 5, 4])))
  it("is a view of windows side by side, of any dtype", () => {
    expect(read(any.unfold(tensor([[[true, false, true, true]]]), { kernel: [1, 2], stride: [1, 2] }))).toEqual({
      shape: [2, 2],
      dtype: "bool",
      values: [1, 1, 0, 1],
    })
    expect(any.unfold(zeros([0, 1, 5, 5]), { kernel: 2 }).shape).toEqual([0, 4, 16])
  })
})

describe("maxPool2dWithIndices", () => {
  it("names elements that are the largest", () => {
    const x = wave([2, 5, 6])
    const options = { kernel: [2, 3], stride: [1, 2], padding: 1, dilation: [2, 1], ceilMode: true }
    const { values, indices } = any.maxPool2dWithIndices(x, options)
    expect(numbers(values)).toEqual(numbers(any.maxPool2d(x, options)))
    expect([indices.shape, indices.dtype]).toEqual([values.shape, "int32"])
    const image = readNode(x)
    const size = values.shape[1] * values.shape[2]
    numbers(indices).forEach((index, i) => {
      expect(image[Math.floor(i / size) * 30 + index]).toBe(numbers(values)[i])
    })
    check((y) => weigh(any.maxPool2dWithIndices(y, options).values), x)
  })
  it("names the first of equal elements and of NaN, and never padding", () => {
    const low = Number.NEGATIVE_INFINITY
    const at = (row: readonly number[]) =>
      any.toArray(any.maxPool1dWithIndices({ kernel: 3, stride: 3, padding: 1 })(tensor([[...row]])).indices)
    expect(at([7, 7, 7, 1, 1])).toEqual([[0, 2]])
    expect(at([1, Number.NaN, 5, Number.NaN, Number.NaN])).toEqual([[1, 3]])
    expect(at([low, low, low, low, low])).toEqual([[0, 2]])
  })
})
