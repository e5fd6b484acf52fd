/** @file Training in tuplet: compiled steps of gradient descent, and a gradient alone. */
import {
  add,
  compile,
  conv2d,
  crossEntropy,
  data,
  embedding,
  fromArray,
  gelu,
  grad,
  layerNorm,
  matmul,
  maxPool2d,
  permute,
  relu,
  reshape,
  scaledDotProductAttention,
  spec,
  transpose,
} from "../dist/index.js"
import { linear, sequential } from "../dist/nn.js"
import { sgd } from "../dist/optim.js"

const resident = ({ shape, data }) => fromArray(data, shape)
const residents = (params) => Object.fromEntries(Object.entries(params).map(([key, value]) => [key, resident(value)]))
const specs = (params) => Object.fromEntries(Object.entries(params).map(([key, { shape }]) => [key, spec(shape)]))

const joined = (tensors) => {
  const parts = tensors.map((tensor) => data(tensor))
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** One step from the same parameters each time; `list` names them in the order in which they are compared. */
const descending = (wanted, given, rate, lossOf, list = Object.values) => {
  const step = compile(wanted, ({ params, ...batch }) => sgd(params, grad(lossOf)(params, batch), { lr: rate }))
  let result
  return {
    run: () => {
      result = step(given)
    },
    read: () => joined(list(result)),
  }
}

const affine = (x, w, b) => add(matmul(x, transpose(w)), b)

export const training = {
  crossEntropyGradient: ({ logits, labels }) => {
    const f = compile({ x: spec(logits.shape), y: spec(labels.shape, "int32") }, ({ x, y }) =>
      grad((x) => crossEntropy(x, y))(x),
    )
    const given = { x: resident(logits), y: resident(labels) }
    let result
    return {
      run: () => {
        result = f(given)
      },
      read: () => data(result),
    }
  },

  mlpStep: ({ x, labels, layers, rate }) => {
    const net = sequential(
      ...layers.flatMap(({ w }, i) => {
        const layer = linear(w.shape[1], w.shape[0])
        return i === layers.length - 1 ? [layer] : [layer, relu]
      }),
    )
    const params = layers.flatMap(({ w, b }, i) => {
      const layer = { weight: resident(w), bias: resident(b) }
      return i === layers.length - 1 ? [layer] : [layer, {}]
    })
    return descending(
      { params: net.spec, x: spec(x.shape), y: spec(labels.shape, "int32") },
      { params, x: resident(x), y: resident(labels) },
      rate,
      (params, { x, y }) => crossEntropy(net.apply(params, x), y),
      (result) => result.flatMap(({ weight, bias }) => (weight === undefined ? [] : [weight, bias])),
    )
  },

  convStep: ({ x, labels, params, rate }) =>
    descending(
      { params: specs(params), x: spec(x.shape), y: spec(labels.shape, "int32") },
      { params: residents(params), x: resident(x), y: resident(labels) },
      rate,
      (p, { x, y }) => {
        const first = maxPool2d(relu(conv2d(x, p.w1, { bias: p.b1, padding: 1 })), { kernel: 2 })
        const second = maxPool2d(relu(conv2d(first, p.w2, { bias: p.b2, padding: 1 })), { kernel: 2 })
        return crossEntropy(affine(reshape(second, [x.shape[0], -1]), p.w3, p.b3), y)
      },
    ),

  transformerStep: ({ tokens, labels, params, heads, rate }) => {
    const [batch, length] = tokens.shape
    const width = params.table.shape[1]
    const split = (x) => permute(reshape(x, [batch, length, heads, width / heads]), [0, 2, 1, 3])
    const norm = (x, weight, bias) => layerNorm(x, [width], { weight, bias })
    const headsOf = (x, w) => split(matmul(x, transpose(w)))
    return descending(
      { params: specs(params), tokens: spec(tokens.shape, "int32"), y: spec(labels.shape, "int32") },
      { params: residents(params), tokens: resident(tokens), y: resident(labels) },
      rate,
      (p, { tokens, y }) => {
        const x = add(embedding(tokens, p.table), p.places)
        const a = norm(x, p.g1, p.h1)
        const [q, k, v] = [headsOf(a, p.wq), headsOf(a, p.wk), headsOf(a, p.wv)]
        const mixed = reshape(permute(scaledDotProductAttention(q, k, v, { isCausal: true }), [0, 2, 1, 3]), x.shape)
        const h = add(x, affine(mixed, p.wo, p.bo))
        const inner = gelu(affine(norm(h, p.g2, p.h2), p.w1, p.b1), { approximate: "tanh" })
        const z = add(h, affine(inner, p.w2, p.b2))
        return crossEntropy(reshape(matmul(z, transpose(p.head)), [batch * length, -1]), y)
      },
    )
  },
}
