/** @file The linear layer against hand-written loops, its parameters and its errors. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { tensor } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { normal } from "../../src/api/random.js"
import { linear } from "../../src/nn/linear.js"
import { data, toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import type { Tensor } from "../../types/tensor.js"

/** What JavaScript users and files may pass. */
const loose = (layer: unknown) =>
  layer as { apply: (params: unknown, x: unknown) => Tensor<number[]>; init: (key: unknown) => unknown }

describe("linear", () => {
  it("is x Wᵀ + b over the last dim, whatever the rank", () => {
    const sizes = fc.record({
      front: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
      inputs: fc.integer({ min: 1, max: 5 }),
      outputs: fc.integer({ min: 1, max: 5 }),
      seed: fc.integer({ min: 0, max: 1000 }),
      bias: fc.boolean(),
    })
    fc.assert(
      fc.property(sizes, ({ front, inputs, outputs, seed, bias }) => {
        const layer = bias ? linear(inputs, outputs) : linear(inputs, outputs, { bias: false })
        const params = layer.init(key(seed))
        const x = normal(key(seed + 1), [...front, inputs])
        const y = loose(layer).apply(params, x)
        expect(y.shape).toEqual([...front, outputs])
        const [xs, w] = [data(x), data(params.weight)]
        const b = "bias" in params ? data(params.bias as Tensor<[number]>) : undefined
        expect(b !== undefined).toBe(bias)
        data(y).forEach((value, i) => {
          const [row, column] = [Math.floor(i / outputs), i % outputs]
          let expected = b?.[column] ?? 0
          for (let j = 0; j < inputs; j++)
            expected += (xs[row * inputs + j] as number) * (w[column * inputs + j] as number)
          expect(value).toBeCloseTo(expected, 5)
        })
      }),
      { numRuns: 30 },
    )
  })

  it("starts as PyTorch's does: both parameters uniform in ±1/√inputs", () => {
    const { weight, bias } = linear(100, 400).init(key(7))
    expect(weight.shape).toEqual([400, 100])
    expect(bias.shape).toEqual([400])
    for (const values of [data(weight), data(bias)]) {
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.1)
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.099)
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
      expect(Math.abs(mean)).toBeLessThan(0.01)
      expect(variance / (0.2 ** 2 / 12)).toBeGreaterThan(0.85)
      expect(variance / (0.2 ** 2 / 12)).toBeLessThan(1.15)
    }
  })

  it("draws the same parameters from the same key and others from another", () => {
    const first = toArray(linear(3, 2).init(key(1)).weight)
    expect(toArray(linear(3, 2).init(key(1)).weight)).toEqual(first)
    expect(toArray(linear(3, 2).init(key(2)).weight)).not.toEqual(first)
  })

  it("describes its parameters", () => {
    expect(linear(3, 2).spec).toEqual({
      weight: { kind: "spec", shape: [2, 3], dtype: "float32" },
      bias: { kind: "spec", shape: [2], dtype: "float32" },
    })
    expect(Object.keys(linear(3, 2, { bias: false }).spec)).toEqual(["weight"])
    expect(Object.keys(linear(3, 2, { bias: false }).init(key(0)))).toEqual(["weight"])
  })

  it("has no parameters to draw from nothing", () => {
    expect(toArray(linear(0, 2).init(key(0)).bias).map(Math.abs)).toEqual([0, 0])
  })

  it("says what doesn't fit", () => {
    const layer = loose(linear(64, 10))
    const params = layer.init(key(0))
    const x = (shape: number[]) => normal(key(0), shape)
    expect(() => layer.apply(params, x([5, 128]))).toThrow(
      new ShapeError("linear(64, 10) needs a last dim of 64, got 128"),
    )
    expect(() => layer.apply(params, x([]))).toThrow(
      new ShapeError("linear(64, 10) needs a last dim of 64, got a scalar"),
    )
    expect(() => layer.apply(params, tensor([1, 2], "int32"))).toThrow(
      new DTypeError('linear needs a float tensor, got int32: use cast(x, "float32") first'),
    )
    expect(() => layer.apply(params, 3)).toThrow("linear: expected a tensor, got 3")
    expect(() => layer.apply({ weight: x([64, 10]), bias: x([10]) }, x([64]))).toThrow(
      new ShapeError("params.weight: [64, 10] is not [10, 64]: dim 0 is 64, not 10"),
    )
    expect(() => layer.apply({ weight: x([10, 64]) }, x([64]))).toThrow("params.bias is missing")
    expect(() => linear(1.5, 2)).toThrow("linear: a width is a whole number, got 1.5")
    expect(layer.apply(params, x([64])).shape).toEqual([10])
  })

  it("refuses options there are none of", () => {
    const call: (...args: unknown[]) => unknown = linear as never
    expect(() => call(3, 2, { Bias: false })).toThrow(new TypeError("linear: unknown option Bias: use bias"))
    expect(() => call(3, 2, { bias: "no" })).toThrow(new TypeError('linear: bias is true or false, got "no"'))
    expect(() => call(3, 2, 5)).toThrow(new TypeError("linear: options are an object, got 5"))
  })
})
