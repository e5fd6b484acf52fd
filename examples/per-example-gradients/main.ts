/**
 * @file Gradients of each digit by itself: as a loop would give them, only faster, and they tell which labels are
 * wrong.
 */
import { add, at, crossEntropy, item, key, mul, normal, tensor, toArray } from "tuplet"
import { adam } from "tuplet/optim"
import { fit } from "tuplet/train"
import { readDigits } from "../data/digits.js"
import { sideBySide } from "../data/picture.js"
import { percent, report, small } from "../reached.js"
import { agreementOf } from "./agreement.js"
import { normsOfEach } from "./gradients.js"
import { largest, withWrong } from "./labels.js"
import { net } from "./model.js"

const every = 20
const { training, heldOut } = await readDigits()
const labels = withWrong(toArray(training.y), every)
const data = { x: training.x, y: tensor(labels, "int32") }

const { state } = await fit({
  model: net,
  optimizer: adam({ lr: 0.003 }),
  data,
  augment: ({ x, y }, { key }) => ({ x: add(x, mul(normal(key, x.shape), 0.25)), y }),
  loss: (logits, { y }) => crossEntropy(logits, y),
  epochs: small ? 8 : 15,
  key: key(0),
})

const norms = toArray(normsOfEach({ params: state.params, ...data }))
const suspects = largest(norms, Math.ceil(labels.length / every))
const found = suspects.filter((i) => i % every === 0).length / suspects.length
console.log(`every ${every}th of ${labels.length} labels is wrong; the digits with the largest gradients:\n`)
console.log(
  sideBySide(
    suspects.slice(0, 5).map((i) => toArray(at(training.x, i))),
    suspects.slice(0, 5).map((i) => `a ${item(at(training.y, i))}, said ${labels[i]}`),
  ),
)
console.log(`\n${percent(found)} of the ${suspects.length} largest gradients are of wrong labels`)

const { difference, together, loop } = agreementOf(state.params, heldOut)
console.log(`
gradients of ${heldOut.y.shape[0]} digits, one by one: ${loop.toFixed(1)} ms
at once, by vmap: ${together.toFixed(1)} ms, ${(loop / together).toFixed(1)} times as fast`)
report("wrong labels found", found, { atLeast: small ? 0.6 : 0.75 }, percent)
report("largest difference from the loop", difference, { atMost: 1e-5 }, (value) => value.toExponential(1))
