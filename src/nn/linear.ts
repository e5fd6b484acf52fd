/** @file The linear layer: x Wᵀ + b over the last dim. */
import type { Key } from "../../types/key.js"
import type { LinearOp } from "../../types/layer.js"
import type { LinearMessage } from "../../types/layer-messages.js"
import type { AnyTensor, Dim } from "../../types/tensor.js"
import { add } from "../api/binary.js"
import { splitKey } from "../api/key.js"
import { matmul } from "../api/matmul.js"
import { transpose } from "../api/movement.js"
import { spec } from "../compile.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { spread } from "./initialisers.js"
import { assertInput, parameterOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * A linear layer over the last dim: `[..., inputs] -> [..., outputs]`, float32.
 *
 * Parameters: `weight` of shape [outputs, inputs] and `bias` of shape [outputs], both drawn from
 * U(-1/√inputs, 1/√inputs); `{ bias: false }` leaves the bias out.
 * Errors: ShapeError where the last dim is another, DTypeError for an integer input.
 * PyTorch: `torch.nn.Linear`, with its layout, names and initial distribution. JAX: `flax.linen.Dense`.
 * @example
 * ```ts
 * import { key, ones } from "tuplet"
 * import { linear } from "tuplet/nn"
 * const layer = linear(3, 2)
 * layer.apply(layer.init(key(0)), ones([5, 3])).shape // [5, 2]
 * ```
 */
export const linear = ((inputs: number, outputs: number, options?: unknown): Part => {
  assertWidth(inputs)
  assertWidth(outputs)
  const hasBias = assertBoolean("linear", "bias", readOptions("linear", options, { bias: true }).bias)
  const assertLast = (last: Dim): void => {
    if (last !== inputs) throw new ShapeError(linearMessage(inputs, outputs, last))
  }
  return partFrom({
    [titleOf]: `linear(${inputs}, ${outputs})`,
    spec: {
      weight: spec([outputs, inputs]),
      ...(hasBias ? { bias: spec([outputs]) } : {}),
    },
    init: (key) => {
      const [forWeight, forBias] = splitKey(key) as [Key, Key]
      const bound = inputs === 0 ? 0 : 1 / Math.sqrt(inputs)
      return {
        weight: spread(forWeight, [outputs, inputs], bound),
        ...(hasBias ? { bias: spread(forBias, [outputs], bound) } : {}),
      }
    },
    apply: (params, x) => {
      const input = assertInput("linear", x)
      assertLast(input.shape[input.shape.length - 1] ?? "a scalar")
      const weight = parameterOf(params, "weight", [outputs, inputs])
      const product = matmul(input, transpose(weight)) as AnyTensor
      return hasBias ? (add(product, parameterOf(params, "bias", [outputs])) as AnyTensor) : product
    },
    [widthAfter]: (before) => {
      if (typeof before === "number") assertLast(before)
      return outputs
    },
    [widthTaken]: () => inputs,
  })
}) as unknown as LinearOp

export const linearMessage = <I extends Dim, O extends Dim, D extends Dim, const Name extends string = "linear">(
  inputs: I,
  outputs: O,
  last: D,
  name = "linear" as Name,
): LinearMessage<I, O, D, Name> => `${name}(${inputs}, ${outputs}) needs a last dim of ${inputs}, got ${last}`

// internal

const assertWidth = (width: unknown): void => {
  if (typeof width !== "number" || !Number.isInteger(width) || width < 0) {
    throw new ShapeError(
      `linear: a width is a whole number, got ${typeof width === "number" ? width : describe(width)}`,
    )
  }
}
