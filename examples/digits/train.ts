/**
 * @file Training: gradient descent, with other noise on the digits in every epoch, so that they can't be learnt by
 * heart.
 */
import { add, key, mul, nllLoss, normal, type Tensor } from "tuplet"
import { cosine, sgd } from "tuplet/optim"
import { accuracy, fit, terminalProgress } from "tuplet/train"
import type { Digits } from "../data/digits.js"
import { net } from "./model.js"

const settings = { epochs: 60, batchSize: 32, rate: 0.5, weightDecay: 1e-4 } as const

type Logp = Tensor<["batch", 10]>
type Labels = { readonly y: Tensor<["batch"], "int32"> }

/** What is trained, and how; the rate falls along half a cosine. */
export const taskOf = (data: Digits) => ({
  model: net,
  optimizer: sgd({
    lr: cosine({ lr: settings.rate, steps: settings.epochs * Math.floor(data.x.shape[0] / settings.batchSize) }),
    weightDecay: settings.weightDecay,
  }),
  data,
  loss: (logp: Logp, { y }: Labels) => nllLoss(logp, y),
  metrics: { accuracy: (logp: Logp, { y }: Labels) => accuracy(logp, y) },
})

export const train = (data: Digits) =>
  fit({
    ...taskOf(data),
    ...terminalProgress(),
    augment: ({ x, y }, { key }) => ({ x: add(x, mul(normal(key, x.shape), 0.25)), y }),
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    dropLast: true,
    key: key(0),
  })
