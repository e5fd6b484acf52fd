/** @file The first log-softmax of a process in ONNX Runtime's native package. */
import ort from "onnxruntime-node"
import { model } from "../../onnx-model.mjs"
import { numbers, printRow } from "./numbers.mjs"

const nodes = [["LogSoftmax", ["x"], "out", { axis: 1 }]]
const bytes = model({ inputs: { x: [32, 10] }, nodes, shape: [32, 10] })
const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1 })
printRow((await session.run({ x: new ort.Tensor("float32", numbers, [32, 10]) })).out.data)
