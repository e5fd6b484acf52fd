/** @file Runs that are stopped and go on: to the bits of one that was not. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { fromArray } from "../../src/api/create.js"
import { isTensor } from "../../src/api/handle.js"
import { key } from "../../src/api/key.js"
import { normal, randint } from "../../src/api/random.js"
import { setThreads } from "../../src/exec/threads.js"
import { mapTree } from "../../src/graph/tree.js"
import { intoTree } from "../../src/io/into-tree.js"
import { parseSafetensors } from "../../src/io/safetensors.js"
import { data, item } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { fit, type StepEvent, stateSpecs } from "../../src/train/index.js"
import type { Tensor } from "../../types/tensor.js"
import { bitsOf, options, run, type SmallState } from "./small-run.js"

const root = join(import.meta.dirname, "../..")

/** As plain data and back: nothing but numbers survives. */
const throughJson = (state: SmallState): SmallState => {
  const plain = mapTree(state, "", isTensor, (x) => ({
    values: Array.from(data(x as Tensor)),
    shape: x.shape,
    dtype: x.dtype,
  }))
  const isPlain = (value: unknown): value is { values: number[]; shape: number[]; dtype: string } =>
    typeof value === "object" && value !== null && "dtype" in value
  return mapTree(
    JSON.parse(JSON.stringify(plain).replaceAll("null", '"NaN"')),
    "",
    isPlain,
    ({ values, shape, dtype }) => {
      const numbers = values.map(Number)
      if (dtype === "int32") return fromArray(Int32Array.from(numbers), shape)
      return dtype === "float64"
        ? fromArray(Float64Array.from(numbers), shape)
        : fromArray(Float32Array.from(numbers), shape)
    },
  ) as SmallState
}

describe("a run that goes on", () => {
  let whole: string
  let history: Awaited<ReturnType<typeof run>>["history"]
  const states: SmallState[] = []
  beforeAll(async () => {
    const { state, ...more } = await fit({ ...options, onStep: (event) => states.push(event.state) })
    whole = bitsOf(state)
    history = more.history
  })

  it("from any step has the bits and figures of one that was never stopped", async () => {
    expect(states).toHaveLength(12)
    for (const [i, state] of states.entries()) {
      const again = await fit(options, throughJson(state))
      expect(bitsOf(again.state)).toBe(whole)
      // four steps an epoch; behind the last one it is still to be told of
      expect(again.history).toEqual(history.slice(Math.floor(i / 4)))
    }
  })

  it("holds the sums of figures while an epoch is under way, and is told of other metrics", async () => {
    // rows, loss, accuracy, and of a confusion matrix its dtype, its rank, its dims and its counts
    expect(states.map((state) => state.sums.shape[0])).toEqual(states.map(() => 3 + 1 + 1 + 2 + 9))
    expect((await run()).state.sums.shape).toEqual([0])
    const { f1, ...others } = options.metrics
    const untyped = fit as unknown as (options: object, state: unknown) => Promise<unknown>
    const message = "sums: the 16 numbers of the state are not those of these metrics"
    for (const metrics of [others, { ...others, a: others.accuracy }, { ...options.metrics, b: f1 }, { f1, c: f1 }]) {
      await expect(untyped({ ...options, metrics }, states[1])).rejects.toThrow(new ShapeError(message))
    }
    await expect(untyped({ ...options, metrics: {} }, (await run()).state)).resolves.toMatchObject({ history: [] })
  })

  it("from where a signal stopped it, likewise", async () => {
    const controller = new AbortController()
    const stopped = await fit({
      ...options,
      signal: controller.signal,
      onStep: ({ epoch, step }) => {
        if (epoch === 2 && step === 3) controller.abort()
      },
    })
    expect(stopped.ended).toBe("aborted")
    expect([item(stopped.state.epoch), item(stopped.state.step)]).toEqual([1, 3])
    const { state, ended, history: rest } = await fit(options, stopped.state)
    expect(ended).toBe("finished")
    expect([...stopped.history, ...rest]).toEqual(history)
    expect(bitsOf(state)).toBe(whole)
  })

  it("on another number of threads, likewise", async () => {
    setThreads(1)
    expect(bitsOf((await run()).state)).toBe(whole)
    setThreads(2)
    expect(bitsOf((await fit(options, states[4])).state)).toBe(whole)
  })

  it("with batches that come one after another, likewise", async () => {
    const batches = {
      async *[Symbol.asyncIterator]() {
        for (let seed = 0; seed < 4; seed++) yield { x: normal(key(seed), [5, 6]), y: randint(key(seed), 0, 3, [5]) }
      },
    }
    const given = { ...options, data: batches, augment: undefined }
    const untyped = fit as unknown as (options: object, state?: unknown) => Promise<{ state: unknown }>
    let middle: unknown
    const onStep = ({ epoch, step, state }: StepEvent) => {
      if (epoch === 2 && step === 3) middle = state
    }
    const { state } = await untyped({ ...given, onStep })
    expect(bitsOf((await untyped(given, middle)).state)).toBe(bitsOf(state))
  })

  it("from the file that a killed process left, likewise", async () => {
    const place = mkdtempSync(join(tmpdir(), "tuplet-"))
    const file = join(place, "state.safetensors")
    const { signal } = spawnSync(process.execPath, ["scripts/run-example.mjs", "test/train/killed-run.ts", file], {
      cwd: root,
    })
    expect(signal).toBe("SIGKILL")
    const read = parseSafetensors(new Uint8Array(readFileSync(file)))
    rmSync(place, { recursive: true })
    if (read._tag === "Left") throw read.left
    const state = intoTree(stateSpecs(options), read.right.tensors) as SmallState
    expect([item(state.epoch), item(state.step)]).toEqual([1, 2])
    const again = await fit(options, state)
    expect(bitsOf(again.state)).toBe(whole)
    expect(again.history).toEqual(history.slice(1))
  })

  it("is refused a state of another model, leaf by leaf, before anything is computed", async () => {
    const [state] = states as [SmallState]
    const { weight, bias } = state.params[0]
    const [, ...others] = state.params
    const untyped = fit as unknown as (options: unknown, state: unknown) => Promise<unknown>
    const given = (params: unknown) => untyped(options, { ...state, params })
    await expect(given([{ weight, bias: state.params[4].bias }, ...others])).rejects.toThrow(
      new ShapeError("params[0].bias: [3] is not [8]: dim 0 is 3, not 8"),
    )
    await expect(given([{ weight }, ...others])).rejects.toThrow(new ShapeError("params[0].bias is missing"))
    await expect(given([{ weight, bias, gain: bias }, ...others])).rejects.toThrow("params[0].gain is not an input")
    await expect(untyped(options, { ...state, key: undefined })).rejects.toThrow("key.words is missing")
    await expect(untyped(options, 3)).rejects.toThrow("params is missing")
  })
})
