/** @file Running plans: every kind of step and place, and what an error leaves behind. */
import { describe, expect, test } from "vitest"
import { readStorage, viewStorage } from "../../src/exec/read.js"
import { Runner, run } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import type { Storage } from "../../src/graph/op.js"
import { IndexError } from "../../src/shape/error.js"
import { addPlan, addStep, buffer, input, output, plan, productStep } from "./plans.js"

const floats = (...values: number[]) => storageOf(Float32Array.from(values))
const read = (storage: Storage | undefined) => [...readStorage(storage as Storage)]

describe("run", () => {
  test("chains runs: a result is an input like any other", () => {
    const step = addPlan(3, 1)
    const [a] = run(step, [floats(1, 2, 3)])
    const [b] = run(step, [a as Storage])
    expect(read(b)).toEqual([3, 4, 5])
    expect(read(a)).toEqual([2, 3, 4])
    expect(b?.data).toBeUndefined()
  })

  test("goes through scratch, and reads buffers that alias", () => {
    const sum = {
      ...addStep(0, 1, 4, 0),
      kind: "nest",
      buffers: [0, 1, 2],
      nest: {
        variables: [{ extent: 4, role: "row" }],
        values: [
          { kind: "load", access: { buffer: 0, offset: 0, strides: [1] }, dtype: "float32" },
          { kind: "load", access: { buffer: 1, offset: 0, strides: [1] }, dtype: "float32" },
          { kind: "binary", fn: "mul", a: 0, b: 1, dtype: "float32" },
        ],
        stores: [{ access: { buffer: 2, offset: 0, strides: [1] }, value: 2 }],
        buffers: ["float32", "float32", "float32"],
        lanes: 0,
        unroll: 1,
      },
    } as const
    const square = plan({
      buffers: [
        buffer(input(0), 4),
        buffer(input(1), 4),
        buffer({ kind: "scratch", offset: 32 }, 4),
        buffer(output, 4),
      ],
      steps: [{ ...sum, buffers: [0, 1, 2] }, addStep(2, 3, 4, 0.5)],
      outputs: [3],
      scratchBytes: 48,
    })
    const x = floats(1, 2, 3, 4)
    expect(read(run(square, [x, x])[0])).toEqual([1.5, 4.5, 9.5, 16.5])
  })

  test("returns inputs that are outputs as they are, and one storage for one buffer", () => {
    const both = plan({
      buffers: [buffer(input(0), 2), buffer(output, 2), buffer(input(1), 3, "float64")],
      steps: [addStep(0, 1, 2, 1)],
      outputs: [1, 0, 1, 2],
    })
    const [x, passed] = [floats(1, 2), storageOf(Float64Array.of(1, 2, 3))]
    const [a, b, c, d] = run(both, [x, passed])
    expect(b).toBe(x)
    expect(d).toBe(passed)
    expect(passed.address).toBeUndefined()
    expect(c).toBe(a)
    expect(read(a)).toEqual([2, 3])
  })

  test("multiplies matrices batch by batch, with a workspace behind the scratch block", () => {
    const [m, n, k] = [5, 9, 300]
    const product = plan({
      buffers: [buffer(input(0), 2 * m * k), buffer(input(1), k * n), buffer(output, 2 * m * n)],
      steps: [
        productStep(
          {
            ...{ m, n, k, a: { offset: 0, row: k, column: 1 }, b: { offset: 0, row: n, column: 1 } },
            batch: [{ extent: 2, strides: [m * k, 0, m * n] }],
          },
          [0, 1, 2],
        ),
      ],
      outputs: [2],
    })
    const a = Float32Array.from({ length: 2 * m * k }, (_, i) => (i % 7) - 3)
    const b = Float32Array.from({ length: k * n }, (_, i) => (i % 5) - 2)
    const want = Array.from({ length: 2 * m * n }, (_, at) => {
      let total = 0
      const [row, column] = [Math.floor(at / n), at % n]
      for (let p = 0; p < k; p++) total += (a[row * k + p] as number) * (b[p * n + column] as number)
      return total
    })
    expect(read(run(product, [storageOf(a), storageOf(b)])[0])).toEqual(want)
  })

  test("skips steps over nothing", () => {
    const nothing = plan({
      buffers: [buffer(input(0), 0), buffer(output, 0), buffer(output, 0)],
      steps: [
        addStep(0, 1, 0, 1),
        productStep(
          {
            m: 0,
            n: 3,
            k: 2,
            a: { offset: 0, row: 2, column: 1 },
            b: { offset: 0, row: 3, column: 1 },
            batch: [],
          },
          [0, 0, 2],
        ),
      ],
      outputs: [1, 2],
    })
    expect(run(nothing, [storageOf(new Float32Array(0))]).map(read)).toEqual([[], []])
  })

  test("a failed check throws and leaves storages and memory usable", () => {
    const checked = plan({
      buffers: [buffer(input(0), 3, "int32"), buffer(output, 3, "int32")],
      steps: [
        addStep(0, 1, 3, 1, "int32"),
        { kind: "check", buffer: 0, range: { limit: 4, ignore: undefined, operation: "nllLoss" } },
      ],
      outputs: [1],
    })
    const runner = new Runner()
    const [good, bad] = [storageOf(Int32Array.of(0, 3, 1)), storageOf(Int32Array.of(0, 4, -1))]
    const get = ({ dtype, length, address }: Storage) => [
      ...runner.arena.memory.copyOut(dtype, address as number, length),
    ]
    const [before] = runner.run(checked, [good])
    for (let i = 0; i < 100; i++) {
      expect(() => runner.run(checked, [bad])).toThrow(
        new IndexError("nllLoss: index 4 (element 1) is out of range for size 4: use 0 to 3"),
      )
    }
    const [after] = runner.run(checked, [good])
    expect(get(before as Storage)).toEqual([1, 4, 2])
    expect(get(after as Storage)).toEqual([1, 4, 2])
    // what failed runs had written was given back: the next result follows the inputs
    expect((after?.address as number) - (before?.address as number)).toBeLessThanOrEqual(64)
  })

  test("running out of memory names the tensor and leaves the runner usable", () => {
    const huge = plan({
      buffers: [buffer(input(0), 4), buffer(output, 2 ** 31)],
      steps: [addStep(0, 1, 4, 1)],
      outputs: [1],
    })
    const runner = new Runner()
    const [x] = runner.run(addPlan(4, 1), [floats(1, 2, 3, 4)])
    expect(() => runner.run(huge, [x as Storage])).toThrow(
      "a result: out of memory: [2147483648] float32 needs 8192 MiB; all that the run needs is 8193 MiB of at most 4096",
    )
    const [y] = runner.run(addPlan(4, 1), [x as Storage])
    expect([...runner.arena.view("float32", y?.address as number, 4)]).toEqual([3, 4, 5, 6])
  })
})

describe("reading", () => {
  test("a copy is the caller's own, resident or not", () => {
    const x = floats(1, 2)
    readStorage(x)[0] = 9
    const [y] = run(addPlan(2, 1), [x]) as [Storage]
    readStorage(y)[0] = 9
    expect(read(x)).toEqual([1, 2])
    expect([...viewStorage(y)]).toEqual([2, 3])
    expect(readStorage(y).buffer).not.toBe(viewStorage(y).buffer)
  })
})
