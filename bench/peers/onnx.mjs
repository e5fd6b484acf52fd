/** @file ONNX Runtime Web, one thread, on models of a single operator. It doesn't train here, so it has no step. */
import { model } from "../onnx-model.mjs"

export const name = "ort-web"

export const load = async () => {
  const ort = await import("onnxruntime-web")
  ort.env.wasm.numThreads = 1

  const repeat = (bytes, feeds) => {
    let session
    let result
    return {
      run: async () => {
        session ??= await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] })
        result = await session.run(feeds)
      },
      read: () => result.out.data,
    }
  }

  return {
    logSoftmax: (x, shape, dim) =>
      repeat(model("LogSoftmax", { x: shape }, shape, { axis: dim }), { x: new ort.Tensor("float32", x, shape) }),

    matmul: (a, b, n) =>
      repeat(model("MatMul", { a: [n, n], b: [n, n] }, [n, n], {}), {
        a: new ort.Tensor("float32", a, [n, n]),
        b: new ort.Tensor("float32", b, [n, n]),
      }),
  }
}
