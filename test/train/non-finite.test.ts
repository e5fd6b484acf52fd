/** @file Where numbers stop being finite is found, and a run whose loss does ends there. */
import { describe, expect, it } from "vitest"
import { add, mul, sub } from "../../src/api/binary.js"
import { full, label, tensor, zeros } from "../../src/api/create.js"
import { div } from "../../src/api/division.js"
import { key } from "../../src/api/key.js"
import { crossEntropy } from "../../src/api/loss.js"
import { maskedFill } from "../../src/api/masked.js"
import { maxPool1d } from "../../src/api/pool.js"
import { mean, sum } from "../../src/api/reduce.js"
import { mseLoss } from "../../src/api/regression-loss.js"
import { softmax } from "../../src/api/softmax.js"
import { exp, log, relu, sqrt } from "../../src/api/unary.js"
import { where } from "../../src/api/where.js"
import { layer } from "../../src/nn/layer.js"
import { linear } from "../../src/nn/linear.js"
import { sequential } from "../../src/nn/sequential.js"
import { sgd } from "../../src/optim/sgd.js"
import { toArray } from "../../src/read.js"
import { firstNonFinite, fit, NonFiniteError } from "../../src/train/index.js"
import { grad } from "../../src/transform/grad.js"
import type { Tensor } from "../../types/tensor.js"

describe("firstNonFinite", () => {
  it("is nothing for what is finite", () => {
    expect(firstNonFinite(exp(tensor([1, 2])))).toBeUndefined()
    expect(firstNonFinite(zeros([0]))).toBeUndefined()
    expect(firstNonFinite(tensor([1], "int32"))).toBeUndefined()
  })
  it("names the operation and its label, not what comes of it", () => {
    const roots = label(
      sqrt(
        tensor([
          [1, 4],
          [9, -1],
        ]),
      ),
      "roots",
    )
    expect(firstNonFinite(sum(relu(add(roots, 1))))).toEqual({
      op: "sqrt",
      label: "roots",
      shape: [2, 2],
      dtype: "float32",
      value: Number.NaN,
      at: [1, 1],
    })
  })
  it("names data that came with it", () => {
    const x = label(tensor([1, Number.NaN]), "x")
    expect(firstNonFinite(sum(exp(x)))).toMatchObject({ op: "constant", label: "x", at: [1] })
  })
  it("finds what overflows before it makes NaN", () => {
    const large = exp(tensor([1, 100]))
    expect(firstNonFinite(sub(large, large))).toMatchObject({ op: "exp", value: Number.POSITIVE_INFINITY, at: [1] })
  })
  it("leaves alone what is not chosen, and infinities that were meant", () => {
    const x = tensor([0, 2])
    const guarded = where(tensor([false, true]), log(x), zeros([2]))
    expect(firstNonFinite(add(guarded, div(1, sub(x, 2))))?.op).toBe("div")
    const masked = maskedFill(tensor([1, 2, 3]), tensor([true, false, false]), Number.NEGATIVE_INFINITY)
    expect(firstNonFinite(softmax(masked, -1))).toBeUndefined()
    const nothing = maskedFill(tensor([1, 2]), tensor([true, true]), Number.NEGATIVE_INFINITY)
    expect(firstNonFinite(sum(softmax(nothing, -1)))?.value).toBe(Number.NaN)
    expect(firstNonFinite(sum(log(maxPool1d(tensor([[[-1, -2, -3]]]), { kernel: 2, padding: 1 }))))?.op).toBe("log")
  })
  it("reads gradients, and leaves the graph as it was", () => {
    const slope = grad((x: Tensor<[2]>) => sum(sqrt(x)))(tensor([0, 1]))
    expect(firstNonFinite(slope)?.value).toBe(Number.POSITIVE_INFINITY)
    const x = log(tensor([0, 1]))
    const y = mul(x, 0)
    expect(firstNonFinite(y)?.op).toBe("log")
    expect(firstNonFinite(y)?.op).toBe("log")
    expect(toArray(y)).toEqual([Number.NaN, 0])
  })
  it("reads full tensors of infinity as meant", () => {
    expect(firstNonFinite(full([2], Number.POSITIVE_INFINITY))?.op).toBe("fill(Infinity)")
  })
})

describe("fit", () => {
  const data = {
    x: tensor([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]),
    y: tensor([0, 1, 0, 1], "int32"),
  }
  const run = { data, epochs: 3, batchSize: 2, shuffle: false, key: key(0) }
  const errorOf = (promise: Promise<unknown>): Promise<NonFiniteError> =>
    promise.then(
      () => Promise.reject(new Error("nothing was thrown")),
      (error: unknown) => error as NonFiniteError,
    )

  it("ends where the loss isn't finite, with the label of what is at fault", async () => {
    const logs = layer({
      name: "logs",
      takes: ["...", 2],
      gives: ["...", 2],
      apply: (_, x) => label(log(sub(x, 5)), "logs"),
    })
    const error = await errorOf(
      fit({
        ...run,
        model: sequential(logs, linear(2, 2)),
        optimizer: sgd(),
        loss: (output, { y }) => crossEntropy(output, y),
      }),
    )
    expect(error).toBeInstanceOf(NonFiniteError)
    expect(error.message).toBe(
      'fit: the loss is NaN in step 1 of epoch 1: "logs" (log), float32[2, 2], is NaN at [0, 0]',
    )
    expect([error.epoch, error.step, error.found?.label]).toEqual([1, 1, "logs"])
  })
  it("names parameters and data by their paths", async () => {
    const broken = {
      x: tensor([
        [1, 2],
        [3, 4],
        [5, Number.NaN],
        [7, 8],
      ]),
      y: data.y,
    }
    const loss = (output: Tensor<["batch", 2]>, batch: { y: Tensor<["batch"], "int32"> }) =>
      crossEntropy(output, batch.y)
    const inData = await errorOf(fit({ ...run, data: broken, model: linear(2, 2), optimizer: sgd(), loss }))
    expect(inData.message).toBe(
      'fit: the loss is NaN in step 2 of epoch 1: "batch.x" (constant), float32[2, 2], is NaN at [0, 1]',
    )
    // the loss is finite, its gradient is not: √ at 0
    const root = layer({ name: "root", takes: ["...", 2], gives: ["...", 2], apply: (_, x) => sqrt(sub(x, x)) })
    const inParams = await errorOf(
      fit({
        ...run,
        model: sequential(linear(2, 2), root),
        optimizer: sgd(),
        loss: (output, { y }) => add(mean(output), mul(0, mseLoss(output, mul(output, 0)))) && crossEntropy(output, y),
      }),
    )
    expect(inParams.message).toMatch(/in step 2 of epoch 1: "params\[0\]\.(weight|bias)" \(constant\)/)
  })
})
