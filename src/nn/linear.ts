/** @file The linear layer: x Wᵀ + b over the last dim. */
import type { Key } from "../../types/key.js"
import type { LinearOp } from "../../types/layer.js"
import type { LinearMessage } from "../../types/messages.js"
import type { AnyTensor, Dim, Tensor } from "../../types/tensor.js"
import { add, mul, sub } from "../api/binary.js"
import { isTensor } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { matmul } from "../api/matmul.js"
import { transpose } from "../api/movement.js"
import { uniform } from "../api/random.js"
import { spec } from "../compile.js"
import { sameShape } from "../graph/infer.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { type Width, type Widths, widthAfter, widthTaken } from "./width.js"

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
export const linear = ((inputs: number, outputs: number, options?: unknown): LinearLayer => {
  assertWidth(inputs)
  assertWidth(outputs)
  const hasBias = assertBoolean("linear", "bias", readOptions("linear", options, { bias: true }).bias)
  const assertLast = (last: Dim): void => {
    if (last !== inputs) throw new ShapeError(linearMessage(inputs, outputs, last))
  }
  return {
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
      if (!isTensor(x)) throw new TypeError(`linear: expected a tensor, got ${describe(x)}`)
      assertFloat("linear", x.dtype)
      assertLast(x.shape[x.shape.length - 1] ?? "a scalar")
      const weight = parameterOf(params, "weight", [outputs, inputs])
      const product = matmul(x, transpose(weight)) as AnyTensor
      return hasBias ? (add(product, parameterOf(params, "bias", [outputs])) as AnyTensor) : product
    },
    [widthAfter]: (before: Width) => {
      if (before !== undefined) assertLast(before)
      return outputs
    },
    [widthTaken]: inputs,
  }
}) as unknown as LinearOp

// internal

interface LinearLayer extends Widths {
  readonly spec: object
  readonly init: (key: Key) => object
  readonly apply: (params: unknown, x: unknown) => AnyTensor
}

const assertWidth = (width: unknown): void => {
  if (typeof width !== "number" || !Number.isInteger(width) || width < 0) {
    throw new ShapeError(
      `linear: a width is a whole number, got ${typeof width === "number" ? width : describe(width)}`,
    )
  }
}

const linearMessage = <I extends Dim, O extends Dim, D extends Dim>(
  inputs: I,
  outputs: O,
  last: D,
): LinearMessage<I, O, D> => `linear(${inputs}, ${outputs}) needs a last dim of ${inputs}, got ${last}`

/** U(-bound, bound). */
const spread = (key: Key, shape: readonly number[], bound: number): AnyTensor =>
  mul(sub(mul(uniform(key, [...shape]) as Tensor, 2), 1), bound) as AnyTensor

const parameterOf = (params: unknown, name: "weight" | "bias", shape: readonly number[]): Tensor => {
  const value: unknown =
    typeof params === "object" && params !== null ? (params as Record<string, unknown>)[name] : undefined
  if (!isTensor(value)) throw new TypeError(`linear: params.${name} is not a tensor: got ${describe(value)}`)
  assertFloat("linear", value.dtype)
  if (!sameShape(value.shape as readonly number[], shape)) {
    throw new ShapeError(`linear: params.${name} is ${show(value.shape)}, not ${show(shape)}`)
  }
  return value as Tensor
}
