/** @file Elementwise operations of one tensor. */
import type { FloatUnaryOp, NumericUnaryOp, PredicateOp, ReciprocalOp } from "../../types/call/unary.js"
import { binary, cast, compare, fill, select, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { PlainUnaryFn } from "../graph/op.js"
import * as elementary from "../primitives/elementary.js"
import { isFloat } from "../shape/dtype.js"
import { alwaysFirst, operation } from "./dual.js"
import { assertTensor, floatTensor, numericTensor } from "./operand.js"

/**
 * The negative of each element.
 *
 * Any shape; floats and int32. PyTorch: `torch.neg`. NumPy: `np.negative`. JAX: `jnp.negative`.
 * @example
 * ```ts
 * import { neg, tensor, toArray } from "tuplet"
 * toArray(neg(tensor([1, -2]))) // [-1, 2]
 * ```
 */
export const neg: NumericUnaryOp<"neg"> = operation("neg(x)", alwaysFirst, (x: unknown) =>
  unary("neg", numericTensor("neg", x)),
)

/**
 * The absolute value of each element; its gradient at 0 is 0.
 *
 * Any shape; floats and int32. PyTorch: `torch.abs`. NumPy: `np.abs`. JAX: `jnp.abs`.
 * @example
 * ```ts
 * import { abs, tensor, toArray } from "tuplet"
 * toArray(abs(tensor([1, -2]))) // [1, 2]
 * ```
 */
export const abs: NumericUnaryOp<"abs"> = operation("abs(x)", alwaysFirst, (x: unknown) =>
  unary("abs", numericTensor("abs", x)),
)

/**
 * -1, 0 or 1 by the sign of each element; its gradient is 0.
 *
 * Any shape; floats and int32. PyTorch: `torch.sign`. NumPy: `np.sign`. JAX: `jnp.sign`.
 * @example
 * ```ts
 * import { sign, tensor, toArray } from "tuplet"
 * toArray(sign(tensor([3, 0, -2]))) // [1, 0, -1]
 * ```
 */
export const sign: NumericUnaryOp<"sign"> = operation("sign(x)", alwaysFirst, (x: unknown) =>
  unary("sign", numericTensor("sign", x)),
)

/**
 * Each element times itself.
 *
 * Any shape; floats and int32, which wraps. PyTorch: `torch.square`. NumPy: `np.square`. JAX: `jnp.square`.
 * @example
 * ```ts
 * import { square, tensor, toArray } from "tuplet"
 * toArray(square(tensor([3, -2]))) // [9, 4]
 * ```
 */
export const square: NumericUnaryOp<"square"> = operation("square(x)", alwaysFirst, (x: unknown) => {
  const node = numericTensor("square", x)
  return binary("mul", node, node)
})

/**
 * The positive part of each element: 0 for what is negative, NaN for NaN.
 *
 * Any shape; floats and int32. The gradient at 0 is 0. PyTorch: `torch.relu`. JAX: `jax.nn.relu`.
 * @example
 * ```ts
 * import { relu, tensor, toArray } from "tuplet"
 * toArray(relu(tensor([3, -2]))) // [3, 0]
 * ```
 */
export const relu: NumericUnaryOp<"relu"> = operation("relu(x)", alwaysFirst, (x: unknown) => {
  const node = numericTensor("relu", x)
  const zero = fill(0, node.shape, node.dtype)
  // not `x > 0 ? x : 0`: a NaN must stay one
  return select(compare("le", node, zero), zero, node)
})

/**
 * 1 over each element; int32 gives float32.
 *
 * Any shape. The reciprocal of 0 is Infinity. PyTorch: `torch.reciprocal`.
 * NumPy: `np.reciprocal`. JAX: `jnp.reciprocal`.
 * @example
 * ```ts
 * import { reciprocal, tensor, toArray } from "tuplet"
 * toArray(reciprocal(tensor([4, -2]))) // [0.25, -0.5]
 * ```
 */
export const reciprocal: ReciprocalOp = operation("reciprocal(x)", alwaysFirst, (x: unknown) => {
  const node = numericTensor("reciprocal", x)
  const real = isFloat(node.dtype) ? node : cast(node, "float32")
  return binary("div", fill(1, real.shape, real.dtype), real)
})

/**
 * e to the power of each element.
 *
 * Any shape; floats only. PyTorch: `torch.exp`. NumPy: `np.exp`. JAX: `jnp.exp`.
 * @example
 * ```ts
 * import { exp, tensor, toArray } from "tuplet"
 * toArray(exp(tensor([0, 1]))) // [1, 2.71828]
 * ```
 */
export const exp: FloatUnaryOp<"exp"> = operation("exp(x)", alwaysFirst, (x: unknown) => floats("exp", x))

/**
 * The natural logarithm of each element: -Infinity at 0, NaN below.
 *
 * Any shape; floats only. PyTorch: `torch.log`. NumPy: `np.log`. JAX: `jnp.log`.
 * @example
 * ```ts
 * import { log, tensor, toArray } from "tuplet"
 * toArray(log(tensor([1, 10, 0]))) // [0, 2.302585, -Infinity]
 * ```
 */
export const log: FloatUnaryOp<"log"> = operation("log(x)", alwaysFirst, (x: unknown) => floats("log", x))

/**
 * The square root of each element: NaN below 0.
 *
 * Any shape; floats only. PyTorch: `torch.sqrt`. NumPy: `np.sqrt`. JAX: `jnp.sqrt`.
 * @example
 * ```ts
 * import { sqrt, tensor, toArray } from "tuplet"
 * toArray(sqrt(tensor([4, 2]))) // [2, 1.41421]
 * ```
 */
export const sqrt: FloatUnaryOp<"sqrt"> = operation("sqrt(x)", alwaysFirst, (x: unknown) => floats("sqrt", x))

/**
 * The hyperbolic tangent of each element.
 *
 * Any shape; floats only. PyTorch: `torch.tanh`. NumPy: `np.tanh`. JAX: `jnp.tanh`.
 * @example
 * ```ts
 * import { tanh, tensor, toArray } from "tuplet"
 * toArray(tanh(tensor([0, 1]))) // [0, 0.76159]
 * ```
 */
export const tanh: FloatUnaryOp<"tanh"> = operation("tanh(x)", alwaysFirst, (x: unknown) =>
  elementary.tanh(floatTensor("tanh", x)),
)

/**
 * 1 / (1 + e^-x) of each element.
 *
 * Any shape; floats only. PyTorch: `torch.sigmoid`. NumPy: `scipy.special.expit`. JAX: `jax.nn.sigmoid`.
 * @example
 * ```ts
 * import { sigmoid, tensor, toArray } from "tuplet"
 * toArray(sigmoid(tensor([0, 2]))) // [0.5, 0.880797]
 * ```
 */
export const sigmoid: FloatUnaryOp<"sigmoid"> = operation("sigmoid(x)", alwaysFirst, (x: unknown) =>
  elementary.sigmoid(floatTensor("sigmoid", x)),
)

/**
 * Whether each element is 0 or false.
 *
 * Any shape and dtype; the result is bool. PyTorch: `torch.logical_not`.
 * NumPy: `np.logical_not`. JAX: `jnp.logical_not`.
 * @example
 * ```ts
 * import { logicalNot, tensor, toArray } from "tuplet"
 * toArray(logicalNot(tensor([true, false]))) // [false, true]
 * ```
 */
export const logicalNot: PredicateOp = operation("logicalNot(x)", alwaysFirst, (x: unknown) =>
  unary("not", cast(assertTensor("logicalNot", x), "bool")),
)

// internal

const floats = (op: PlainUnaryFn, x: unknown): Node => unary(op, floatTensor(op, x))
