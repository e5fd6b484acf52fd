/** @file Trains a classifier of handwritten digits and shows what it learnt and how it ran: `npm start`. */
import { explain, key, tensor, toArray } from "tuplet"
import { digitsOf, readDigits } from "./data.js"
import { net } from "./model.js"
import { percent, progressOf } from "./progress.js"
import { accuracy, confusion, drawing, predicted } from "./report.js"
import { settings, step, stepsOf, train } from "./train.js"

const REQUIRED = 0.97

const { training, heldOut } = readDigits()
console.log(`${training.labels.length} digits to learn from, ${heldOut.labels.length} held out (every fifth row)\n`)

const start = performance.now()
const progress = progressOf(stepsOf(training))
const params = await train(training, progress)
progress.stop()
const seconds = (performance.now() - start) / 1000
console.log(`\n${stepsOf(training)} steps in ${seconds.toFixed(2)} s\n`)

const { images } = digitsOf(heldOut)
const logps = toArray(net.apply(params, images))
const reached = accuracy(logps, heldOut.labels)
console.log(`held-out accuracy: ${percent(reached)}\n\n${confusion(logps, heldOut.labels)}\n`)

const wrong = logps.flatMap((logp, i) => (predicted(logp) === heldOut.labels[i] ? [] : [i]))
for (const i of [0, 1, ...wrong.slice(0, 2)]) {
  const ink = heldOut.ink.subarray(i * 64, i * 64 + 64)
  console.log(`${drawing(ink, logps[i] as number[], heldOut.labels[i] as number)}\n`)
}

const batch = digitsOf({
  ink: training.ink.slice(0, settings.batch * 64),
  labels: training.labels.slice(0, settings.batch),
})
const stages = explain(step, { params: net.init(key(settings.seed)), ...batch, rate: tensor(settings.rate) })
const plan = stages.indexOf("\nplan:")
const graph = stages.slice(0, plan)
const nodes = graph.split("\n").length - 2
console.log(process.argv.includes("--graph") ? graph : `graph: ${nodes} nodes (npm start -- --graph prints them)`)
console.log(stages.slice(plan + 1))

if (reached < REQUIRED) {
  console.error(`\nheld-out accuracy ${percent(reached)} is below ${percent(REQUIRED)}`)
  process.exitCode = 1
}
