/** @file Learns to write like Lewis Carroll, character by character, and is measured against counting characters. */
import { key } from "tuplet"
import { report, small } from "../reached.js"
import { readAlice } from "./data.js"
import { write } from "./generate.js"
import { ngramNats } from "./ngram.js"
import { train } from "./train.js"

const { training, heldOut } = readAlice()
console.log(`${training.length} characters to learn from, ${heldOut.length} held out: the last two chapters\n`)

const { params, nats } = small
  ? await train(training.slice(0, 40_000), heldOut, { epochs: 1, batchSize: 16, rate: 4e-3 })
  : await train(training, heldOut, { epochs: 14, batchSize: 16, rate: 4e-3 })

const figure = (nats: number): string => nats.toFixed(3)
console.log("\nheld-out nats per character")
for (const order of small ? [1, 2, 3] : [1, 2, 3, 4, 5, 6]) {
  console.log(`  counting, order ${order}  ${figure(ngramNats(training, heldOut, order))}`)
}
console.log(`  transformer        ${figure(nats)}`)

for (const temperature of [0.5, 0.8]) {
  console.log(`\nat temperature ${temperature}:`)
  console.log(write(params, { prompt: "`Why,' said the ", length: small ? 40 : 300, temperature, key: key(1) }))
}
report("held-out nats per character", nats, { atMost: small ? 2.8 : 1.52 }, figure)
