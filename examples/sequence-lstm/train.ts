/** @file Training: Adam with gradients kept short, on other sequences in every epoch. */
import { key, mseLoss, split } from "tuplet"
import { adam, chain, clipByNorm, cosine } from "tuplet/optim"
import { fit, terminalProgress } from "tuplet/train"
import { sequencesOf } from "./data.js"
import { net } from "./model.js"

export interface Settings {
  readonly places: number
  readonly epochs: number
}

export const train = async ({ places, epochs }: Settings) => {
  const [ofTraining, ofHeldOut, ofRun] = split(key(0), 3)
  const [count, batchSize] = [4096, 32]
  const { state, history } = await fit({
    model: net,
    optimizer: chain(clipByNorm(1), adam({ lr: cosine({ lr: 1e-2, steps: (epochs * count) / batchSize }) })),
    data: sequencesOf(ofTraining, count, places),
    augment: (_, { key }) => sequencesOf(key, count, places),
    loss: (sum, { y }) => mseLoss(sum, y),
    epochs,
    batchSize,
    validation: sequencesOf(ofHeldOut, 1024, places),
    key: ofRun,
    ...terminalProgress(),
  })
  return { params: state.params, error: history.at(-1)?.validation?.loss ?? Number.NaN }
}
