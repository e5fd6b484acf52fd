/**
 * @file What PyTorch trained, and what becomes of it: the same body, with a head for all ten digits in the place of one
 * for five.
 */
import { flatten, maxPool2d, relu, unflatten } from "tuplet"
import { intoTree, loadSafetensors } from "tuplet/io"
import { conv2d, labelled, linear, sequential } from "tuplet/nn"
import type { ZeroToFour } from "./zero-to-four.safetensors.js"

/** From rows of 64 pixels to 64 features; layer by layer that of pretrain.py. */
export const body = sequential(
  unflatten(1, [1, 8, 8]),
  conv2d(1, 16, 3, { padding: 1 }),
  relu,
  conv2d(16, 32, 3, { padding: 1 }),
  relu,
  maxPool2d({ kernel: 2 }),
  conv2d(32, 32, 3, { padding: 1 }),
  relu,
  maxPool2d({ kernel: 2 }),
  flatten(1),
  linear(128, 64),
  relu,
)

export const fiveDigits = linear(64, 5)

export const net = sequential(labelled("body", body), labelled("head", linear(64, 10)))

/**
 * The parameters of the file, by their names in PyTorch. `npx tuplet types` wrote `ZeroToFour` from it, so a body that
 * the file doesn't fit is a compile error here: with `conv2d(1, 8, 3)`, "body.1.weight: [16, 1, 3, 3] is not
 * [8, 1, 3, 3]: dim 0 is 16, not 8".
 */
export const loadPretrained = async () => {
  const { tensors } = await loadSafetensors<ZeroToFour>(new URL("zero-to-four.safetensors", import.meta.url))
  return intoTree({ body: body.spec, head: fiveDigits.spec }, tensors)
}
