/** @file Training steps compiled: the same numbers as step by step, for every batch size, and the loss falls. */
import { describe, expect, it } from "vitest"
import { tensorOf } from "../../src/api/handle.js"
import { key, splitKey as split } from "../../src/api/key.js"
import { nllLoss } from "../../src/api/loss.js"
import { normal, randint } from "../../src/api/random.js"
import { logSoftmax } from "../../src/api/softmax.js"
import { relu } from "../../src/api/unary.js"
import { compile, spec } from "../../src/compile.js"
import { leavesOf } from "../../src/graph/tree.js"
import { linear } from "../../src/nn/linear.js"
import { sequential } from "../../src/nn/sequential.js"
import { adam } from "../../src/optim/adam.js"
import { sgd } from "../../src/optim/sgd.js"
import { data, evaluate, item } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { valueAndGrad } from "../../src/transform/grad.js"
import type { BindingMessage } from "../../types/messages.js"
import type { Tensor } from "../../types/tensor.js"

const net = sequential(linear(6, 8), relu, linear(8, 3), logSoftmax(-1))
type Params = ReturnType<typeof net.init>
type Batch<B extends number | string> = readonly [x: Tensor<[B, 6]>, y: Tensor<[B], "int32">]

const lossOf = (params: Params, x: Tensor<["batch", 6]>, y: Tensor<["batch"], "int32">): Tensor<[]> =>
  nllLoss(net.apply(params, x), y)

/** Random classes: so few rows are learnt by heart. */
const batchOf = <const B extends number>(size: B, seed: number): Batch<B> => {
  const [forX, forY] = split(key(seed))
  return [normal(forX, [size, 6]), randint(forY, 0, 3, [size])]
}

const numbers = (tree: unknown): number[] =>
  leavesOf(tree, "params").flatMap(({ node }) => [...data(tensorOf(node) as Tensor<number[]>)])

const expectClose = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(2e-5 * Math.max(1, Math.abs(value)))
  })
}

const inputs = { params: net.spec, x: spec(["batch", 6]), y: spec(["batch"], "int32") }

describe("a compiled step", () => {
  it("of adam is the step taken without compiling", () => {
    const optimizer = adam({ lr: 0.05 })
    const start = evaluate(net.init(key(1)))
    const step = compile(
      { ...inputs, state: { step: spec([]), mean: net.spec, square: net.spec } },
      ({ params, state, x, y }) => {
        const [loss, gradients] = valueAndGrad(lossOf)(params, x, y)
        return { loss, ...optimizer.update(params, gradients, state) }
      },
    )
    const [x, y] = batchOf(16, 2)
    let compiled = { params: start, state: optimizer.init(start) }
    let plain = { params: start, state: optimizer.init(start) }
    const losses: number[] = []
    for (let i = 0; i < 12; i++) {
      const { loss, ...next } = step({ ...compiled, x, y })
      compiled = next
      losses.push(item(loss))
      // the model is authored over "batch"; here it is taken at its word
      const [, gradients] = valueAndGrad(lossOf)(
        plain.params,
        x as unknown as Batch<"batch">[0],
        y as unknown as Batch<"batch">[1],
      )
      plain = evaluate(optimizer.update(plain.params, gradients, plain.state))
    }
    expectClose(numbers(compiled), numbers(plain))
    expect(item(compiled.state.step)).toBe(12)
    expect(losses[11] as number).toBeLessThan((losses[0] as number) * 0.8)
  })

  it("of sgd with momentum serves every batch size", () => {
    const optimizer = sgd({ lr: 0.1, momentum: 0.9 })
    const step = compile({ ...inputs, state: { step: spec([]), velocity: net.spec } }, ({ params, state, x, y }) => {
      const [loss, gradients] = valueAndGrad(lossOf)(params, x, y)
      return { loss, ...optimizer.update(params, gradients, state) }
    })
    const start = net.init(key(3))
    let current = { params: start, state: optimizer.init(start) }
    const [x, y] = batchOf(20, 4)
    const first = step({ ...current, x, y })
    for (const size of [20, 7, 20, 1, 20]) {
      const [smallX, smallY] = batchOf(size, 4)
      const { params, state } = step({ ...current, x: smallX, y: smallY })
      current = { params, state }
    }
    for (let i = 0; i < 20; i++) {
      const { params, state } = step({ ...current, x, y })
      current = { params, state }
    }
    expect(item(step({ ...current, x, y }).loss)).toBeLessThan(item(first.loss))
  })

  it("says which sizes differ", () => {
    const step = compile(inputs, ({ params, x, y }) => lossOf(params, x, y)) as unknown as (given: unknown) => unknown
    const params = net.init(key(0))
    // the annotation is what the compiler shows
    const message: BindingMessage<"batch", 32, "x", 31, "y"> = "'batch' is 32 in x but 31 in y"
    expect(() => step({ params, x: batchOf(32, 0)[0], y: batchOf(31, 0)[1] })).toThrow(new ShapeError(message))
  })
})
