/**
 * @file What is measured: each workload's name, the method that peers implement for it, and what the method is given.
 * `threads` marks those measured with two threads too, `skip` the peers for which a run would take minutes.
 */
import { affine, labels, layersOf, uniform } from "./inputs.mjs"

const logSoftmax = (shape, dim, more = {}) => ({
  name: `log_softmax [${shape}]${dim === 1 ? "" : ` dim ${dim}`}`,
  method: "logSoftmax",
  given: () => ({ x: uniform(shape, 1, 8), dim }),
  ...more,
})

const gradient = (shape) => ({
  name: `cross-entropy gradient [${shape}]`,
  method: "crossEntropyGradient",
  given: () => ({ logits: uniform(shape, 1, 8), labels: labels([shape[0]], shape[1]) }),
})

const matmul = (n, more = {}) => ({
  name: `matmul ${n}`,
  method: "matmul",
  given: () => ({ a: uniform([n, n], 2), b: uniform([n, n], 3) }),
  flops: 2 * n ** 3,
  ...more,
})

const attention = (shape) => ({
  name: `attention [${shape}]`,
  method: "attention",
  given: () => ({ q: uniform(shape, 4, 2), k: uniform(shape, 5, 2), v: uniform(shape, 6, 2) }),
})

const step = (sizes, batch, more = {}) => ({
  name: `MLP ${sizes.join("-")} training step, batch ${batch}`,
  method: "mlpStep",
  given: () => ({
    x: uniform([batch, sizes[0]], 8),
    labels: labels([batch], sizes.at(-1)),
    layers: layersOf(sizes),
    rate: 0.1,
  }),
  ...more,
})

const transformer = ({ batch, length, width, heads, vocabulary }) => ({
  name: `transformer training step, [${batch},${length}], width ${width}`,
  method: "transformerStep",
  given: () => {
    const { w: wq } = affine(width, width, 30)
    const { w: wk } = affine(width, width, 32)
    const { w: wv } = affine(width, width, 34)
    const { w: wo, b: bo } = affine(width, width, 36)
    const { w: w1, b: b1 } = affine(width, 4 * width, 38)
    const { w: w2, b: b2 } = affine(4 * width, width, 40)
    const { w: head } = affine(width, vocabulary, 42)
    const ones = () => ({ shape: [width], data: new Float32Array(width).fill(1) })
    const zeros = () => ({ shape: [width], data: new Float32Array(width) })
    return {
      tokens: labels([batch, length], vocabulary),
      labels: labels([batch * length], vocabulary - 1),
      params: {
        table: uniform([vocabulary, width], 28),
        places: uniform([length, width], 29, 0.5),
        ...{ g1: ones(), h1: zeros(), wq, wk, wv, wo, bo, g2: ones(), h2: zeros(), w1, b1, w2, b2, head },
      },
      heads,
      rate: 0.1,
    }
  },
})

export const workloads = [
  logSoftmax([32, 10], 1),
  logSoftmax([256, 1000], 1),
  logSoftmax([64, 50257], 1),
  logSoftmax([4096, 512], 1, { threads: true }),
  logSoftmax([1000, 256], 0),
  gradient([256, 1000]),
  gradient([4096, 512]),
  {
    name: "tanh(ax+b)·sigmoid(x)+exp(-x²), 4.2 M",
    method: "elementwise",
    given: () => ({ x: uniform([2048, 2048], 7, 4) }),
    threads: true,
  },
  matmul(256),
  matmul(512),
  matmul(1024, { threads: true }),
  matmul(2048, { skip: ["plain JS"] }),
  {
    name: "MLP 784-512-512-10 forward, batch 128",
    method: "mlp",
    given: () => ({ x: uniform([128, 784], 8), layers: layersOf([784, 512, 512, 10]) }),
  },
  step([784, 512, 512, 10], 128, { threads: true }),
  step([64, 128, 10], 32),
  attention([4, 8, 128, 64]),
  attention([1, 8, 1024, 64]),
  {
    name: "layer norm [2048,768]",
    method: "layerNorm",
    given: () => ({ x: uniform([2048, 768], 9, 3), weight: uniform([768], 10), bias: uniform([768], 11) }),
  },
  { name: "10 operations on [8], compiled", method: "chain", given: () => ({ x: uniform([8], 12) }) },
  { name: "10 operations on [8], built afresh", method: "freshChain", given: () => ({ x: uniform([8], 12) }) },
  {
    name: "conv2d [16,16,28,28] × [32,16,3,3]",
    method: "conv",
    given: () => ({ x: uniform([16, 16, 28, 28], 13), w: uniform([32, 16, 3, 3], 14, 0.1) }),
  },
  {
    name: "conv net training step, [32,1,28,28]",
    method: "convStep",
    given: () => {
      const params = { w1: uniform([16, 1, 3, 3], 15, 0.3), b1: uniform([16], 16, 0.3) }
      Object.assign(params, { w2: uniform([32, 16, 3, 3], 17, 0.1), b2: uniform([32], 18, 0.1) })
      const { w: w3, b: b3 } = affine(32 * 7 * 7, 10, 19)
      return { x: uniform([32, 1, 28, 28], 21), labels: labels([32], 10), params: { ...params, w3, b3 }, rate: 0.1 }
    },
  },
  transformer({ batch: 8, length: 64, width: 128, heads: 4, vocabulary: 65 }),
]
