/** @file The loop: which rows come in which order, what is told of them, when it ends. */
import { describe, expect, it } from "vitest"
import { mul } from "../../src/api/binary.js"
import { ones, tensor, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { crossEntropy } from "../../src/api/loss.js"
import { normal, randint } from "../../src/api/random.js"
import { mean } from "../../src/api/reduce.js"
import { mseLoss } from "../../src/api/regression-loss.js"
import { spec } from "../../src/compile.js"
import { layer } from "../../src/nn/layer.js"
import { linear } from "../../src/nn/linear.js"
import { adam } from "../../src/optim/adam.js"
import { sgd } from "../../src/optim/sgd.js"
import { evaluate, item, toArray } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { accuracy, confusionMatrix, f1OfCounts, fit, freshState, type StepEvent } from "../../src/train/index.js"
import { grad } from "../../src/transform/grad.js"
import { bitsOf, net, options, run } from "./small-run.js"

/** Gives its input times a weight that begins at 1. */
const scale = layer({
  name: "scale",
  takes: ["n"],
  gives: ["n"],
  spec: { factor: spec([]) },
  init: () => ({ factor: tensor(1) }),
  apply: ({ factor }, x) => mul(x, factor),
})

const plain = { model: scale, optimizer: sgd({ lr: 0 }), key: key(0), epochs: 2 }
const rows = (count: number) => Float32Array.from({ length: count }, (_, i) => i)

/** The rows of each step, since a loss that is the mean tells their sum, and distinct powers of two tell the rows. */
const seen = async (more: object): Promise<readonly number[]> => {
  const steps: number[] = []
  const untyped = fit as unknown as (options: object) => Promise<unknown>
  await untyped({
    ...plain,
    loss: (output: never) => mean(output),
    onStep: ({ loss }: StepEvent) => steps.push(loss),
    ...more,
  })
  return steps
}

describe("batches", () => {
  it("are rows in order, the last one smaller or left out", async () => {
    const data = { x: rows(5) }
    expect(await seen({ data, batchSize: 2, shuffle: false })).toEqual([0.5, 2.5, 4, 0.5, 2.5, 4])
    expect(await seen({ data, batchSize: 2, shuffle: false, dropLast: true })).toEqual([0.5, 2.5, 0.5, 2.5])
    expect(await seen({ data, shuffle: false })).toEqual([2, 2])
  })
  it("are shuffled by the key, in another order each epoch, every row once", async () => {
    const data = { x: rows(8) }
    const steps = await seen({ data, batchSize: 1 })
    expect(steps).toHaveLength(16)
    const [first, second] = [steps.slice(0, 8), steps.slice(8)]
    for (const order of [first, second]) expect(order.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(first).not.toEqual(second)
    expect(await seen({ data, batchSize: 1 })).toEqual(steps)
    expect(await seen({ data, batchSize: 1, key: key(1) })).not.toEqual(steps)
  })
  it("keep rows of different tensors together", async () => {
    const x = rows(64)
    const { history } = await fit({
      ...plain,
      data: { x, double: x.map((value) => 2 * value) },
      batchSize: 7,
      loss: (output, batch) => mseLoss(mul(output, 2), batch.double),
    })
    expect(history.map(({ loss }) => loss)).toEqual([0, 0])
  })
  it("come from iterables and async iterables, as they come", async () => {
    const batches = [{ x: rows(2) }, { x: rows(4) }, { x: rows(2) }]
    expect(await seen({ data: batches })).toEqual([0.5, 1.5, 0.5, 0.5, 1.5, 0.5])
    const later = {
      async *[Symbol.asyncIterator]() {
        for (const batch of batches) yield batch
      },
    }
    expect(await seen({ data: later })).toEqual([0.5, 1.5, 0.5, 0.5, 1.5, 0.5])
    const once = batches.values()
    await expect(seen({ data: once })).rejects.toThrow("fit: the data gives no batch: an iterable must begin anew")
  })
  it("are augmented with a key of each epoch", async () => {
    const epochs: number[] = []
    const augment = (_: unknown, { epoch }: { epoch: number }) => {
      epochs.push(epoch)
      return { x: rows(2).map((value) => value + epoch) }
    }
    expect(await seen({ data: { x: rows(2) }, augment })).toEqual([0.5, 1.5])
    expect(epochs).toEqual([0, 1])
  })
  it("are refused where they don't fit", async () => {
    await expect(seen({ data: { x: rows(2), y: zeros([3, 1]) } })).rejects.toThrow(
      new ShapeError("'batch' is 2 in x but 3 in y"),
    )
    await expect(seen({ data: { x: tensor(1) } })).rejects.toThrow("fit: data.x has no rows: it is a scalar")
    await expect(seen({ data: { x: new Uint8Array(2) } })).rejects.toThrow(
      "fit: data.x is a tensor or an array of floats or int32",
    )
    await expect(seen({ data: ones([3]) })).rejects.toThrow("fit: data is a record like { x, y }")
    await expect(seen({ data: [{ x: zeros([2]) }, { x: zeros([2, 2]) }] })).rejects.toThrow(
      "batch.x: [2, 2] is not [batch]",
    )
  })
})

describe("fit", () => {
  it("lets the loss fall, and tells each step and epoch of it", async () => {
    const steps: string[] = []
    const { history, ended, state } = await fit({
      ...options,
      epochs: 12,
      onStep: ({ epoch, step, steps: count }) => steps.push(`${epoch}.${step}/${count}`),
    })
    expect(steps.slice(0, 5)).toEqual(["1.1/4", "1.2/4", "1.3/4", "1.4/4", "2.1/4"])
    expect(history).toHaveLength(12)
    expect(history[11]?.validation?.loss).toBeLessThan((history[0]?.validation?.loss as number) * 0.95)
    const { x, y } = options.validation
    const right = accuracy(net.apply(state.params, x, state.model), y)
    expect(history[11]?.validation?.metrics.accuracy).toBeCloseTo(item(right), 6)
    expect([ended, item(state.epoch), item(state.step), item(state.optimizer.step)]).toEqual(["finished", 12, 0, 48])
  })
  it("takes the steps that one would write by hand", async () => {
    const model = linear(6, 3)
    const given = { x: normal(key(1), [8, 6]), y: randint(key(2), 0, 3, [8]) }
    const lossOf = (p: ReturnType<typeof model.init>) => crossEntropy(model.apply(p, given.x), given.y)
    const rule = sgd({ lr: 0.1, momentum: 0.9 })
    const start = freshState({ model, optimizer: rule, key: key(0) })
    let byHand = { params: start.params, state: start.optimizer }
    for (let i = 0; i < 5; i++) byHand = evaluate(rule.update(byHand.params, grad(lossOf)(byHand.params), byHand.state))
    const { state } = await fit({
      model,
      optimizer: rule,
      data: given,
      loss: (output, { y }) => crossEntropy(output, y),
      shuffle: false,
      epochs: 5,
      key: key(0),
    })
    expect(bitsOf(state.params)).toBe(bitsOf(byHand.params))
    expect(bitsOf(state.optimizer)).toBe(bitsOf(byHand.state))
  })
  it("is the same for the same key", async () => {
    const [a, b] = [await run(), await run()]
    expect(bitsOf(a.state)).toBe(bitsOf(b.state))
    expect(a.history).toEqual(b.history)
  })
  it("does nothing more for a state that has all its epochs", async () => {
    const { state } = await run()
    const again = await fit(options, state)
    expect([again.history, again.ended]).toEqual([[], "finished"])
    expect(bitsOf(again.state)).toBe(bitsOf(state))
  })
  it("weighs figures by rows, and adds up what is to be added up", async () => {
    const logits = {
      x: tensor([
        [0, 9],
        [9, 0],
        [9, 0],
      ]),
      y: tensor([1, 1, 1], "int32"),
    }
    const identity = layer({ name: "same", takes: ["n", "c"], gives: ["n", "c"], apply: (_, x) => x })
    const { history } = await fit({
      model: identity,
      optimizer: sgd(),
      data: logits,
      loss: (output, { y }) => crossEntropy(output, y),
      metrics: {
        accuracy: (output, { y }) => accuracy(output, y),
        f1: { sums: (output, { y }) => confusionMatrix(output, y), value: f1OfCounts },
      },
      batchSize: 2,
      shuffle: false,
      epochs: 1,
      key: key(0),
    })
    // a third is right: of class 1 it is 2 · 1 / (1 + 3), of class 0 nothing
    expect(history[0]?.metrics.accuracy).toBeCloseTo(1 / 3, 6)
    expect(history[0]?.metrics.f1).toBeCloseTo(1 / 4, 6)
    expect(history[0]?.loss).toBeCloseTo(6, 3)
  })
  it("trains with adam what it is told to", async () => {
    const { state } = await fit({
      model: linear(1, 1),
      optimizer: adam({ lr: 0.1 }),
      data: { x: tensor([[0], [1], [2]]), y: tensor([[1], [3], [5]]) },
      loss: (output, { y }) => mseLoss(output, y),
      epochs: 300,
      key: key(0),
    })
    expect((toArray(state.params.weight)[0] as number[])[0]).toBeCloseTo(2, 2)
  })
})

describe("early stopping", () => {
  /** Losses of the validation that the model can't change. */
  const stopping = async (losses: readonly number[], more: object) => {
    let epoch = 0
    const validation = {
      *[Symbol.iterator]() {
        yield { x: Float32Array.of(losses[epoch++] as number) }
      },
    }
    const untyped = fit as unknown as (options: object) => Promise<{ history: { improved: boolean }[]; ended: string }>
    const told: string[] = []
    const { history, ended } = await untyped({
      ...plain,
      onEpoch: (event: { ended: string }) => told.push(event.ended),
      data: { x: rows(1) },
      validation,
      loss: (output: never) => mean(output),
      metrics: { negated: (output: never) => mul(mean(output), -1) },
      epochs: losses.length,
      ...more,
    })
    // the last event says how the run ends, and no other
    expect(told).toEqual([...history.slice(1).map(() => undefined), ended])
    return [ended, history.map(({ improved }) => (improved ? "+" : "-")).join("")]
  }
  it("ends when the validation gets no better", async () => {
    expect(await stopping([3, 2, 2.5, 2.4, 1], { stopping: { patience: 2 } })).toEqual(["early", "++--"])
    expect(await stopping([3, 2, 2.5, 1.9, 1], { stopping: { patience: 2 } })).toEqual(["finished", "++-++"])
    expect(await stopping([3, 2.9, 2.8, 2], { stopping: { patience: 2, minDelta: 0.5 } })).toEqual(["early", "+--"])
  })
  it("watches a metric, which is to be large", async () => {
    expect(await stopping([3, 2, 2.5, 2.4, 2], { stopping: { on: "negated", patience: 2 } })).toEqual(["early", "++--"])
    const small = { on: "negated", patience: 1, minimize: true }
    expect(await stopping([3, 4, 2, 1], { stopping: small })).toEqual(["early", "++-"])
  })
  it("asks for what it watches", async () => {
    await expect(stopping([1], { stopping: { patience: 1 }, validation: undefined })).rejects.toThrow(
      "pass { validation }",
    )
    await expect(stopping([1], { stopping: { patience: 1, on: "acuracy" } })).rejects.toThrow(
      'fit: stopping.on is loss | negated, got "acuracy"',
    )
  })
})

describe("stopping by a signal", () => {
  it("lets the signal's timer through, and gives the state so far", async () => {
    const { ended, state } = await fit({ ...options, epochs: 1_000_000, signal: AbortSignal.timeout(100) })
    expect(ended).toBe("aborted")
    expect(item(state.epoch)).toBeLessThan(1_000_000)
  })
})
