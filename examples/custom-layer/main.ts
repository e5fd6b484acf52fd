/** @file Layers and a loss of one's own: weights of one bit, features around 0, attention to what is still wrong. */
import { greater, item, spec, toArray } from "tuplet"
import { summary } from "tuplet/nn"
import { accuracy } from "tuplet/train"
import { readDigits } from "../data/digits.js"
import { percent, report, small } from "../reached.js"
import { net } from "./model.js"
import { train } from "./train.js"

const { training, heldOut } = await readDigits()
console.log(`${summary(net, spec([1, 64]))}\n`)

const { state } = await train(training, { epochs: small ? 6 : 40, seed: 0 })

const { weight } = state.params[1]
const bits = toArray(greater(weight, 0)).flat().map(Number)
const firstRow = bits.slice(0, 64).join("")
console.log(`\nthe ${bits.length} weights of the hidden layer are one bit each; its first sum has ${firstRow}`)
const logp = net.apply(state.params, heldOut.x, state.model)
report("held-out accuracy", item(accuracy(logp, heldOut.y)), { atLeast: small ? 0.93 : 0.965 }, percent)
