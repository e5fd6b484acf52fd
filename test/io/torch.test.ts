import { join } from "node:path"
import { type AnyTensor, flatten, key, maxPool2d, ones, relu, reshape, spec, type Tensor, tanh, toArray } from "tuplet"
import { formatSafetensors, intoModel, intoTree, intoTreeEither, loadSafetensors, namedTensors } from "tuplet/io"
import { batchNorm, conv2d, linear, sequential } from "tuplet/nn"
import * as torch from "tuplet/torch"
import { describe, expect, it } from "vitest"
import { distanceOf, nearestTo } from "../../src/io/nearest.js"

const load = async (name: string) =>
  (await loadSafetensors(join(import.meta.dirname, `torch/${name}.safetensors`))).tensors

const callsOf = async (name: string) =>
  intoTree({ input: spec([5, 6]), output: spec([5, 3]) }, await load(`${name}-calls`))

/** Each element within 1e-5. */
const expectNear = (actual: Tensor<[5, 3]>, expected: Tensor<[5, 3]>) => {
  const wanted = toArray(expected).flat()
  for (const [i, x] of toArray(actual).flat().entries()) {
    expect(Math.abs(x - (wanted[i] as number))).toBeLessThan(1e-5)
  }
  expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0.5)
}

describe("what PyTorch trained (test/interop/safetensors.py)", () => {
  it("gives the same outputs here", async () => {
    const net = sequential(linear(6, 8), relu, linear(8, 3))
    const params = intoTree(net.spec, await load("perceptron"))
    const { input, output } = await callsOf("perceptron")
    expectNear(net.apply(params, input), output)
  })

  it("does so with a state, and PyTorch's count of batches", async () => {
    const net = sequential(linear(6, 8), batchNorm(8), relu, linear(8, 3))
    const tensors = await load("normed")
    expect(Object.keys(tensors)).toContain("1.num_batches_tracked")
    const { params, state } = intoModel(net, tensors)
    const { input, output } = await callsOf("normed")
    expectNear(net.apply(params, input, state), output)
  })

  it("does so with convolutions", async () => {
    const net = sequential(
      conv2d(1, 4, 3, { padding: 1 }),
      batchNorm(4),
      relu,
      maxPool2d({ kernel: 2 }),
      flatten(1),
      linear(64, 3),
    )
    const { params, state } = intoModel(net, await load("convolutional"))
    const calls = { input: spec([5, 1, 8, 8]), output: spec([5, 3]) }
    const { input, output } = intoTree(calls, await load("convolutional-calls"))
    expectNear(net.apply(params, input, state), output)
  })

  it("reads as PyTorch converts it", async () => {
    const dtypes = await load("dtypes")
    for (const name of ["half", "brain"]) {
      expect(dtypes[name]?.dtype).toBe("float32")
      expect(toArray(dtypes[name] as AnyTensor)).toEqual(toArray(dtypes[`${name}_expected`] as AnyTensor))
    }
    expect(dtypes.double?.dtype).toBe("float64")
    for (const name of ["int64", "int32", "int16", "int8"]) {
      expect(dtypes[name]?.dtype).toBe("int32")
      expect(toArray(dtypes[name] as AnyTensor)).toEqual([
        [-100, 0],
        [27, 127],
      ])
    }
    expect(toArray(dtypes.uint8 as AnyTensor)).toEqual([0, 255])
    expect(toArray(dtypes.bool as AnyTensor)).toEqual([true, false, true])
    expect(toArray(dtypes.scalar as AnyTensor)).toBe(2.5)
  })
})

describe("torch modules with tied parameters", () => {
  const { nn } = torch

  class Tied extends nn.Module {
    readonly embed = new nn.Embedding(7, 4)
    readonly norm = new nn.BatchNorm1d(4)
    readonly attention = new nn.MultiheadAttention(4, 2, { batchFirst: true })
    readonly layers: readonly torch.nn.Linear<4, 4>[]
    readonly head: torch.nn.Linear<4, 7>
    constructor() {
      super()
      const [fc, head] = [new nn.Linear(4, 4), new nn.Linear(4, 7)]
      this.layers = [fc, fc]
      this.head = head.withParameters({ ...head.namedParameters(), weight: this.embed.weight })
    }
    forward(tokens: torch.Tensor<[2, 3], "int32">) {
      const x = reshape(this.norm.forward(reshape(this.embed.forward(tokens), [6, 4])), [2, 3, 4])
      const [attended] = this.attention.forward(x, x, x)
      return this.head.forward(this.layers.reduce((y, layer) => tanh(layer.forward(y)), attended))
    }
  }

  it.each(["tied", "tied-once"])("load what PyTorch saved by any of its names: %s", async (name) => {
    const { input, output } = intoTree(
      { input: spec([2, 3], "int32"), output: spec([2, 3, 7]) },
      await load("tied-calls"),
    )
    const net = new Tied().withParameters(await load(name))
    expect(net.head.weight).toBe(net.embed.weight)
    expect(net.layers[1]).toBe(net.layers[0])
    const [actual, expected] = [net.forward(input), output].map((x) => toArray(x).flat(2))
    for (const [i, x] of (actual as number[]).entries()) expect(x).toBeCloseTo(expected?.[i] as number, 5)
  })

  it("come back from files of their own", async () => {
    const net = new Tied()
    const { tensors } = await loadSafetensors(formatSafetensors(net.stateDict()))
    expect(tensors).not.toHaveProperty(["head.weight"])
    const back = new Tied().withParameters(tensors)
    const tokens = torch.tensor(
      [
        [0, 6, 3],
        [1, 1, 5],
      ],
      "int32",
    )
    expect(toArray(back.forward(tokens))).toEqual(toArray(net.forward(tokens)))
  })
})

describe("a model and a file that don't belong together", () => {
  const net = sequential(linear(6, 8), batchNorm(8), relu, linear(8, 3))
  const faultOf = (tree: unknown, tensors: Readonly<Record<string, AnyTensor>>) => {
    const result = intoTreeEither(tree, tensors)
    return result._tag === "Left" ? `${result.left.code}: ${result.left.message}` : "none"
  }

  it("are told apart tensor by tensor, in one error", async () => {
    expect(faultOf(sequential(linear(6, 9), relu, linear(9, 3)).spec, await load("perceptron"))).toBe(
      "shape: 0.weight: [8, 6] is not [9, 6]: dim 0 is 8, not 9; 0.bias: [8] is not [9]: dim 0 is 8, not 9; " +
        "2.weight: [3, 8] is not [3, 9]: dim 1 is 8, not 9",
    )
    expect(faultOf(sequential(linear(6, 8), relu).spec, await load("perceptron"))).toBe(
      "name: 2.weight is in the file, but not in the tree; 2.bias is in the file, but not in the tree",
    )
    expect(faultOf({ encoder: spec([2]) }, { encodre: ones([2]) })).toBe(
      "name: encoder is not in the file (nearest: encodre); encodre is in the file, but not in the tree",
    )
    expect(faultOf({ a: spec([1], "int32") }, { a: ones([1]) })).toBe("dtype: a is float32, not int32")
    expect(faultOf({ a: spec(["n"]), b: spec(["n"]) }, { a: ones([1]), b: ones([2]) })).toBe(
      "shape: 'n' is 1 in a but 2 in b",
    )
  })

  it("list no more than anyone reads", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`a${i}`, spec([1])]))
    expect(faultOf(many, {})).toMatch(/^name: a0 is not in the file; .*; a7 is not in the file; and 992 more$/)
  })

  it("may be loaded in part", async () => {
    const { params } = intoModel(sequential(linear(6, 8)), await load("normed"), { strict: false })
    expect(params[0].weight.shape).toEqual([8, 6])
  })

  it("is a mistake of the program where there is no tree or there are no tensors", () => {
    expect(() => intoTree({ a: 3 }, {} as never)).toThrow(TypeError)
    expect(() => intoTree({ a: spec([1]) }, [] as never)).toThrow("intoTree: expected a record of tensors, got []")
    expect(() => intoTree({ a: spec([1]) }, { a: 3 } as never)).toThrow("intoTree: a is not a tensor: got 3")
    expect(() => intoTree(Object.create({ a: 1 }), { __proto__: ones([1]) } as never)).toThrow(TypeError)
  })

  it("come and go by the same names", async () => {
    const [params, state] = [net.init(key(1)), net.initState()]
    const { tensors } = await loadSafetensors(formatSafetensors(namedTensors(params, state)))
    const back = intoModel(net, tensors)
    expect(toArray(back.params[3].weight)).toEqual(toArray(params[3].weight))
    expect(toArray(back.state[1].runningVar)).toEqual(toArray(state[1].runningVar))
    expect(() => namedTensors(params, params)).toThrow("namedTensors: two tensors are 0.weight")
  })
})

describe("near names", () => {
  it.each([
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["0.weight", "0.weigth", 2],
    ["same", "same", 0],
  ])("%s and %s are %i apart", (a, b, distance) => expect(distanceOf(a, b)).toBe(distance))

  it("are the nearest three, and none where all are far", () => {
    expect(nearestTo("0.weight", ["0.bias", "1.weight", "0.weigth", "0.w", "10.weight", "zzz"])).toEqual([
      "1.weight",
      "10.weight",
      "0.weigth",
    ])
    expect(nearestTo("a".repeat(10_000), ["a".repeat(9999)])).toEqual([])
  })
})
