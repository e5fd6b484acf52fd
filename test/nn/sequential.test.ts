/** @file Layers in sequence: composition, parameters, and widths refused with the compiler's sentence. */
import { describe, expect, it } from "vitest"
import { argmax } from "../../src/api/argmax.js"
import { add, mul } from "../../src/api/binary.js"
import { full } from "../../src/api/create.js"
import { key, splitKey as split } from "../../src/api/key.js"
import { permute, reshape } from "../../src/api/movement.js"
import { normal } from "../../src/api/random.js"
import { sum } from "../../src/api/reduce.js"
import { logSoftmax, softmax } from "../../src/api/softmax.js"
import { relu, tanh } from "../../src/api/unary.js"
import { spec } from "../../src/compile.js"
import { linear } from "../../src/nn/linear.js"
import { sequential } from "../../src/nn/sequential.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import type { LayerMessage, LinearMessage } from "../../types/layer-messages.js"
import type { Tensor } from "../../types/tensor.js"

interface Loose {
  readonly spec: unknown
  readonly init: (key: unknown) => unknown
  readonly apply: (params: unknown, x: unknown) => Tensor<number[]>
}

const loose = sequential as unknown as (...layers: unknown[]) => Loose
const x = (...shape: number[]): Tensor<number[]> => normal(key(3), shape)

describe("sequential", () => {
  it("applies its layers in order", () => {
    const [first, last] = [linear(4, 8), linear(8, 3)]
    const net = sequential(first, relu, last, logSoftmax(-1))
    const params = net.init(key(0))
    const input = x(5, 4) as Tensor<[5, 4]>
    const byHand = logSoftmax(last.apply(params[2], relu(first.apply(params[0], input))), -1)
    expect(toArray(net.apply(params, input))).toEqual(toArray(byHand))
  })

  it("has an entry for every layer, drawn from its own split of the key", () => {
    const net = sequential(linear(4, 8), relu, linear(8, 3, { bias: false }))
    const params = net.init(key(5))
    expect(params.map((entry) => Object.keys(entry))).toEqual([["weight", "bias"], [], ["weight"]])
    const keys = split(key(5), 3)
    expect(toArray(params[2].weight)).toEqual(toArray(linear(8, 3).init(keys[2] as never).weight))
    expect(net.spec).toEqual([linear(4, 8).spec, {}, linear(8, 3, { bias: false }).spec])
  })

  it("takes any rank", () => {
    const net = sequential(linear(4, 8), tanh, linear(8, 3))
    const params = net.init(key(0))
    for (const front of [[], [2], [2, 5], [1, 2, 3]]) {
      expect(loose(net).apply([params], x(...front, 4)).shape).toEqual([...front, 3])
    }
  })

  it("nests", () => {
    const net = sequential(sequential(linear(4, 8), relu), sequential(linear(8, 6), linear(6, 2)), softmax)
    const rows = toArray(net.apply(net.init(key(1)), x(3, 4) as Tensor<[3, 4]>))
    for (const row of rows) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 6)
    expect(net.spec.map((entry: object) => Object.keys(entry))).toEqual([["0", "1"], ["0", "1"], []])
  })

  it("of nothing is the identity", () => {
    expect(toArray(sequential().apply([], x(3) as Tensor<[3]>))).toEqual(toArray(x(3)))
  })

  describe("refuses a wrong width when it is built", () => {
    it("after another layer, and after operations that keep the width", () => {
      // the annotations are what the compiler shows
      const message: LinearMessage<64, 10, 128> = "linear(64, 10) needs a last dim of 64, got 128"
      const inLayer: LayerMessage<1, typeof message> = `layer 1: ${message}`
      expect(() => loose(linear(64, 128), linear(64, 10))).toThrow(new ShapeError(inLayer))
      expect(() => loose(linear(64, 128), relu, logSoftmax(-1), linear(64, 10))).toThrow(
        new ShapeError(`layer 3: ${message}`),
      )
    })

    it("inside and behind a nested model", () => {
      expect(() => loose(linear(4, 8), loose(linear(7, 6)))).toThrow("layer 1: layer 0: linear(7, 6) needs")
      expect(() => loose(loose(linear(4, 8), relu), linear(7, 6))).toThrow("layer 1: linear(7, 6) needs")
    })

    it("but not where an operation's width depends on the input", () => {
      const flat = loose(linear(4, 8), reshape([-1, 16]), linear(16, 2))
      expect(flat.apply(flat.init(key(0)), x(2, 4)).shape).toEqual([1, 2])
      const turned = loose(linear(4, 8), permute([1, 0]), linear(3, 2))
      expect(turned.apply(turned.init(key(0)), x(3, 4)).shape).toEqual([8, 2])
      const summed = loose(linear(4, 8), sum(-1), linear(5, 2))
      expect(summed.apply(summed.init(key(0)), x(5, 4)).shape).toEqual([2])
      const deep = loose(linear(4, 8), logSoftmax(2), linear(8, 2))
      expect(deep.apply(deep.init(key(0)), x(2, 3, 4)).shape).toEqual([2, 3, 2])
    })
  })

  it("says which layer refuses its input", () => {
    const net = loose(linear(4, 8), permute([1, 0]), linear(3, 2))
    const params = net.init(key(0))
    expect(() => net.apply(params, x(5, 63))).toThrow(
      new ShapeError("layer 0: linear(4, 8) needs a last dim of 4, got 63"),
    )
    expect(() => net.apply(params, x(5, 4))).toThrow(
      new ShapeError("layer 2: linear(3, 2) needs a last dim of 3, got 5"),
    )
    const deep = loose(logSoftmax(2))
    expect(() => deep.apply([{}], x(2, 3))).toThrow(
      new ShapeError("layer 0: logSoftmax: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"),
    )
  })

  it("takes models of the user's own, whatever their width", () => {
    class Scale {
      readonly spec = { factor: spec([]) }
      init(): { factor: Tensor<[]> } {
        return { factor: full([], 3) }
      }
      apply(params: { factor: Tensor<[]> }, input: Tensor<number[]>): Tensor<number[]> {
        return mul(input, params.factor)
      }
    }
    const net = loose(linear(4, 8), new Scale(), linear(8, 2))
    const params = net.init(key(0)) as { factor: Tensor<[]> }[]
    expect(toArray(params[1]?.factor as Tensor<[]>)).toBe(3)
    expect(net.apply(params, x(5, 4)).shape).toEqual([5, 2])
    expect((net.spec as unknown[])[1]).toEqual({ factor: spec([]) })
  })

  it("refuses what is no layer, and operations that change the dtype", () => {
    expect(() => loose(linear(4, 8), 3)).toThrow("sequential: layer 1 is not a layer: got 3")
    expect(() => loose(argmax).apply([{}], x(2, 3))).toThrow(DTypeError)
    expect(() => loose(add).apply([{}], x(2, 3))).toThrow("layer 0: the operation must give a tensor, got a function")
    expect(() => loose(linear(4, 8)).apply({}, x(2, 4))).toThrow("params[0] is missing")
  })
})
