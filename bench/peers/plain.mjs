/** @file Plain loops over typed arrays: what one would write without a library. */
import { training } from "./plain-training.mjs"

export const load = async () => ({ ...methods, ...training })

const into = (size, f) => {
  const out = new Float32Array(size)
  return { run: () => f(out), read: () => out }
}

const methods = {
  logSoftmax: ({ x: { shape, data }, dim }) => {
    const [rows, columns] = shape
    const [count, length, start, stride] = dim === 1 ? [rows, columns, columns, 1] : [columns, rows, 1, columns]
    return into(data.length, (out) => {
      for (let i = 0; i < count; i++) logSoftmaxRow(data, out, i * start, length, stride)
    })
  },

  elementwise: ({ x: { data } }) =>
    into(data.length, (out) => {
      for (let i = 0; i < data.length; i++) {
        const v = data[i]
        out[i] = Math.tanh(0.8 * v + 0.1) / (1 + Math.exp(-v)) + Math.exp(-v * v)
      }
    }),

  matmul: ({ a, b }) => {
    const n = a.shape[0]
    return into(n * n, (out) => product(a.data, b.data, out, n, n, n))
  },

  mlp: ({ x, layers }) => {
    const batch = x.shape[0]
    const outs = layers.map(({ b }) => new Float32Array(batch * b.data.length))
    return {
      run: () => {
        layers.forEach(({ w, b }, i) => {
          affine(i === 0 ? x.data : outs[i - 1], w.data, b.data, outs[i], batch, w.shape[1], w.shape[0])
          if (i < layers.length - 1) rectify(outs[i])
        })
      },
      read: () => outs.at(-1),
    }
  },

  attention: ({ q, k, v }) => {
    const [length, width] = q.shape.slice(-2)
    const count = q.data.length / length / width
    const weights = new Float32Array(length)
    return into(q.data.length, (out) => {
      for (let i = 0; i < count * length; i++) {
        const base = Math.floor(i / length) * length * width
        let largest = Number.NEGATIVE_INFINITY
        for (let j = 0; j < length; j++) {
          let sum = 0
          for (let e = 0; e < width; e++) sum += q.data[i * width + e] * k.data[base + j * width + e]
          weights[j] = sum / Math.sqrt(width)
          largest = Math.max(largest, weights[j])
        }
        let total = 0
        for (let j = 0; j < length; j++) {
          weights[j] = Math.exp(weights[j] - largest)
          total += weights[j]
        }
        const row = out.subarray(i * width, (i + 1) * width).fill(0)
        for (let j = 0; j < length; j++) {
          const weight = weights[j] / total
          for (let e = 0; e < width; e++) row[e] += weight * v.data[base + j * width + e]
        }
      }
    })
  },

  layerNorm: ({ x: { shape, data }, weight, bias }) => {
    const [rows, width] = shape
    return into(data.length, (out) => {
      for (let i = 0; i < rows * width; i += width) {
        let mean = 0
        for (let j = 0; j < width; j++) mean += data[i + j]
        mean /= width
        let variance = 0
        for (let j = 0; j < width; j++) variance += (data[i + j] - mean) ** 2
        const rate = 1 / Math.sqrt(variance / width + 1e-5)
        for (let j = 0; j < width; j++) out[i + j] = (data[i + j] - mean) * rate * weight.data[j] + bias.data[j]
      }
    })
  },

  chain: ({ x: { data } }) => operations(data),
  freshChain: ({ x: { data } }) => operations(data),

  conv: ({ x, w }) => {
    const [count, channels, height, width] = x.shape
    const outer = w.shape[0]
    const [wide, high] = [width + 2, height + 2]
    const padded = new Float32Array(channels * high * wide)
    return into(count * outer * height * width, (out) => {
      out.fill(0)
      for (let n = 0; n < count; n++) {
        for (let c = 0; c < channels; c++) {
          for (let y = 0; y < height; y++) {
            const from = ((n * channels + c) * height + y) * width
            padded.set(x.data.subarray(from, from + width), (c * high + y + 1) * wide + 1)
          }
        }
        for (let o = 0; o < outer; o++) {
          for (let tap = 0; tap < channels * 9; tap++) {
            const factor = w.data[o * channels * 9 + tap]
            const corner = Math.floor(tap / 9) * high * wide + (Math.floor(tap / 3) % 3) * wide + (tap % 3)
            const to = (n * outer + o) * height * width
            for (let y = 0; y < height; y++) {
              for (let i = 0; i < width; i++) out[to + y * width + i] += factor * padded[corner + y * wide + i]
            }
          }
        }
      }
    })
  },
}

const operations = (data) =>
  into(data.length, (out) => {
    for (let i = 0; i < data.length; i++) {
      const grown = Math.log(Math.exp(Math.tanh(data[i] * 1.5 + 0.5) - 0.25) + 1)
      const gate = 1 / (1 + Math.exp(-grown))
      out[i] = -(gate * gate)
    }
  })

export const logSoftmaxRow = (x, out, start, length, stride) => {
  const end = start + length * stride
  let max = Number.NEGATIVE_INFINITY
  for (let i = start; i < end; i += stride) max = Math.max(max, x[i])
  let sum = 0
  for (let i = start; i < end; i += stride) sum += Math.exp(x[i] - max)
  const lse = max + Math.log(sum)
  for (let i = start; i < end; i += stride) out[i] = x[i] - lse
}

/** Four independent sums over columns laid out as rows. */
const product = (a, b, out, m, k, n) => {
  const columns = new Float32Array(n * k)
  for (let p = 0; p < k; p++) for (let j = 0; j < n; j++) columns[j * k + p] = b[p * n + j]
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0]
      for (let p = 0; p < k; p += 4) {
        s0 += a[i * k + p] * columns[j * k + p]
        s1 += a[i * k + p + 1] * columns[j * k + p + 1]
        s2 += a[i * k + p + 2] * columns[j * k + p + 2]
        s3 += a[i * k + p + 3] * columns[j * k + p + 3]
      }
      out[i * n + j] = s0 + s1 + (s2 + s3)
    }
  }
}

export const rectify = (x) => {
  for (let i = 0; i < x.length; i++) x[i] = Math.max(x[i], 0)
}

export const affine = (x, w, b, out, rows, inner, outer) => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outer; j++) {
      let sum = b[j]
      for (let k = 0; k < inner; k++) sum += x[i * inner + k] * w[j * inner + k]
      out[i * outer + j] = sum
    }
  }
}
