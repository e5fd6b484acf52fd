/** @file Pooling: against plain loops, at its edges, and its gradients against central differences. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { avgPool1d, avgPool2d, maxPool1d, maxPool2d } from "../../src/api/pool.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { countOf, plainPool } from "./plain-window.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({ maxPool1d, maxPool2d, avgPool1d, avgPool2d })
const axis = fc
  .record({
    size: fc.integer({ min: 1, max: 8 }),
    kernel: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 4 }),
    padding: fc.nat(2),
    dilation: fc.integer({ min: 1, max: 2 }),
  })
  .filter((one) => countOf(one) >= 1 && one.padding * 2 <= one.kernel)

describe("maxPool2d", () => {
  it("is the plain loop", () => {
    fc.assert(
      fc.property(axis, axis, (h, w) => {
        const x = wave([2, h.size, w.size])
        const options = {
          kernel: [h.kernel, w.kernel],
          stride: [h.stride, w.stride],
          dilation: [h.dilation, w.dilation],
        }
        const result = any.maxPool2d(x, { ...options, padding: [h.padding, w.padding] })
        expect(result.shape).toEqual([2, countOf(h), countOf(w)])
        const largest = (elements: readonly number[]) => Math.max(...elements)
        expect(numbers(result)).toEqual(plainPool(readNode(x), [h, w], 2, Number.NEGATIVE_INFINITY, largest))
      }),
      { numRuns: 150 },
    )
  })
  it("lets NaN through, and padding never", () => {
    const x = tensor([[[Number.NaN, 1, -5, -6]]])
    expect(numbers(maxPool2d(x, { kernel: [1, 2] }))).toEqual([Number.NaN, -5])
    const low = tensor([[[-7, -8]]])
    expect(numbers(maxPool2d(low, { kernel: 2, padding: 1, stride: 1 }))).toEqual([-7, -7, -8, -7, -7, -8])
  })
  it("takes integers", () => {
    const x = tensor(
      [
        [
          [3, 1],
          [-4, 2],
        ],
      ],
      "int32",
    )
    expect(read(maxPool2d(x, { kernel: 2, padding: 1 }))).toEqual({
      shape: [1, 2, 2],
      dtype: "int32",
      values: [3, 1, -4, 2],
    })
  })
  it("leaves out what does not fill a window, but not in ceilMode", () => {
    const x = tensor([[[1, 2, 3, 4, 5]]])
    expect(numbers(maxPool2d(x, { kernel: [1, 2] }))).toEqual([2, 4])
    expect(numbers(maxPool2d(x, { kernel: [1, 2], ceilMode: true }))).toEqual([2, 4, 5])
    // a window that would begin in the padding at the end is none
    expect(numbers(maxPool1d(tensor([[1, 2]]), { kernel: 2, stride: 3, padding: 1, ceilMode: true }))).toEqual([1])
    expect(numbers(maxPool1d(tensor([[1]]), { kernel: 2, stride: 2, padding: 1, ceilMode: true }))).toEqual([1])
  })
})

describe("avgPool2d", () => {
  it("is the plain loop", () => {
    fc.assert(
      fc.property(axis, axis, (h, w) => {
        const axes = [
          { ...h, dilation: 1 },
          { ...w, dilation: 1 },
        ] as const
        const x = wave([2, h.size, w.size])
        const options = { kernel: [h.kernel, w.kernel], stride: [h.stride, w.stride], padding: [h.padding, w.padding] }
        const mean = (elements: readonly number[]) => {
          const counted = elements.filter((value) => !Number.isNaN(value))
          return counted.reduce((a, b) => a + b, 0) / counted.length
        }
        const pooled = (around: number, countIncludePad: boolean) => {
          const expected = plainPool(readNode(x), axes, 2, around, mean)
          const actual = numbers(any.avgPool2d(x, { ...options, countIncludePad }))
          expect(actual).toHaveLength(expected.length)
          for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 10)
        }
        pooled(0, true)
        pooled(Number.NaN, false)
      }),
      { numRuns: 100 },
    )
  })
  it("divides by another number", () => {
    expect(
      numbers(
        avgPool2d(
          tensor([
            [
              [1, 2],
              [3, 4],
            ],
          ]),
          { kernel: 2, divisorOverride: 5 },
        ),
      ),
    ).toEqual([2])
    expect(() => avgPool2d(zeros([1, 2, 2]), { kernel: 2, divisorOverride: 0 })).toThrow(
      new RangeError("avgPool2d: divisorOverride is a number other than 0, got 0"),
    )
  })
  it("counts only what a hanging window covers", () => {
    const x = tensor([[3, 6, 9]])
    expect(numbers(avgPool1d(x, { kernel: 2, ceilMode: true }))).toEqual([4.5, 9])
    expect(numbers(avgPool1d(x, { kernel: 2, padding: 1, ceilMode: true }))).toEqual([1.5, 7.5])
    expect(numbers(avgPool1d(x, { kernel: 2, padding: 1, countIncludePad: false }))).toEqual([3, 7.5])
  })
})

describe("both", () => {
  it("have two call forms that agree", () => {
    const x = tensor([
      [
        [1, 2],
        [3, 5],
      ],
    ])
    expect(read(pipe(x, maxPool2d({ kernel: 2 })))).toEqual({ shape: [1, 1, 1], dtype: "float32", values: [5] })
    expect(read(pipe(x, avgPool2d({ kernel: 2 })))).toEqual({ shape: [1, 1, 1], dtype: "float32", values: [2.75] })
  })
  it("have gradients that agree with central differences", () => {
    const x = wave([2, 5, 4])
    check((y) => weigh(any.maxPool2d(y, { kernel: 2 })), x)
    check((y) => weigh(any.maxPool2d(y, { kernel: 3, stride: 2, padding: 1, ceilMode: true })), x)
    check((y) => weigh(any.avgPool2d(y, { kernel: [3, 2], stride: 1, padding: 1, countIncludePad: false })), x)
    check((y) => weigh(any.avgPool2d(y, { kernel: 2, stride: 2, ceilMode: true })), x)
  })
  it("share the gradient among equal elements", () => {
    const slope = gradOf((x) => weigh(any.maxPool1d(x, { kernel: 2 })))(leaf([1, 1], [1, 2]))
    const [first, second] = readNode(slope)
    expect(first).toBe(second)
  })
  it("refuse options that are none", () => {
    expect(() => any.maxPool2d(zeros([1, 2, 2]), 2)).toThrow(new TypeError("maxPool2d: options are an object, got 2"))
    expect(() => any.maxPool2d(zeros([1, 2, 2]), { kernelSize: 2 })).toThrow(
      new TypeError("maxPool2d: unknown option kernelSize: use kernel | stride | padding | ceilMode | dilation"),
    )
    expect(() => any.avgPool2d(zeros([1, 2, 2]), { kernel: 2, ceilMode: 1 })).toThrow(
      new TypeError("avgPool2d: ceilMode is true or false, got 1"),
    )
  })
})
