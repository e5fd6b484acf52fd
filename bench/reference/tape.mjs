/**
 * @file A float64 tensor with its gradient: the plainest loops that training can be checked against.
 * Each function computes at once and leaves behind how its operands' gradients grow with its own.
 */

const sizeOf = (shape) => shape.reduce((size, extent) => size * extent, 1)

const tensor = (shape, data, operands, back) => ({
  shape,
  data,
  gradient: new Float64Array(data.length),
  operands,
  back,
})

/** Each element of the result is one of `x`'s: its gradient goes there. */
const taking = (shape, data, x, from) =>
  tensor(shape, data, [x], (g) => {
    for (let i = 0; i < g.length; i++) x.gradient[from(i)] += g[i]
  })

export const leaf = ({ shape, data }) => tensor(shape, new Float64Array(data), [], () => {})

/** Adds to the gradient of everything that `scalar` was computed from. */
export const backward = (scalar) => {
  const order = []
  const seen = new Set()
  const visit = (x) => {
    if (seen.has(x)) return
    seen.add(x)
    x.operands.forEach(visit)
    order.push(x)
  }
  visit(scalar)
  scalar.gradient[0] = 1
  for (const x of order.reverse()) x.back(x.gradient)
}

export const map = (x, f, slope) =>
  tensor(x.shape, x.data.map(f), [x], (g) => {
    for (let i = 0; i < g.length; i++) x.gradient[i] += g[i] * slope(x.data[i])
  })

export const scale = (x, factor) =>
  map(
    x,
    (value) => value * factor,
    () => factor,
  )

/** `b`'s shape is what `a`'s ends in. */
export const add = (a, b) => {
  const period = b.data.length
  return tensor(
    a.shape,
    a.data.map((value, i) => value + b.data[i % period]),
    [a, b],
    (g) =>
      g.forEach((d, i) => {
        a.gradient[i] += d
        b.gradient[i % period] += d
      }),
  )
}

export const mul = (a, b) => {
  const period = b.data.length
  return tensor(
    a.shape,
    a.data.map((value, i) => value * b.data[i % period]),
    [a, b],
    (g) =>
      g.forEach((d, i) => {
        a.gradient[i] += d * b.data[i % period]
        b.gradient[i % period] += d * a.data[i]
      }),
  )
}

/** [..., m, k] by [..., k, n], or by one [k, n] for all. */
export const product = (a, b) => {
  const [k, n] = b.shape.slice(-2)
  const batch = sizeOf(b.shape.slice(0, -2))
  const m = a.data.length / batch / k
  const out = new Float64Array(batch * m * n)
  for (let s = 0; s < batch; s++) multiply(a.data, b.data, out, m, k, n, s)
  return tensor([...a.shape.slice(0, -1), n], out, [a, b], (g) => {
    for (let s = 0; s < batch; s++) {
      for (let i = 0; i < m; i++) {
        for (let p = 0; p < k; p++) {
          const [row, from, at] = [(s * m + i) * n, (s * k + p) * n, (s * m + i) * k + p]
          let sum = 0
          for (let j = 0; j < n; j++) {
            sum += g[row + j] * b.data[from + j]
            b.gradient[from + j] += g[row + j] * a.data[at]
          }
          a.gradient[at] += sum
        }
      }
    }
  })
}

export const reshape = (x, shape) => taking(shape, x.data, x, (i) => i)

export const permute = (x, order) => {
  const strides = x.shape.map((_, axis) => sizeOf(x.shape.slice(axis + 1)))
  const shape = order.map((axis) => x.shape[axis])
  const from = Int32Array.from(x.data, (_, i) => {
    let [rest, position] = [i, 0]
    for (let axis = order.length - 1; axis >= 0; axis--) {
      position += (rest % shape[axis]) * strides[order[axis]]
      rest = Math.floor(rest / shape[axis])
    }
    return position
  })
  const data = Float64Array.from(from, (position) => x.data[position])
  return taking(shape, data, x, (i) => from[i])
}

export const transpose = (w) => permute(w, [1, 0])

/** x · wᵀ + b, for a weight [out, in]. */
export const linear = (x, w, b) => {
  const y = product(x, transpose(w))
  return b === undefined ? y : add(y, b)
}

/** The rows of a [N, E] table that the indices name. */
export const rows = (table, { shape, data: indices }) => {
  const width = table.shape[1]
  const from = (i) => indices[Math.floor(i / width)] * width + (i % width)
  const data = Float64Array.from({ length: indices.length * width }, (_, i) => table.data[from(i)])
  return taking([...shape, width], data, table, from)
}

/** Over the last dim: `of` computes a row, `back` its gradient from the result and the result's gradient. */
export const byRows = (x, of, back) => {
  const width = x.shape.at(-1)
  const out = x.data.slice()
  for (let i = 0; i < out.length; i += width) of(out.subarray(i, i + width))
  return tensor(x.shape, out, [x], (g) => {
    for (let i = 0; i < out.length; i += width) {
      const [from, to] = [i, i + width]
      const grown = back(x.data.subarray(from, to), out.subarray(from, to), g.subarray(from, to))
      for (let j = 0; j < width; j++) x.gradient[i + j] += grown[j]
    }
  })
}

export const custom = tensor

// internal

const multiply = (a, b, out, m, k, n, s) => {
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const factor = a[(s * m + i) * k + p]
      const [row, from] = [(s * m + i) * n, (s * k + p) * n]
      for (let j = 0; j < n; j++) out[row + j] += factor * b[from + j]
    }
  }
}
