/** @file The first log-softmax of a process in ONNX Runtime Web. */
import * as ort from "onnxruntime-web"
import { model } from "../../onnx-model.mjs"
import { numbers, printRow } from "./numbers.mjs"

ort.env.wasm.numThreads = 1
const nodes = [["LogSoftmax", ["x"], "out", { axis: 1 }]]
const bytes = model({ inputs: { x: [32, 10] }, nodes, shape: [32, 10] })
const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] })
printRow((await session.run({ x: new ort.Tensor("float32", numbers, [32, 10]) })).out.data)
