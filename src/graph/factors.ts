/** @file Factors of matrices by plain loops over float64. A factorisation is done once for all of its factors. */
import { factorShape } from "./infer.js"
import { binade, eigenvectors, singularVectors } from "./jacobi.js"
import { sizeOf } from "./node.js"
import type { FactorFn, MatrixRoutine } from "./op.js"

/** Row-major. */
type Matrix = Float64Array

export const qrQ = /* @__PURE__ */ factorRoutine("qrQ", qr)
export const qrR = /* @__PURE__ */ factorRoutine("qrR", qr)
export const svdU = /* @__PURE__ */ factorRoutine("svdU", svd)
export const svdS = /* @__PURE__ */ factorRoutine("svdS", svd)
export const svdV = /* @__PURE__ */ factorRoutine("svdV", svd)
export const eighValues = /* @__PURE__ */ factorRoutine("eighValues", eigh)
export const eighVectors = /* @__PURE__ */ factorRoutine("eighVectors", eigh)

// internal

function factorRoutine(fn: FactorFn, factorise: Factorise): MatrixRoutine<FactorFn> {
  return {
    fn,
    numbers: ([operand], [shape]) => {
      const [x, matrices] = [operand as Matrix, shape as readonly number[]]
      const [rows, columns] = matrices.slice(-2) as [number, number]
      const done = known.get(x) ?? []
      const same = done.find((each) => each.factorise === factorise && each.rows === rows && each.columns === columns)
      const factors = same?.factors ?? batched(x, rows * columns, (matrix) => factorise(matrix, rows, columns))
      if (same === undefined) known.set(x, [...done, { factorise, rows, columns, factors }])
      return factors[fn] ?? new Float64Array(sizeOf(factorShape(fn, matrices)))
    },
  }
}

type Factors = { readonly [F in FactorFn]?: Matrix }

type Factorise = (matrix: Matrix, rows: number, columns: number) => Factors

interface Known {
  readonly factorise: Factorise
  readonly rows: number
  readonly columns: number
  readonly factors: Factors
}

/** By the array that holds the matrices: the same one for all nodes that factorise it. */
const known = /* @__PURE__ */ new WeakMap<Matrix, readonly Known[]>()

/** The factors of all matrices, one after another; none where there are no elements. */
const batched = (x: Matrix, size: number, factorise: (matrix: Matrix) => Factors): Factors => {
  const all: { [F in FactorFn]?: Matrix } = {}
  const count = size === 0 ? 0 : x.length / size
  for (let i = 0; i < count; i++) {
    for (const [name, factor] of Object.entries(factorise(x.slice(i * size, (i + 1) * size)))) {
      const whole = all[name as FactorFn] ?? new Float64Array(count * factor.length)
      whole.set(factor, i * factor.length)
      all[name as FactorFn] = whole
    }
  }
  return all
}

const at = (m: Matrix, i: number): number => m[i] as number

/**
 * Householder reflections as LAPACK makes them, which decides the signs: a column's head becomes its length with the
 * opposite sign, and stays where nothing is below it.
 */
function qr(matrix: Matrix, m: number, n: number): Factors {
  const r = matrix
  const reflections = Array.from({ length: n }, (_, k) => reflect(r, m, n, k))
  const q = new Float64Array(m * n)
  for (let k = 0; k < n; k++) q[k * n + k] = 1
  for (let k = n - 1; k >= 0; k--) apply(reflections[k], q, m, n, k)
  return { qrQ: q, qrR: r.slice(0, n * n).map((value, i) => (Math.floor(i / n) <= i % n ? value : 0)) }
}

interface Reflection {
  readonly vector: Float64Array
  readonly scale: number
}

/** Column k made zero below its head, and the columns after it reflected with it. */
const reflect = (r: Matrix, m: number, n: number, k: number): Reflection | undefined => {
  const given = Float64Array.from({ length: m - k }, (_, i) => at(r, (k + i) * n + k))
  if (given.every((value, i) => i === 0 || value === 0)) return undefined
  const unit = binade(given)
  const column = given.map((value) => value / unit)
  const head = at(column, 0)
  const length = Math.hypot(...column)
  const opposite = head < 0 ? length : -length
  const vector = column.map((value, i) => (i === 0 ? 1 : value / (head - opposite)))
  const reflection = { vector, scale: (opposite - head) / opposite }
  apply(reflection, r, m, n, k)
  r[k * n + k] = opposite * unit
  return reflection
}

/** The rows from k on, less their parts along the vector. */
const apply = (reflection: Reflection | undefined, x: Matrix, m: number, n: number, k: number): void => {
  if (reflection === undefined) return
  const { vector, scale } = reflection
  for (let j = k; j < n; j++) {
    let along = 0
    for (let i = k; i < m; i++) along += at(vector, i - k) * at(x, i * n + j)
    for (let i = k; i < m; i++) x[i * n + j] = at(x, i * n + j) - scale * along * at(vector, i - k)
  }
}

function svd(matrix: Matrix, m: number, n: number): Factors {
  if (!matrix.every(Number.isFinite)) {
    return { svdU: unknown(m * n), svdS: unknown(n), svdV: unknown(n * n) }
  }
  // of the small triangle: a tall matrix costs no more
  const { qrQ, qrR } = qr(matrix, m, n) as { readonly qrQ: Matrix; readonly qrR: Matrix }
  const { u, s, v } = singularVectors(qrR, n)
  return { svdU: product(qrQ, u, m, n), svdS: s, svdV: v }
}

function eigh(matrix: Matrix, n: number): Factors {
  const lower = matrix.map((value, i) => {
    const [row, column] = [Math.floor(i / n), i % n]
    return row < column ? at(matrix, column * n + row) : value
  })
  if (!lower.every(Number.isFinite)) return { eighValues: unknown(n), eighVectors: unknown(n * n) }
  const { values, vectors } = eigenvectors(lower, n)
  return { eighValues: values, eighVectors: vectors }
}

const unknown = (size: number): Matrix => new Float64Array(size).fill(Number.NaN)

/** [m, n] · [n, n] */
const product = (a: Matrix, b: Matrix, m: number, n: number): Matrix => {
  const result = new Float64Array(m * n)
  for (let i = 0; i < m * n; i++) {
    const row = i - (i % n)
    let sum = 0
    for (let k = 0; k < n; k++) sum += at(a, row + k) * at(b, k * n + (i % n))
    result[i] = sum
  }
  return result
}
