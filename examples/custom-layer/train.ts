/** @file Training with the layers and the loss of one's own, which `fit` takes like any other. */
import { add, key, mul, normal } from "tuplet"
import { adam, cosine } from "tuplet/optim"
import { accuracy, fit, terminalProgress } from "tuplet/train"
import type { Digits } from "../data/digits.js"
import { focalLoss } from "./focal-loss.js"
import { net } from "./model.js"

export const train = (data: Digits, { epochs, seed }: { readonly epochs: number; readonly seed: number }) =>
  fit({
    model: net,
    optimizer: adam({ lr: cosine({ lr: 0.01, steps: epochs * Math.ceil(data.y.shape[0] / 32) }) }),
    data,
    augment: ({ x, y }, { key }) => ({ x: add(x, mul(normal(key, x.shape), 0.2)), y }),
    loss: (logp, { y }) => focalLoss(logp, y, 2),
    metrics: { accuracy: (logp, { y }) => accuracy(logp, y) },
    epochs,
    key: key(seed),
    ...terminalProgress(),
  })
