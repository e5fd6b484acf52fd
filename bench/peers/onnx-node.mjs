/** @file ONNX Runtime's native package for Node: machine code for this processor, with as many threads as asked for. */
import { methodsOf } from "./onnx.mjs"

export const load = async (threads) => {
  const ort = (await import("onnxruntime-node")).default
  return methodsOf(ort, { executionProviders: ["cpu"], intraOpNumThreads: threads, interOpNumThreads: 1 })
}
