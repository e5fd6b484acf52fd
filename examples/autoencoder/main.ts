/**
 * @file Trains a variational autoencoder of the digits, shows what it has learnt, and compares it with simpler models.
 */
import { writeFile } from "node:fs/promises"
import { at, foldIn, item, key, mean, sigmoid } from "tuplet"
import { lineChart } from "tuplet/display"
import { readDigits } from "../data/digits.js"
import { fileFor } from "../folder.js"
import { report, small } from "../reached.js"
import { byComponents, distance, surpriseByPixel } from "./baselines.js"
import { bound } from "./bound.js"
import { autoencoder, width } from "./model.js"
import { between, reconstructions, samples } from "./pictures.js"
import { train } from "./train.js"

const { training, heldOut } = await readDigits()
console.log(`${training.x.shape[0]} digits to learn from, ${heldOut.x.shape[0]} held out; codes of ${width} numbers\n`)

const { state, history } = await train(training, heldOut, { epochs: small ? 40 : 120, seed: 0 })
const { params } = state

const show = (title: string, pictures: string): void => console.log(`\n${title}\n\n${pictures}`)
show("held-out digits, and what their codes say", reconstructions(params, heldOut.x))
show("made up: codes drawn from the prior", samples(params, key(1)))
show("from a 4 to a 9", between(params, at(heldOut.x, "0:1"), at(heldOut.x, "1:2")))

const chart = fileFor("autoencoder.svg")
const validation = history.map(({ validation }) => validation?.loss ?? Number.NaN)
await writeFile(chart, String(lineChart({ loss: history.map(({ loss }) => loss), "held out": validation })))
console.log(`\nthe curves of the loss are in ${chart}`)

const { logits } = autoencoder.apply(params, heldOut.x)
const components = byComponents(training.x, heldOut.x, width)
const centre = mean(training.x, 0, { keepdim: true })
console.log("\nsquared distance of a held-out digit from what is made of it:")
console.log(`  the mean image            ${item(distance(heldOut.x, centre)).toFixed(2)}`)
console.log(`  ${width} principal components    ${item(distance(heldOut.x, components)).toFixed(2)}`)
console.log(`  the code                  ${item(distance(heldOut.x, sigmoid(logits))).toFixed(2)}`)

// the mean over draws of the codes
const draws = 20
const bounds = Array.from({ length: draws }, (_, i) =>
  item(bound(autoencoder.train(params, heldOut.x, { key: foldIn(key(2), i) }).output, heldOut.x)),
)
const nats = bounds.reduce((total, each) => total + each, 0) / draws
console.log("\nsurprise at a held-out digit, in nats (less is better):")
console.log(`  each pixel by itself      ${item(surpriseByPixel(training.x, heldOut.x)).toFixed(1)}`)
console.log(`  the autoencoder, at most  ${nats.toFixed(1)}`)
report("held-out bound, in nats a digit:", nats, { atMost: small ? 104 : 99 }, (each) => each.toFixed(1))
