/** @file tuplet, bundled from the sources into bench/dist: compiled functions of resident tensors. */
import * as tuplet from "../dist/index.js"
import { training } from "./tuplet-training.mjs"

const { compile, evaluate, fromArray, spec } = tuplet

export const load = async (threads) => {
  tuplet.setThreads(threads)
  return { ...methods, ...training }
}

/** Runs a function of the tensors, compiled. */
const compiled = (tensors, f) => {
  const specs = Object.fromEntries(Object.entries(tensors).map(([key, { shape }]) => [key, spec(shape)]))
  const inputs = Object.fromEntries(
    Object.entries(tensors).map(([key, { shape, data }]) => [key, fromArray(data, shape)]),
  )
  return repeat(compile(specs, f), inputs)
}

const repeat = (f, inputs) => {
  let result
  return {
    run: () => {
      result = f(inputs)
    },
    read: () => tuplet.data(result),
  }
}

const { add, exp, log, matmul, mul, neg, relu, sigmoid, square, sub, tanh, transpose } = tuplet

const operations = (x) => {
  const y = exp(sub(tanh(add(mul(x, 1.5), 0.5)), 0.25))
  return neg(square(sigmoid(log(add(y, 1)))))
}

const methods = {
  logSoftmax: ({ x, dim }) => compiled({ x }, ({ x }) => tuplet.logSoftmax(x, dim)),

  elementwise: ({ x }) =>
    compiled({ x }, ({ x }) => add(mul(tanh(add(mul(x, 0.8), 0.1)), sigmoid(x)), exp(neg(square(x))))),

  matmul: ({ a, b }) => compiled({ a, b }, ({ a, b }) => matmul(a, b)),

  mlp: ({ x, layers }) => {
    const named = Object.fromEntries(
      layers.flatMap(({ w, b }, i) => [
        [`w${i}`, w],
        [`b${i}`, b],
      ]),
    )
    return compiled({ x, ...named }, ({ x, ...p }) =>
      layers.reduce((h, _, i) => {
        const y = add(matmul(h, transpose(p[`w${i}`])), p[`b${i}`])
        return i === layers.length - 1 ? y : relu(y)
      }, x),
    )
  },

  attention: ({ q, k, v }) => compiled({ q, k, v }, ({ q, k, v }) => tuplet.scaledDotProductAttention(q, k, v)),

  layerNorm: ({ x, weight, bias }) =>
    compiled({ x, weight, bias }, ({ x, weight, bias }) => tuplet.layerNorm(x, weight.shape, { weight, bias })),

  chain: ({ x }) => compiled({ x }, ({ x }) => operations(x)),

  freshChain: ({ x }) => repeat((input) => evaluate(operations(input)), fromArray(x.data, x.shape)),

  conv: ({ x, w }) => compiled({ x, w }, ({ x, w }) => tuplet.conv2d(x, w, { padding: 1 })),
}
