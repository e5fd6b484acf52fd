/** @file @jax-js/jax on its WebAssembly backend, jitted. Arrays are counted by hand: `.ref` keeps one alive through a call. */
export const name = "jax-js"

export const load = async () => {
  const { defaultDevice, grad, init, jit, nn, numpy: np } = await import("@jax-js/jax")
  await init("wasm")
  defaultDevice("wasm")
  const array = (values, shape) => np.array(values).reshape(shape)

  const repeat = (call) => {
    let result
    return {
      run: () => {
        result?.dispose()
        result = call()
        return result.blockUntilReady()
      },
      read: () => result.ref.data(),
    }
  }

  return {
    logSoftmax: (x, shape, dim) => {
      const f = jit((x) => nn.logSoftmax(x, dim))
      const input = array(x, shape)
      return repeat(() => f(input.ref))
    },

    matmul: (a, b, n) => {
      const f = jit((a, b) => np.matmul(a, b))
      const [left, right] = [array(a, [n, n]), array(b, [n, n])]
      return repeat(() => f(left.ref, right.ref))
    },

    step: ({ w1, b1, w2, b2, x, y }) => {
      const shapes = { w1: [128, 64], b1: [128], w2: [10, 128], b2: [10] }
      const params = Object.fromEntries(
        Object.entries({ w1, b1, w2, b2 }).map(([key, values]) => [key, array(values, shapes[key])]),
      )
      const oneHot = new Float32Array(320)
      y.forEach((label, i) => {
        oneHot[i * 10 + label] = 1
      })
      const [images, targets] = [array(x, [32, 64]), array(oneHot, [32, 10])]
      const lossOf = ({ w1, b1, w2, b2 }, x, t) => {
        const hidden = nn.relu(np.matmul(x, w1.transpose()).add(b1))
        const logits = np.matmul(hidden, w2.transpose()).add(b2)
        return nn
          .logSoftmax(logits, 1)
          .mul(t)
          .sum()
          .mul(-1 / 32)
      }
      const step = jit((params, x, t) => {
        const kept = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value.ref]))
        const gradients = grad(lossOf)(params, x, t)
        return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value.sub(gradients[key].mul(0.1))]))
      })
      let result
      return {
        run: async () => {
          if (result !== undefined) for (const value of Object.values(result)) value.dispose()
          const kept = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value.ref]))
          result = step(kept, images.ref, targets.ref)
          await Promise.all(Object.values(result).map((value) => value.blockUntilReady()))
        },
        read: () => result.w1.ref.data(),
      }
    },
  }
}
