/** @file Initialisers: their bounds and deviations as PyTorch's, and layers that start by them. */
import { describe, expect, it } from "vitest"
import { ones, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { matmul } from "../../src/api/matmul.js"
import { transpose } from "../../src/api/movement.js"
import { relu } from "../../src/api/unary.js"
import {
  kaimingNormal,
  kaimingUniform,
  orthogonal,
  truncNormal,
  xavierNormal,
  xavierUniform,
} from "../../src/nn/initialisers.js"
import { labelled } from "../../src/nn/labelled.js"
import { linear } from "../../src/nn/linear.js"
import { sequential } from "../../src/nn/sequential.js"
import { withInit } from "../../src/nn/with-init.js"
import { toArray } from "../../src/read.js"
import type { Tensor } from "../../types/tensor.js"

const numbers = (x: Tensor<number[]>) => (toArray(x) as never as number[]).flat(4) as number[]
const deviation = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)

describe("deviations are PyTorch's", () => {
  const shape = [40, 20, 3, 5]
  const [fanIn, fanOut] = [300, 600]
  it.each([
    ["kaimingNormal", kaimingNormal(key(1), shape), Math.sqrt(2 / fanIn)],
    ["kaimingNormal, fanOut", kaimingNormal(key(1), shape, { mode: "fanOut" }), Math.sqrt(2 / fanOut)],
    ["kaimingNormal, tanh", kaimingNormal(key(1), shape, { nonlinearity: "tanh" }), 5 / 3 / Math.sqrt(fanIn)],
    ["xavierNormal", xavierNormal(key(1), shape), Math.sqrt(2 / (fanIn + fanOut))],
    ["xavierNormal, gain", xavierNormal(key(1), shape, { gain: 3 }), 3 * Math.sqrt(2 / (fanIn + fanOut))],
    ["kaimingUniform", kaimingUniform(key(1), shape), Math.sqrt(2 / fanIn)],
    ["kaimingUniform, √5", kaimingUniform(key(1), shape, { a: Math.sqrt(5) }), Math.sqrt(1 / 3 / fanIn)],
    ["kaimingUniform, selu", kaimingUniform(key(1), shape, { nonlinearity: "selu" }), 0.75 / Math.sqrt(fanIn)],
    ["xavierUniform", xavierUniform(key(1), shape), Math.sqrt(2 / (fanIn + fanOut))],
  ])("%s", (name, drawn, expected) => {
    const values = numbers(drawn)
    expect(deviation(values) / expected).toBeCloseTo(1, 1)
    if (name.includes("Uniform")) expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(3) * expected)
  })

  it("truncNormal keeps to its bounds", () => {
    const values = numbers(truncNormal(key(2), [5000], { mean: 1, std: 2, a: 0, b: 2 }))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThanOrEqual(2)
    expect(values.reduce((a, b) => a + b) / 5000).toBeCloseTo(1, 1)
  })
})

describe("orthogonal", () => {
  it.each([[[5, 3]], [[3, 5]], [[4, 2, 3]], [[4, 4]]])("%j has columns or rows at right angles", (shape) => {
    const [rows = 0, ...rest] = shape
    const columns = rest.reduce((a, b) => a * b)
    const values = numbers(orthogonal(key(4), shape, { gain: 2 }))
    const at = (r: number, c: number) => values[r * columns + c] as number
    const isTall = rows >= columns
    const [count, length] = isTall ? [columns, rows] : [rows, columns]
    const get = (i: number, j: number) => (isTall ? at(j, i) : at(i, j))
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        const product = Array.from({ length }, (_, j) => get(a, j) * get(b, j)).reduce((x, y) => x + y)
        expect(product).toBeCloseTo(a === b ? 4 : 0, 4)
      }
    }
  })

  it("needs two dims", () => {
    expect(() => orthogonal(key(0), [3])).toThrow("orthogonal: needs rank >= 2, got [3]")
    expect(() => kaimingNormal(key(0), [])).toThrow("kaimingNormal: needs rank >= 2, got []")
  })
})

describe("withInit", () => {
  it("starts the named parameters, and leaves the others and the layer as they are", () => {
    const plain = linear(4, 3)
    const layer = withInit(plain, { weight: orthogonal })
    const params = layer.init(key(5))
    expect(toArray(params.bias)).toEqual(toArray(plain.init(key(5)).bias))
    const product = toArray(matmul(params.weight, transpose(params.weight)))
    product.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(i === j ? 1 : 0, 5)
      })
    })
    const named = withInit(labelled("first", linear(4, 3)), { weight: orthogonal })
    expect(() => (sequential as unknown as (...l: unknown[]) => unknown)(linear(2, 5), named)).toThrow(
      "layer 1 (first):",
    )
    const net = sequential(layer, relu, withInit(linear(3, 2), { bias: (_, shape) => ones(shape) }))
    expect(toArray(net.init(key(1))[2].bias)).toEqual([1, 1])
    expect(net.apply(net.init(key(1)), zeros([2, 4])).shape).toEqual([2, 2])
    expect(() => (sequential as unknown as (...l: unknown[]) => unknown)(linear(2, 5), layer)).toThrow(
      "layer 1: linear",
    )
  })

  it("refuses what is no parameter, and other shapes", () => {
    const loose = withInit as unknown as (layer: unknown, inits: unknown) => { init: (k: unknown) => unknown }
    expect(() => loose(linear(4, 3), { scale: orthogonal })).toThrow(
      "withInit: scale is no parameter of the layer: weight | bias",
    )
    expect(() => loose(relu, { weight: orthogonal })).toThrow("it has none")
    expect(() => loose(linear(4, 3), { weight: () => zeros([3]) }).init(key(0))).toThrow(
      "withInit: weight is [3, 4], but starts as [3]",
    )
    expect(() => loose(linear(4, 3), { weight: () => 3 }).init(key(0))).toThrow("must start as a tensor, got 3")
  })
})
