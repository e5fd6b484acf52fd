/**
 * @file `train` beside `forward`: the modules of an object train, whatever its `forward` does with them, and no others.
 */
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import * as torch from "../../src/torch/index.js"

const { nn } = torch
const read = (x: unknown) => t.toArray(x as torch.Tensor)
const x = torch.randn([8, 6])

class Model extends nn.Module {
  readonly norm = new nn.BatchNorm1d(6)
  readonly layers = [new nn.Linear(6, 6), new nn.Linear(6, 4)] as const
  readonly drop = new nn.Dropout(0.5)
  forward(input: torch.Tensor<[8, 6]>) {
    const [first, last] = this.layers
    return last.forward(this.drop.forward(t.relu(first.forward(this.norm.forward(input)))))
  }
}
const model = new Model()

describe("train", () => {
  it("names what is in lists, and buffers apart from parameters", () => {
    expect(Object.keys(model.namedParameters())).toEqual([
      "norm.weight",
      "norm.bias",
      "layers.0.weight",
      "layers.0.bias",
      "layers.1.weight",
      "layers.1.bias",
    ])
    expect(Object.keys(model.namedBuffers())).toEqual(["norm.runningMean", "norm.runningVar"])
    expect(Object.keys(model.stateDict())).toHaveLength(8)
  })

  it("gives another result for another key, and the same for the same", () => {
    const [a] = model.train(x, { key: t.key(1) })
    const [b] = model.train(x, { key: t.key(1) })
    const [c] = model.train(x, { key: t.key(2) })
    expect(read(a)).toEqual(read(b))
    expect(read(a)).not.toEqual(read(c))
    expect(() => model.train(x)).toThrow(new TypeError("dropout: training is random: pass { key }"))
  })

  it("leaves the module as it was, and gives one with the next buffers", () => {
    const before = read(model.forward(x))
    const [, next] = model.train(x, { key: t.key(1) })
    expect(next).toBeInstanceOf(Model)
    expect(read(model.forward(x))).toEqual(before)
    expect(read(model.norm.runningMean)).toEqual([0, 0, 0, 0, 0, 0])
    expect(read(next.norm.runningMean)).toEqual(read(t.mul(t.mean(x, 0), 0.1)))
    expect(read(next.layers[0].weight)).toEqual(read(model.layers[0].weight))
    expect(model.layers[0].train(x)[1]).toBe(model.layers[0])
  })

  it("follows a module that is applied twice", () => {
    class Twice extends nn.Module {
      readonly norm = new nn.BatchNorm1d(6, { momentum: 0.5 })
      forward(input: torch.Tensor<[8, 6]>) {
        return this.norm.forward(t.add(this.norm.forward(input), 2))
      }
    }
    const mean = read(new Twice().train(x)[1].norm.runningMean) as number[]
    const batch = read(t.mean(x, 0)) as number[]
    for (const [i, value] of mean.entries()) expect(value).toBeCloseTo((batch[i] as number) / 4 + 1, 5)
  })

  it("keeps a module that is in two fields one", () => {
    class Shared extends nn.Module {
      readonly norm = new nn.BatchNorm1d(6)
      readonly again: torch.nn.Module = this.norm
      readonly owner: torch.nn.Module = this
      forward(input: torch.Tensor<[8, 6]>) {
        return this.norm.forward(input)
      }
    }
    const [, next] = new Shared().train(x)
    expect(next.again).toBe(next.norm)
    expect(next.owner).toBe(next)
    expect(read(next.norm.runningMean)).toEqual(read(t.mul(t.mean(x, 0), 0.1)))
    expect(Object.keys(next.stateDict())).toEqual(["norm.weight", "norm.bias", "norm.runningMean", "norm.runningVar"])
  })

  it("evaluates the modules of others", () => {
    const teacher = new nn.Dropout(0.9)
    class Student extends nn.Module {
      readonly fc = new nn.Linear(6, 6)
      forward(input: torch.Tensor<[8, 6]>) {
        return t.sub(this.fc.forward(input), teacher.forward(input))
      }
    }
    const student = new Student()
    expect(read(student.train(x)[0])).toEqual(read(student.forward(x)))
  })

  it("refuses options that it doesn't know", () => {
    const train = new nn.Linear(6, 2).train as (...given: unknown[]) => unknown
    const message = "a layer takes one input, and train { key } after it: got an object too"
    expect(() => train(x, { seed: 1 })).toThrow(new TypeError(message))
  })

  it("ends where forward throws", () => {
    class Faulty extends nn.Module {
      readonly drop = new nn.Dropout(0.9)
      forward(input: torch.Tensor<[8, 6]>, fails: boolean) {
        if (fails) throw new Error("stop")
        return this.drop.forward(input)
      }
    }
    const faulty = new Faulty()
    expect(() => faulty.train(x, true, { key: t.key(0) })).toThrow("stop")
    expect(read(faulty.forward(x, false))).toEqual(read(x))
  })

  it("is a function of values: a compiled step with gradients and buffers", () => {
    const net = new nn.Sequential(new nn.Linear(6, 8), new nn.BatchNorm1d(8), new nn.Dropout(0.1), new nn.Linear(8, 1))
    const optimizer = torch.optim.Adam({ lr: 0.05 })
    const target = t.mean(x, 1, { keepdim: true })
    const step = t.compile(
      {
        params: t.specsOf(net.namedParameters()),
        buffers: t.specsOf(net.namedBuffers()),
        state: t.specsOf(optimizer.init(net.namedParameters())),
        key: t.keySpec,
      },
      ({ params, buffers, state, key }) => {
        const lossOf = (params: torch.NamedParameters) => {
          const [output, next] = net.withParameters({ ...params, ...buffers }).train(x, { key })
          return [new nn.MSELoss().forward(output, target), next.namedBuffers()] as const
        }
        const [loss, gradients, next] = t.valueAndGrad(lossOf, { aux: true })(params)
        return { loss, next, ...optimizer.update(params, gradients, state) }
      },
    )
    const losses: number[] = []
    let [params, buffers] = [net.namedParameters(), net.namedBuffers()]
    let state = optimizer.init(params)
    for (let i = 0; i < 60; i++) {
      const result = step({ params, buffers, state, key: t.key(i) })
      losses.push(t.item(result.loss))
      ;({ params, state, next: buffers } = result)
    }
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 10)
    const trained = net.withParameters({ ...params, ...buffers })
    expect(t.item(new nn.MSELoss().forward(trained.forward(x), target))).toBeLessThan((losses[0] as number) / 10)
  })
})

describe("tied parameters", () => {
  class Tied extends nn.Module {
    readonly embed = new nn.Embedding(6, 4)
    readonly head: torch.nn.Linear<4, 6> = Object.assign(new nn.Linear(4, 6), { weight: this.embed.weight })
    forward(tokens: torch.Tensor<[3], "int32">) {
      return this.head.forward(this.embed.forward(tokens))
    }
  }
  const tokens = torch.tensor([0, 1, 5], "int32")
  const net = new Tied()

  it("are named once, and their gradients add up", () => {
    expect(Object.keys(net.namedParameters())).toEqual(["embed.weight", "head.bias"])
    const lossOf = (params: torch.NamedParameters) => t.sum(t.square(net.withParameters(params).forward(tokens)))
    const tied = t.grad(lossOf)(net.namedParameters())
    const { weight } = net.embed
    const apart = (a: torch.Tensor<[6, 4]>, b: torch.Tensor<[6, 4]>) =>
      t.sum(
        t.square(
          t.add(t.matmul(torch.nn.functional.embedding(tokens, a), t.transpose(b)), net.head.bias as torch.Tensor<[6]>),
        ),
      )
    const sum = t.add(
      t.grad((a: torch.Tensor<[6, 4]>) => apart(a, weight))(weight),
      t.grad((b: torch.Tensor<[6, 4]>) => apart(weight, b))(weight),
    )
    const expected = (read(sum) as number[][]).flat()
    const actual = (read(tied["embed.weight"]) as number[][]).flat()
    for (const [i, value] of actual.entries()) expect(value).toBeCloseTo(expected[i] as number, 4)
  })

  it("stay one after a step", () => {
    const optimizer = torch.optim.SGD({ lr: 0.1 })
    const start = net.namedParameters()
    const lossOf = (params: torch.NamedParameters) => t.sum(t.square(net.withParameters(params).forward(tokens)))
    const { params } = optimizer.update(start, t.grad(lossOf)(start), optimizer.init(start))
    const next = net.withParameters(params)
    expect(next.head.weight).toBe(next.embed.weight)
    expect(read(next.head.weight)).not.toEqual(read(net.head.weight))
    expect(next.train(tokens)[1].head.weight).toBe(next.embed.weight)
  })

  it("may have the name of any place, and the first one's counts", () => {
    const [a, b] = [torch.ones([6, 4]), torch.zeros([6, 4])]
    const bias = torch.zeros([6])
    for (const params of [
      { "head.weight": a, "head.bias": bias },
      { "embed.weight": a, "head.weight": b, "head.bias": bias },
      { "head.weight": b, "embed.weight": a, "head.bias": bias },
    ]) {
      const other = net.withParameters(params)
      expect(other.embed.weight).toBe(a)
      expect(other.head.weight).toBe(a)
    }
    expect(() => net.withParameters({ "head.weight": bias, "head.bias": bias })).toThrow(
      new t.ShapeError("withParameters: head.weight is [6], not [6, 4]"),
    )
    expect(() => net.withParameters({ "head.bias": bias })).toThrow(
      new t.ShapeError("withParameters: embed.weight is missing"),
    )
  })

  it("are found through modules that hold themselves, buffers by their module", () => {
    class Ring extends nn.Module {
      readonly norm = new nn.BatchNorm1d(2)
      readonly rest = [this.norm, new nn.BatchNorm1d(2)]
      readonly self: torch.nn.Module = this
      forward(input: torch.Tensor<[8, 2]>) {
        return this.norm.forward(input)
      }
    }
    const ring = new Ring()
    const mean = torch.ones([2])
    const other = ring.withParameters({
      "self.self.norm.weight": mean,
      "rest.0.bias": mean,
      "rest.0.running_mean": mean,
      "rest.0.num_batches_tracked": torch.tensor(3, "int32"),
      "self.rest.1.weight": mean,
      "rest.1.bias": mean,
    })
    expect(read(other.namedBuffers()["norm.runningMean"])).toEqual([1, 1])
    expect(read(other.namedBuffers()["rest.1.runningMean"])).toEqual([0, 0])
    expect(Object.keys(other.stateDict())).toEqual(Object.keys(ring.stateDict()))
    for (const path of [
      "rest.2.weight",
      "rest.length",
      "norm",
      "norm.weight.shape",
      "self.core",
      "",
      "rest.0.weight.",
    ]) {
      expect(() => ring.withParameters({ ...ring.namedParameters(), [path]: mean })).toThrow(
        new t.ShapeError(`withParameters: ${path} is not a parameter of this module`),
      )
    }
  })

  it("are not what starts alike", () => {
    const pair = new nn.Sequential(new nn.Linear(2, 2), new nn.Linear(2, 2))
    const zeros = torch.zeros([2])
    const alike = pair.withParameters({ ...pair.namedParameters(), "0.bias": zeros, "1.bias": zeros })
    expect(Object.keys(alike.namedParameters())).toEqual(["0.weight", "0.bias", "1.weight", "1.bias"])
    expect(read(alike.namedParameters()["1.bias"])).toEqual([0, 0])
  })
})

describe("torch.nn.init", () => {
  it("gives tensors of the shapes of others", () => {
    const { init } = nn
    const weight = new nn.Linear(30, 20).weight
    const values = (w: unknown) => (read(w) as number[][]).flat()
    const most = (w: unknown) => Math.max(...values(w).map(Math.abs))
    torch.manualSeed(3)
    const first = read(init.kaiming_uniform(weight, { nonlinearity: "relu" }))
    expect(first).not.toEqual(read(init.kaiming_uniform(weight, { nonlinearity: "relu" })))
    torch.manualSeed(3)
    expect(read(init.kaiming_uniform(weight, { nonlinearity: "relu" }))).toEqual(first)
    expect(most(init.xavier_uniform(weight))).toBeLessThan(Math.sqrt(6 / 50))
    expect(most(init.trunc_normal(weight, { a: -0.5, b: 0.5 }))).toBeLessThanOrEqual(0.5)
    expect(most(init.uniform(weight, 2, 3))).toBeGreaterThan(2)
    expect(values(init.constant(weight, 7))).toEqual(Array(600).fill(7))
    expect(values(init.ones(weight))).toEqual(Array(600).fill(1))
    expect(values(init.zeros(weight))).toEqual(Array(600).fill(0))
    const rows = init.orthogonal(weight)
    const squares = values(t.matmul(rows, t.transpose(rows)))
    for (const [i, value] of squares.entries()) expect(value).toBeCloseTo(i % 21 === 0 ? 1 : 0, 5)
    for (const start of [init.normal(weight, 0, 2), init.kaiming_normal(weight), init.xavier_normal(weight)]) {
      expect(start.shape).toEqual([20, 30])
    }
    expect(init.calculate_gain("leakyRelu", 0.2)).toBeCloseTo(Math.sqrt(2 / 1.04), 12)
    expect(init.calculate_gain("tanh")).toBeCloseTo(5 / 3, 12)
  })
})
