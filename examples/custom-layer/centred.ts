/** @file A layer with a state and a training of its own: features around 0. */
import { add, mean, mul, spec, sub, zeros } from "tuplet"
import { layer } from "tuplet/nn"

/** Training subtracts the mean of the batch, and keeps a running average of it, which evaluation subtracts. */
export const centred = <const F extends number>(features: F) =>
  layer({
    name: `centred(${features})`,
    takes: ["n", features],
    gives: ["n", features],
    state: { mean: spec([features]) },
    initState: () => ({ mean: zeros([features]) }),
    apply: (_, x, state) => sub(x, state.mean),
    train: (_, x, { state }) => {
      const ofBatch = mean(x, 0)
      return { output: sub(x, ofBatch), state: { mean: add(mul(state.mean, 0.9), mul(ofBatch, 0.1)) } }
    },
  })
