/** @file The first log-softmax of a process in jax-js. */
import { defaultDevice, init, nn, numpy } from "@jax-js/jax"
import { numbers, printRow } from "./numbers.mjs"

await init("wasm")
defaultDevice("wasm")
printRow(await nn.logSoftmax(numpy.array(numbers).reshape([32, 10]), 1).data())
