/**
 * @file Training: AdamW with a rate that warms up and falls along a cosine, on rows that are cut anew in every epoch.
 */
import { crossEntropy, item, key, movedim, randint } from "tuplet"
import { adamw, chain, clipByNorm, cosine, warmUp } from "tuplet/optim"
import { fit, terminalProgress } from "tuplet/train"
import { places, windowsOf } from "./data.js"
import { net } from "./model.js"

export interface Settings {
  readonly epochs: number
  readonly batchSize: number
  readonly rate: number
}

export const train = async (training: string, heldOut: string, { epochs, batchSize, rate }: Settings) => {
  // an epoch that begins at the last offset has a row less
  const rows = windowsOf(training, places - 1).x.shape[0]
  const steps = epochs * Math.floor(rows / batchSize)
  const lr = warmUp({ steps: steps / 30 }, cosine({ lr: rate, steps }))
  const { state, history } = await fit({
    model: net,
    optimizer: chain(clipByNorm(1), adamw({ lr, betas: [0.9, 0.99], weightDecay: 0.1 })),
    data: windowsOf(training),
    augment: (_, { key }) => windowsOf(training, item(randint(key, 0, places, []))),
    loss: (logits, { y }) => crossEntropy(movedim(logits, -1, 1), y),
    epochs,
    batchSize,
    dropLast: true,
    validation: windowsOf(heldOut),
    key: key(0),
    ...terminalProgress(),
  })
  return { params: state.params, nats: history.at(-1)?.validation?.loss ?? Number.NaN }
}
