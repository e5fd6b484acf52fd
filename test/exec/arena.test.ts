/**
 * @file Residency: what stays in memory, what spills, and that neither memory nor heap grows with the number of runs.
 */
import { describe, expect, test } from "vitest"
import { Arena } from "../../src/exec/arena.js"
import { Runner } from "../../src/exec/run.js"
import { isLetGo, restore, storageOf } from "../../src/exec/storage.js"
import { setThreads } from "../../src/exec/threads.js"
import { hostThreads } from "../../src/exec/worker.js"
import type { Storage } from "../../src/graph/op.js"
import type { Plan } from "../../src/schedule/plan.js"
import { addPlan, addStep, buffer, input, output, plan, productStep } from "./plans.js"

const small = () => new Runner(new Arena({ budget: 4096, residents: 1000 }))

const valuesIn = (runner: Runner, storage: Storage): readonly number[] => {
  const { dtype, length, data, address } = restore(storage)
  return [...(data ?? runner.arena.view(dtype, address as number, length))]
}

/** What the first run of a plan gives is copied. */
const again = (runner: Runner, plan: Plan, inputs: readonly Storage[]): readonly Storage[] => {
  runner.run(plan, inputs)
  return runner.run(plan, inputs)
}

describe("arena", () => {
  test("results stay resident until the budget is spent, then leave, and are right when they are read", () => {
    const runner = small()
    const step = addPlan(100, 1)
    const start = storageOf(new Float32Array(100))
    const results: Storage[] = []
    for (let i = 0; i < 200; i++) results.push(runner.run(step, [results.at(-1) ?? start])[0] as Storage)
    expect(results.at(-1)?.address).toBeDefined()
    expect(results.some(isLetGo)).toBe(true)
    // one in so many of a chain is copied, as long as one of them takes to compute again
    const copied = results.filter(({ data }) => data !== undefined)
    expect(copied.length).toBeGreaterThan(1)
    expect(copied.length).toBeLessThan(10)
    for (const i of [150, 3, 149, 199, 0, 77, 78, 76]) {
      expect(valuesIn(runner, results[i] as Storage)).toEqual(Array(100).fill(i + 1))
    }
    results.forEach((result, i) => {
      expect(valuesIn(runner, result)).toEqual(Array(100).fill(i + 1))
    })
  })

  test("what was let go and is wanted is computed again once, then copied", () => {
    const runner = small()
    const [x, other] = [storageOf(new Float32Array(100).fill(5)), storageOf(new Float32Array(100))]
    const [y] = again(runner, addPlan(100, 1), [x]) as [Storage]
    const pass = () => {
      for (let i = 0; i < 20; i++) runner.run(addPlan(100, 1), [other])
    }
    pass()
    expect(isLetGo(y)).toBe(true)
    expect(valuesIn(runner, y)).toEqual(Array(100).fill(6))
    expect(y.address).toBeDefined()
    pass()
    const { data } = y
    expect(data).toEqual(new Float32Array(100).fill(6))
    expect(y.origin).toBeUndefined()
    pass()
    expect(y.data).toBe(data)
  })

  test("a plan that has run once is not kept for what it gave", () => {
    const runner = small()
    const x = storageOf(new Float32Array(100).fill(5))
    const results = Array.from({ length: 20 }, (_, i) => runner.run(addPlan(100, i), [x])[0] as Storage)
    expect(results.every(({ origin }) => origin === undefined)).toBe(true)
    expect(results[0]?.data).toEqual(new Float32Array(100).fill(5))
    results.forEach((result, i) => {
      expect(valuesIn(runner, result)).toEqual(Array(100).fill(5 + i))
    })
  })

  test.runIf(hostThreads() > 1)("what more threads compute again has a workspace for each of them", () => {
    const n = 256
    const view = { offset: 0, row: n, column: 1 }
    const product = plan({
      buffers: [buffer(input(0), n * n), buffer(output, n * n)],
      steps: [productStep({ m: n, n, k: n, a: view, b: view, batch: [] }, [0, 0, 1])],
      outputs: [1],
    })
    const runner = small()
    setThreads(2)
    const [y] = again(runner, product, [storageOf(new Float32Array(n * n).fill(0.5))]) as [Storage]
    for (let i = 0; i < 2000; i++) runner.run(addPlan(1000, 1), [storageOf(new Float32Array(1000))])
    expect(isLetGo(y)).toBe(true)
    const threads = 64
    const workspaces = threads * 4 * n * n
    expect(runner.arena.memory.byteLength).toBeLessThan(workspaces)
    setThreads(threads)
    expect(valuesIn(runner, y)).toEqual(Array(n * n).fill(n / 4))
    expect(runner.arena.memory.byteLength).toBeGreaterThan(workspaces)
    setThreads(1)
  })

  test("runs read what was let go, several at once, and results that came from one run come back together", () => {
    const runner = small()
    const two = plan({
      buffers: [buffer(input(0), 100), buffer(output, 100), buffer(output, 90)],
      steps: [addStep(0, 1, 100, 10), addStep(0, 2, 90, 20)],
      outputs: [1, 2],
    })
    const both = plan({
      buffers: [buffer(input(0), 100), buffer(input(1), 90), buffer(output, 100), buffer(output, 90)],
      steps: [addStep(0, 2, 100, 1), addStep(1, 3, 90, 2)],
      outputs: [2, 3],
    })
    const xs = Array.from({ length: 12 }, (_, i) => storageOf(new Float32Array(100).fill(100 * i)))
    const pairs = xs.map((x) => again(runner, two, [x]) as [Storage, Storage])
    const [[a, b]] = pairs as [[Storage, Storage]]
    expect([isLetGo(a), isLetGo(b)]).toEqual([true, true])
    expect(valuesIn(runner, b)).toEqual(Array(90).fill(20))
    expect(isLetGo(a)).toBe(false)
    // the second operand pushes out others while it is computed again
    for (let i = 0; i < 11; i++) {
      const [c, d] = runner.run(both, [pairs[i]?.[0] as Storage, pairs[i + 1]?.[1] as Storage]) as [Storage, Storage]
      expect(valuesIn(runner, c)[99]).toBe(100 * i + 11)
      expect(valuesIn(runner, d)[89]).toBe(100 * i + 122)
    }
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

  test("what no run keeps lies behind the budget, or closer where the host grants no more", () => {
    const arena = new Arena({ budget: 4096, residents: 1000 })
    const bytes = 4096
    const reserve = () => arena.reserve([storageOf(new Float32Array(1024))], bytes, bytes)
    const { scratch } = arena
    arena.keep(storageOf(new Float32Array(100)), arena.reserve([], 400, bytes))
    expect(arena.scratch).toBe(scratch)
    const ensure = arena.memory.ensure.bind(arena.memory)
    let granted = 13_000
    arena.memory.ensure = (end) => end <= granted && ensure(end)
    // twice what the run needs would be 16,512 bytes
    expect(reserve() + bytes).toBe(arena.scratch)
    granted = 12_000
    expect(reserve).toThrow("bytes are more than this host grants")
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
    expect(results.filter(({ address }) => address !== undefined).length).toBeLessThanOrEqual(102)
    expect(results.map((result) => valuesIn(runner, result)[0])).toEqual(results.map((_, i) => i + 1))
  })
})
