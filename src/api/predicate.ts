/** @file What kind of number each element is. */
import type { PredicateOp } from "../../types/call/unary.js"
import { fill, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { isFloat } from "../shape/dtype.js"
import { alwaysFirst, operation } from "./dual.js"
import { is } from "./expression.js"
import { assertTensor } from "./operand.js"

/**
 * Whether each element is NaN.
 *
 * Any shape and dtype; the result is bool. PyTorch: `torch.isnan`. NumPy: `np.isnan`. JAX: `jnp.isnan`.
 * @example
 * ```ts
 * import { isnan, tensor, toArray } from "tuplet"
 * toArray(isnan(tensor([1, NaN, Infinity]))) // [false, true, false]
 * ```
 */
export const isnan: PredicateOp = operation("isnan(x)", alwaysFirst, (x: unknown) => {
  const node = assertTensor("isnan", x)
  return is(node, "ne", node)
})

/**
 * Whether each element is Infinity or -Infinity.
 *
 * Any shape and dtype; the result is bool. PyTorch: `torch.isinf`. NumPy: `np.isinf`. JAX: `jnp.isinf`.
 * @example
 * ```ts
 * import { isinf, tensor, toArray } from "tuplet"
 * toArray(isinf(tensor([1, NaN, -Infinity]))) // [false, false, true]
 * ```
 */
export const isinf: PredicateOp = operation("isinf(x)", alwaysFirst, (x: unknown) => beside("isinf", "eq", x))

/**
 * Whether each element is neither infinite nor NaN.
 *
 * Any shape and dtype; the result is bool. PyTorch: `torch.isfinite`. NumPy: `np.isfinite`. JAX: `jnp.isfinite`.
 * @example
 * ```ts
 * import { isfinite, tensor, toArray } from "tuplet"
 * toArray(isfinite(tensor([1, NaN, Infinity]))) // [true, false, false]
 * ```
 */
export const isfinite: PredicateOp = operation("isfinite(x)", alwaysFirst, (x: unknown) => beside("isfinite", "lt", x))

// internal

/** How the magnitude compares with infinity, which no integer reaches. */
const beside = (op: string, fn: "eq" | "lt", x: unknown): Node => {
  const node = assertTensor(op, x)
  if (isFloat(node.dtype)) return is(unary("abs", node), fn, Number.POSITIVE_INFINITY)
  return fill(fn === "lt" ? 1 : 0, node.shape, "bool")
}
