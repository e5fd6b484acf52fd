/** @file Factors of matrices: what they multiply to, right angles, order and signs; each factorisation done once. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { eighValues, eighVectors, qrQ, qrR, svdS, svdU, svdV } from "../../src/graph/factors.js"
import type { FactorFn, MatrixRoutine } from "../../src/graph/op.js"

type Matrix = Float64Array

const at = (m: Matrix, i: number): number => m[i] as number

const product = (a: Matrix, b: Matrix, m: number, k: number, n: number): Matrix =>
  Float64Array.from({ length: m * n }, (_, i) => {
    let sum = 0
    for (let j = 0; j < k; j++) sum += at(a, Math.floor(i / n) * k + j) * at(b, j * n + (i % n))
    return sum
  })

const transpose = (a: Matrix, m: number, n: number): Matrix =>
  Float64Array.from({ length: m * n }, (_, i) => at(a, (i % m) * n + Math.floor(i / m)))

const diagonal = (s: Matrix): Matrix => {
  const n = s.length
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? at(s, i % n) : 0))
}

const largest = (m: Matrix): number => Math.max(0, ...m.map(Math.abs))

const expectClose = (actual: Matrix, expected: Matrix, scale = 1): void => {
  expect(actual).toHaveLength(expected.length)
  // products of subnormal numbers are each off by half of the smallest one, however small the scale
  const slack = 100 * Number.MIN_VALUE
  expect(largest(actual.map((value, i) => value - at(expected, i)))).toBeLessThanOrEqual(1e-13 * scale + slack)
}

const expectOrthonormal = (q: Matrix, m: number, n: number): void =>
  expectClose(product(transpose(q, m, n), q, n, m, n), diagonal(new Float64Array(n).fill(1)))

const routines: { readonly [F in FactorFn]: MatrixRoutine<FactorFn> } = {
  ...{ qrQ, qrR, svdU, svdS, svdV, eighValues, eighVectors },
}

const one = (fn: FactorFn, x: Matrix, m: number, n: number): Matrix =>
  routines[fn].numbers([x], [[m * n === 0 ? 0 : x.length / (m * n), m, n]])

const expectQr = (x: Matrix, m: number, n: number): void => {
  const [q, r] = [one("qrQ", x, m, n), one("qrR", x, m, n)]
  expectOrthonormal(q, m, n)
  expectClose(product(q, r, m, n, n), x, largest(x) * m)
  for (const [i, value] of r.entries()) if (Math.floor(i / n) > i % n) expect(value).toBe(0)
}

const expectSvd = (x: Matrix, m: number, n: number): void => {
  const [u, s, v] = [one("svdU", x, m, n), one("svdS", x, m, n), one("svdV", x, m, n)]
  expectOrthonormal(u, m, n)
  expectOrthonormal(v, n, n)
  expect([...s]).toEqual([...s].sort((a, b) => b - a))
  for (const value of s) expect(value).toBeGreaterThanOrEqual(0)
  expectClose(product(product(u, diagonal(s), m, n, n), transpose(v, n, n), m, n, n), x, largest(x) * m)
}

const expectEigh = (x: Matrix, n: number): void => {
  const [values, vectors] = [one("eighValues", x, n, n), one("eighVectors", x, n, n)]
  expectOrthonormal(vectors, n, n)
  expect([...values]).toEqual([...values].sort((a, b) => a - b))
  const symmetric = x.map((value, i) => (i % n > Math.floor(i / n) ? at(x, (i % n) * n + Math.floor(i / n)) : value))
  const whole = product(product(vectors, diagonal(values), n, n, n), transpose(vectors, n, n), n, n, n)
  expectClose(whole, symmetric, largest(symmetric) * n)
}

/** Small integers among fractions make many matrices singular, or equal in singular values. */
const element = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1, max: 1, noNaN: true }))
const tall = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }))
  .chain(([n, more]) =>
    fc
      .array(element, { minLength: (n + more) * n, maxLength: (n + more) * n })
      .map((values) => ({ x: Float64Array.from(values), m: n + more, n })),
  )

describe("matrices and their factors", () => {
  it("agree, whatever the rank", () => {
    fc.assert(
      fc.property(tall, ({ x, m, n }) => {
        expectQr(x, m, n)
        expectSvd(x, m, n)
        expectEigh(x.slice(0, n * n), n)
      }),
      { numRuns: 300 },
    )
  })
  it.each([
    ["zeros", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["one row, again and again", [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]],
    ["columns of zeros", [0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0]],
    ["an identity on top", [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]],
    ["huge and tiny elements", [1e200, 1e-200, 3, -1e190, 1e-210, 2, 1e199, 1e-205, 1, 0, 0, 1]],
    ["tiny elements", Array.from({ length: 12 }, (_, i) => 1e-200 * Math.sin(i))],
  ])("of %s", (_, values) => {
    const x = Float64Array.from(values)
    expectQr(x, 4, 3)
    expectSvd(x, 4, 3)
    expectEigh(x.slice(0, 9), 3)
    expectEigh(x.slice(0, 1), 1)
  })
  it("small singular values keep their digits", () => {
    const graded = Float64Array.of(1, 1e-10, 1, -1e-10)
    const [large, small] = one("svdS", graded, 2, 2) as unknown as [number, number]
    expect(Math.abs(large / Math.SQRT2 - 1)).toBeLessThan(1e-15)
    expect(Math.abs(small / (Math.SQRT2 * 1e-10) - 1)).toBeLessThan(1e-14)
  })
})

describe("signs", () => {
  it("of R are LAPACK's: opposite to the column's head, which stays where nothing is below it", () => {
    expect([...one("qrR", Float64Array.of(3, 1, 4, 2), 2, 2)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([
      -5, -2.2, 0, 0.4,
    ])
    expect([...one("qrR", Float64Array.of(-2, 1, 0, -3), 2, 2)]).toEqual([-2, 1, 0, -3])
  })
  it("of vectors make their largest element positive", () => {
    const x = Float64Array.of(-3, 1, 0.5, 1, -2, 1, 0.5, 1, 4)
    for (const fn of ["svdV", "eighVectors"] as const) {
      const vectors = one(fn, x, 3, 3)
      for (const j of [0, 1, 2]) {
        const column = [0, 1, 2].map((i) => at(vectors, 3 * i + j))
        expect(Math.max(...column)).toBe(Math.max(...column.map(Math.abs)))
      }
    }
  })
})

describe("batches", () => {
  const x = Float64Array.from({ length: 24 }, (_, i) => Math.sin(i * i))
  it("are matrix by matrix", () => {
    for (const fn of ["qrR", "svdU", "svdS"] as const) {
      const whole = one(fn, x, 4, 3)
      const parts = [x.slice(0, 12), x.slice(12)].flatMap((part) => [...one(fn, part, 4, 3)])
      expect([...whole]).toEqual(parts)
    }
  })
  it("are factorised once for all factors of one array, and again for other sides", () => {
    expect(one("svdU", x, 4, 3)).toBe(one("svdU", x, 4, 3))
    expect(one("svdS", x, 12, 2)).toHaveLength(2)
  })
  it("without elements have factors of zeros", () => {
    expect([...one("qrR", new Float64Array(0), 0, 0)]).toEqual([])
    expect([...one("svdV", new Float64Array(0), 3, 0)]).toEqual([])
  })
  it("with infinities or NaN have no singular values", () => {
    expect([...one("svdS", Float64Array.of(1, Number.POSITIVE_INFINITY), 2, 1)]).toEqual([Number.NaN])
    expect([...one("eighValues", Float64Array.of(Number.NaN), 1, 1)]).toEqual([Number.NaN])
    expect([...one("qrR", Float64Array.of(1, Number.NaN), 2, 1)]).toEqual([Number.NaN])
  })
})
