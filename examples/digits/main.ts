/** @file Trains a classifier of handwritten digits and shows what it learnt and how it ran: `npm start`. */
import { argmax, at, explain, item, notEqual, toArray } from "tuplet"
import { accuracy, compileStep, confusionMatrix } from "tuplet/train"
import { readDigits } from "../data/digits.js"
import { percent, report } from "../reached.js"
import { net } from "./model.js"
import { confusion, drawing } from "./report.js"
import { taskOf, train } from "./train.js"

const { training, heldOut } = await readDigits()
console.log(`${training.y.shape[0]} digits to learn from, ${heldOut.y.shape[0]} held out (every fifth row)\n`)
const { state } = await train(training)

const logp = net.apply(state.params, heldOut.x)
const correct = item(accuracy(logp, heldOut.y))
console.log(`\nheld-out accuracy: ${percent(correct)}\n\n${confusion(toArray(confusionMatrix(logp, heldOut.y)))}\n`)

const misread = toArray(notEqual(argmax(logp, -1), heldOut.y)).flatMap((isWrong, i) => (isWrong ? [i] : []))
for (const i of [0, 1, ...misread.slice(0, 2)]) {
  console.log(`${drawing(toArray(at(heldOut.x, i)), toArray(at(logp, i)), item(at(heldOut.y, i)))}\n`)
}

const { params, optimizer, model, key } = state
const batch = { x: at(training.x, ":32"), y: at(training.y, ":32") }
const stages = explain(compileStep(taskOf(training)), { params, optimizer, model, key, batch })
const plan = stages.slice(stages.indexOf("\nplan:") + 1)
console.log(process.argv.includes("--graph") ? stages : `a step (npm start -- --graph prints its graph too)\n${plan}`)
report("held-out accuracy", correct, { atLeast: 0.97 }, percent)
