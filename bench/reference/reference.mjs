/**
 * @file What every result is compared with: float64 computations of each method, independent of all peers.
 * A result is right if no number is further from the reference than the tolerance times the largest of them.
 */
import { addChannels, attention, conv, crossEntropy, gelu, logsumexp, normalise, pool, relu } from "./layers.mjs"
import { add, backward, leaf, linear, mul, permute, product, reshape, rows } from "./tape.mjs"

/** Of a forward result in float32; sums of a few thousand products stay well below it. */
const FORWARD = 1e-5
/** Of the change that a training step makes to a parameter, which float32 keeps to about this much. */
const CHANGE = 1e-3

/** The reference of a workload's method: what is compared of an actual result, with what, and how closely. */
export const referenceOf = (method, given) => {
  const { expected, of = (actual) => actual, tolerance = FORWARD } = references[method](given)
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  return {
    /** The largest error relative to the largest number, and whether that is right. */
    check: (actual) => {
      const compared = of(actual)
      if (compared.length !== expected.length) return { error: Number.POSITIVE_INFINITY, right: false }
      let error = 0
      for (let i = 0; i < expected.length; i++) {
        // NaN must not pass for small
        const distance = Math.abs(compared[i] - expected[i])
        error = distance <= error ? error : Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance
      }
      return { error: error / largest, right: error <= tolerance * largest }
    },
  }
}

const forward = (result) => ({ expected: result.data })

/** The changes of all parameters, in their order. */
const changes = (params, loss, rate) => {
  backward(loss)
  const before = concat(params.map(({ data }) => data))
  return {
    expected: concat(params.map(({ gradient }) => gradient)).map((g) => -rate * g),
    of: (actual) => Float64Array.from(actual, (value, i) => value - before[i]),
    tolerance: CHANGE,
  }
}

const concat = (parts) => {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const leaves = (params) => Object.fromEntries(Object.entries(params).map(([key, value]) => [key, leaf(value)]))

const mlp = (x, layers) =>
  layers.reduce((h, { w, b }, i) => (i === layers.length - 1 ? linear(h, w, b) : relu(linear(h, w, b))), x)

const chainOf = (value) => {
  const grown = Math.log(Math.exp(Math.tanh(value * 1.5 + 0.5) - 0.25) + 1)
  return -((1 / (1 + Math.exp(-grown))) ** 2)
}

const chain = ({ x }) => ({ expected: Float64Array.from(x.data, chainOf) })

const block = (p, tokens, heads) => {
  const [batch, length] = tokens.shape
  const width = p.table.shape[1]
  const split = (y) => permute(reshape(y, [batch, length, heads, width / heads]), [0, 2, 1, 3])
  const x = add(rows(p.table, tokens), p.places)
  const a = add(mul(normalise(x), p.g1), p.h1)
  const mixed = attention(split(linear(a, p.wq)), split(linear(a, p.wk)), split(linear(a, p.wv)), true)
  const y = add(x, linear(reshape(permute(mixed, [0, 2, 1, 3]), x.shape), p.wo, p.bo))
  const b = add(mul(normalise(y), p.g2), p.h2)
  const z = add(y, linear(gelu(linear(b, p.w1, p.b1)), p.w2, p.b2))
  return reshape(linear(z, p.head), [batch * length, p.head.shape[0]])
}

/** Above this size a product is checked on 64 whole rows, and all of it through its products with two vectors. */
const WHOLE = 1024

const projected = (a, b, n) => {
  const ids = Array.from({ length: 64 }, (_, i) => Math.floor((i * (n - 1)) / 63))
  const vectors = [1, 2].map((seed) => ({
    shape: [n, 1],
    data: Float64Array.from({ length: n }, (_, i) => ((i * i * seed + i) % 7) - 3),
  }))
  const rowsOf = (data) => concat(ids.map((i) => data.subarray(i * n, (i + 1) * n)))
  const square = (data) => leaf({ shape: [n, n], data })
  const picked = leaf({ shape: [64, n], data: rowsOf(a.data) })
  const through = (f) => vectors.map((v) => f(leaf(v)).data.map((value) => value / Math.sqrt(n)))
  const right = square(b.data)
  return {
    expected: concat([product(picked, right).data, ...through((v) => product(square(a.data), product(right, v)))]),
    of: (actual) => concat([rowsOf(actual), ...through((v) => product(square(actual), v))]),
  }
}

const references = {
  logSoftmax: ({ x, dim }) => {
    const turned = dim === 1 ? leaf(x) : permute(leaf(x), [1, 0])
    const width = turned.shape[1]
    for (let i = 0; i < turned.data.length; i += width) {
      const row = turned.data.subarray(i, i + width)
      const lse = logsumexp(row)
      row.forEach((value, j) => {
        row[j] = value - lse
      })
    }
    return forward(dim === 1 ? turned : permute(turned, [1, 0]))
  },
  crossEntropyGradient: ({ logits, labels }) => {
    const x = leaf(logits)
    backward(crossEntropy(x, labels))
    return { expected: x.gradient }
  },
  elementwise: ({ x }) => ({
    expected: Float64Array.from(x.data, (v) => Math.tanh(0.8 * v + 0.1) / (1 + Math.exp(-v)) + Math.exp(-v * v)),
  }),
  matmul: ({ a, b }) => (a.shape[0] > WHOLE ? projected(a, b, a.shape[0]) : forward(product(leaf(a), leaf(b)))),
  mlp: ({ x, layers }) => forward(mlp(leaf(x), layers.map(leaves))),
  mlpStep: ({ x, labels, layers, rate }) => {
    const params = layers.map(leaves)
    const all = params.flatMap(({ w, b }) => [w, b])
    return changes(all, crossEntropy(mlp(leaf(x), params), labels), rate)
  },
  attention: ({ q, k, v }) => forward(attention(leaf(q), leaf(k), leaf(v))),
  layerNorm: ({ x, weight, bias }) => forward(add(mul(normalise(leaf(x)), leaf(weight)), leaf(bias))),
  chain,
  freshChain: chain,
  conv: ({ x, w }) => forward(conv(leaf(x), leaf(w))),
  convStep: ({ x, labels, params, rate }) => {
    const p = leaves(params)
    const first = pool(relu(addChannels(conv(leaf(x), p.w1), p.b1)))
    const second = pool(relu(addChannels(conv(first, p.w2), p.b2)))
    const logits = linear(reshape(second, [x.shape[0], p.w3.shape[1]]), p.w3, p.b3)
    return changes(Object.values(p), crossEntropy(logits, labels), rate)
  },
  transformerStep: ({ tokens, labels, params, heads, rate }) => {
    const p = leaves(params)
    return changes(Object.values(p), crossEntropy(block(p, tokens, heads), labels), rate)
  },
}
