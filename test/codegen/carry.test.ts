/** @file What is carried along the axis of a nest, at the numbers where the order of operations shows. */
import { describe, expect, it } from "vitest"
import { carried as code } from "../../src/codegen/carried.js"
import type { CarriedValue, Nest } from "../../src/schedule/nest.js"
import { runKernel, targets } from "./kernel.js"
import type { Buffer } from "./reference.js"

/** The value along rows of contiguous numbers, or down columns; `x` is value 0 and `y` value 1. */
const along = (value: CarriedValue, rows: number, length: number, lanes: 0 | 1): Nest => {
  const strides = lanes === 1 ? [length, 1] : [1, rows]
  return {
    variables: [
      { extent: rows, role: "row" },
      { extent: length, role: "axis" },
    ],
    values: [0, 1]
      .map((buffer) => ({ kind: "load", access: { buffer, offset: 0, strides }, dtype: "float32" }) as const)
      .concat(value as never),
    stores: [{ access: { buffer: 2, offset: 0, strides }, value: 2 }],
    buffers: ["float32", "float32", "float32"],
    lanes,
    unroll: 2,
  }
}

describe.each(targets)("with fma $fma", (target) => {
  describe.each([{ lanes: 1 as const }, { lanes: 0 as const }])("lanes of variable $lanes", ({ lanes }) => {
    const row = (value: CarriedValue, x: readonly number[], y: readonly number[] = x): readonly number[] => {
      const buffers = [x, y, x].map((numbers) => Float32Array.from(numbers))
      return [...(runKernel(along(value, 1, x.length, lanes), buffers, target)[2] as Buffer)]
    }
    const sum: CarriedValue = { kind: "scan", fn: "sum", x: 0, dtype: "float32", code }
    const max: CarriedValue = { kind: "scan", fn: "max", x: 0, dtype: "float32", code }
    const recurrence: CarriedValue = { kind: "recurrence", a: 0, b: 1, dtype: "float32", code }

    it("keeps infinities and NaN from where they are on", () => {
      expect(row(sum, [1, 2, Infinity, 3, 4, 5])).toEqual([1, 3, Infinity, Infinity, Infinity, Infinity])
      expect(row(sum, [1, Infinity, 2, -Infinity, 1, 1])).toEqual([1, Infinity, Infinity, NaN, NaN, NaN])
      expect(row(sum, [1, 1, 1, 1, 1, NaN, 1])).toEqual([1, 2, 3, 4, 5, NaN, NaN])
      expect(row(max, [-Infinity, -2, -3, NaN, 9])).toEqual([-Infinity, -2, -2, NaN, NaN])
    })

    it("starts a recurrence with b, whatever a is, and keeps the sign of its zeros", () => {
      expect(row(recurrence, [Infinity, 2, 2, 2, 2, 2], [3, 0, 0, 1, 0, 0])).toEqual([3, 6, 12, 25, 50, 100])
      expect(row(recurrence, [NaN, 1, -1], [-0, -0, 0])).toEqual([-0, -0, 0])
      expect(row(recurrence, [1, NaN, 0, 0], [1, 1, 1, 1])).toEqual([1, NaN, NaN, NaN])
    })

    it("carries in float64, in the order of the elements", () => {
      const x = [1, 1e30, 1e30, 1e-30, 1e30, 1e-30, 1e-30, 1e-30, 1e30].map(Math.fround)
      const products = x.map((_, i) => Math.fround(x.slice(0, i + 1).reduce((a, b) => a * b, 1)))
      expect(row(recurrence, x, [1, ...Array(8).fill(0)])).toEqual(products)
      expect(row(sum, [3e38, 3e38, -3e38, 1])).toEqual([3e38, Infinity, 3e38, 3e38].map(Math.fround))
    })

    it("gives the element before", () => {
      const previous: CarriedValue = { kind: "previous", x: 0, first: 7, dtype: "float32", code }
      expect(row(previous, [1, 2, 3, 4, 5, 6])).toEqual([7, 1, 2, 3, 4, 5])
    })

    it("sums a hundred thousand numbers at each of them as float64 would", () => {
      const [rows, length] = [5, 100_003]
      const place = (i: number, j: number) => (lanes === 1 ? i * length + j : j * rows + i)
      const x = new Float32Array(rows * length)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < length; j++) x[place(i, j)] = i === 0 ? 0.1 : Math.sin(j * j + i) + 0.3 * i
      const sums = runKernel(along(sum, rows, length, lanes), [x, x, new Float32Array(x)], target)[2] as Buffer
      let worst = 0
      for (let i = 0; i < rows; i++) {
        let [exact, magnitude] = [0, 0]
        for (let j = 0; j < length; j++) {
          exact += x[place(i, j)] as number
          magnitude += Math.abs(x[place(i, j)] as number)
          worst = Math.max(worst, Math.abs((sums[place(i, j)] as number) - exact) / magnitude)
        }
      }
      expect(worst).toBeLessThan(2 ** -24)
    })
  })
})
