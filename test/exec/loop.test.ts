/** @file A training loop in one synchronous job: what it takes doesn't grow, and all it ever computed can be read. */
import { describe, expect, test } from "vitest"
import { nodeOf } from "../../src/api/handle.js"
import { knownStorage } from "../../src/exec/known.js"
import { sharedRunner } from "../../src/exec/run.js"
import { isLetGo } from "../../src/exec/storage.js"
import type { Storage } from "../../src/graph/op.js"
import {
  add,
  compile,
  data,
  evaluate,
  fromArray,
  item,
  key,
  matmul,
  mul,
  normal,
  spec,
  square,
  sub,
  sum,
  type Tensor,
  valueAndGrad,
} from "../../src/index.js"

type Weights = Tensor<[48, 32]>

const start: Weights = evaluate(normal(key(1), [48, 32]))

const step = compile({ w: spec([48, 32]), noise: spec([8, 48]) }, ({ w, noise }) => {
  const [loss, slope] = valueAndGrad((at: Weights) => sum(square(matmul(noise, at))))(w)
  return { loss, w: sub(w, mul(slope, 1e-4)) }
})

/** `visit` gets the weights and the loss after each step. */
const train = (steps: number, visit: (w: Weights, loss: Tensor<[]>, i: number) => void): void => {
  let w = start
  for (let i = 0; i < steps; i++) {
    const noise = fromArray(
      Float32Array.from({ length: 8 * 48 }, (_, j) => Math.sin(i * 31 + j)),
      [8, 48],
    )
    const next = step({ w, noise })
    w = next.w
    visit(w, next.loss, i)
  }
}

describe("a training loop", () => {
  test("holds memory constant, with all losses kept, and reads each of them and weights of long ago", () => {
    const [losses, kept, read]: [Tensor<[]>[], Map<number, Weights>, Map<number, Float32Array>] = [
      [],
      new Map(),
      new Map(),
    ]
    const sums: number[] = []
    train(12_000, (w, loss, i) => {
      if (i % 977 === 0) read.set(i, data(w))
      if (i % 101 === 0) sums.push(item(loss))
    })
    const { byteLength } = sharedRunner().arena.memory
    const before = process.memoryUsage()
    train(12_000, (w, loss, i) => {
      losses.push(loss)
      if (i % 977 === 0) kept.set(i, w)
    })
    const after = process.memoryUsage()
    // 12,000 weights are 74 MB, as many batches 18
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(50e6)
    expect(after.heapUsed - before.heapUsed).toBeLessThan(50e6)
    expect(sharedRunner().arena.memory.byteLength).toBe(byteLength)
    expect([...kept.values()].filter((w) => isLetGo(knownStorage(nodeOf(w)) as Storage)).length).toBeGreaterThan(3)
    for (const [i, w] of [...kept].reverse()) expect(data(w)).toEqual(read.get(i))
    expect(losses.filter((_, i) => i % 101 === 0).map(item)).toEqual(sums)
  }, 60_000)

  test("what was let go is part of what is computed next", () => {
    const early: Weights[] = []
    train(40, (w) => early.push(w))
    const want = early.map((w) => data(w)[5] as number)
    const again: Weights[] = []
    train(40, (w) => again.push(w))
    train(6000, () => undefined)
    const total = again.reduce((all: Weights, w) => add(all, w), mul(start, 0))
    expect(data(total)[5]).toBeCloseTo(
      want.reduce((a, b) => a + b, 0),
      3,
    )
  }, 60_000)
})
