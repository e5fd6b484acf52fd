/** @file ONNX Runtime Web: WebAssembly SIMD, with as many threads as asked for. */
import { methodsOf } from "./onnx.mjs"

export const load = async (threads) => {
  const ort = await import("onnxruntime-web")
  ort.env.wasm.numThreads = threads
  return methodsOf(ort, { executionProviders: ["wasm"] })
}
