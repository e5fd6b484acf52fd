/** @file Log-softmax with functions: `node scripts/run-example.mjs examples/log-softmax/functional.ts`. */
import {
  crossEntropy,
  exp,
  item,
  key,
  logSoftmax,
  nllLoss,
  normal,
  pipe,
  randint,
  split,
  sum,
  type Tensor,
  toArray,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"

/** Four measurements of a flower to the log-probabilities of three species. */
const flowerNet = sequential(linear(4, 3), logSoftmax(-1))

/** A classifier whose last layer is log-softmax, with the loss that belongs to it. */
export const classify = () => {
  const [forParams, forFlowers, forSpecies] = split(key(11), 3)
  const logProbabilities = flowerNet.apply(flowerNet.init(forParams), normal(forFlowers, [6, 4]))
  const loss = nllLoss(logProbabilities, randint(forSpecies, 0, 3, [6]))
  return { rows: toArray(logProbabilities), loss: item(loss) }
}

/** The same loss by two ways: from the scores at once, and from their log-softmax. */
export const lossTwice = () => {
  const [forScores, forSpecies] = split(key(12))
  const scores: Tensor<[32, 10]> = normal(forScores, [32, 10])
  const species = randint(forSpecies, 0, 10, [32])
  const atOnce = crossEntropy(scores, species)
  const inTwoSteps = pipe(scores, logSoftmax(-1), nllLoss(species))
  return { atOnce: item(atOnce), inTwoSteps: item(inTwoSteps) }
}

/** Log-probabilities, and what the probabilities of each row add up to. */
export const inspect = () => {
  const logProbabilities = pipe(normal(key(13), [5, 3]), logSoftmax(1))
  return { rows: toArray(logProbabilities), totals: toArray(pipe(logProbabilities, exp, sum(1))) }
}

if (process.argv[1]?.endsWith("log-softmax/functional.ts") === true) {
  console.log(classify())
  console.log(lossTwice())
  console.log(inspect())
}
