/** @file Training: the bound on drawn codes, the whole of it and its two parts. */
import { key, mean } from "tuplet"
import { adamw, cosine } from "tuplet/optim"
import { fit, terminalProgress } from "tuplet/train"
import type { Digits } from "../data/digits.js"
import { bound, divergence } from "./bound.js"
import { autoencoder } from "./model.js"

export interface Settings {
  readonly epochs: number
  readonly seed: number
}

export const train = (training: Digits, validation: Digits, { epochs, seed }: Settings) =>
  fit({
    model: autoencoder,
    optimizer: adamw({ lr: cosine({ lr: 0.005, steps: epochs * Math.ceil(training.x.shape[0] / batchSize) }) }),
    data: { x: training.x },
    loss: (output, { x }) => bound(output, x),
    metrics: { divergence: (output) => mean(divergence(output)) },
    validation: { x: validation.x },
    epochs,
    batchSize,
    key: key(seed),
    ...terminalProgress(),
  })

// internal

const batchSize = 32
