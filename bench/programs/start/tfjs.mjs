/** @file The first log-softmax of a process in TensorFlow.js. */
import { createRequire } from "node:module"
import { numbers, printRow } from "./numbers.mjs"

const require = createRequire(import.meta.url)
const tf = require("@tensorflow/tfjs-core")
require("@tensorflow/tfjs-backend-wasm")
await tf.setBackend("wasm")
printRow(tf.logSoftmax(tf.tensor2d(numbers, [32, 10])).dataSync())
