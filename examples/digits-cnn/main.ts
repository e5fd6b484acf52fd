/**
 * @file Trains a convolutional classifier of the digits, keeps its best epoch in a file, and judges what it reads from
 * there.
 */
import { argmax, at, item, notEqual, spec, toArray } from "tuplet"
import { intoModel, loadSafetensors } from "tuplet/io"
import { summary } from "tuplet/nn"
import { accuracy, confusionMatrix } from "tuplet/train"
import { readDigits } from "../data/digits.js"
import { sideBySide } from "../data/picture.js"
import { confusion } from "../digits/report.js"
import { fileFor } from "../folder.js"
import { percent, report, small } from "../reached.js"
import { net } from "./model.js"
import { train } from "./train.js"

const { training, heldOut } = await readDigits()
console.log(`${summary(net, spec([1, 64]))}\n`)

const file = fileFor("digits-cnn.safetensors")
const { history, ended } = await train(training, { epochs: small ? 4 : 30, seed: 0, file })
const best = history.findLast(({ improved }) => improved)?.epoch
console.log(`\n${ended} after ${history.length} epochs; epoch ${best} was best in validation, and is in ${file}\n`)

const { params, state } = intoModel(net, (await loadSafetensors(file)).tensors)
const logits = net.apply(params, heldOut.x, state)
console.log(`read back, on the held-out digits:\n\n${confusion(toArray(confusionMatrix(logits, heldOut.y)))}\n`)

const read = argmax(logits, -1)
const misread = toArray(notEqual(read, heldOut.y)).flatMap((isWrong, i) => (isWrong ? [i] : []))
console.log(
  sideBySide(
    misread.slice(0, 5).map((i) => toArray(at(heldOut.x, i))),
    misread.slice(0, 5).map((i) => `${item(at(heldOut.y, i))}, read as ${item(at(read, i))}`),
  ),
)
report("held-out accuracy", item(accuracy(logits, heldOut.y)), { atLeast: small ? 0.96 : 0.985 }, percent)
