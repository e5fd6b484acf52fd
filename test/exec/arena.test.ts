/** @file Residency: what stays in memory, what spills, and that neither memory nor heap grows with the number of runs. */
import { describe, expect, test } from "vitest"
import { Arena } from "../../src/exec/arena.js"
import { Runner } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import type { Storage } from "../../src/graph/op.js"
import { addPlan, addStep, buffer, input, output, plan } from "./plans.js"

const small = () => new Runner(new Arena({ budget: 4096, residents: 1000 }))

const valuesIn = (runner: Runner, { dtype, length, data, address }: Storage): readonly number[] => [
  ...(data ?? runner.arena.view(dtype, address as number, length)),
]

describe("arena", () => {
  test("results stay resident until the budget is spent, then move out once and keep their numbers", () => {
    const runner = small()
    const step = addPlan(100, 1)
    const start = storageOf(new Float32Array(100))
    const results: Storage[] = []
    for (let i = 0; i < 40; i++) results.push(runner.run(step, [results.at(-1) ?? start])[0] as Storage)
    expect(results.some(({ data }) => data !== undefined)).toBe(true)
    expect(results.at(-1)?.data).toBeUndefined()
    results.forEach((result, i) => {
      expect(result.data === undefined).not.toBe(result.address === undefined)
      expect(valuesIn(runner, result)).toEqual(Array(100).fill(i + 1))
    })
    const spilled = results[0]?.data
    for (let i = 0; i < 40; i++) runner.run(step, [results[0] as Storage])
    expect(results[0]?.data).toBe(spilled)
  })

  test("inputs are copied in once, not on every run, and again after a spill", () => {
    const runner = small()
    const [x, other] = [storageOf(new Float32Array(100).fill(5)), storageOf(new Float32Array(100).fill(7))]
    runner.run(addPlan(100, 1), [x])
    const { address } = x
    expect(address).toBeDefined()
    expect(x.data).toBeDefined()
    runner.run(addPlan(100, 1), [x])
    expect(x.address).toBe(address)
    for (let i = 0; i < 20; i++) runner.run(addPlan(100, 1), [other])
    expect(x.address).toBeUndefined()
    const [y] = runner.run(addPlan(100, 1), [x]) as [Storage]
    expect(valuesIn(runner, y)).toEqual(Array(100).fill(6))
  })

  test("inputs of the current run survive the spill it causes, wherever they are", () => {
    const runner = small()
    const both = plan({
      buffers: [buffer(input(0), 100), buffer(input(1), 100), buffer(output, 100), buffer(output, 100)],
      steps: [addStep(0, 2, 100, 10), addStep(1, 3, 100, 20)],
      outputs: [2, 3],
    })
    let [a, b] = [storageOf(new Float32Array(100).fill(1)), storageOf(new Float32Array(100).fill(2))] as Storage[]
    for (let i = 0; i < 50; i++) {
      const [c, d] = runner.run(both, [a as Storage, b as Storage]) as [Storage, Storage]
      expect(valuesIn(runner, c)[99]).toBe((valuesIn(runner, a as Storage)[99] as number) + 10)
      expect(valuesIn(runner, d)[0]).toBe((valuesIn(runner, b as Storage)[0] as number) + 20)
      ;[a, b] = i % 2 === 0 ? [d, c] : [c, d]
    }
  })

  test("a run larger than the budget works, and the budget grows with it", () => {
    const runner = small()
    const step = addPlan(10_000, 1)
    let x = storageOf(new Float32Array(10_000))
    for (let i = 0; i < 10; i++) x = runner.run(step, [x])[0] as Storage
    expect(new Set(valuesIn(runner, x))).toEqual(new Set([10]))
  })

  test("20,000 runs in one synchronous loop hold memory and heap constant", () => {
    const runner = new Runner(new Arena({ budget: 2 ** 20, residents: 1000 }))
    const step = addPlan(1000, 1)
    const loop = (x: Storage, count: number): Storage => {
      let last = x
      for (let i = 0; i < count; i++) last = runner.run(step, [last])[0] as Storage
      return last
    }
    const warm = loop(storageOf(new Float32Array(1000)), 5_000)
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    const { byteLength } = runner.arena.memory
    const last = loop(warm, 20_000)
    expect(runner.arena.memory.byteLength).toBe(byteLength)
    expect(valuesIn(runner, last)[999]).toBe(25_000)
    const now = process.memoryUsage()
    // 20,000 results are 80 MB
    expect(now.heapUsed - heapUsed).toBeLessThan(20e6)
    expect(now.arrayBuffers - arrayBuffers).toBeLessThan(60e6)
  }, 20_000)

  test("many tiny results spill by their number", () => {
    const runner = new Runner(new Arena({ budget: 2 ** 26, residents: 100 }))
    const results = Array.from(
      { length: 500 },
      (_, i) => runner.run(addPlan(1, i), [storageOf(Float32Array.of(1))])[0] as Storage,
    )
    expect(results.filter(({ data }) => data === undefined).length).toBeLessThanOrEqual(102)
    expect(results.map((result) => valuesIn(runner, result)[0])).toEqual(results.map((_, i) => i + 1))
  })
})
