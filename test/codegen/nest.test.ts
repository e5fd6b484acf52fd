import fc from "fast-check"
import { describe, it } from "vitest"
import type { Nest } from "../../src/schedule/nest.js"
import { sample } from "./arbitrary.js"
import { runKernel, targets } from "./kernel.js"
import { type Buffer, expectSame, runNest } from "./reference.js"

describe.each(targets)("loop nests with fma $fma", (target) => {
  it("equal plain loops, whatever their variables, strides, dtypes, lanes and unrolling", () => {
    fc.assert(
      fc.property(sample, ({ nest, buffers }) => {
        const expected = buffers.map((buffer) => buffer.slice())
        runNest(nest, expected, Math.fround)
        runKernel(nest, buffers, target).forEach((actual, i) => {
          expectSame(actual, expected[i] as Buffer)
        })
      }),
      { numRuns: 500 },
    )
  })

  it("write the same part by part, whichever row variable is split, wherever it is cut", () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 })
    fc.assert(
      fc.property(sample, fc.nat(), cuts, ({ nest, buffers }, pick, shares) => {
        const rows = nest.variables.filter(({ role, extent }) => role === "row" && extent > 0).length
        fc.pre(rows > 0)
        const variable = pick % rows
        const grain = variable === nest.lanes ? 4 * nest.unroll : 1
        const parts = runKernel({ ...nest, split: { variable, grain } }, buffers, target, shares)
        runKernel(nest, buffers, target).forEach((whole, i) => {
          expectSame(parts[i] as Buffer, whole)
        })
      }),
      { numRuns: 500 },
    )
  })

  it("give the same with the last axis in blocks", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 9 }), ({ nest, buffers }, size) => {
        fc.pre(nest.variables.at(-1)?.role === "axis")
        const block = nest.lanes === nest.variables.length - 1 ? size * 4 * nest.unroll : size
        runKernel({ ...nest, block }, buffers, target).forEach((results, i) => {
          expectSame(results, runKernel(nest, buffers, target)[i] as Buffer)
        })
      }),
      { numRuns: 300 },
    )
  })

  it("run without any variable", () => {
    const nest: Nest = {
      variables: [],
      values: [
        { kind: "load", access: { buffer: 0, offset: 1, strides: [] }, dtype: "float32" },
        { kind: "reduce", fn: "sum", x: 0, dtype: "float32" },
        { kind: "unary", fn: "neg", x: 1, dtype: "float32" },
      ],
      stores: [{ access: { buffer: 1, offset: 0, strides: [] }, value: 2 }],
      buffers: ["float32", "float32"],
      lanes: 0,
      unroll: 2,
    }
    expectSame(runKernel(nest, [Float32Array.of(1, 2), new Float32Array(1)], target)[1] as Buffer, Float32Array.of(-2))
  })

  it("do nothing without rows, and store rows without elements", () => {
    const nest = (rows: number, columns: number): Nest => ({
      variables: [
        { extent: rows, role: "row" },
        { extent: columns, role: "axis" },
      ],
      values: [
        { kind: "load", access: { buffer: 0, offset: 0, strides: [columns, 1] }, dtype: "float32" },
        { kind: "reduce", fn: "max", x: 0, dtype: "float32" },
      ],
      stores: [{ access: { buffer: 1, offset: 0, strides: [1, 0] }, value: 1 }],
      buffers: ["float32", "float32"],
      lanes: 1,
      unroll: 2,
    })
    const results = (rows: number, columns: number) =>
      runKernel(nest(rows, columns), [new Float32Array(0), new Float32Array(3)], target)[1] as Buffer
    expectSame(results(0, 5), Float32Array.of(0, 0, 0))
    const { NEGATIVE_INFINITY: least } = Number
    expectSame(results(3, 0), Float32Array.of(least, least, least))
  })

  it("write in place where an element is read and written at one position", () => {
    const nest: Nest = {
      variables: [
        { extent: 3, role: "row" },
        { extent: 23, role: "axis" },
      ],
      values: [
        { kind: "load", access: { buffer: 0, offset: 0, strides: [23, 1] }, dtype: "float32" },
        { kind: "reduce", fn: "sum", x: 0, dtype: "float32" },
        { kind: "binary", fn: "sub", a: 0, b: 1, dtype: "float32" },
      ],
      stores: [{ access: { buffer: 0, offset: 0, strides: [23, 1] }, value: 2 }],
      buffers: ["float32"],
      lanes: 1,
      unroll: 2,
    }
    const x = Float32Array.from({ length: 69 }, (_, i) => (i * 13) % 7)
    const sums = [0, 1, 2].map((row) => x.slice(row * 23, row * 23 + 23).reduce((a, b) => a + b, 0))
    expectSame(
      runKernel(nest, [x], target)[0] as Buffer,
      x.map((value, i) => value - (sums[Math.floor(i / 23)] as number)),
    )
  })

  it("read backwards and from the middle of a buffer", () => {
    const nest: Nest = {
      variables: [{ extent: 11, role: "row" }],
      values: [{ kind: "load", access: { buffer: 0, offset: 10, strides: [-1] }, dtype: "int32" }],
      stores: [{ access: { buffer: 1, offset: 2, strides: [1] }, value: 0 }],
      buffers: ["int32", "int32"],
      lanes: 0,
      unroll: 1,
    }
    const x = Int32Array.from({ length: 11 }, (_, i) => i)
    expectSame(
      runKernel(nest, [x, new Int32Array(13)], target)[1] as Buffer,
      Int32Array.of(0, 0, ...x.slice().reverse()),
    )
  })
})
