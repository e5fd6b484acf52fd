/**
 * @file TensorFlow.js on its WebAssembly backend with SIMD, one thread. Kernels run as they are called; it has none for
 * the gradients of convolutions. Images are [N, H, W, C], the only layout it convolves, and weights [in, out], as in
 * its layers: laid out so before the clock starts, and back after it stops.
 */
import { createRequire } from "node:module"

const require = createRequire(import.meta.url)
const tf = require("@tensorflow/tfjs")
require("@tensorflow/tfjs-backend-wasm")

export const load = async () => {
  await tf.setBackend("wasm")
  return methods
}

const resident = ({ shape, data }) => tf.tensor(data, shape)

const repeat = (f, inputs, finish = (result) => result) => {
  const tensors = inputs.map(resident)
  let result
  return {
    run: () => {
      result?.dispose()
      result = tf.tidy(() => f(...tensors))
    },
    read: () => finish(result).dataSync(),
  }
}

const operations = (x) => {
  const y = tf.exp(tf.sub(tf.tanh(tf.add(tf.mul(x, 1.5), 0.5)), 0.25))
  return tf.neg(tf.square(tf.sigmoid(tf.log(tf.add(y, 1)))))
}

const affine = (x, w, b) => tf.add(tf.matMul(x, w), b)

const mlp = (x, flat) => {
  let h = x
  for (let i = 0; i < flat.length; i += 2) {
    h = affine(h, flat[i], flat[i + 1])
    if (i < flat.length - 2) h = tf.relu(h)
  }
  return h
}

const oneHot = ({ data }, classes) => tf.oneHot(tf.tensor1d(data, "int32"), classes).toFloat()

const crossEntropy = (logits, targets) => tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / targets.shape[0])

const turned = (layers) => layers.flatMap(({ w, b }) => [tf.transpose(resident(w)), resident(b)])

const descending = (tensors, rate, lossOf) => {
  const gradients = tf.grads(lossOf)
  let result
  return {
    run: () => {
      for (const value of result ?? []) value.dispose()
      result = tf.tidy(() => gradients(tensors).map((g, i) => tf.sub(tensors[i], tf.mul(g, rate))))
    },
    read: () => result.flatMap((value) => [...(value.rank === 2 ? tf.transpose(value) : value).dataSync()]),
  }
}

const images = (x) => tf.transpose(x, [0, 2, 3, 1])
const filters = (w) => tf.transpose(w, [2, 3, 1, 0])

const methods = {
  logSoftmax: ({ x, dim }) => {
    // its own logSoftmax takes the last axis only
    const first = (x) => tf.sub(x, tf.logSumExp(x, 0, true))
    return repeat(dim === 1 ? (x) => tf.logSoftmax(x) : first, [x])
  },

  crossEntropyGradient: ({ logits, labels }) => {
    const targets = oneHot(labels, logits.shape[1])
    return repeat(
      tf.grad((x) => crossEntropy(x, targets)),
      [logits],
    )
  },

  elementwise: ({ x }) =>
    repeat(
      (x) => tf.add(tf.mul(tf.tanh(tf.add(tf.mul(x, 0.8), 0.1)), tf.sigmoid(x)), tf.exp(tf.neg(tf.square(x)))),
      [x],
    ),

  matmul: ({ a, b }) => repeat((a, b) => tf.matMul(a, b), [a, b]),

  mlp: ({ x, layers }) => {
    const flat = turned(layers)
    return repeat((x) => mlp(x, flat), [x])
  },

  mlpStep: ({ x, labels, layers, rate }) => {
    const [input, targets] = [resident(x), oneHot(labels, layers.at(-1).b.shape[0])]
    return descending(turned(layers), rate, (...flat) => crossEntropy(mlp(input, flat), targets))
  },

  attention: ({ q, k, v }) =>
    repeat(
      (q, k, v) => tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape[3]))), v),
      [q, k, v],
    ),

  layerNorm: ({ x, weight, bias }) =>
    repeat(
      (x, weight, bias) => {
        const { mean, variance } = tf.moments(x, -1, true)
        return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5))), weight), bias)
      },
      [x, weight, bias],
    ),

  chain: ({ x }) => repeat(operations, [x]),
  freshChain: ({ x }) => repeat(operations, [x]),

  conv: ({ x, w }) => {
    const [input, filter] = [images(resident(x)), filters(resident(w))]
    return repeat(
      () => tf.conv2d(input, filter, 1, "same"),
      [],
      (result) => tf.transpose(result, [0, 3, 1, 2]),
    )
  },
}
