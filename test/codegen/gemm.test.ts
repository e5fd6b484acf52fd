/**
 * @file Matrix products of either float against float64, over sizes around every edge and over every way an operand can
 * be laid out.
 */
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import createWabt from "wabt"
import { gemmModule, gemmWorkspace } from "../../src/codegen/gemm.js"
import { type Axis, type Gemm, type MatrixView, productsOf } from "../../src/schedule/gemm.js"
import type { Target } from "../../src/schedule/target.js"
import { arrayOf, instantiate, rangesOf, targets } from "./kernel.js"

const memory = new WebAssembly.Memory({ initial: 64 })
const guard = 12345.5

type Floats = Float32Array | Float64Array

/** Views of a [rows, columns] matrix: the elements the buffer must hold, and the strides. */
const layouts: Readonly<Record<string, (rows: number, columns: number) => { length: number; view: MatrixView }>> = {
  rowMajor: (rows, columns) => ({ length: rows * columns, view: { offset: 0, row: columns, column: 1 } }),
  transposed: (rows, columns) => ({ length: rows * columns, view: { offset: 0, row: 1, column: rows } }),
  shifted: (rows, columns) => ({ length: rows * columns + 3, view: { offset: 3, row: columns, column: 1 } }),
  wide: (rows, columns) => ({
    length: Math.max(0, rows - 1) * (columns + 5) + columns,
    view: { offset: 0, row: columns + 5, column: 1 },
  }),
  spread: (rows, columns) => ({
    length: Math.max(0, rows * columns - 1) * 3 + 1,
    view: { offset: 0, row: 3 * columns, column: 3 },
  }),
  repeatedRow: (_, columns) => ({ length: columns, view: { offset: 0, row: 0, column: 1 } }),
  repeatedColumn: (rows) => ({ length: rows, view: { offset: 0, row: 1, column: 0 } }),
  repeatedElement: () => ({ length: 1, view: { offset: 0, row: 0, column: 0 } }),
  windows: (rows, columns) => listed(rows, columns, 1),
  windowsBackwards: (rows, columns) => listed(rows, columns, -1),
}

/** Rows and columns over two axes each, those of the columns side by side, as windows have them. */
const listed = (rows: number, columns: number, step: 1 | -1): { length: number; view: MatrixView } => {
  const [across, deep] = [innermost(columns), innermost(rows)]
  const width = across + deep + 3
  const axes = {
    rows: [
      { extent: rows / deep, stride: width * 5 },
      { extent: deep, stride: step },
    ],
    columns: [
      { extent: columns / across, stride: width },
      { extent: across, stride: 1 },
    ],
  }
  const view = { offset: step === 1 ? 2 : deep + 1, row: step, column: 1, axes }
  return {
    length: rows * columns === 0 ? 0 : placeIn({ ...view, offset: deep + 1 }, rows - 1, columns - 1) + deep,
    view,
  }
}

const innermost = (extent: number): number => [14, 10, 8, 5, 4, 3, 2].find((inner) => extent % inner === 0) ?? 1

const placeIn = ({ offset, row, column, axes }: MatrixView, i: number, j: number): number => {
  if (axes === undefined) return offset + i * row + j * column
  const along = (position: number, [outer, inner]: readonly Axis[]): number =>
    Math.floor(position / (inner?.extent ?? 1)) * (outer?.stride ?? 0) +
    (position % (inner?.extent ?? 1)) * (inner?.stride ?? 0)
  return offset + along(i, axes.rows) + along(j, axes.columns)
}

/** The product as the kernel gives it; fails when it writes outside `c` or its workspace, or reads outside a and b. */
const multiply = (gemm: Gemm, target: Target, a: Floats, b: Floats, cuts: readonly number[] = []): Floats => {
  const kernel = instantiate(gemmModule(gemm, target), memory)
  const lengthC = productsOf(gemm) * gemm.m * gemm.n
  const all = gemm.dtype === "float64" ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer)
  const bytes = all.BYTES_PER_ELEMENT
  // reads past an operand's end meet NaN, which the comparison finds
  all.fill(Number.NaN)
  let next = 16
  const place = (length: number) => {
    const at = next
    next += Math.ceil((length + 16) / 4) * 4
    return at
  }
  const [atA, atB, atC] = [place(a.length), place(b.length), place(lengthC)]
  const atWorkspace = place(gemmWorkspace(gemm) / bytes)
  expect(next).toBeLessThan(all.length)
  all.set(a, atA)
  all.set(b, atB)
  all.fill(guard, atC - 8, atC)
  all.fill(guard, atC + lengthC, atC + lengthC + 8)
  all.fill(guard, next - 4)
  const untouched = (from: number, to: number) => all.subarray(from, to).every((x) => x === guard)
  for (const range of rangesOf(gemm, target, cuts)) {
    kernel(atA * bytes, atB * bytes, atC * bytes, atWorkspace * bytes, ...range)
  }
  expect(untouched(atC - 8, atC) && untouched(atC + lengthC, atC + lengthC + 8)).toBe(true)
  expect(untouched(next - 4, all.length)).toBe(true)
  return all.slice(atC, atC + lengthC)
}

const exact = ({ m, n, k, a: va, b: vb }: Gemm, a: Floats, b: Floats, f = (x: number) => x) =>
  Float64Array.from({ length: m * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    let total = 0
    for (let p = 0; p < k; p++) {
      const left = a[placeIn(va, i, p)] as number
      const right = b[placeIn(vb, p, j)] as number
      total += f(left * right)
    }
    return total
  })

const numbers = (length: number, seed: number, dtype?: "float64"): Floats =>
  arrayOf(
    dtype ?? "float32",
    Array.from({ length }, (_, i) => Math.sin(seed + i * 12.9898) * 2),
  ) as Floats

const size = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 17, 28, 31, 33, 64, 97, 100, 193, 257, 300)
const depth = fc.oneof(fc.constant(0), size)
const target = fc.constantFrom(...targets)
const dtypes = [{}, { dtype: "float64" }] as const
const dtype = fc.constantFrom(...dtypes)
const layout = fc.constantFrom(...Object.keys(layouts))

describe("gemmModule", () => {
  const samples = [size, size, depth, layout, layout, fc.nat(1000), target, dtype] as const

  test("agrees with float64 within the bound of summation, whatever the sizes and layouts", () => {
    fc.assert(
      fc.property(...samples, (m, n, k, layoutA, layoutB, seed, host, of) => {
        const left = layouts[layoutA]?.(m, k)
        const right = layouts[layoutB]?.(k, n)
        if (left === undefined || right === undefined) throw new Error("no such layout")
        const gemm: Gemm = { ...of, m, n, k, a: left.view, b: right.view, batch: [] }
        const [a, b] = [numbers(left.length, seed, gemm.dtype), numbers(right.length, seed + 1, gemm.dtype)]
        const [got, want, magnitude] = [multiply(gemm, host, a, b), exact(gemm, a, b), exact(gemm, a, b, Math.abs)]
        const bound = (i: number) => (k + 1) * (gemm.dtype ? 2 ** -52 : 2 ** -24) * (magnitude[i] as number)
        const wrong = got.findIndex((x, i) => !(Math.abs(x - (want[i] as number)) <= bound(i)))
        expect(wrong).toBe(-1)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test("gives the same numbers in parts, and in a batch", () => {
    const cut = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 })
    const extents = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 })
    const shared = fc.tuple(fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(
        ...([size, size, depth, layout, layout, extents, shared, cut, target, dtype] as const),
        (m, n, k, layoutA, layoutB, extents, [sharesA, sharesB], cuts, host, of) => {
          const left = layouts[layoutA]?.(m, k)
          const right = layouts[layoutB]?.(k, n)
          if (left === undefined || right === undefined) throw new Error("no such layout")
          const one: Gemm = { ...of, m, n, k, a: left.view, b: right.view, batch: [] }
          const moves = extents.map((_, axis) => extents.slice(axis + 1).reduce((x, y) => x * y, 1))
          // outer axes share operands, the innermost moves both
          const moving = (isShared: boolean, axis: number, by: number) =>
            isShared && axis < extents.length - 1 ? 0 : (moves[axis] as number) * by
          const batch = extents.map((extent, axis) => ({
            extent,
            strides: [moving(sharesA, axis, 5), moving(sharesB, axis, 7), moving(false, axis, m * n)],
          }))
          const products = moves.length === 0 ? 1 : (extents[0] as number) * (moves[0] as number)
          const a = numbers(left.length + 5 * products, m, one.dtype)
          const b = numbers(right.length + 7 * products, n, one.dtype)
          const got = multiply({ ...one, batch }, host, a, b, cuts)
          const want = Array.from({ length: products }, (_, product) => {
            const starts = [0, 1].map((operand) =>
              batch.reduce(
                (start, { extent, strides }, axis) =>
                  start + (Math.floor(product / (moves[axis] as number)) % extent) * (strides[operand] as number),
                0,
              ),
            ) as [number, number]
            return [...multiply(one, host, a.slice(starts[0]), b.slice(starts[1]))]
          })
          expect([...got]).toEqual(want.flat())
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)

  test("is exact where float32 is", () => {
    const gemm: Gemm = {
      m: 67,
      n: 43,
      k: 600,
      a: { offset: 0, row: 600, column: 1 },
      b: { offset: 0, row: 1, column: 600 },
      batch: [],
    }
    const integers = (length: number, step: number) => Float32Array.from({ length }, (_, i) => ((i * step) % 15) - 7)
    const [a, b] = [integers(67 * 600, 7), integers(43 * 600, 11)]
    for (const host of targets) expect([...multiply(gemm, host, a, b)]).toEqual([...exact(gemm, a, b)])
  })

  test("carries NaN and infinities to the elements they reach, and nowhere else", () => {
    for (const rows of [1, 3, 9]) {
      const gemm: Gemm = {
        m: rows,
        n: 11,
        k: 5,
        a: { offset: 0, row: 5, column: 1 },
        b: { offset: 0, row: 11, column: 1 },
        batch: [],
      }
      const [a, b] = [new Float32Array(rows * 5).fill(1), new Float32Array(55).fill(1)]
      a[(rows - 1) * 5 + 2] = Number.NaN
      b[3 * 11 + 10] = Number.POSITIVE_INFINITY
      for (const host of targets) expect([...multiply(gemm, host, a, b)]).toEqual([...exact(gemm, a, b)])
    }
  })

  test("an empty sum is 0, and an empty product writes nothing", () => {
    for (const [m, n, k] of [
      [3, 5, 0],
      [0, 5, 3],
      [5, 0, 3],
      [0, 0, 0],
    ] as const) {
      const gemm: Gemm = { m, n, k, a: rowMajor(k), b: rowMajor(n), batch: [] }
      expect([...multiply(gemm, { fma: false }, new Float32Array(m * k), new Float32Array(k * n))]).toEqual(
        Array(m * n).fill(0),
      )
      expect(gemmWorkspace(gemm)).toBe(0)
    }
  })

  test("packs in a workspace that doesn't grow with the matrices beyond a block", () => {
    const square = (size: number): Gemm => ({
      ...{ m: size, n: size, k: size, a: rowMajor(size), b: rowMajor(size), batch: [] },
    })
    expect(gemmWorkspace(square(64))).toBe(64 * 64 * 4)
    expect(gemmWorkspace(square(20_000))).toBeLessThan(4e6)
  })

  test("is valid WebAssembly with and without fused multiply-add", async () => {
    const wabt = await createWabt()
    for (const fma of [false, true]) {
      for (const [m, n, k] of [
        [1, 1, 1],
        [3, 50, 7],
        [13, 21, 300],
        [64, 64, 0],
      ] as const) {
        for (const column of [1, 3]) {
          const [a, b] = [
            { offset: 0, row: k, column },
            { offset: 2, row: n * column, column },
          ]
          const batch = column === 1 ? [] : [{ extent: 3, strides: [0, 1, m * n] }]
          const gemm: Gemm = { m, n, k, a, b, batch }
          const module = wabt.readWasm(gemmModule(gemm, { fma }), { relaxed_simd: true, simd: true })
          module.validate()
          module.destroy()
        }
      }
    }
  })
})

const rowMajor = (columns: number): MatrixView => ({ offset: 0, row: columns, column: 1 })
