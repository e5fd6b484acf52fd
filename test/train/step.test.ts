/** @file The compiled step by itself, and the specs of trees. */
import { describe, expect, it } from "vitest"
import { add } from "../../src/api/binary.js"
import { tensor, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { nllLoss } from "../../src/api/loss.js"
import { normal } from "../../src/api/random.js"
import { mseLoss } from "../../src/api/regression-loss.js"
import { logSoftmax } from "../../src/api/softmax.js"
import { specsOf } from "../../src/compile.js"
import { explain } from "../../src/explain.js"
import { linear } from "../../src/nn/linear.js"
import { branches } from "../../src/nn/parallel.js"
import { sequential } from "../../src/nn/sequential.js"
import { sgd } from "../../src/optim/sgd.js"
import { item } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { compileStep, fit, freshState } from "../../src/train/index.js"
import { bitsOf } from "./small-run.js"

const task = { model: linear(3, 2), optimizer: sgd({ lr: 0.1 }) }
const batch = { x: normal(key(1), [5, 3]), y: normal(key(2), [5, 2]) }

describe("specsOf", () => {
  it("is the tree with the shape and dtype of each leaf", () => {
    expect(specsOf({ a: [zeros([2, 3])], step: tensor(1, "int32"), none: {} })).toEqual({
      a: [{ kind: "spec", shape: [2, 3], dtype: "float32" }],
      step: { kind: "spec", shape: [], dtype: "int32" },
      none: {},
    })
    expect(() => specsOf({ a: [3] } as never)).toThrow("specsOf: a[0] is not a tensor: got 3")
  })
})

describe("compileStep", () => {
  const step = compileStep({ ...task, data: batch, loss: (output, { y }) => mseLoss(output, y) })
  const { params, optimizer, model, key: seed } = freshState({ ...task, key: key(0) })
  const start = { params, optimizer, model, key: seed }

  it("takes the steps of fit", async () => {
    const next = step({ ...start, batch })
    const { state } = await fit({
      ...task,
      data: batch,
      loss: (output, { y }) => mseLoss(output, y),
      shuffle: false,
      epochs: 1,
      key: key(0),
    })
    expect(bitsOf(next.params)).toBe(bitsOf(state.params))
    expect(item(next.optimizer.step)).toBe(1)
  })
  it("serves batches of every size, and says which don't fit", () => {
    expect(item(step({ ...start, batch: { x: zeros([1, 3]), y: zeros([1, 2]) } }).loss)).toBeGreaterThan(0)
    const untyped = step as unknown as (inputs: unknown) => unknown
    expect(() => untyped({ ...start, batch: { x: batch.x, y: zeros([4, 2]) } })).toThrow(
      new ShapeError("'batch' is 5 in batch.x but 4 in batch.y"),
    )
  })
  it("can be explained", () => {
    expect(explain(step, { ...start, batch })).toContain("reads batch.x")
  })
})

describe("a model of several heads", () => {
  it("is trained by a loss of all of them", async () => {
    const model = branches({ policy: sequential(linear(3, 4), logSoftmax(-1)), value: linear(3, 1) })
    const { state, history } = await fit({
      model,
      optimizer: sgd({ lr: 0.1 }),
      data: { x: batch.x, action: new Int32Array([0, 1, 2, 3, 0]), reward: zeros([5, 1]) },
      loss: ({ policy, value }, { action, reward }) => add(nllLoss(policy, action), mseLoss(value, reward)),
      epochs: 50,
      key: key(0),
    })
    expect(state.params.policy[0].weight.shape).toEqual([4, 3])
    expect(history[49]?.loss).toBeLessThan((history[0]?.loss as number) / 1.5)
  })
})
