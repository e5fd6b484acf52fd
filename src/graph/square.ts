/**
 * @file Square matrices by plain loops over float64: systems of equations, determinants, cofactors, Cholesky factors.
 */
import { sizeOf } from "./node.js"
import type { MatrixRoutine, SquareFn } from "./op.js"

/** Row-major, n rows. */
type Matrix = Float64Array

/** X of A · X = B; infinite or NaN where A is singular. */
export const solution: MatrixRoutine = {
  fn: "solve",
  numbers: ([a, b], [, shape]) => {
    const [n, columns] = (shape as readonly number[]).slice(-2) as [number, number]
    const result = Float64Array.from(b as Matrix)
    for (let i = 0; i * n * n < (a as Matrix).length; i++) {
      const lu = (a as Matrix).slice(i * n * n, (i + 1) * n * n)
      eliminate(lu, result.subarray(i * n * columns, (i + 1) * n * columns), n, columns)
    }
    return result
  },
}

export const determinant = /* @__PURE__ */ squareRoutine("det", (m, n) => [det(m, n)])

/** The gradient of the determinant, from minors: exact where the matrix is singular, and an inverse is not there. */
export const cofactors = /* @__PURE__ */ squareRoutine("cofactor", (m, n) =>
  m.map((_, place) => {
    const [i, j] = [Math.floor(place / n), place % n]
    return ((i + j) % 2 === 0 ? 1 : -1) * det(minor(m, n, i, j), n - 1)
  }),
)

/** The lower factor, from the lower triangle; NaN where the matrix is not positive definite. */
export const choleskyFactor = /* @__PURE__ */ squareRoutine("cholesky", (m, n) => {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(m, i * n + j)
      for (let k = 0; k < j; k++) rest -= at(factor, i * n + k) * at(factor, j * n + k)
      const head = at(factor, j * n + j)
      factor[i * n + j] = i !== j ? rest / head : rest > 0 ? Math.sqrt(rest) : Number.NaN
    }
  }
  return factor
})

// internal

/** Each matrix through `f`, which gives one number or a matrix. */
function squareRoutine(fn: SquareFn, f: (matrix: Matrix, n: number) => ArrayLike<number>): MatrixRoutine<SquareFn> {
  return {
    fn,
    numbers: ([x], [shape]) => {
      const n = (shape as readonly number[]).at(-1) as number
      const batch = sizeOf((shape as readonly number[]).slice(0, -2))
      const size = fn === "det" ? 1 : n * n
      const result = new Float64Array(batch * size)
      for (let i = 0; i < batch; i++) result.set(f((x as Matrix).slice(i * n * n, (i + 1) * n * n), n), i * size)
      return result
    },
  }
}

const at = (m: Matrix, i: number): number => m[i] as number

const swapRows = (m: Matrix, columns: number, i: number, j: number): void => {
  if (i === j) return
  const row = m.slice(i * columns, (i + 1) * columns)
  m.copyWithin(i * columns, j * columns, (j + 1) * columns)
  m.set(row, j * columns)
}

/** Row i less `factor` times row j. */
const subtract = (m: Matrix, columns: number, i: number, j: number, factor: number): void => {
  for (let c = 0; c < columns; c++) m[i * columns + c] = at(m, i * columns + c) - factor * at(m, j * columns + c)
}

/** The row with the largest element of a column, from the diagonal down. */
const pivotRow = (m: Matrix, n: number, column: number): number => {
  let best = column
  for (let i = column + 1; i < n; i++) {
    if (Math.abs(at(m, i * n + column)) > Math.abs(at(m, best * n + column))) best = i
  }
  return best
}

/** Gaussian elimination with the rows of `b` alongside, which becomes the solution. */
const eliminate = (a: Matrix, b: Matrix, n: number, columns: number): void => {
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(a, n, k)
    swapRows(a, n, k, pivot)
    swapRows(b, columns, k, pivot)
    for (let i = k + 1; i < n; i++) {
      const factor = at(a, i * n + k) / at(a, k * n + k)
      subtract(a, n, i, k, factor)
      subtract(b, columns, i, k, factor)
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let c = 0; c < columns; c++) b[k * columns + c] = at(b, k * columns + c) / at(a, k * n + k)
    for (let i = 0; i < k; i++) subtract(b, columns, i, k, at(a, i * n + k))
  }
}

const det = (m: Matrix, n: number): number => {
  let product = 1
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(m, n, k)
    if (pivot !== k) product = -product
    swapRows(m, n, k, pivot)
    const head = at(m, k * n + k)
    if (head === 0) return 0
    product *= head
    for (let i = k + 1; i < n; i++) subtract(m, n, i, k, at(m, i * n + k) / head)
  }
  return product
}

/** Without row i and column j. */
const minor = (m: Matrix, n: number, i: number, j: number): Matrix =>
  m.filter((_, place) => Math.floor(place / n) !== i && place % n !== j)
