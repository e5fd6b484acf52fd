/**
 * @file @jax-js/jax on its WebAssembly backend, jitted. Arrays are counted by hand: `.ref` keeps one alive through a
 * call.
 */
import { defaultDevice, grad, init, jit, lax, nn, numpy as np } from "@jax-js/jax"
import { losses } from "./jax-losses.mjs"

export const load = async () => {
  await init("wasm")
  defaultDevice("wasm")
  return methods
}

const resident = ({ shape, data }) => np.array(data).reshape(shape)

const repeat = (f, inputs) => {
  const arrays = inputs.map(resident)
  let result
  return {
    run: () => {
      result?.dispose()
      result = f(...arrays.map(({ ref }) => ref))
      return result.blockUntilReady()
    },
    read: () => result.ref.data(),
  }
}

const jitted = (f, ...inputs) => repeat(jit(f), inputs)

const operations = (x) => {
  const y = np.exp(np.tanh(x.mul(1.5).add(0.5)).sub(0.25))
  const z = nn.sigmoid(np.log(y.add(1)))
  return np.negative(np.square(z))
}

/** `lossOf` takes the parameters, and what remains the same from step to step. */
const descending = (params, batch, rate, lossOf) => {
  const refs = (tree) => Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, value.ref]))
  const step = jit((params, ...batch) => {
    const kept = refs(params)
    const gradients = grad(lossOf)(params, ...batch)
    return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, value.sub(gradients[key].mul(rate))]))
  })
  const given = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, resident(value)]))
  const arrays = batch.map(resident)
  let result
  return {
    run: async () => {
      if (result !== undefined) for (const value of Object.values(result)) value.dispose()
      result = step(refs(given), ...arrays.map(({ ref }) => ref))
      await Promise.all(Object.values(result).map((value) => value.blockUntilReady()))
    },
    read: async () => {
      const parts = await Promise.all(Object.keys(params).map((key) => result[key].ref.data()))
      return parts.flatMap((part) => [...part])
    },
  }
}

/** Indices as rows of zeros and a one: what it can differentiate. */
const oneHot = ({ data }, classes) => {
  const rows = new Float32Array(data.length * classes)
  data.forEach((index, i) => {
    rows[i * classes + index] = 1
  })
  return { shape: [data.length, classes], data: rows }
}

const named = (layers) => Object.assign({}, ...layers.map(({ w, b }, i) => ({ [`w${i}`]: w, [`b${i}`]: b })))

const methods = {
  logSoftmax: ({ x, dim }) => jitted((x) => nn.logSoftmax(x, dim), x),

  crossEntropyGradient: ({ logits, labels }) =>
    jitted(grad(losses.crossEntropy), logits, oneHot(labels, logits.shape[1])),

  elementwise: ({ x }) =>
    jitted((x) => {
      const left = np.tanh(x.ref.mul(0.8).add(0.1)).mul(nn.sigmoid(x.ref))
      return left.add(np.exp(np.negative(np.square(x))))
    }, x),

  matmul: ({ a, b }) => jitted((a, b) => np.matmul(a, b), a, b),

  mlp: ({ x, layers }) => {
    const flat = layers.flatMap(({ w, b }) => [w, b])
    return jitted(
      (x, ...flat) => losses.mlp(x, named(layers.map((_, i) => ({ w: flat[2 * i], b: flat[2 * i + 1] })))),
      x,
      ...flat,
    )
  },

  mlpStep: ({ x, labels, layers, rate }) =>
    descending(named(layers), [x, oneHot(labels, layers.at(-1).b.shape[0])], rate, (params, x, targets) =>
      losses.crossEntropy(losses.mlp(x, params), targets),
    ),

  attention: ({ q, k, v }) => jitted((q, k, v) => losses.attention(q, k, v), q, k, v),

  layerNorm: ({ x, weight, bias }) =>
    jitted((x, weight, bias) => nn.standardize(x, -1).mul(weight).add(bias), x, weight, bias),

  chain: ({ x }) => jitted(operations, x),
  freshChain: ({ x }) => repeat(operations, [x]),

  conv: ({ x, w }) => jitted((x, w) => lax.conv(x, w, [1, 1], "SAME"), x, w),

  convStep: ({ x, labels, params, rate }) =>
    descending(params, [x, oneHot(labels, 10)], rate, (params, x, targets) =>
      losses.crossEntropy(losses.convNet(x, params), targets),
    ),

  transformerStep: ({ tokens, labels, params, heads, rate }) => {
    const vocabulary = params.table.shape[0]
    const batch = [oneHot(tokens, vocabulary), oneHot(labels, vocabulary)]
    return descending(params, batch, rate, (p, inputs, targets) =>
      losses.crossEntropy(losses.transformer(p, inputs, { shape: tokens.shape, heads }), targets),
    )
  },
}
