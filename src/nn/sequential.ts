/** @file Layers one after another. */
import type { SequentialOp } from "../../types/sequential.js"
import type { AnyTensor } from "../../types/tensor.js"
import { inPart, listed, type Part, partsOf, takenBy, through } from "./part.js"
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
  const { spec, init, entries } = listed("sequential", parts)
  through(parts)(undefined)
  return {
    spec,
    init,
    apply: (params, x) => inOrder(parts, entries(params), x),
    [widthAfter]: through(parts),
    get [widthTaken]() {
      return takenBy(parts)
    },
  }
}) as unknown as SequentialOp

/** The layers applied one after another. */
export const inOrder = (parts: readonly Part[], params: readonly unknown[], x: unknown): AnyTensor =>
  parts.reduce((value, part, i) => inPart(part, i, () => part.apply(params[i], value)), x) as AnyTensor
