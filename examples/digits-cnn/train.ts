/** @file Training with validation: a file keeps the epoch that did best on digits that nothing was learnt from. */
import { add, at, crossEntropy, key, mul, normal } from "tuplet"
import { namedTensors, saveSafetensors } from "tuplet/io"
import { adamw, cosine } from "tuplet/optim"
import { accuracy, fit, terminalProgress } from "tuplet/train"
import type { Digits } from "../data/digits.js"
import { net } from "./model.js"

export interface Settings {
  readonly epochs: number
  readonly seed: number
  /** The checkpoint: parameters and running statistics by PyTorch's names. */
  readonly file: string
}

export const train = ({ x, y }: Digits, { epochs, seed, file }: Settings) => {
  const data = { x: at(x, `:${learnt}`), y: at(y, `:${learnt}`) }
  const validation = { x: at(x, `${learnt}:`), y: at(y, `${learnt}:`) }
  const { onStep, onEpoch } = terminalProgress()
  return fit({
    model: net,
    optimizer: adamw({ lr: cosine({ lr: 0.003, steps: epochs * Math.ceil(learnt / batchSize) }), weightDecay: 0.01 }),
    data,
    // other noise in every epoch, so that the digits can't be learnt by heart
    augment: ({ x, y }, { key }) => ({ x: add(x, mul(normal(key, x.shape), 0.15)), y }),
    loss: (logits, { y }) => crossEntropy(logits, y),
    metrics: { accuracy: (logits, { y }) => accuracy(logits, y) },
    validation,
    stopping: { on: "loss", patience: 10 },
    epochs,
    batchSize,
    key: key(seed),
    onStep,
    onEpoch: async (event) => {
      onEpoch(event)
      if (event.improved) await saveSafetensors(file, namedTensors(event.state.params, event.state.model))
    },
  })
}

// internal

const batchSize = 32

/** Of the 1,438 digits; the others are for validation. */
const learnt = 1300
