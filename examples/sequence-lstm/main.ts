/**
 * @file An LSTM that adds two marked numbers of a sequence: it has to find them, and to keep the first one until the
 * end.
 */
import { key, toArray } from "tuplet"
import { report, small } from "../reached.js"
import { guessing, sequencesOf } from "./data.js"
import { net } from "./model.js"
import { shown } from "./show.js"
import { train } from "./train.js"

const places = small ? 8 : 32
const { params, error } = await train(small ? { places, epochs: 3 } : { places, epochs: 12 })

const { x, y } = sequencesOf(key(1), 3, places)
const [sums, guesses] = [toArray(y), toArray(net.apply(params, x))]
toArray(x).forEach((sequence, i) => {
  console.log(`\n${shown(sequence, sums[i]?.[0] ?? Number.NaN, guesses[i]?.[0] ?? Number.NaN)}`)
})

const figure = (error: number): string => error.toFixed(4)
console.log(`\nguessing 1 is off by ${figure(guessing)}, squared and on average`)
report("held-out squared error", error, { atMost: small ? 0.1 : 0.01 }, figure)
