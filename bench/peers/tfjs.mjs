/** @file TensorFlow.js on its WebAssembly backend with SIMD, one thread. Kernels run as they are called. */
import { createRequire } from "node:module"

export const name = "tfjs-wasm"

export const load = async () => {
  const require = createRequire(import.meta.url)
  const tf = require("@tensorflow/tfjs")
  require("@tensorflow/tfjs-backend-wasm")
  await tf.setBackend("wasm")

  const repeat = (call) => {
    let result
    return {
      run: () => {
        result?.dispose()
        result = tf.tidy(call)
      },
      read: () => result.dataSync(),
    }
  }

  return {
    logSoftmax: (x, shape, dim) => {
      const input = tf.tensor(x, shape)
      // its own logSoftmax takes the last axis only
      const last = () => tf.logSoftmax(input)
      const first = () => tf.sub(input, tf.logSumExp(input, 0, true))
      return repeat(dim === 1 ? last : first)
    },

    matmul: (a, b, n) => {
      const [left, right] = [tf.tensor(a, [n, n]), tf.tensor(b, [n, n])]
      return repeat(() => tf.matMul(left, right))
    },

    step: ({ w1, b1, w2, b2, x, y }) => {
      const params = [tf.tensor(w1, [128, 64]), tf.tensor(b1, [128]), tf.tensor(w2, [10, 128]), tf.tensor(b2, [10])]
      const oneHot = new Float32Array(320)
      y.forEach((label, i) => {
        oneHot[i * 10 + label] = 1
      })
      const [images, targets] = [tf.tensor(x, [32, 64]), tf.tensor(oneHot, [32, 10])]
      const lossOf = (w1, b1, w2, b2) => {
        const hidden = tf.relu(tf.add(tf.matMul(images, w1, false, true), b1))
        const logits = tf.add(tf.matMul(hidden, w2, false, true), b2)
        return tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / 32)
      }
      const gradients = tf.grads(lossOf)
      let result
      return {
        run: () => {
          result?.forEach((value) => {
            value.dispose()
          })
          result = tf.tidy(() => gradients(params).map((g, i) => tf.sub(params[i], tf.mul(g, 0.1))))
        },
        read: () => result[0].dataSync(),
      }
    },
  }
}
