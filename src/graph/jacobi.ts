/**
 * @file Jacobi rotations: pairs of columns are turned until all are at right angles. Slower than what LAPACK does, and
 * more accurate: small singular values keep their digits. Signs: the largest element of each vector of the right side
 * is positive.
 */

/** Row-major, n by n. */
type Matrix = Float64Array

/** One-sided: A · V has columns at right angles, of which the lengths are the singular values. Finite matrices only. */
export const singularVectors = (
  a: Matrix,
  n: number,
): { readonly u: Matrix; readonly s: Matrix; readonly v: Matrix } => {
  const scale = binade(a)
  const images = columnsOf(
    a.map((value) => value / scale),
    n,
  )
  const turned = columnsOf(identity(n), n)
  untilSettled(n, (p, q) => {
    const [x, y] = [images[p] as Column, images[q] as Column]
    const [alpha, beta, gamma] = [dot(x, x), dot(y, y), dot(x, y)]
    if (!(Math.abs(gamma) > n * PRECISION * Math.sqrt(alpha * beta))) return false
    const angle = rotationOf((beta - alpha) / (2 * gamma))
    rotate(x, y, angle)
    rotate(turned[p] as Column, turned[q] as Column, angle)
    return true
  })
  const lengths = images.map((column) => Math.sqrt(dot(column, column)))
  const order = lengths.map((_, i) => i).sort((i, j) => (lengths[j] as number) - (lengths[i] as number))
  const left: Column[] = []
  for (const i of order) {
    const [length, sign] = [lengths[i] as number, signOf(turned[i] as Column)]
    const unit = (images[i] as Column).map((value) => (sign * value) / length)
    left.push(length > VANISHED ? unit : perpendicular(left, n))
  }
  return {
    u: matrixOf(left, n),
    s: Float64Array.from(order, (i) => ((lengths[i] as number) > VANISHED ? (lengths[i] as number) * scale : 0)),
    v: matrixOf(
      order.map((i) => oriented(turned[i] as Column)),
      n,
    ),
  }
}

/** Two-sided: Vᵀ · A · V is diagonal. Symmetric, finite matrices only. */
export const eigenvectors = (a: Matrix, n: number): { readonly values: Matrix; readonly vectors: Matrix } => {
  const scale = binade(a)
  const rest = a.map((value) => value / scale)
  const turned = columnsOf(identity(n), n)
  const at = (i: number, j: number): number => rest[i * n + j] as number
  untilSettled(n, (p, q) => {
    if (Math.abs(at(p, q)) <= PRECISION / 8) return false
    const angle = rotationOf((at(q, q) - at(p, p)) / (2 * at(p, q)))
    // rows, then columns
    rotate(rest.subarray(p * n, (p + 1) * n), rest.subarray(q * n, (q + 1) * n), angle)
    for (let i = 0; i < n; i++) {
      const [x, y] = [at(i, p), at(i, q)]
      rest[i * n + p] = angle.cosine * x - angle.sine * y
      rest[i * n + q] = angle.sine * x + angle.cosine * y
    }
    rotate(turned[p] as Column, turned[q] as Column, angle)
    return true
  })
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(i, i) - at(j, j))
  return {
    values: Float64Array.from(order, (i) => at(i, i) * scale),
    vectors: matrixOf(
      order.map((i) => oriented(turned[i] as Column)),
      n,
    ),
  }
}

/** The power of two of the largest element: what is divided by it is exact, and its squares don't overflow. */
export const binade = (values: Float64Array): number => {
  const most = largest(values)
  return most === 0 ? 1 : 2 ** Math.floor(Math.log2(most))
}

// internal

type Column = Float64Array

interface Angle {
  readonly cosine: number
  readonly sine: number
}

const PRECISION = 2 ** -52

/** Rotations of columns shorter than this would divide by squares that are 0. */
const VANISHED = 2 ** -500

/** They converge in about six, quadratically. */
const SWEEPS = 60

/** Every pair of columns again and again, until `turn` finds nothing left to do. */
const untilSettled = (n: number, turn: (p: number, q: number) => boolean): void => {
  let hasTurned = true
  for (let sweep = 0; hasTurned && sweep < SWEEPS; sweep++) {
    hasTurned = false
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) hasTurned = turn(p, q) || hasTurned
  }
}

/** The smaller of the two angles of which the cotangent of twice the angle is given. */
const rotationOf = (cotangent: number): Angle => {
  const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent))
  const cosine = 1 / Math.hypot(1, tangent)
  return { cosine, sine: cosine * tangent }
}

const rotate = (x: Column, y: Column, { cosine, sine }: Angle): void => {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] as number, y[i] as number]
    x[i] = cosine * a - sine * b
    y[i] = sine * a + cosine * b
  }
}

/** A unit vector at right angles to the others: what is left of the axis that they share least. */
const perpendicular = (others: readonly Column[], n: number): Column => {
  const shares = Array.from({ length: n }, (_, i) => others.reduce((sum, other) => sum + (other[i] as number) ** 2, 0))
  const axis = shares.indexOf(Math.min(...shares))
  const vector = Float64Array.from({ length: n }, (_, i) => Number(i === axis))
  // twice: what the first time leaves over through rounding
  for (const other of [...others, ...others]) {
    const along = dot(vector, other)
    for (let i = 0; i < n; i++) vector[i] = (vector[i] as number) - along * (other[i] as number)
  }
  const length = Math.sqrt(dot(vector, vector))
  return vector.map((value) => value / length)
}

const dot = (x: Column, y: Column): number => {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number)
  return sum
}

const largest = (values: Column): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** -1 if the largest element is negative; of elements as large as it up to rounding, the first. */
const signOf = (column: Column): number => {
  const most = largest(column) * (1 - 2 ** -40)
  return (column.find((value) => Math.abs(value) >= most) as number) < 0 ? -1 : 1
}

const oriented = (column: Column): Column => column.map((value) => signOf(column) * value)

const identity = (n: number): Matrix => Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0))

const columnsOf = (m: Matrix, n: number): readonly Column[] =>
  Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (__, i) => m[i * n + j] as number))

const matrixOf = (columns: readonly Column[], n: number): Matrix =>
  Float64Array.from({ length: n * n }, (_, i) => columns[i % n]?.[Math.floor(i / n)] as number)
