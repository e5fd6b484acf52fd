import { describe, expect, it } from "vitest"
import type { Nest } from "../../src/schedule/nest.js"
import { runKernel, targets } from "./kernel.js"
import { type Buffer, positions } from "./reference.js"

describe.each(targets)("long sums with fma $fma", (target) => {
  const total = (extents: readonly [number, number], lanes: number): Nest => ({
    variables: [
      { extent: extents[0], role: "row" },
      { extent: extents[1], role: "axis" },
    ],
    values: [
      {
        kind: "load",
        access: { buffer: 0, offset: 0, strides: lanes === 1 ? [extents[1], 1] : [1, extents[0]] },
        dtype: "float32",
      },
      { kind: "reduce", fn: "sum", x: 0, dtype: "float32" },
    ],
    stores: [{ access: { buffer: 1, offset: 0, strides: [1] }, value: 1 }],
    buffers: ["float32", "float32"],
    lanes,
    unroll: 2,
  })

  it.each([
    { name: "a million numbers along the lanes", extents: [1, 1_000_003] as const, lanes: 1 },
    { name: "a hundred thousand numbers down each column", extents: [7, 100_003] as const, lanes: 0 },
  ])("sum $name to 5e-7 of the sum of magnitudes", ({ extents, lanes }) => {
    for (const sign of [false, true]) {
      let state = 1
      const x = Float32Array.from({ length: extents[0] * extents[1] }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state / 2 ** 32 - (sign ? 0.5 : 0)
      })
      const sums = runKernel(total(extents, lanes), [x, new Float32Array(extents[0])], target)[1] as Buffer
      const [rowStride, axisStride] = lanes === 1 ? [extents[1], 1] : [1, extents[0]]
      for (const [row] of positions([extents[0]]) as readonly [number][]) {
        let exact = 0
        let magnitude = 0
        for (let i = 0; i < extents[1]; i++) {
          exact += x[row * rowStride + i * axisStride] as number
          magnitude += Math.abs(x[row * rowStride + i * axisStride] as number)
        }
        expect(Math.abs((sums[row] as number) - exact) / magnitude).toBeLessThan(5e-7)
      }
    }
  })

  it("sums ten million equal numbers, where every rounding goes the same way, to 1e-6", () => {
    const x = new Float32Array(1e7).fill(0.1)
    const [sum] = runKernel(total([1, x.length], 1), [x, new Float32Array(1)], target)[1] as Float32Array
    expect(Math.abs((sum as number) / (x.length * Math.fround(0.1)) - 1)).toBeLessThan(1e-6)
  })

  it("keeps infinities and NaN in sums that are carried over", () => {
    const sumWith = (...entries: readonly number[]) => {
      const x = new Float32Array(100_000).fill(1)
      entries.forEach((entry, i) => {
        x[(i + 1) * 777] = entry
      })
      return [...(runKernel(total([1, x.length], 1), [x, new Float32Array(1)], target)[1] as Float32Array)]
    }
    expect(sumWith(Infinity)).toEqual([Infinity])
    expect(sumWith(-Infinity)).toEqual([-Infinity])
    expect(sumWith(Infinity, -Infinity)).toEqual([NaN])
    expect(sumWith(NaN)).toEqual([NaN])
  })
})

describe.each(targets)("products with fma $fma", (target) => {
  const product = (dtype: "float32" | "int32", rows: number, length: number, lanes: 0 | 1): Nest => ({
    variables: [
      { extent: rows, role: "row" },
      { extent: length, role: "axis" },
    ],
    values: [
      { kind: "load", access: { buffer: 0, offset: 0, strides: [length, 1] }, dtype },
      { kind: "reduce", fn: "prod", x: 0, dtype },
    ],
    stores: [{ access: { buffer: 1, offset: 0, strides: [1] }, value: 1 }],
    buffers: [dtype, dtype],
    lanes,
    unroll: 2,
  })

  it.each([0, 1, 3, 4, 17, 1003])("of %i factors", (length) => {
    const rows = 5
    const x = Float32Array.from({ length: rows * length }, (_, i) => 1 + 0.3 * Math.sin(i * i))
    const n = Int32Array.from(x, (_, i) => (i % 5) - 2 || 7)
    for (const lanes of [0, 1] as const) {
      const floats = runKernel(
        product("float32", rows, length, lanes),
        [x, new Float32Array(rows)],
        target,
      )[1] as Buffer
      const integers = runKernel(product("int32", rows, length, lanes), [n, new Int32Array(rows)], target)[1] as Buffer
      for (let row = 0; row < rows; row++) {
        const [from, to] = [row * length, (row + 1) * length]
        const exact = x.subarray(from, to).reduce((a, b) => a * b, 1)
        expect(Math.abs((floats[row] as number) / exact - 1)).toBeLessThan(1e-7 + length * 2 ** -24)
        expect(integers[row]).toBe(n.subarray(from, to).reduce(Math.imul, 1))
      }
    }
  })

  it("keep zeros, infinities and NaN", () => {
    const of = (...xs: readonly number[]) => {
      const x = Float32Array.from({ length: 37 }, (_, i) => xs[i] ?? 1)
      return runKernel(product("float32", 1, 37, 1), [x, new Float32Array(1)], target)[1]?.[0]
    }
    expect([of(0), of(-1, 0), of(Infinity, -2), of(0, Infinity), of(NaN, 0)]).toEqual([0, -0, -Infinity, NaN, NaN])
  })
})
