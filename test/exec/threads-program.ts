/** @file A program that shares work, and says so; it has nothing else to do and should end by itself. */
import { sharedRunner } from "../../src/exec/run.js"
import { evaluate, exp, fromArray, setThreads } from "../../src/index.js"

setThreads(2)
const x = fromArray(new Float32Array(2 ** 20), [2 ** 20])
const end = performance.now() + 10_000
while (sharedRunner().pool.helped === 0 && performance.now() < end) evaluate(exp(x))
console.log(sharedRunner().pool.helped > 0 ? "helped" : "alone")
