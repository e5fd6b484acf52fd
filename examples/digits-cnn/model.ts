/** @file The classifier: two stages of convolutions, then one linear layer to the logits of ten digits. */
import { flatten, maxPool2d, relu, unflatten } from "tuplet"
import { batchNorm, conv2d, dropout, linear, sequential } from "tuplet/nn"

/** From rows of 64 pixels; a stage halves the image and doubles the channels. */
export const net = sequential(
  unflatten(1, [1, 8, 8]),
  conv2d(1, 32, 3, { padding: "same" }),
  batchNorm(32),
  relu,
  conv2d(32, 32, 3, { padding: "same" }),
  batchNorm(32),
  relu,
  maxPool2d({ kernel: 2 }),
  conv2d(32, 64, 3, { padding: "same" }),
  batchNorm(64),
  relu,
  maxPool2d({ kernel: 2 }),
  flatten(1),
  dropout(0.3),
  linear(256, 10),
)
