/** @file Training and evaluation of layers with noise or a state, alone and in blocks. */
import { describe, expect, it } from "vitest"
import { full, ones, zeros } from "../../src/api/create.js"
import { key, keySpec, splitKey } from "../../src/api/key.js"
import { normal } from "../../src/api/random.js"
import { mean, sum } from "../../src/api/reduce.js"
import { dropout as dropped } from "../../src/api/sample.js"
import { relu } from "../../src/api/unary.js"
import { compile, spec } from "../../src/compile.js"
import { batchNorm } from "../../src/nn/batch-norm.js"
import { dropout } from "../../src/nn/dropout.js"
import { labelled } from "../../src/nn/labelled.js"
import { linear } from "../../src/nn/linear.js"
import { branches, parallel } from "../../src/nn/parallel.js"
import { residual } from "../../src/nn/residual.js"
import { sequential } from "../../src/nn/sequential.js"
import { toArray } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { grad } from "../../src/transform/grad.js"
import type { Tensor } from "../../types/tensor.js"

const x = <const S extends number[]>(...shape: S): Tensor<S> => normal(key(3), shape) as Tensor<S>
const flat = (t: Tensor<number[]>) => (toArray(t) as never as number[]).flat(5) as number[]

/** The normalised elements and the statistics of each channel, in float64. */
const reference = (shape: readonly number[], numbers: readonly number[]) => {
  const [n = 0, c = 0] = shape
  const places = numbers.length / (n * c)
  const channel = (i: number) => Math.floor(i / places) % c
  const statistics = Array.from({ length: c }, (_, k) => {
    const own = numbers.filter((_, i) => channel(i) === k)
    const mean = own.reduce((a, b) => a + b) / own.length
    const square = own.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return { mean, variance: square / own.length, unbiased: square / (own.length - 1) }
  })
  const output = numbers.map((value, i) => {
    const { mean = 0, variance = 0 } = statistics[channel(i)] ?? {}
    return (value - mean) / Math.sqrt(variance + 1e-5)
  })
  return { output, mean: statistics.map(({ mean }) => mean), unbiased: statistics.map(({ unbiased }) => unbiased) }
}

const close = (a: readonly number[], b: readonly number[], digits = 5) => {
  expect(a.length).toBe(b.length)
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i] as number, digits)
  })
}

describe("batchNorm", () => {
  it.each([[[6, 3]], [[4, 3, 5]], [[2, 3, 4, 5]]])("of %j takes the batch's statistics and averages them", (shape) => {
    const layer = batchNorm(3)
    const input = normal(key(1), shape as number[]) as Tensor<[number, 3]>
    const state = { runningMean: full([3], 0.5), runningVar: full([3], 2) } as never
    const trained = layer.train(layer.init(key(0)), input, { state })
    const expected = reference(shape, flat(input))
    close(flat(trained.output), expected.output)
    close(
      flat(trained.state.runningMean),
      expected.mean.map((m) => 0.9 * 0.5 + 0.1 * m),
      6,
    )
    close(
      flat(trained.state.runningVar),
      expected.unbiased.map((v) => 0.9 * 2 + 0.1 * v),
      6,
    )
    const applied = layer.apply(layer.init(key(0)), input, state)
    close(
      flat(applied),
      flat(input).map((v) => (v - 0.5) / Math.sqrt(2 + 1e-5)),
    )
  })

  it("scales and shifts, takes another momentum, and may do without parameters", () => {
    const layer = batchNorm(2, { momentum: 1, eps: 0 })
    const params = { weight: full([2], 3) as Tensor<[2]>, bias: full([2], 1) as Tensor<[2]> }
    const input = x(8, 2)
    const { output } = layer.train(params, input, { state: layer.initState() })
    close(flat(mean(output, 0)), [1, 1])
    const bare = batchNorm(2, { affine: false })
    expect(bare.spec).toEqual({})
    close(flat(bare.train({}, input, { state: bare.initState() }).output), reference([8, 2], flat(input)).output)
  })

  it("of one value a channel has no infinite variance", () => {
    const layer = batchNorm(2)
    const { state } = layer.train(layer.init(key(0)), x(1, 2), { state: layer.initState() })
    expect(toArray(state.runningVar)).toEqual([expect.closeTo(0.9, 6), expect.closeTo(0.9, 6)])
  })

  it("refuses other channels and other states", () => {
    const layer = batchNorm(6)
    const [params, state] = [layer.init(key(0)), layer.initState()]
    const loose = layer as unknown as { apply: (...args: unknown[]) => unknown }
    expect(() => loose.apply(params, zeros([32, 8]), state)).toThrow(
      new ShapeError("batchNorm(6) needs [n, 6, ...], got [32, 8]"),
    )
    expect(() => loose.apply(params, zeros([6, 6]))).toThrow("state is missing")
    expect(() => loose.apply(params, zeros([6, 6]), { ...state, runningVar: ones([5]) })).toThrow(
      new ShapeError("state.runningVar: [5] is not [6]: dim 0 is 5, not 6"),
    )
    expect(() => batchNorm(0)).toThrow("batchNorm: features is an integer of at least 1, got 0")
  })
})

describe("dropout", () => {
  it("is the identity in evaluation, and draws from its key in training", () => {
    const layer = dropout(0.25)
    const input = ones([1000])
    expect(layer.apply({}, input)).toBe(input)
    const { output } = layer.train({}, input, { key: key(7) })
    expect(toArray(output)).toEqual(toArray(dropped(key(7), input, 0.25)))
    expect(() => dropout(2)).toThrow(RangeError)
  })
})

describe("blocks", () => {
  const net = sequential(
    residual(linear(4, 4), batchNorm(4), dropout(0.5)),
    parallel(linear(4, 3), sequential(linear(4, 2), batchNorm(2))),
    labelled("noise", dropout(0.3)),
    relu,
  )

  it("give each layer its state and its split of the key", () => {
    const [params, state, input] = [net.init(key(0)), net.initState(), x(6, 4)]
    const { output, state: next } = net.train(params, input, { key: key(5), state })
    const keys = splitKey(key(5), 4)
    const inner = splitKey(keys[0] as never, 3)
    const [first, norm] = [linear(4, 4), batchNorm(4)]
    const hidden = norm.train(params[0][1], first.apply(params[0][0], input), { state: state[0][1] })
    const added = dropped(inner[2] as never, hidden.output, 0.5)
    const wide = relu(added)
    expect(wide.shape).toEqual([6, 4])
    expect(toArray(next[0][1].runningMean)).toEqual(toArray(hidden.state.runningMean))
    expect(Object.keys(next[1][1][1])).toEqual(["runningMean", "runningVar"])
    expect(next[2]).toEqual({})
    expect(output.shape).toEqual([6, 5])
    expect(toArray(net.train(params, input, { key: key(5), state }).output)).toEqual(toArray(output))
    expect(toArray(net.train(params, input, { key: key(6), state }).output)).not.toEqual(toArray(output))
  })

  it("have no state where none of their layers has any", () => {
    const plain = sequential(linear(4, 4), residual(relu), parallel(relu, dropout()))
    expect(plain.state).toEqual({})
    expect(plain.initState()).toEqual({})
    const heads = branches({ a: linear(4, 1), b: sequential(linear(4, 1), batchNorm(1)) })
    expect(heads.initState().a).toEqual({})
    const turned = heads.train(heads.init(key(0)), x(5, 4), { state: heads.initState() })
    expect(Object.keys(turned.output)).toEqual(["a", "b"])
    expect(turned.state.b[1].runningMean.shape).toEqual([1])
  })

  it("are compiled and differentiated in training", () => {
    const [params, state, input] = [net.init(key(0)), net.initState(), x(6, 4)]
    const step = compile(
      { params: net.spec, state: net.state, x: spec(["n", 4]), key: keySpec },
      ({ params, state, x, key }) => net.train(params, x, { key, state }),
    )
    const compiled = step({ params, state, x: input, key: key(5) })
    const eager = net.train(params, input, { key: key(5), state })
    close(flat(compiled.output), flat(eager.output))
    close(flat(compiled.state[0][1].runningVar), flat(eager.state[0][1].runningVar))
    const loss = (p: typeof params) => sum(net.train(p, input, { key: key(5), state }).output)
    expect(grad(loss)(params)[1][1][1].weight.shape).toEqual([2])
  })

  it("name what is missing", () => {
    const loose = net as unknown as { apply: (...args: unknown[]) => unknown; train: (...args: unknown[]) => unknown }
    const [params, state, input] = [net.init(key(0)), net.initState(), x(6, 4)]
    expect(() => loose.apply(params, input)).toThrow("state is missing")
    expect(() => loose.train(params, input, { state })).toThrow("sequential: training is random: pass { key }")
    expect(() => loose.train(params, input, { key: key(0), state: state.with(1, {} as never) })).toThrow(
      "state[1][0] is missing",
    )
    expect(() => loose.train(params, input, { key: 3, state })).toThrow("expected a key, got 3")
  })

  it("hold models of the user's own, with and without training of their own", () => {
    const own = {
      spec: {},
      init: () => ({}),
      apply: (_: unknown, x: Tensor) => x,
      state: { steps: spec([]) },
      initState: () => ({ steps: zeros([]) }),
      train: (_: unknown, x: Tensor, { state }: { state: { steps: Tensor<[]> } }) => ({
        output: x,
        state: { steps: sum(ones([3])), was: state.steps },
      }),
    }
    const loose = sequential as unknown as (...layers: unknown[]) => typeof net
    const mixed = loose(linear(4, 4), own, { spec: {}, init: () => ({}), apply: own.apply })
    const { state } = mixed.train(mixed.init(key(0)), x(2, 4), { state: mixed.initState() } as never)
    expect(toArray((state as never as [unknown, { steps: Tensor<[]> }])[1].steps)).toEqual(3)
  })
})
