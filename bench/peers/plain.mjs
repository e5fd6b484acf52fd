/** @file Plain loops over typed arrays: what one would write without a library, and the reference of the others' results. */
import { mlp } from "../workloads.mjs"

export const name = "plain JS"

export const load = async () => ({
  logSoftmax: (x, [rows, columns], dim) => {
    const out = new Float32Array(x.length)
    const [count, length, start, stride] = dim === 1 ? [rows, columns, columns, 1] : [columns, rows, 1, columns]
    return {
      run: () => {
        for (let i = 0; i < count; i++) logSoftmaxRow(x, out, i * start, length, stride)
      },
      read: () => out,
    }
  },

  matmul: (a, b, n) => {
    const out = new Float32Array(n * n)
    return { run: () => product(a, b, out, n, n, n), read: () => out }
  },

  step: ({ w1, b1, w2, b2, x, y }) => {
    const { batch, rate } = mlp
    const [inner, hidden, classes] = mlp.sizes
    const h = new Float32Array(batch * hidden)
    const logp = new Float32Array(batch * classes)
    const dh = new Float32Array(batch * hidden)
    const next = { w1: w1.slice(), b1: b1.slice(), w2: w2.slice(), b2: b2.slice() }
    const run = () => {
      affine(x, w1, b1, h, batch, inner, hidden)
      for (let i = 0; i < h.length; i++) h[i] = Math.max(h[i], 0)
      affine(h, w2, b2, logp, batch, hidden, classes)
      for (let i = 0; i < batch; i++) logSoftmaxRow(logp, logp, i * classes, classes, 1)
      // logp becomes the gradient of the mean negative log-likelihood with respect to the logits
      for (let i = 0; i < batch; i++) {
        for (let j = 0; j < classes; j++) {
          logp[i * classes + j] = (Math.exp(logp[i * classes + j]) - (y[i] === j ? 1 : 0)) / batch
        }
      }
      dh.fill(0)
      for (let i = 0; i < batch; i++) {
        for (let j = 0; j < classes; j++) {
          const g = logp[i * classes + j]
          for (let k = 0; k < hidden; k++) dh[i * hidden + k] += g * w2[j * hidden + k]
        }
      }
      for (let i = 0; i < dh.length; i++) if (h[i] === 0) dh[i] = 0
      descend(w2, b2, logp, h, next.w2, next.b2, batch, hidden, classes, rate)
      descend(w1, b1, dh, x, next.w1, next.b1, batch, inner, hidden, rate)
    }
    return { run, read: () => next.w1 }
  },
})

const logSoftmaxRow = (x, out, start, length, stride) => {
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

const affine = (x, w, b, out, rows, inner, outer) => {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outer; j++) {
      let sum = b[j]
      for (let k = 0; k < inner; k++) sum += x[i * inner + k] * w[j * inner + k]
      out[i * outer + j] = sum
    }
  }
}

const descend = (w, b, g, x, nextW, nextB, rows, inner, outer, rate) => {
  nextW.set(w)
  nextB.set(b)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outer; j++) {
      const delta = rate * g[i * outer + j]
      nextB[j] -= delta
      for (let k = 0; k < inner; k++) nextW[j * inner + k] -= delta * x[i * inner + k]
    }
  }
}
