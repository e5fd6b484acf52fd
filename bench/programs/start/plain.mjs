/** @file The first log-softmax of a process in plain loops. */
import { logSoftmaxRow } from "../../peers/plain.mjs"
import { numbers, printRow } from "./numbers.mjs"

const out = new Float32Array(320)
for (let i = 0; i < 32; i++) logSoftmaxRow(numbers, out, 10 * i, 10, 1)
printRow(out)
