/** @file tuplet, as built into ../dist: each workload is a compiled function of resident tensors. */
export const name = "tuplet"

export const load = async () => {
  const { compile, data, fromArray, logSoftmax, matmul, relu, spec, valueAndGrad, nllLoss } = await import(
    "../../dist/index.js"
  )
  const { linear, sequential } = await import("../../dist/nn.js")
  const { sgd } = await import("../../dist/optim.js")

  const repeat = (call, pick = (result) => result) => {
    let result
    return {
      run: () => {
        result = call()
      },
      read: () => data(pick(result)),
    }
  }

  return {
    logSoftmax: (x, shape, dim) => {
      const f = compile({ x: spec(shape) }, ({ x }) => logSoftmax(x, dim))
      const input = { x: fromArray(x, shape) }
      return repeat(() => f(input))
    },

    matmul: (a, b, n) => {
      const f = compile({ a: spec([n, n]), b: spec([n, n]) }, ({ a, b }) => matmul(a, b))
      const input = { a: fromArray(a, [n, n]), b: fromArray(b, [n, n]) }
      return repeat(() => f(input))
    },

    step: ({ w1, b1, w2, b2, x, y }) => {
      const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
      const lossOf = (params, x, y) => nllLoss(net.apply(params, x), y)
      const step = compile(
        { params: net.spec, x: spec(["batch", 64]), y: spec(["batch"], "int32") },
        ({ params, x, y }) => {
          const [loss, gradients] = valueAndGrad(lossOf)(params, x, y)
          return { loss, params: sgd(params, gradients, { lr: 0.1 }) }
        },
      )
      const layer = (weight, bias, shape) => ({ weight: fromArray(weight, shape), bias: fromArray(bias, [shape[0]]) })
      const params = [layer(w1, b1, [128, 64]), {}, layer(w2, b2, [10, 128]), {}]
      const input = { params, x: fromArray(x, [32, 64]), y: fromArray(y, [32]) }
      return repeat(
        () => step(input),
        (result) => result.params[0].weight,
      )
    },
  }
}
