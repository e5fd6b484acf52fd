/** @file Workers help with jobs: every position is visited once, whoever is late, whatever is overwritten meanwhile. */
import { spawnSync } from "node:child_process"
import * as workerThreads from "node:worker_threads"
import { afterEach, describe, expect, test, vi } from "vitest"
import { Kernels } from "../../src/exec/kernels.js"
import { Memory } from "../../src/exec/memory.js"
import { type Job, Pool } from "../../src/exec/pool.js"
import { setThreads, threads } from "../../src/exec/threads.js"
import { hostThreads } from "../../src/exec/worker.js"
import type { Nest } from "../../src/schedule/nest.js"
import { addNest, nestKernel } from "./plans.js"
import { slowAtomics } from "./slow-atomics.js"

// a ring that a few kernels fill
vi.mock("../../src/exec/worker.js", async (original) => {
  const module = await original<typeof import("../../src/exec/worker.js")>()
  return { ...module, control: { ...module.control, room: 1024 } }
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const length = 4096
const grain = 4

/** Adds a number in place. */
const addition = (amount: number): Nest => ({ ...addNest(length, amount, "int32"), split: { variable: 0, grain } })

const jobOf = (kernels: Kernels, amount: number, chunks: number): Job => ({
  kernel: nestKernel(kernels, addition(amount)),
  used: [0, 0],
  extent: length,
  chunk: grain * Math.ceil(length / grain / chunks),
  own: -1,
  workspace: 0,
  nanoseconds: 1e9,
})

const spin = (milliseconds: number): void => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

/** Runs random jobs, and gives back how often a worker helped. */
const runJobs = (count: number, pool: Pool, memory: Memory, pause: () => void): void => {
  const kernels = new Kernels(memory.wasm)
  let address = 64
  let sum = 0
  let alone = 0
  memory.ensure(address + 4 * length)
  memory.view("int32", address, length).fill(0)
  for (let i = 0; i < count; i++) {
    const amount = 1 + ((i * i) % 13)
    const job = jobOf(kernels, amount, 2 + (i % 9))
    if (!pool.run(job, [address])) {
      job.kernel.run(address, address, 0, length)
      alone++
    }
    sum += amount
    if (i % 50 === 49 && memory.byteLength < 2 ** 26) {
      // memory grows, and what is there moves to the new end
      const next = memory.byteLength
      memory.ensure(next + 4 * length)
      memory.move(next, address, 4 * length)
      address = next
    }
    pause()
    const numbers = memory.view("int32", address, length)
    if (numbers.some((x) => x !== sum)) throw new Error(`job ${i}: ${[...new Set(numbers)]} instead of ${sum}`)
  }
  expect(alone).toBeLessThan(count)
}

describe.runIf(hostThreads() > 1)("a pool", () => {
  test("visits every position once", () => {
    setThreads(3)
    const memory = new Memory()
    const pool = new Pool(memory.wasm)
    let seed = 1
    runJobs(3000, pool, memory, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0
      // long enough to park, now and then
      if (seed >>> 0 < 2 ** 32 / 100) spin(1)
    })
    expect(pool.helped).toBeGreaterThan(100)
  })

  test("visits every position once, however slow everybody is", () => {
    const { Worker } = workerThreads
    const real = process.getBuiltinModule
    let started = 0
    class SlowWorker extends Worker {
      constructor(source: string, options: object) {
        super(`const Atomics=(${slowAtomics})(globalThis.Atomics,${started++},.05);${source}`, options)
      }
    }
    vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) =>
      name === "node:worker_threads" ? { ...workerThreads, Worker: SlowWorker } : real(name)) as typeof real)
    vi.stubGlobal("Atomics", slowAtomics(Atomics, 77, 0.05))
    setThreads(4)
    const memory = new Memory()
    const pool = new Pool(memory.wasm)
    runJobs(2000, pool, memory, () => {})
    expect(started).toBe(3)
    expect(pool.helped).toBeGreaterThan(100)
  })

  test("does without workers where none may start", () => {
    const real = process.getBuiltinModule
    vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) => {
      if (name === "node:worker_threads") throw new Error("access is denied")
      return real(name)
    }) as typeof real)
    setThreads(2)
    const memory = new Memory()
    expect(new Pool(memory.wasm).run(jobOf(new Kernels(memory.wasm), 1, 2), [64])).toBe(false)
  })

  test("does without workers that never start", () => {
    class Silent {
      on(): void {}
      unref(): void {}
    }
    const real = process.getBuiltinModule
    vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) =>
      name === "node:worker_threads" ? { Worker: Silent } : real(name)) as typeof real)
    setThreads(2)
    const memory = new Memory()
    const pool = new Pool(memory.wasm)
    runJobs(20, pool, memory, () => {})
    expect(pool.helped).toBe(0)
  })

  test("asks for all workers, one after another, however often those that are there are woken", () => {
    let started = 0
    class Silent {
      constructor() {
        started++
      }
      on(): void {}
      unref(): void {}
    }
    const real = process.getBuiltinModule
    vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) =>
      name === "node:worker_threads" ? { Worker: Silent } : real(name)) as typeof real)
    setThreads(4)
    const memory = new Memory()
    memory.ensure(64 + 4 * length)
    const [pool, job] = [new Pool(memory.wasm), jobOf(new Kernels(memory.wasm), 1, 2)]
    for (let i = 0; i < 120; i++) pool.run({ ...job, nanoseconds: 6e4 }, [64])
    expect(started).toBe(3)
  })

  test("lets the process end", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["scripts/run-example.mjs", "test/exec/threads-program.ts"],
      { encoding: "utf8", timeout: 20_000 },
    )
    expect({ status, stdout, stderr: status === 0 ? "" : stderr }).toEqual({
      status: 0,
      stdout: "helped\n",
      stderr: "",
    })
  })
})

describe("the number of threads", () => {
  test("is what it is set to, where memory can be shared", () => {
    setThreads(5)
    expect(threads()).toBe(hostThreads() > 1 ? 5 : 1)
    setThreads(1)
    expect(threads()).toBe(1)
  })

  test.each([0, -1, 1.5, Number.NaN, 1e6])("is not %d", (count) => {
    expect(() => setThreads(count)).toThrow(RangeError)
  })
})
