import { describe, expect, it } from "vitest"
import { lowerLogSumExp } from "../../src/schedule/lse.js"
import type { Nest, Value } from "../../src/schedule/nest.js"
import { runKernel, targets } from "./kernel.js"

/** logSoftmax over the last axis of [rows, columns], or with `down` over the first of [columns, rows]. */
const logSoftmax = (rows: number, columns: number, down: boolean, unroll: number): Nest => {
  const strides = down ? [1, rows] : [columns, 1]
  const values: Value[] = [{ kind: "load", access: { buffer: 0, offset: 0, strides }, dtype: "float32" }]
  const emit = (value: Value): number => values.push(value) - 1
  const { shift, tail } = lowerLogSumExp("lognormalizer", 0, {
    dtype: "float32",
    emit: (value) => emit(value as Value),
    literal: (value) => emit({ kind: "literal", value, dtype: "float32" }),
  })
  const shifted = emit({ kind: "binary", fn: "sub", a: 0, b: shift, dtype: "float32" })
  const value = emit({ kind: "binary", fn: "sub", a: shifted, b: tail, dtype: "float32" })
  return {
    variables: [
      { extent: rows, role: "row" },
      { extent: columns, role: "axis" },
    ],
    values,
    stores: [{ access: { buffer: 1, offset: 0, strides }, value }],
    buffers: ["float32", "float32"],
    lanes: down ? 0 : 1,
    unroll,
    block: down ? 16 : 64,
  }
}

/** In float64, as PyTorch defines it. */
const reference = (xs: readonly number[]): readonly number[] => {
  const peak = Math.max(...xs)
  const shift = Math.abs(peak) === Number.POSITIVE_INFINITY ? 0 : peak
  const sum = xs.reduce((total, x) => total + Math.exp(x - shift), 0)
  return xs.map((x) => x - shift - Math.log(sum))
}

const random = (length: number, scale: number, seed: number): Float32Array => {
  let state = seed
  return Float32Array.from({ length }, () => {
    let sum = -1.5
    for (let i = 0; i < 3; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      sum += state / 2 ** 32
    }
    return sum * scale
  })
}

const rowsOf = (x: ArrayLike<number>, rows: number, columns: number, down: boolean): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, i) => x[down ? i * rows + row : row * columns + i] as number),
  )

describe.each(targets)("logSoftmax with fma $fma", (target) => {
  const run = (x: Float32Array, rows: number, columns: number, down = false, unroll = 4) =>
    rowsOf(
      runKernel(logSoftmax(rows, columns, down, unroll), [x, new Float32Array(x.length)], target)[1] as Float32Array,
      rows,
      columns,
      down,
    )

  const shapes = [
    [64, 1000],
    [5, 10],
    [3, 1],
    [7, 3],
    [2, 50257],
    [33, 17],
    [1, 4099],
  ] as const

  it.each(shapes)("agrees with float64 to 5e-7 on [%i, %i]", (rows, columns) => {
    for (const scale of [0.01, 1, 6, 100, 1e4]) {
      for (const down of [false, true]) {
        const x = random(rows * columns, scale, rows + columns)
        const expected = rowsOf(x, rows, columns, down).map(reference)
        run(x, rows, columns, down, down ? 2 : 4).forEach((row, r) => {
          row.forEach((y, i) => {
            const truth = (expected[r] as readonly number[])[i] as number
            const error = Math.abs(y - truth) / Math.max(1, Math.abs(truth))
            if (!(error <= 5e-7)) expect({ scale, down, r, i, y, truth }).toBeNull()
          })
        })
      }
    }
  })

  it.each([false, true])("stays as exact where each block exceeds the one before; down: %s", (down) => {
    for (const range of [0.5, 20, 3000]) {
      const x = Float32Array.from({ length: 5003 }, (_, i) => (range * i) / 5003)
      const expected = reference([...x])
      run(x, 1, x.length, down)[0]?.forEach((y, i) => {
        const error = Math.abs(y - (expected[i] as number)) / Math.abs(expected[i] as number)
        if (!(error <= 4e-7)) expect({ range, i, y, truth: expected[i] }).toBeNull()
      })
    }
  })

  it("has infinities and NaN in any block", () => {
    const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: none, NaN: nan } = Number
    const at = (fill: number, position: number, special: number, down: boolean) => {
      const x = new Float32Array(300).fill(fill)
      x[position] = special
      return run(x, 1, 300, down)[0] as readonly number[]
    }
    for (const down of [false, true]) {
      for (const position of [0, 7, 64, 130, 299]) {
        expect(at(1, position, nan, down).every(Number.isNaN)).toBe(true)
        expect(at(none, position, nan, down).every(Number.isNaN)).toBe(true)
        expect(at(1, position, inf, down).every(Number.isNaN)).toBe(true)
        expect(at(none, position, 5, down).indexOf(0)).toBe(position)
        expect(at(none, position, 5, down).filter((y) => y === none)).toHaveLength(299)
        expect(at(2, position, none, down)[position]).toBe(none)
        expect(at(2, position, none, down)[position === 0 ? 1 : 0]).toBeCloseTo(-Math.log(299), 6)
      }
    }
  })

  it.each([false, true])("is the same to the bit however rows are shared; down: %s", (down) => {
    const [rows, columns] = [133, 300]
    const x = random(rows * columns, 6, 1)
    const nest = logSoftmax(rows, columns, down, 4)
    const runIt = (split: Nest["split"]) =>
      runKernel(split ? { ...nest, split } : nest, [x, new Float32Array(x.length)], target, [0.3, 0.8])[1]
    expect(runIt({ variable: 0, grain: down ? 16 : 1 })).toEqual(runIt(undefined))
  })

  it("keeps the digits of log-probabilities near 0", () => {
    for (let gap = 0.25; gap < 60; gap *= 1.4) {
      const low = Math.fround(-gap)
      const [[top, rest] = []] = run(Float32Array.of(0, low), 1, 2)
      const truth = -Math.log1p(Math.exp(low))
      expect(Math.abs((top as number) / truth - 1)).toBeLessThan(5e-7)
      expect(Math.abs((rest as number) / (low + truth) - 1)).toBeLessThan(2e-7)
    }
  })

  it("is exact where it can be", () => {
    const { POSITIVE_INFINITY: inf, NaN: nan } = Number
    const row = (...xs: readonly number[]) => run(Float32Array.from(xs), 1, xs.length)[0]
    expect(row(3)).toEqual([0])
    expect(row(-inf)).toEqual([nan])
    expect(row(-inf, -inf, -inf, -inf, -inf)).toEqual([nan, nan, nan, nan, nan])
    expect(row(0, -inf, -inf)).toEqual([0, -inf, -inf])
    expect(row(1e4, -1e4)).toEqual([0, -2e4])
    expect(row(3e38, -3e38)).toEqual([0, -inf])
    expect(row(inf, 1, 2)).toEqual([nan, nan, nan])
    expect(row(inf, inf)).toEqual([nan, nan])
    for (const at of [0, 1, 2, 3, 4, 5]) {
      const xs = [1, 2, inf, -inf, 5, 6]
      xs[at] = nan
      expect(row(...xs)).toEqual([nan, nan, nan, nan, nan, nan])
    }
    const two = Math.fround(-Math.log(2))
    expect(row(5, 5)).toEqual([two, two])
    expect(row(-inf, 7, 7, -inf, -inf)).toEqual([-inf, two, two, -inf, -inf])
  })

  it("leaves the other rows alone beside a row of NaN", () => {
    const rows = run(Float32Array.of(1, 2, Number.NaN, 2, 1, 2), 3, 2)
    expect(rows[0]).toEqual(rows[2])
    expect(rows[1]).toEqual([Number.NaN, Number.NaN])
    expect(rows[0]?.every((y) => Number.isFinite(y))).toBe(true)
  })
})
