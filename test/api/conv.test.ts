/** @file Convolution and its transpose: against plain loops, and their gradients against central differences. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { conv1d, conv2d, convTranspose1d, convTranspose2d } from "../../src/api/conv.js"
import { ones, tensor, zeros } from "../../src/api/create.js"
import { reshape } from "../../src/api/movement.js"
import type { Node } from "../../src/graph/node.js"
import { ShapeError } from "../../src/shape/error.js"
import { check, leaf, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { type Axis, countOf, plainConv, plainTranspose } from "./plain-window.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({ conv1d, conv2d, convTranspose1d, convTranspose2d })
const valuesOf = (x: Node): number[] => numbers(x as never)
const axis = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  kernel: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 2 }),
  dilation: fc.integer({ min: 1, max: 2 }),
})
const fits = (one: Axis): boolean => countOf(one) >= 1
const problem = fc.record({
  axes: fc.tuple(axis.filter(fits), axis.filter(fits)),
  batch: fc.integer({ min: 1, max: 2 }),
  groups: fc.integer({ min: 1, max: 2 }),
  inner: fc.integer({ min: 1, max: 2 }),
  own: fc.integer({ min: 1, max: 2 }),
})
const pair = <K extends keyof Axis>([h, w]: readonly [Axis, Axis], key: K) => [h[key], w[key]]

describe("conv2d", () => {
  it("is the plain loop", () => {
    fc.assert(
      fc.property(problem, ({ axes, batch, groups, inner, own }) => {
        const [h, w] = axes
        const [channels, outputs] = [groups * inner, groups * own]
        const x = wave([batch, channels, h.size, w.size])
        const weight = wave([outputs, inner, h.kernel, w.kernel], 1)
        const options = {
          stride: pair(axes, "stride"),
          padding: pair(axes, "padding"),
          dilation: pair(axes, "dilation"),
        }
        const result = any.conv2d(x, weight, { ...options, groups })
        expect(result.shape).toEqual([batch, outputs, countOf(h), countOf(w)])
        const size = channels * h.size * w.size
        const images = Array.from({ length: batch }, (_, i) => valuesOf(x).slice(i * size, (i + 1) * size))
        expectDigits(
          valuesOf(result),
          images.flatMap((image) => plainConv(image, valuesOf(weight), axes, channels, outputs, groups)),
        )
      }),
      { numRuns: 150 },
    )
  })
  it("takes images without a batch, and both call forms", () => {
    const [x, weight] = [ones([2, 4, 4]), ones([3, 2, 3, 3])]
    const batched = conv2d(reshape(x, [1, 2, 4, 4]), weight, { padding: 1 })
    expect(conv2d(x, weight, { padding: 1 }).shape).toEqual([3, 4, 4])
    expect(numbers(conv2d(x, weight, { padding: 1 }))).toEqual(numbers(batched))
    expect(numbers(pipe(x, conv2d(weight, { padding: 1 })))).toEqual(numbers(batched))
    expect(read(pipe(x, conv2d(weight)))).toEqual(read(conv2d(x, weight)))
  })
  it("adds the bias to its channel", () => {
    const result = conv2d(zeros([1, 1, 2, 2]), ones([2, 1, 2, 1]), { bias: tensor([1, -2]) })
    expect(read(result)).toEqual({ shape: [1, 2, 1, 2], dtype: "float32", values: [1, 1, -2, -2] })
  })
  it("pads to the same size, the odd one at the end", () => {
    const x = tensor([[[1, 2, 3]]])
    expect(numbers(conv2d(x, ones([1, 1, 1, 2]), { padding: "same" }))).toEqual([3, 5, 3])
    expect(numbers(conv2d(x, ones([1, 1, 1, 2]), { padding: "valid" }))).toEqual([3, 5])
    expect(numbers(conv2d(x, ones([1, 1, 1, 3]), { padding: "same", dilation: [4, 1] }))).toEqual([3, 6, 5])
  })
  it("promotes", () => {
    expect(conv2d(ones([1, 2, 2]), ones([1, 1, 1, 1], "float64")).dtype).toBe("float64")
  })
  it("has no images in a batch of none", () => {
    expect(read(conv2d(zeros([0, 1, 3, 3]), zeros([2, 1, 2, 2])))).toMatchObject({ shape: [0, 2, 2, 2], values: [] })
  })
})

describe("conv1d", () => {
  it("is conv2d of one row", () => {
    const [x, weight] = [wave([2, 4, 9]), wave([6, 2, 3], 1)]
    const options = { stride: 2, padding: 1, dilation: 2, groups: 2 }
    const rows = any.conv2d(leaf(valuesOf(x), [2, 4, 1, 9]), leaf(valuesOf(weight), [6, 2, 1, 3]), {
      ...options,
      padding: [0, 1],
    })
    expectDigits(valuesOf(any.conv1d(x, weight, options)), valuesOf(rows))
  })
})

describe("convTranspose2d", () => {
  it("is the plain loop", () => {
    fc.assert(
      fc.property(problem, fc.nat(1), ({ axes, groups, inner, own }, more) => {
        const outputs = axes.map((one) => {
          const extra = more < Math.max(one.stride, one.dilation) ? more : 0
          const covered = (one.size - 1) * one.stride + one.dilation * (one.kernel - 1) + extra + 1
          return { ...one, extra, size: covered - 2 * one.padding, count: one.size }
        })
        fc.pre(outputs.every(({ size }) => size >= 1))
        const [h, w] = outputs as [(typeof outputs)[0], (typeof outputs)[0]]
        const channels = groups * inner
        const x = wave([channels, h.count, w.count])
        const weight = wave([channels, own, h.kernel, w.kernel], 1)
        const options = {
          stride: pair(axes, "stride"),
          padding: pair(axes, "padding"),
          dilation: pair(axes, "dilation"),
        }
        const result = any.convTranspose2d(x, weight, { ...options, groups, outputPadding: [h.extra, w.extra] })
        expect(result.shape).toEqual([own * groups, h.size, w.size])
        const counts = [h.count, w.count] as const
        expectDigits(
          valuesOf(result),
          plainTranspose(valuesOf(x), valuesOf(weight), [h, w], counts, channels, own, groups),
        )
      }),
      { numRuns: 150 },
    )
  })
  it("takes a bias, a batch and both call forms", () => {
    const [x, weight] = [ones([2, 1, 2, 2]), ones([1, 1, 2, 2])]
    const result = convTranspose2d(x, weight, { bias: tensor([10]), stride: 2 })
    expect(read(result)).toEqual({ shape: [2, 1, 4, 4], dtype: "float32", values: Array(32).fill(11) })
    expect(read(pipe(x, convTranspose2d(weight)))).toEqual(read(convTranspose2d(x, weight)))
    expect(numbers(convTranspose1d(tensor([[1, 2]]), tensor([[[1, 10]]])))).toEqual([1, 12, 20])
  })
})

describe("gradients", () => {
  it("of conv2d agree with central differences", () => {
    const options = { stride: [2, 1], padding: [1, 0], groups: 2 }
    check(
      (x, weight, bias) => weigh(any.conv2d(x, weight, { ...options, bias })),
      wave([2, 4, 4, 3]),
      wave([2, 2, 2, 2], 1),
      wave([2], 2),
    )
    check(
      (x, weight) => weigh(any.conv2d(x, weight, { dilation: 2, padding: "same" })),
      wave([2, 3, 4]),
      wave([1, 2, 2, 3]),
    )
    check((x, weight) => weigh(any.conv2d(x, weight, { stride: 2 })), wave([1, 2, 5, 4]), wave([2, 2, 2, 2]))
  })
  it("of convTranspose2d agree with central differences", () => {
    const options = { stride: [2, 1], padding: [1, 0], outputPadding: [1, 0], groups: 2 }
    check((x, weight) => weigh(any.convTranspose2d(x, weight, options)), wave([1, 4, 3, 2]), wave([4, 1, 2, 2], 1))
  })
})

describe("without types", () => {
  const image = zeros([8, 3, 28, 28])
  const kernel = zeros([16, 3, 3, 3])
  const refused: readonly (readonly [() => unknown, Error])[] = [
    [
      () => any.conv2d(image, kernel, { stride: [1, 2, 3] }),
      new ShapeError("conv2d: stride has one number for each of 2 axes, got [1, 2, 3]"),
    ],
    [() => any.conv2d(image, kernel, { stride: "2" }), new TypeError('conv2d: stride is a number, got "2"')],
    [
      () => any.conv2d(image, kernel, { strides: 2 }),
      new TypeError("conv2d: unknown option strides: use bias | stride | padding | dilation | groups"),
    ],
    [
      () => any.conv2d(image, kernel, { bias: 1 }),
      new TypeError("conv2d: bias: expected a tensor, got 1: use tensor(value) to make one"),
    ],
    [
      () => any.conv2d(image, [[1]]),
      new TypeError("conv2d: expected a tensor, got [[…]]: use tensor(value) to make one"),
    ],
    [
      () => any.convTranspose2d(image, zeros([3, 4, 3, 3]), { padding: "same" }),
      new TypeError('convTranspose2d: padding is a number, got "same"'),
    ],
  ]
  it.each(refused)("%s", (call, error) => expect(call).toThrow(error))
})
