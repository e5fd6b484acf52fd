/** @file What is measured: each workload with its inputs and the name of the method that peers implement for it. */

const logSoftmax = (shape, dim) => ({
  name: `log_softmax [${shape}]${dim === 1 ? "" : ` dim ${dim}`}`,
  method: "logSoftmax",
  args: [numbers(shape[0] * shape[1], 1, 8), shape, dim],
})

const matmul = (n) => ({
  name: `matmul ${n}`,
  method: "matmul",
  args: [numbers(n * n, 2, 1), numbers(n * n, 3, 1), n],
})

/** A multiplicative congruential sequence: the same inputs for everyone, in every run. */
const numbers = (count, seed, scale) => {
  let state = seed * 2654435761
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state / 2 ** 31) * scale
  })
}

/** The digits' classifier: 64 -> 128 -> relu -> 10 -> log-softmax, one step of gradient descent on a batch of 32. */
export const mlp = { batch: 32, sizes: [64, 128, 10], rate: 0.1 }

const step = {
  name: "MLP 64-128-10, training step, batch 32",
  method: "step",
  args: [
    {
      w1: numbers(128 * 64, 4, 0.125),
      b1: numbers(128, 5, 0.125),
      w2: numbers(10 * 128, 6, 0.088),
      b2: numbers(10, 7, 0.088),
      x: numbers(32 * 64, 8, 1),
      y: Int32Array.from({ length: 32 }, (_, i) => (i * 7) % 10),
    },
  ],
}

export const workloads = [
  logSoftmax([32, 10], 1),
  logSoftmax([256, 1000], 1),
  logSoftmax([64, 50257], 1),
  logSoftmax([4096, 512], 1),
  logSoftmax([1000, 256], 0),
  matmul(256),
  matmul(512),
  matmul(1024),
  step,
]
