/** @file Trigonometric functions and their inverses, in radians. */
import type { BinaryOp } from "../../types/call/binary.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import * as elementary from "../primitives/elementary.js"
import { alwaysFirst, operation, twoOperands } from "./dual.js"
import { minus, over, plus, times } from "./expression.js"
import { bringBoth, floatTensor, real } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * The sine of each element, in radians.
 *
 * Any shape; floats only. PyTorch: `torch.sin`. NumPy: `np.sin`. JAX: `jnp.sin`.
 * @example
 * ```ts
 * import { sin, tensor, toArray } from "tuplet"
 * toArray(sin(tensor([0, 1, -2]))) // [0, 0.841471, -0.909297]
 * ```
 */
export const sin: FloatUnaryOp<"sin"> = operation("sin(x)", alwaysFirst, (x: unknown) =>
  elementary.sin(floatTensor("sin", x)),
)

/**
 * The cosine of each element, in radians.
 *
 * Any shape; floats only. PyTorch: `torch.cos`. NumPy: `np.cos`. JAX: `jnp.cos`.
 * @example
 * ```ts
 * import { cos, tensor, toArray } from "tuplet"
 * toArray(cos(tensor([0, 1, -2]))) // [1, 0.540302, -0.416147]
 * ```
 */
export const cos: FloatUnaryOp<"cos"> = operation("cos(x)", alwaysFirst, (x: unknown) =>
  elementary.cos(floatTensor("cos", x)),
)

/**
 * The tangent of each element, in radians.
 *
 * Any shape; floats only. PyTorch: `torch.tan`. NumPy: `np.tan`. JAX: `jnp.tan`.
 * @example
 * ```ts
 * import { tan, tensor, toArray } from "tuplet"
 * toArray(tan(tensor([0, 1, -2]))) // [0, 1.557408, 2.18504]
 * ```
 */
export const tan: FloatUnaryOp<"tan"> = operation("tan(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("tan", x)
  return withSlopes(over(elementary.sin(node), elementary.cos(node)), [node], (y) => [plus(times(y, y), 1)])
})

/**
 * The angle from -π/2 to π/2 whose sine each element is; NaN beyond ±1.
 *
 * Any shape; floats only. PyTorch: `torch.asin`. NumPy: `np.arcsin`. JAX: `jnp.arcsin`.
 * @example
 * ```ts
 * import { asin, tensor, toArray } from "tuplet"
 * toArray(asin(tensor([0, 0.5, -1]))) // [0, 0.523599, -1.570796]
 * ```
 */
export const asin: FloatUnaryOp<"asin"> = operation("asin(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("asin", x)
  return withSlopes(elementary.atan2(node, otherSide(node)), [node], (_, [at]) => [over(1, otherSide(at as Node))])
})

/**
 * The angle from 0 to π whose cosine each element is; NaN beyond ±1.
 *
 * Any shape; floats only. PyTorch: `torch.acos`. NumPy: `np.arccos`. JAX: `jnp.arccos`.
 * @example
 * ```ts
 * import { acos, tensor, toArray } from "tuplet"
 * toArray(acos(tensor([1, 0.5, -1]))) // [0, 1.0472, 3.1416]
 * ```
 */
export const acos: FloatUnaryOp<"acos"> = operation("acos(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("acos", x)
  // twice the angle of the half, whose tangent is √((1 - x) / (1 + x)): exact at both ends
  const half = elementary.atan2(unary("sqrt", minus(1, node)), unary("sqrt", plus(node, 1)))
  return withSlopes(times(half, 2), [node], (_, [at]) => [over(-1, otherSide(at as Node))])
})

/**
 * The angle from -π/2 to π/2 whose tangent each element is.
 *
 * Any shape; floats only. PyTorch: `torch.atan`. NumPy: `np.arctan`. JAX: `jnp.arctan`.
 * @example
 * ```ts
 * import { atan, tensor, toArray } from "tuplet"
 * toArray(atan(tensor([1, -Infinity]))) // [0.785398, -1.570796]
 * ```
 */
export const atan: FloatUnaryOp<"atan"> = operation("atan(x)", alwaysFirst, (x: unknown) =>
  elementary.atan(floatTensor("atan", x)),
)

/**
 * The angle from -π to π of the point (b, a) = (x, y); `atan2(b)` waits for `a`.
 *
 * Shapes broadcast; floats, or a float beside an int32 or a number. The signs of zeros count.
 * Errors: ShapeError where shapes don't broadcast; DTypeError. PyTorch: `torch.atan2`. NumPy: `np.arctan2`.
 * JAX: `jnp.arctan2`.
 * @example
 * ```ts
 * import { atan2, tensor, toArray } from "tuplet"
 * toArray(atan2(tensor([1, -1, 0]), tensor([1, -1, -1]))) // [0.785398, -2.356194, 3.141593]
 * ```
 */
export const atan2: BinaryOp<"atan2", "float"> = operation("atan2(a, b)", twoOperands, (a: unknown, b: unknown) =>
  elementary.atan2(...bringBoth("atan2", a, b, real)),
)

/** 1 - x², as a product that is exact near ±1; the slope of that would be a difference that cancels near 0. */
export const lessSquare = (x: Node): Node =>
  withSlopes(times(minus(1, x), plus(x, 1)), [x], (_, [at]) => [times(at as Node, -2)])

// internal

/** √(1 - x²) */
const otherSide = (x: Node): Node => unary("sqrt", lessSquare(x))
