/** @file The run of the cases, on a thread of its own: the checks' self-test, then every file. */
import { parentPort, workerData } from "node:worker_threads"
import { runCases } from "./run-cases.mjs"
import { selfTestOfRuns } from "./self-test.mjs"

const { root, texts } = workerData
const missed = await selfTestOfRuns(root)
const { passed, failed, lines, counts } = await runCases(root, texts)
const verdict = missed.length === 0 ? "ok  " : "FAIL"
parentPort.postMessage({
  passed: passed + (missed.length === 0 ? 1 : 0),
  failed: failed + missed.length,
  lines: [
    `${verdict} run the checks themselves: ${missed.length === 0 ? 1 : 0} passed, ${missed.length} failed`,
    ...missed.map((line) => `    ${line}`),
    ...lines,
  ],
  counts,
})
