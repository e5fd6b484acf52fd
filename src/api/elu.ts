/** @file Activations that keep positive elements, and bend, scale or replace the others. */
import type { AlphaOptions, ConfigurableOp, ThresholdOp } from "../../types/call/activation.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import type { Node } from "../graph/node.js"
import { expm1 } from "../primitives/elementary.js"
import { assertFits } from "../shape/dtype.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrNumber, tensorOrOptions } from "./dual.js"
import { choose, is, times } from "./expression.js"
import { floatTensor, numericTensor } from "./operand.js"

/**
 * Each element, times `negativeSlope` (0.01) where it is not above 0; `leakyRelu(negativeSlope)` waits for its tensor.
 *
 * Any shape; floats only. The gradient at 0 is negativeSlope.
 * PyTorch: `torch.nn.functional.leaky_relu`. JAX: `jax.nn.leaky_relu`.
 * @example
 * ```ts
 * import { leakyRelu, pipe, tensor, toArray } from "tuplet"
 * toArray(leakyRelu(tensor([-2, 3]))) // [-0.02, 3]
 * toArray(pipe(tensor([-2, 3]), leakyRelu(0.5))) // [-1, 3]
 * ```
 */
export const leakyRelu: ConfigurableOp<"leakyRelu", "float", number> = operation(
  "leakyRelu(x, negativeSlope)",
  tensorOrNumber,
  (x: unknown, negativeSlope: unknown = 0.01) => {
    const node = floatTensor("leakyRelu", x)
    return choose(is(node, "gt", 0), node, times(node, assertNumber("leakyRelu", "negativeSlope", negativeSlope)))
  },
)

/**
 * Each element above 0, and alpha · (e^x - 1) for the others; `elu(options)` waits for its tensor.
 *
 * Any shape; floats only. `alpha` is 1 unless given. The gradient at 0 is alpha.
 * PyTorch: `torch.nn.functional.elu`. JAX: `jax.nn.elu`.
 * @example
 * ```ts
 * import { elu, tensor, toArray } from "tuplet"
 * toArray(elu(tensor([-1, 2]))) // [-0.632121, 2]
 * toArray(elu(tensor([-1, 2]), { alpha: 2 })) // [-1.264241, 2]
 * ```
 */
export const elu: ConfigurableOp<"elu", "float", AlphaOptions> = operation(
  "elu(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => bent(floatTensor("elu", x), alphaOf("elu", options), 1, 1),
)

/**
 * Each element above 0, and alpha · (e^(x / alpha) - 1) for the others; `celu(options)` waits for its tensor.
 *
 * Any shape; floats only. `alpha` is 1 unless given. The gradient is continuous. Errors: RangeError for an alpha of 0.
 * PyTorch: `torch.nn.functional.celu`. JAX: `jax.nn.celu`.
 * @example
 * ```ts
 * import { celu, tensor, toArray } from "tuplet"
 * toArray(celu(tensor([-1, 2]), { alpha: 2 })) // [-0.786939, 2]
 * ```
 */
export const celu: ConfigurableOp<"celu", "float", AlphaOptions> = operation(
  "celu(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const alpha = alphaOf("celu", options)
    if (alpha === 0) throw new RangeError("celu: alpha is a number other than 0, got 0")
    return bent(floatTensor("celu", x), alpha, 1, 1 / alpha)
  },
)

/**
 * elu with the alpha and the scale that keep mean 0 and variance 1 through layers.
 *
 * Any shape; floats only. PyTorch: `torch.nn.functional.selu`. JAX: `jax.nn.selu`.
 * @example
 * ```ts
 * import { selu, tensor, toArray } from "tuplet"
 * toArray(selu(tensor([-1, 2]))) // [-1.111331, 2.101402]
 * ```
 */
export const selu: FloatUnaryOp<"selu"> = operation("selu(x)", alwaysFirst, (x: unknown) =>
  bent(floatTensor("selu", x), 1.6732632423543772, 1.0507009873554805, 1),
)

/**
 * Each element above `bound`, and `value` in the place of the others; `threshold(bound, value)` waits for its tensor.
 *
 * Any shape; floats and int32. The gradient at the bound is 0. PyTorch: `torch.nn.functional.threshold`.
 * @example
 * ```ts
 * import { tensor, threshold, toArray } from "tuplet"
 * toArray(threshold(tensor([-1, 0.5, 2]), 1, 20)) // [20, 20, 2]
 * ```
 */
export const threshold: ThresholdOp = operation(
  "threshold(x, bound, value)",
  tensorOrNumber,
  (x: unknown, bound: unknown, value: unknown) => {
    const node = numericTensor("threshold", x)
    const [limit, replacement] = [assertNumber("threshold", "bound", bound), assertNumber("threshold", "value", value)]
    for (const number of [limit, replacement]) assertFits("threshold", number, node.dtype)
    return choose(is(node, "le", limit), replacement, node)
  },
)

// internal

const alphaOf = (op: string, options: unknown): number =>
  assertNumber(op, "alpha", readOptions(op, options, { alpha: 1 }).alpha)

/** scale · (x above 0, else alpha · (e^(rate · x) - 1)); the exponential of a large x is never taken. */
const bent = (x: Node, alpha: number, scale: number, rate: number): Node => {
  const isPositive = is(x, "gt", 0)
  const negative = expm1(times(choose(isPositive, 0, x), rate))
  return choose(isPositive, times(x, scale), times(negative, alpha * scale))
}
