/** @file Rounding to integers. Its gradient is 0, but for `frac`, whose gradient is 1. */
import type { ConfigurableOp, RoundOptions } from "../../types/call/activation.js"
import type { FloatUnaryOp, NumericUnaryOp } from "../../types/call/unary.js"
import { unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { PlainUnaryFn } from "../graph/op.js"
import { assertFloat, isFloat } from "../shape/dtype.js"
import { assertInteger } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrOptions } from "./dual.js"
import { minus, over, times } from "./expression.js"
import { floatTensor, numericTensor } from "./operand.js"

/**
 * The largest integer that is not above each element.
 *
 * Any shape; floats, and int32, which stays as it is. The gradient is 0.
 * PyTorch: `torch.floor`. NumPy: `np.floor`. JAX: `jnp.floor`.
 * @example
 * ```ts
 * import { floor, tensor, toArray } from "tuplet"
 * toArray(floor(tensor([1.5, -1.5]))) // [1, -2]
 * ```
 */
export const floor: NumericUnaryOp<"floor"> = operation("floor(x)", alwaysFirst, (x: unknown) => rounded("floor", x))

/**
 * The smallest integer that is not below each element.
 *
 * Any shape; floats, and int32, which stays as it is. The gradient is 0.
 * PyTorch: `torch.ceil`. NumPy: `np.ceil`. JAX: `jnp.ceil`.
 * @example
 * ```ts
 * import { ceil, tensor, toArray } from "tuplet"
 * toArray(ceil(tensor([1.5, -1.5]))) // [2, -1]
 * ```
 */
export const ceil: NumericUnaryOp<"ceil"> = operation("ceil(x)", alwaysFirst, (x: unknown) => rounded("ceil", x))

/**
 * Each element without its fraction.
 *
 * Any shape; floats, and int32, which stays as it is. The gradient is 0.
 * PyTorch: `torch.trunc`. NumPy: `np.trunc`. JAX: `jnp.trunc`.
 * @example
 * ```ts
 * import { tensor, toArray, trunc } from "tuplet"
 * toArray(trunc(tensor([1.5, -1.5]))) // [1, -1]
 * ```
 */
export const trunc: NumericUnaryOp<"trunc"> = operation("trunc(x)", alwaysFirst, (x: unknown) => rounded("trunc", x))

/**
 * The nearest integer to each element, halves to even ones; `round(options)` waits for its tensor.
 *
 * Any shape; floats, and int32, which stays as it is. `decimals` (0) digits after the point stay; of floats also tens
 * (-1), hundreds (-2) and so on. The gradient is 0. Errors: DTypeError for negative decimals of int32.
 * PyTorch: `torch.round`. NumPy: `np.round`. JAX: `jnp.round`.
 * @example
 * ```ts
 * import { round, tensor, toArray } from "tuplet"
 * toArray(round(tensor([0.5, 1.5, -2.6]))) // [0, 2, -3]
 * toArray(round(tensor([1.2345, 678.9]), { decimals: 2 })) // [1.23, 678.9]
 * ```
 */
export const round: ConfigurableOp<"round", "number", RoundOptions> = operation(
  "round(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const given = readOptions("round", options, { decimals: 0 })
    const decimals = assertInteger("round", "decimals", given.decimals)
    if (decimals === 0) return rounded("round", x)
    const node = numericTensor("round", x)
    if (decimals < 0) assertFloat("round to tens", node.dtype)
    if (!isFloat(node.dtype)) return node
    const power = 10 ** Math.abs(decimals)
    return decimals > 0
      ? over(unary("round", times(node, power)), power)
      : times(unary("round", over(node, power)), power)
  },
)

/**
 * The fraction of each element, with its sign.
 *
 * Any shape; floats only. The gradient is 1. PyTorch: `torch.frac`. NumPy: `np.modf`. JAX: `jnp.modf`.
 * @example
 * ```ts
 * import { frac, tensor, toArray } from "tuplet"
 * toArray(frac(tensor([1.25, -1.25]))) // [0.25, -0.25]
 * ```
 */
export const frac: FloatUnaryOp<"frac"> = operation("frac(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("frac", x)
  return minus(node, unary("trunc", node))
})

// internal

const rounded = (fn: PlainUnaryFn, x: unknown): Node => {
  const node = numericTensor(fn, x)
  return isFloat(node.dtype) ? unary(fn, node) : node
}
