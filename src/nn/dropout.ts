/** @file Dropout as a layer: noise in training, nothing in evaluation. */
import type { DropoutLayerOp } from "../../types/normalised.js"
import { tensorOf } from "../api/handle.js"
import { wordsOfKey } from "../api/key.js"
import { floatTensor } from "../api/operand.js"
import { assertProbability, dropped } from "../api/sample.js"
import { readOptions } from "../shape/options.js"
import { keyFor } from "./block.js"
import { isRandom, type Part, partFrom, titleOf } from "./part.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * A layer whose training sets each element to 0 with probability p, ½ unless told, and divides the others by 1 - p.
 *
 * Applied, it is the identity; `train` needs a key. No parameters. Errors: RangeError for a probability outside of [0,
 * 1].
 * PyTorch: `torch.nn.Dropout`. JAX: `flax.linen.Dropout`.
 * @example
 * ```ts
 * import { key, ones, toArray } from "tuplet"
 * import { dropout } from "tuplet/nn"
 * const layer = dropout(0.5)
 * toArray(layer.apply({}, ones([4]))) // [1, 1, 1, 1]
 * toArray(layer.train({}, ones([4]), { key: key(1) }).output).every((x) => x === 0 || x === 2) // true
 * ```
 */
export const dropout = ((p: unknown = 0.5): Part => {
  const rate = assertProbability("dropout", p)
  return partFrom({
    [titleOf]: `dropout(${rate})`,
    apply: (_, x) => tensorOf(floatTensor("dropout", x)),
    train: (_, x, options) => {
      const { key } = readOptions("dropout", options, { key: undefined, state: undefined })
      const words = wordsOfKey("dropout", keyFor("dropout", key))
      return { output: tensorOf(dropped("dropout", words, floatTensor("dropout", x), rate)), state: {} }
    },
    [isRandom]: true,
    [widthAfter]: (before) => (before === "indices" ? undefined : before),
    [widthTaken]: () => "any",
  })
}) as unknown as DropoutLayerOp
