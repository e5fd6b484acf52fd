/** @file Trains a classifier of handwritten digits and shows what it learnt and how it ran: `npm start`. */
import { at, explain, item, toArray } from "tuplet"
import { compileStep } from "tuplet/train"
import { percent, report } from "../reached.js"
import { digitsOf, readDigits } from "./data.js"
import { net } from "./model.js"
import { progressOf } from "./progress.js"
import { accuracy, confusion, drawing, predicted } from "./report.js"
import { settings, taskOf, train } from "./train.js"

const { training, heldOut } = readDigits()
console.log(`${training.labels.length} digits to learn from, ${heldOut.labels.length} held out (every fifth row)\n`)

const digits = digitsOf(training)
const start = performance.now()
const progress = progressOf(settings.epochs)
const { params, optimizer, model, key } = await train(digits, progress)
progress.stop()
const seconds = (performance.now() - start) / 1000
console.log(`\n${settings.epochs} epochs, ${item(optimizer.step)} steps in ${seconds.toFixed(2)} s\n`)

const logps = toArray(net.apply(params, digitsOf(heldOut).x))
const correct = accuracy(logps, heldOut.labels)
console.log(`held-out accuracy: ${percent(correct)}\n\n${confusion(logps, heldOut.labels)}\n`)

const wrong = logps.flatMap((logp, i) => (predicted(logp) === heldOut.labels[i] ? [] : [i]))
for (const i of [0, 1, ...wrong.slice(0, 2)]) {
  const ink = heldOut.ink.subarray(i * 64, i * 64 + 64)
  console.log(`${drawing(ink, logps[i] as number[], heldOut.labels[i] as number)}\n`)
}

const step = compileStep({ ...taskOf(digits), data: digits })
const batch = { x: at(digits.x, ":32"), y: at(digits.y, ":32") }
const stages = explain(step, { params, optimizer, model, key, batch })
const plan = stages.indexOf("\nplan:")
const graph = stages.slice(0, plan)
const nodes = graph.split("\n").length - 2
console.log(process.argv.includes("--graph") ? graph : `graph: ${nodes} nodes (npm start -- --graph prints them)`)
console.log(stages.slice(plan + 1))
report("held-out accuracy", correct, { atLeast: 0.97 }, percent)
