/** @file What models are made of, in float64, on the tape. */
import { add, byRows, custom, leaf, map, permute, product, reshape, scale } from "./tape.mjs"

export const relu = (x) =>
  map(
    x,
    (value) => Math.max(value, 0),
    (value) => (value > 0 ? 1 : 0),
  )

/** The form with tanh. */
export const gelu = (x) => {
  const rate = Math.sqrt(2 / Math.PI)
  const inner = (value) => Math.tanh(rate * (value + 0.044715 * value ** 3))
  return map(
    x,
    (value) => 0.5 * value * (1 + inner(value)),
    (value) => {
      const t = inner(value)
      return 0.5 * (1 + t) + 0.5 * value * (1 - t * t) * rate * (1 + 3 * 0.044715 * value * value)
    },
  )
}

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0)

export const softmax = (x) =>
  byRows(
    x,
    (row) => {
      const lse = logsumexp(row)
      row.forEach((value, i) => {
        row[i] = Math.exp(value - lse)
      })
    },
    (_, out, g) => {
      const weighed = dot(out, g)
      return out.map((value, i) => value * (g[i] - weighed))
    },
  )

export const logsumexp = (row) => {
  let largest = Number.NEGATIVE_INFINITY
  for (const value of row) largest = Math.max(largest, value)
  let sum = 0
  for (const value of row) sum += Math.exp(value - largest)
  return largest + Math.log(sum)
}

/** Less the mean of the row, over its deviation. */
export const normalise = (x, eps = 1e-5) => {
  const deviationOf = (row) => {
    const mean = row.reduce((a, b) => a + b, 0) / row.length
    return { mean, deviation: Math.sqrt(row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / row.length + eps) }
  }
  return byRows(
    x,
    (row) => {
      const { mean, deviation } = deviationOf(row)
      row.forEach((value, i) => {
        row[i] = (value - mean) / deviation
      })
    },
    (row, out, g) => {
      const { deviation } = deviationOf(row)
      const mean = g.reduce((a, b) => a + b, 0) / g.length
      const weighed = dot(out, g) / g.length
      return g.map((value, i) => (value - mean - out[i] * weighed) / deviation)
    },
  )
}

/** The mean of the rows' negative log-likelihoods. */
export const crossEntropy = (logits, { data: labels }) => {
  const width = logits.shape.at(-1)
  const lses = Array.from(labels, (_, i) => logsumexp(rowOf(logits.data, i, width)))
  const loss = lses.reduce((sum, lse, i) => sum + lse - logits.data[i * width + labels[i]], 0) / labels.length
  return custom([], Float64Array.of(loss), [logits], ([g]) => {
    for (let i = 0; i < labels.length; i++) {
      for (let j = 0; j < width; j++) {
        const share = Math.exp(logits.data[i * width + j] - lses[i]) - (labels[i] === j ? 1 : 0)
        logits.gradient[i * width + j] += (g * share) / labels.length
      }
    }
  })
}

/** softmax(q · kᵀ / √E) · v over the last two of four dims. */
export const attention = (q, k, v, isCausal = false) => {
  const [length, width] = q.shape.slice(-2)
  const scores = scale(product(q, permute(k, [0, 1, 3, 2])), 1 / Math.sqrt(width))
  if (!isCausal) return product(softmax(scores), v)
  const future = Float64Array.from({ length: length * length }, (_, i) =>
    i % length > Math.floor(i / length) ? -1e300 : 0,
  )
  return product(softmax(add(scores, leaf({ shape: [length, length], data: future }))), v)
}

/** [N, C, H, W] by [O, C, 3, 3], one zero around the image. */
export const conv = (x, w) => {
  const [count, channels, height, width] = x.shape
  const outer = w.shape[0]
  const out = new Float64Array(count * outer * height * width)
  const visit = (f) => {
    for (let at = 0; at < out.length; at++) {
      const column = at % width
      const row = Math.floor(at / width) % height
      const o = Math.floor(at / (width * height)) % outer
      const n = Math.floor(at / (width * height * outer))
      for (let c = 0; c < channels; c++) {
        for (let dy = Math.max(0, 1 - row); dy < Math.min(3, height + 1 - row); dy++) {
          for (let dx = Math.max(0, 1 - column); dx < Math.min(3, width + 1 - column); dx++) {
            const from = ((n * channels + c) * height + row + dy - 1) * width + column + dx - 1
            f(at, from, (o * channels + c) * 9 + dy * 3 + dx)
          }
        }
      }
    }
  }
  visit((at, from, tap) => {
    out[at] += x.data[from] * w.data[tap]
  })
  return custom([count, outer, height, width], out, [x, w], (g) =>
    visit((at, from, tap) => {
      x.gradient[from] += g[at] * w.data[tap]
      w.gradient[tap] += g[at] * x.data[from]
    }),
  )
}

/** One number for each channel of [N, C, H, W]. */
export const addChannels = (x, bias) => permute(add(permute(x, [0, 2, 3, 1]), bias), [0, 3, 1, 2])

/** The largest of every two by two; equal ones (which relu makes of zeros only) share the gradient. */
export const pool = (x) => {
  const [n, c, height, width] = x.shape
  const windows = permute(reshape(x, [n, c, height / 2, 2, width / 2, 2]), [0, 1, 2, 4, 3, 5])
  const four = reshape(windows, [n, c, height / 2, width / 2, 4])
  const count = four.data.length / 4
  const largest = Float64Array.from({ length: count }, (_, i) => Math.max(...four.data.subarray(4 * i, 4 * i + 4)))
  return custom([n, c, height / 2, width / 2], largest, [four], (g) =>
    g.forEach((d, i) => {
      const equal = [0, 1, 2, 3].filter((j) => four.data[4 * i + j] === largest[i])
      for (const j of equal) four.gradient[4 * i + j] += d / equal.length
    }),
  )
}

const rowOf = (data, i, width) => data.subarray(i * width, (i + 1) * width)
