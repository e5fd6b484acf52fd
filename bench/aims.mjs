/** @file What tuplet means to reach, beside what a run measured. A missed aim stays in the table. */
import { digits, table } from "./show.mjs"
import { timeOf } from "./tables/side-by-side.mjs"

const JAVASCRIPT = ["plain JS", "jax-js", "tfjs-wasm", "ort-web"]

/** Peers' time over tuplet's, the smallest over the workloads and the peers. */
const ratio = ({ workloads }, words, peers) =>
  smallest(
    workloads.rows
      .filter(({ name }) => words.some((word) => name.startsWith(word)))
      .flatMap((row) => peers.map((peer) => timeOf(row, peer) / timeOf(row, "tuplet"))),
  )

const smallest = (numbers) => {
  const measured = numbers.filter((number) => !Number.isNaN(number))
  return measured.length === 0 ? Number.NaN : Math.min(...measured)
}

const rows = ["log_softmax [256", "log_softmax [64", "log_softmax [4096", "log_softmax [1000"]
const square = ["matmul 256", "matmul 512", "matmul 1024"]

const microseconds = ({ workloads }, word) =>
  timeOf(workloads.rows.find(({ name }) => name.startsWith(word)) ?? { results: [] }, "tuplet") * 1000

const times = (aim, measure) => ({ aim, measure, isLeast: true, unit: "×" })
const atMost = (aim, unit, measure) => ({ aim, measure, isLeast: false, unit })

const aims = [
  ["large log_softmax beside torch", times(1.1, (run) => ratio(run, rows, ["torch"]))],
  ["large log_softmax beside ort-node", times(0.8, (run) => ratio(run, rows, ["ort-node"]))],
  ["large log_softmax beside ort-web", times(2, (run) => ratio(run, rows, ["ort-web"]))],
  ["large log_softmax beside jax-js", times(10, (run) => ratio(run, rows, ["jax-js"]))],
  ["log_softmax [32,10]", atMost(5, "µs", (run) => microseconds(run, "log_softmax [32,10]"))],
  ["4.2 M elements beside ort-node", times(1, (run) => ratio(run, ["tanh"], ["ort-node"]))],
  ["layer norm beside torch", times(1, (run) => ratio(run, ["layer norm"], ["torch"]))],
  [
    "matmul 256 to 1024, of the machine's limit",
    { aim: 90, isLeast: true, unit: "%", measure: (run) => 100 * ratio(run, square, ["limit"]) },
  ],
  ["matmul 256 to 1024 beside the best in JavaScript", times(1.2, (run) => ratio(run, square, JAVASCRIPT))],
  [
    "MLP forward beside the best in JavaScript",
    times(1.2, (run) => ratio(run, ["MLP 784-512-512-10 forward"], JAVASCRIPT)),
  ],
  ["attention beside the best in JavaScript", times(1.5, (run) => ratio(run, ["attention"], JAVASCRIPT))],
  ["conv2d beside the best in JavaScript", times(1.3, (run) => ratio(run, ["conv2d"], JAVASCRIPT))],
  ["MLP training step beside jax-js", times(1.5, (run) => ratio(run, ["MLP 784-512-512-10 training"], ["jax-js"]))],
  ["10 operations on [8], compiled", atMost(3, "µs", (run) => microseconds(run, "10 operations on [8], compiled"))],
  ["10 operations on [8], built afresh", atMost(20, "µs", (run) => microseconds(run, "10 operations on [8], built"))],
  [
    "two threads' gain",
    times(1.8, ({ threads }) => smallest(threads.rows.map((row) => timeOf(row, "tuplet") / timeOf(row, "tuplet", 2)))),
  ],
  [
    "each workload on Node 20",
    {
      aim: 0.8,
      isLeast: true,
      unit: "× as fast",
      measure: ({ workloads }) =>
        smallest(workloads.rows.map((row) => timeOf(row, "tuplet") / timeOf(row, "tuplet, Node 20"))),
    },
  ],
  ["planning, graphs of 1,000 nodes and more", atMost(10, "µs a node", ({ graphs }) => graphs.planning)],
  ["cold start", atMost(30, "ms", ({ start }) => start.milliseconds.tuplet)],
  ["size with one log_softmax", atMost(40, "kB", ({ size }) => size.kilobytes["tuplet, one log_softmax"])],
  ["size of all", atMost(80, "kB", ({ size }) => size.kilobytes["tuplet with nn, optim and torch"])],
  ["memory management", atMost(5, "% of a training step", ({ memory }) => memory.managed * 100)],
]

export const aimTable = (run) =>
  table(
    ["", "aim", "measured", ""],
    aims.map(([name, { aim, isLeast, unit, measure }]) => {
      const value = measure(run)
      const isMet = isLeast ? value >= aim : value <= aim
      const measured = Number.isNaN(value) ? "–" : `${digits(value)} ${unit}`
      return [
        name,
        `${isLeast ? "≥" : "≤"} ${aim} ${unit}`,
        measured,
        Number.isNaN(value) ? "" : isMet ? "met" : "**missed**",
      ]
    }),
  )
