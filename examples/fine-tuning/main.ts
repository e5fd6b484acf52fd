/** @file Fine-tunes what PyTorch trained on the digits 0 to 4, to all ten of them, with five examples of each. */
import { item } from "tuplet"
import { accuracy } from "tuplet/train"
import { readDigits } from "../data/digits.js"
import { percent, report, small } from "../reached.js"
import { fewOfEach } from "./few.js"
import { fiveDigits, loadPretrained, net } from "./model.js"
import { train } from "./train.js"

const [each, draws, epochs] = small ? [5, 1, 60] : [5, 5, 200]
const { training, heldOut } = await readDigits()
const pretrained = await loadPretrained()
console.log(`from PyTorch: a body of features, and a head of ${fiveDigits.spec.bias.shape} digits, which is replaced`)
console.log(
  `${each} examples of each of ten digits, ${heldOut.y.shape[0]} digits held out; ${draws} draws of examples\n`,
)

const plans = {
  "from scratch": { rates: { body: 2e-3, head: 2e-3 } },
  "the body as it is": { rates: { body: 0, head: 1e-2 }, pretrained },
  "the body at a lower rate": { rates: { body: 2e-4, head: 2e-3 }, pretrained },
}

/** Of all draws. */
const meanAccuracy = async (name: keyof typeof plans): Promise<number> => {
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    const params = await train(fewOfEach(training, each, draw), { ...plans[name], epochs, seed: draw })
    sum += item(accuracy(net.apply(params, heldOut.x), heldOut.y))
  }
  console.log(`  ${name.padEnd(26)}${percent(sum / draws)} of the held-out digits`)
  return sum / draws
}

const scratch = await meanAccuracy("from scratch")
await meanAccuracy("the body as it is")
const tuned = await meanAccuracy("the body at a lower rate")
console.log(`\npretraining is worth ${percent(tuned - scratch)} of the digits`)
report("held-out accuracy, fine-tuned", tuned, { atLeast: small ? 0.75 : 0.82 }, percent)
