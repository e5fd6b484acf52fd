/** @file Layers one after another. */
import type { SequentialOp } from "../../types/sequential.js"
import type { AnyTensor } from "../../types/tensor.js"
import { block } from "./block.js"
import { type Part, partsOf, type Step } from "./part.js"
import { start, takenBy, through } from "./walk.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * A model that applies its layers in order. Operations are layers as they are: `relu`, `logSoftmax(-1)`.
 *
 * Parameters: a list with one entry a layer, `{}` for an operation; entry i is drawn from the i-th split of the key.
 * Errors: ShapeError `layer 2: …` where a width doesn't fit, when the model is built or at last when it is applied.
 * PyTorch: `torch.nn.Sequential`. JAX: `flax.linen.Sequential`.
 * @example
 * ```ts
 * import { key, logSoftmax, ones, relu } from "tuplet"
 * import { linear, sequential } from "tuplet/nn"
 * const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
 * net.apply(net.init(key(0)), ones([32, 64])).shape // [32, 10]
 * ```
 */
export const sequential = ((...layers: readonly unknown[]): Part => {
  const parts = partsOf("sequential", layers)
  through(parts)(start(parts))
  return block("sequential", parts, inOrder(parts.length), {
    [widthAfter]: through(parts),
    [widthTaken]: () => takenBy(parts),
  })
}) as unknown as SequentialOp

/** The layers applied one after another. */
export const inOrder =
  (count: number) =>
  (step: Step, x: unknown): AnyTensor => {
    let value = x
    for (let i = 0; i < count; i++) value = step(i, value)
    return value as AnyTensor
  }
