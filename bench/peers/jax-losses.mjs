/**
 * @file The models of training steps in jax-js. A function owns its arguments: all but the last use of one is `.ref`.
 */
import { lax, nn, numpy as np } from "@jax-js/jax"

/** The mean over rows; targets are rows of zeros and a one. */
const crossEntropy = (logits, targets) => {
  const rows = targets.shape[0]
  return nn
    .logSoftmax(logits, 1)
    .mul(targets)
    .sum()
    .mul(-1 / rows)
}

const affine = (x, w, b) => np.matmul(x, w.transpose()).add(b)

const mlp = (x, params) => {
  const count = Object.keys(params).length / 2
  let h = x
  for (let i = 0; i < count; i++) {
    h = affine(h, params[`w${i}`], params[`b${i}`])
    if (i < count - 1) h = nn.relu(h)
  }
  return h
}

const attention = (q, k, v, bias) => {
  const width = q.shape[3]
  const scores = np.matmul(q, k.transpose([0, 1, 3, 2])).mul(1 / Math.sqrt(width))
  return np.matmul(nn.softmax(bias === undefined ? scores : scores.add(bias), -1), v)
}

const convolved = (x, w, b) => {
  const y = nn.relu(lax.conv(x, w, [1, 1], "SAME").add(b.reshape([1, -1, 1, 1])))
  const [n, c, height, width] = y.shape
  return y.reshape([n, c, height / 2, 2, width / 2, 2]).max([3, 5])
}

const convNet = (x, { w1, b1, w2, b2, w3, b3 }) => {
  const second = convolved(convolved(x, w1, b1), w2, b2)
  return affine(second.reshape([second.shape[0], -1]), w3, b3)
}

const transformer = (p, inputs, { shape, heads }) => {
  const [batch, length] = shape
  const width = p.table.shape[1]
  const whole = [batch, length, width]
  const split = (x) => x.reshape([batch, length, heads, width / heads]).transpose([0, 2, 1, 3])
  const norm = (x, weight, bias) => nn.standardize(x, -1).mul(weight).add(bias)
  const linear = (x, w) => np.matmul(x, w.transpose())

  const x = np.matmul(inputs, p.table).reshape(whole).add(p.places)
  const a = norm(x.ref, p.g1, p.h1)
  const future = np.triu(np.full([length, length], -1e9), 1)
  const mixed = attention(split(linear(a.ref, p.wq)), split(linear(a.ref, p.wk)), split(linear(a, p.wv)), future)
  const h = x.add(affine(mixed.transpose([0, 2, 1, 3]).reshape(whole), p.wo, p.bo))
  const inner = nn.gelu(affine(norm(h.ref, p.g2, p.h2), p.w1, p.b1), { approximate: true })
  const z = h.add(affine(inner, p.w2, p.b2))
  return linear(z, p.head).reshape([batch * length, -1])
}

export const losses = { crossEntropy, mlp, attention, convNet, transformer }
