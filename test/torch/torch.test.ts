/** @file The torch-style classes: thin over the core, with its errors, and a generator that can be started anew. */
import { describe, expect, it } from "vitest"
import { tensor } from "../../src/api/create.js"
import { crossEntropy, nllLoss } from "../../src/api/loss.js"
import { logSoftmax, softmax } from "../../src/api/softmax.js"
import { linear } from "../../src/nn/linear.js"
import { data, item, toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import * as torch from "../../src/torch/index.js"

describe("torch.nn.Linear", () => {
  it("is the core's linear layer", () => {
    const layer = new torch.nn.Linear(3, 2)
    const x = torch.randn([4, 3])
    const expected = linear(3, 2).apply({ weight: layer.weight, bias: layer.bias as torch.Tensor<[2]> }, x)
    expect(toArray(layer.forward(x))).toEqual(toArray(expected))
  })

  it("leaves the bias out when told to", () => {
    const layer = new torch.nn.Linear(3, 2, { bias: false })
    expect(layer.bias).toBeUndefined()
    expect(toArray(layer.forward(tensor([0, 0, 0])))).toEqual([0, 0])
    expect(new torch.nn.Linear(3, 2, false).bias).toBeUndefined()
    expect(new torch.nn.Linear(3, 2, true).bias?.shape).toEqual([2])
  })

  it("refuses options there are none of", () => {
    expect(() => new torch.nn.Linear(3, 2, { Bias: false } as never)).toThrow(
      new TypeError("linear: unknown option Bias: use bias"),
    )
    expect(() => new torch.nn.Linear(3, 2, 5 as never)).toThrow(new TypeError("linear: options are an object, got 5"))
    expect(() => new torch.nn.LogSoftmax({ dims: 1 } as never)).toThrow(
      new TypeError("LogSoftmax: unknown option dims: use dim"),
    )
    expect(() => new torch.nn.LogSoftmax(null as never)).toThrow(
      new TypeError("LogSoftmax: options are an object, got null"),
    )
    expect(() => new torch.nn.Softmax({ dim: "1" } as never)).toThrow(
      new ShapeError('Softmax: a dim is an integer, got "1"'),
    )
    expect(() => new torch.nn.NLLLoss(null as never).forward(torch.randn([1]), tensor(0, "int32"))).toThrow(
      new TypeError("nllLoss: options are an object, got null"),
    )
  })

  it("says which width it needs", () => {
    const layer: { forward: (x: never) => unknown } = new torch.nn.Linear(10, 5)
    expect(() => layer.forward(torch.randn([2, 11]) as never)).toThrow(
      new ShapeError("linear(10, 5) needs a last dim of 10, got 11"),
    )
  })
})

describe("torch.nn.LogSoftmax and Softmax", () => {
  const x = torch.randn([3, 4])

  it("are the core's functions, along -1 unless told otherwise", () => {
    expect(toArray(new torch.nn.LogSoftmax().forward(x))).toEqual(toArray(logSoftmax(x, -1)))
    expect(toArray(new torch.nn.LogSoftmax(0).forward(x))).toEqual(toArray(logSoftmax(x, 0)))
    expect(toArray(new torch.nn.LogSoftmax({ dim: 0 }).forward(x))).toEqual(toArray(logSoftmax(x, 0)))
    expect(toArray(new torch.nn.LogSoftmax({}).forward(x))).toEqual(toArray(logSoftmax(x, -1)))
    expect(toArray(new torch.nn.Softmax().forward(x))).toEqual(toArray(softmax(x, -1)))
    expect(toArray(new torch.nn.Softmax({ dim: -2 }).forward(x))).toEqual(toArray(softmax(x, 0)))
  })

  it("say what is wrong", () => {
    const layer: { forward: (x: never) => unknown } = new torch.nn.LogSoftmax(2)
    expect(() => layer.forward(x as never)).toThrow(
      new ShapeError("logSoftmax: dim 2 is out of range for [3, 4]: use 0 | 1 | -1 | -2"),
    )
    expect(() => layer.forward(tensor([1, 2], "int32") as never)).toThrow(DTypeError)
  })
})

describe("torch.nn losses", () => {
  const logits = torch.randn([5, 3])
  const target = torch.randint(0, 3, [5])

  it("are the core's functions, with their options", () => {
    const logp = logSoftmax(logits, -1)
    expect(item(new torch.nn.NLLLoss().forward(logp, target))).toBe(item(nllLoss(logp, target)))
    expect(item(new torch.nn.CrossEntropyLoss().forward(logits, target))).toBe(item(crossEntropy(logits, target)))
    const options = { reduction: "none", weight: tensor([1, 2, 3]), ignoreIndex: 1 } as const
    expect(toArray(new torch.nn.NLLLoss(options).forward(logp, target))).toEqual(
      toArray(nllLoss(logp, target, options)),
    )
    const smooth = { ...options, labelSmoothing: 0.1 }
    expect(toArray(new torch.nn.CrossEntropyLoss(smooth).forward(logits, target))).toEqual(
      toArray(crossEntropy(logits, target, smooth)),
    )
  })

  it("refuse classes that don't exist, when they are read", () => {
    const loss = new torch.nn.NLLLoss().forward(logits, tensor([0, 1, 2, 3, 0], "int32"))
    expect(() => item(loss)).toThrow(IndexError)
    expect(item(new torch.nn.NLLLoss().forward(logits, target))).toBeTypeOf("number")
  })
})

describe("torch.nn.Module", () => {
  class Inner extends torch.nn.Module {
    readonly fc = new torch.nn.Linear(2, 2, { bias: false })
    forward(x: torch.Tensor<[2]>): torch.Tensor {
      return this.fc.forward(x)
    }
  }
  class Outer extends torch.nn.Module {
    readonly name = "outer"
    readonly inner = new Inner()
    readonly last = new torch.nn.Linear(2, 1)
    forward(x: torch.Tensor<[2]>): torch.Tensor {
      return this.inner.forward(x)
    }
  }

  it("finds its parameters by the names of fields", () => {
    const outer = new Outer()
    expect(Object.keys(outer.namedParameters())).toEqual(["inner.fc.weight", "last.weight", "last.bias"])
    expect(outer.parameters()).toEqual(Object.values(outer.namedParameters()))
  })
})

describe("the generator", () => {
  it("gives the same numbers after the same seed, and goes on from draw to draw", () => {
    torch.manualSeed(5)
    const [a, b] = [data(torch.randn([8])), data(torch.randn([8]))]
    torch.manualSeed(5)
    expect(data(torch.randn([8]))).toEqual(a)
    expect(data(torch.randn([8]))).toEqual(b)
    expect(a).not.toEqual(b)
  })

  it("says which shape it takes", () => {
    const randn: (...shape: never[]) => unknown = torch.randn
    expect(() => randn(2 as never)).toThrow(new ShapeError("randn: a shape is an array of sizes like [2, 3], got 2"))
    expect(() => randn(...([2, 3] as never[]))).toThrow(
      new TypeError("randn(shape) takes at most 1 argument, got 2: a shape is an array like [2, 3]"),
    )
  })

  it("draws integers in range", () => {
    const drawn = [...data(torch.randint(2, 5, [300]))]
    expect([...new Set(drawn)].sort()).toEqual([2, 3, 4])
    expect(() => torch.randint(5, 5, [1])).toThrow(RangeError)
  })
})

describe("tensors like others", () => {
  it("have their shape and dtype", () => {
    const x = torch.randint(0, 5, [2, 3])
    expect(toArray(torch.zeros_like(x))).toEqual(toArray(torch.zeros([2, 3], "int32")))
    expect(toArray(torch.ones_like(tensor([true, false])))).toEqual([true, true])
    expect(toArray(torch.full_like(tensor([1, 2]), 7))).toEqual([7, 7])
    expect(toArray(torch.eye(2, 3))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ])
    expect(torch.eye(0).shape).toEqual([0, 0])
  })

  it("are drawn from the generator", () => {
    torch.manualSeed(5)
    const [order, numbers] = [toArray(torch.randperm(20)), toArray(torch.rand([20]))]
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    torch.manualSeed(5)
    expect(toArray(torch.randperm(20))).toEqual(order)
  })
})
