/** @file Training: gradient descent on noisy digits, the step compiled once. */
import { argmax, cast, compile, equal, item, key, mean, spec, split, tensor, valueAndGrad } from "tuplet"
import { sgd } from "tuplet/optim"
import { batches, noisy, type Rows } from "./data.js"
import { lossOf, net, type Params } from "./model.js"
import type { Progress } from "./progress.js"

export const settings = { seed: 0, epochs: 60, batch: 32, rate: 0.5, weightDecay: 1e-4 } as const

export const stepsOf = (rows: Rows): number => settings.epochs * Math.floor(rows.labels.length / settings.batch)

/** One step of gradient descent, and how well the parameters before it did. */
export const step = compile(
  { params: net.spec, images: spec(["batch", 64]), labels: spec(["batch"], "int32"), rate: spec([]) },
  ({ params, images, labels, rate }) => {
    const [loss, gradients] = valueAndGrad(lossOf)(params, images, labels)
    const right = equal(argmax(net.apply(params, images), -1), labels)
    return {
      params: sgd(params, gradients, { lr: rate, weightDecay: settings.weightDecay }),
      loss,
      accuracy: mean(cast(right, "float32")),
    }
  },
)

/** The parameters after all epochs. The rate falls to zero in a straight line. */
export const train = async (rows: Rows, progress: Progress): Promise<Params> => {
  let params = net.init(key(settings.seed))
  let done = 0
  const steps = stepsOf(rows)
  for (const [epoch, draw] of split(key(settings.seed + 1), settings.epochs).entries()) {
    const [losses, accuracies]: [number[], number[]] = [[], []]
    for (const { images, labels } of batches(noisy(rows, draw), settings.batch, draw)) {
      const rate = tensor(settings.rate * (1 - done / steps))
      const next = step({ params, images, labels, rate })
      params = next.params
      losses.push(item(next.loss))
      accuracies.push(item(next.accuracy))
      done++
    }
    progress.update({ step: done, epoch: epoch + 1, loss: average(losses), accuracy: average(accuracies) })
    // lets the progress bar's timer run
    await new Promise(setImmediate)
  }
  return params
}

// internal

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
