/** @file ONNX Runtime's methods, for its web and its native package alike: a model each. It doesn't train here. */
import { model } from "../onnx-model.mjs"

export const methodsOf = (ort, options) => {
  const tensor = ({ shape, data }) => new ort.Tensor("float32", data, shape)

  /** Weights are the model's own, as in an exported one, so that they can be laid out once. */
  const running = (inputs, nodes, shape, constants = {}) => {
    const shapes = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.shape]))
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, tensor(input)]))
    const bytes = model({ inputs: shapes, constants, nodes, shape })
    let session
    let result
    return {
      run: async () => {
        session ??= await ort.InferenceSession.create(bytes, options)
        result = await session.run(feeds)
      },
      read: () => result.out.data,
    }
  }

  return {
    logSoftmax: ({ x, dim }) => running({ x }, [["LogSoftmax", ["x"], "out", { axis: dim }]], x.shape),

    elementwise: ({ x }) =>
      running(
        { x },
        [
          ["Mul", ["x", "scale"], "ax"],
          ["Add", ["ax", "shift"], "axb"],
          ["Tanh", ["axb"], "t"],
          ["Sigmoid", ["x"], "s"],
          ["Mul", ["t", "s"], "ts"],
          ["Mul", ["x", "x"], "xx"],
          ["Neg", ["xx"], "n"],
          ["Exp", ["n"], "e"],
          ["Add", ["ts", "e"], "out"],
        ],
        x.shape,
        { scale: scalar(0.8), shift: scalar(0.1) },
      ),

    matmul: ({ a, b }) => running({ a, b }, [["MatMul", ["a", "b"], "out"]], a.shape),

    mlp: ({ x, layers }) => {
      const last = layers.length - 1
      const nodes = layers.flatMap((_, i) => {
        const product = ["Gemm", [i === 0 ? "x" : `h${i - 1}`, `w${i}`, `b${i}`], i === last ? "out" : `y${i}`]
        const gemm = [...product, { transB: 1 }]
        return i === last ? [gemm] : [gemm, ["Relu", [`y${i}`], `h${i}`]]
      })
      const weights = layers.flatMap(({ w, b }, i) => [
        [`w${i}`, w],
        [`b${i}`, b],
      ])
      return running({ x }, nodes, [x.shape[0], layers[last].b.shape[0]], Object.fromEntries(weights))
    },

    attention: ({ q, k, v }) =>
      running(
        { q, k, v },
        [
          ["Transpose", ["k"], "kt", { perm: [0, 1, 3, 2] }],
          ["MatMul", ["q", "kt"], "products"],
          ["Mul", ["products", "scale"], "scores"],
          ["Softmax", ["scores"], "weights", { axis: 3 }],
          ["MatMul", ["weights", "v"], "out"],
        ],
        q.shape,
        { scale: scalar(1 / Math.sqrt(q.shape[3])) },
      ),

    layerNorm: ({ x, weight, bias }) =>
      running(
        { x },
        [["LayerNormalization", ["x", "weight", "bias"], "out", { axis: 1, epsilon: { float: 1e-5 } }]],
        x.shape,
        { weight, bias },
      ),

    chain: ({ x }) =>
      running({ x }, operations, x.shape, {
        rate: scalar(1.5),
        half: scalar(0.5),
        quarter: scalar(0.25),
        one: scalar(1),
      }),

    conv: ({ x, w }) =>
      running(
        { x },
        [["Conv", ["x", "w"], "out", { pads: [1, 1, 1, 1], kernel_shape: [3, 3] }]],
        [x.shape[0], w.shape[0], ...x.shape.slice(2)],
        { w },
      ),
  }
}

const scalar = (value) => ({ shape: [], data: Float32Array.of(value) })

const operations = [
  ["Mul", ["x", "rate"], "v0"],
  ["Add", ["v0", "half"], "v1"],
  ["Tanh", ["v1"], "v2"],
  ["Sub", ["v2", "quarter"], "v3"],
  ["Exp", ["v3"], "v4"],
  ["Add", ["v4", "one"], "v5"],
  ["Log", ["v5"], "v6"],
  ["Sigmoid", ["v6"], "v7"],
  ["Mul", ["v7", "v7"], "v8"],
  ["Neg", ["v8"], "out"],
]
