/** @file Training in plain loops: the gradients written out by hand. It has no convolution and no transformer. */
import { affine, logSoftmaxRow, rectify } from "./plain.mjs"

export const training = {
  crossEntropyGradient: ({ logits, labels }) => {
    const [rows, classes] = logits.shape
    const out = new Float32Array(rows * classes)
    return { run: () => gradientOfLogits(logits.data, labels.data, out, rows, classes), read: () => out }
  },

  mlpStep: ({ x, labels, layers, rate }) => {
    const batch = x.shape[0]
    const widths = layers.map(({ b }) => b.data.length)
    const outs = widths.map((width) => new Float32Array(batch * width))
    const gradients = widths.map((width) => new Float32Array(batch * width))
    const next = layers.map(({ w, b }) => ({ w: w.data.slice(), b: b.data.slice() }))
    const last = layers.length - 1
    const run = () => {
      layers.forEach(({ w, b }, i) => {
        affine(i === 0 ? x.data : outs[i - 1], w.data, b.data, outs[i], batch, w.shape[1], w.shape[0])
        if (i < last) rectify(outs[i])
      })
      gradientOfLogits(outs[last], labels.data, gradients[last], batch, widths[last])
      for (let i = last; i >= 0; i--) {
        const { w, b } = layers[i]
        const [outer, inner] = w.shape
        if (i > 0) pullBack(gradients[i], w.data, outs[i - 1], gradients[i - 1], batch, inner, outer)
        descend(w.data, b.data, gradients[i], i === 0 ? x.data : outs[i - 1], next[i], batch, inner, outer, rate)
      }
    }
    const read = () => Float32Array.from(next.flatMap(({ w, b }) => [...w, ...b]))
    return { run, read }
  },
}

/** Of the mean negative log-likelihood. */
const gradientOfLogits = (logits, labels, out, rows, classes) => {
  for (let i = 0; i < rows; i++) {
    logSoftmaxRow(logits, out, i * classes, classes, 1)
    for (let j = i * classes; j < (i + 1) * classes; j++) out[j] = Math.exp(out[j]) / rows
    out[i * classes + labels[i]] -= 1 / rows
  }
}

/** Through a layer and the relu before it. */
const pullBack = (g, w, h, out, rows, inner, outer) => {
  out.fill(0)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outer; j++) {
      const factor = g[i * outer + j]
      for (let k = 0; k < inner; k++) out[i * inner + k] += factor * w[j * inner + k]
    }
  }
  for (let i = 0; i < out.length; i++) if (h[i] === 0) out[i] = 0
}

const descend = (w, b, g, x, next, rows, inner, outer, rate) => {
  next.w.set(w)
  next.b.set(b)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outer; j++) {
      const delta = rate * g[i * outer + j]
      next.b[j] -= delta
      for (let k = 0; k < inner; k++) next.w[j * inner + k] -= delta * x[i * inner + k]
    }
  }
}
