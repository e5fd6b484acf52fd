/** @file Blocks of layers against their composition by hand, their parameters, labels and refusals. */
import { describe, expect, it } from "vitest"
import { add, mul } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { full } from "../../src/api/create.js"
import { key, splitKey as split } from "../../src/api/key.js"
import { permute } from "../../src/api/movement.js"
import { normal } from "../../src/api/random.js"
import { sum } from "../../src/api/reduce.js"
import { softmax } from "../../src/api/softmax.js"
import { logicalNot, relu, tanh } from "../../src/api/unary.js"
import { compile, spec } from "../../src/compile.js"
import { labelled } from "../../src/nn/labelled.js"
import { linear } from "../../src/nn/linear.js"
import { branches, parallel } from "../../src/nn/parallel.js"
import { residual } from "../../src/nn/residual.js"
import { sequential } from "../../src/nn/sequential.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { grad } from "../../src/transform/grad.js"
import type { LabelledMessage, LinearMessage, ParallelMessage, ResidualMessage } from "../../types/layer-messages.js"
import type { Tensor } from "../../types/tensor.js"

interface Loose {
  readonly spec: unknown
  readonly init: (key: unknown) => unknown
  readonly apply: (params: unknown, x: unknown) => Tensor<number[]>
}

const loose = <F>(f: F) => f as unknown as (...layers: unknown[]) => Loose
const x = (...shape: number[]): Tensor<number[]> => normal(key(3), shape)

describe("residual", () => {
  it("adds what its layers make of the input", () => {
    const [first, last] = [linear(4, 8), linear(8, 4)]
    const block = residual(first, relu, last)
    const params = block.init(key(0))
    const input = x(5, 4) as Tensor<[5, 4]>
    const byHand = add(input, last.apply(params[2], relu(first.apply(params[0], input))))
    expect(toArray(block.apply(params, input))).toEqual(toArray(byHand))
    expect(block.spec).toEqual([first.spec, {}, last.spec])
  })

  it("of nothing doubles, and has gradients", () => {
    const input = x(3) as Tensor<[3]>
    expect(toArray(residual().apply([], input))).toEqual(toArray(mul(input, 2)))
    const block = residual(linear(3, 3))
    const gradients = grad((p: ReturnType<typeof block.init>) => sum(block.apply(p, input)))(block.init(key(0)))
    expect(toArray(gradients[0].bias)).toEqual([1, 1, 1])
  })

  it("refuses a width that doesn't come back when it is built, and other shapes when it is applied", () => {
    const message: ResidualMessage<[...number[], 64], [...number[], 32]> =
      "residual: the layers turn [..., 64] into [..., 32], which can't be added to it"
    expect(() => loose(residual)(linear(64, 128), linear(128, 32), relu)).toThrow(new ShapeError(message))
    expect(() => loose(residual)(relu, loose(sequential)(linear(64, 32)))).toThrow(new ShapeError(message))
    const applied: ResidualMessage<[2, 3], [3, 2]> =
      "residual: the layers turn [2, 3] into [3, 2], which can't be added to it"
    expect(() => loose(residual)(permute([1, 0])).apply([{}], x(2, 3))).toThrow(new ShapeError(applied))
    expect(loose(residual)(permute([1, 0])).apply([{}], x(2, 2)).shape).toEqual([2, 2])
    expect(() => loose(residual)(logicalNot)).toThrow(
      new DTypeError("layer 0: the operation gives bool: layers keep the dtype, here float32"),
    )
    expect(() => loose(residual)(relu).apply([{}], 3)).toThrow("residual: expected a tensor, got 3")
  })
})

describe("parallel and branches", () => {
  it("apply each layer to the same input", () => {
    const layers = [linear(4, 8), sequential(linear(4, 2), tanh)] as const
    const input = x(5, 4) as Tensor<[5, 4]>
    const both = parallel(...layers)
    const params = both.init(key(1))
    const rows = toArray(both.apply(params, input))
    const [left, right] = [layers[0].apply(params[0], input), layers[1].apply(params[1], input)]
    expect(rows).toEqual(toArray(left).map((row, i) => [...row, ...(toArray(right)[i] as number[])]))

    const named = branches({ left: layers[0], right: layers[1] })
    const entries = named.init(key(1))
    const keys = split(key(1), 2)
    expect(toArray(entries.right[0].weight)).toEqual(toArray(layers[1].init(keys[1])[0].weight))
    const results = named.apply(entries, input)
    expect(toArray(results.left)).toEqual(toArray(layers[0].apply(entries.left, input)))
    expect(toArray(results.right)).toEqual(toArray(layers[1].apply(entries.right, input)))
    expect(named.spec).toEqual({ left: layers[0].spec, right: layers[1].spec })
  })

  it("are compiled and differentiated like any model", () => {
    const net = sequential(parallel(linear(4, 3), relu), linear(7, 2))
    const params = net.init(key(0))
    const input = x(5, 4) as Tensor<[5, 4]>
    const step = compile({ params: net.spec, x: spec(["batch", 4]) }, (inputs) => net.apply(inputs.params, inputs.x))
    expect(toArray(step({ params, x: input }))).toEqual(toArray(net.apply(params, input)))
    const gradients = grad((p: typeof params) => sum(net.apply(p, input)))(params)
    expect(gradients[0][0].weight.shape).toEqual([3, 4])
    expect(toArray(gradients[1].bias)).toEqual([5, 5])
  })

  it("refuse what doesn't fit", () => {
    expect(() => loose(parallel)(linear(8, 2), linear(9, 2))).toThrow(
      new ShapeError("layer 1: linear(9, 2) needs a last dim of 9, got 8"),
    )
    const message: ParallelMessage<[2, 3], [2]> = "parallel: [2, 3] and [2] differ in more than the last dim"
    expect(() => loose(parallel)(relu, sum(-1)).apply([{}, {}], x(2, 3))).toThrow(new ShapeError(message))
    expect(() => loose(parallel)()).toThrow("parallel: there are no layers")
    expect(() => loose(branches)(3)).toThrow("branches: expected a record of layers, got 3")
    expect(() => loose(branches)({ a: 3 })).toThrow("branches: layer a is not a layer: got 3")
    const heads = loose(branches)({ policy: linear(4, 2), value: linear(3, 1) })
    expect(() => heads.apply(heads.init(key(0)), x(2, 4))).toThrow(
      new ShapeError("value: linear(3, 1) needs a last dim of 3, got 4"),
    )
  })
})

describe("labels", () => {
  const message: LinearMessage<64, 10, 128> = "linear(64, 10) needs a last dim of 64, got 128"
  const inLayer: LabelledMessage<2, "head", typeof message> = `layer 2 (head): ${message}`

  it("stand beside positions", () => {
    expect(() => loose(sequential)(linear(64, 128), relu, labelled("head", linear(64, 10)))).toThrow(
      new ShapeError(inLayer),
    )
    const late = loose(sequential)(linear(4, 8), labelled("turn", permute([1, 0])), labelled("end", linear(3, 2)))
    expect(() => late.apply(late.init(key(0)), x(5, 4))).toThrow(
      new ShapeError("layer 2 (end): linear(3, 2) needs a last dim of 3, got 5"),
    )
  })

  it("leave layers and operations what they are", () => {
    const plain = linear(4, 8)
    const head = labelled("head", plain)
    expect(toArray(head.init(key(0)).weight)).toEqual(toArray(plain.init(key(0)).weight))
    expect(head.spec).toEqual(plain.spec)
    expect(toArray(labelled("scores", softmax(-1))(x(3) as Tensor<[3]>))).toEqual(toArray(softmax(x(3), -1)))
    expect(() => loose(labelled)(3, plain)).toThrow("labelled: a label is a string, got 3")
    expect(() => loose(labelled)("head", 3)).toThrow("labelled: layer head is not a layer: got 3")
  })

  it("keep what a class has besides", () => {
    class Scale {
      readonly #factor = 3
      readonly spec = {}
      init() {
        return {}
      }
      apply(_: unknown, input: Tensor<number[]>) {
        return mul(input, this.#factor)
      }
      describe() {
        return "scale"
      }
    }
    const scale = loose(labelled)("scale", new Scale()) as Loose & { describe: () => string }
    expect(scale.describe()).toBe("scale")
    expect(toArray(loose(sequential)(scale).apply([{}], full([1], 2)))).toEqual([6])
  })
})

describe("operations that change the dtype", () => {
  it("are no layers", () => {
    const sentence = "the operation gives int32: layers keep the dtype, here float32"
    expect(() => loose(sequential)(linear(2, 3), cast("int32"))).toThrow(new DTypeError(`layer 1: ${sentence}`))
    expect(() => loose(sequential)(cast("float32"))).not.toThrow()
  })
})
