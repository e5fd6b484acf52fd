/**
 * @file Hyperbolic functions and their inverses, from expm1, log1p and the magnitude of each element: nothing cancels.
 */
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { cast, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { expm1, log1p } from "../primitives/elementary.js"
import { alwaysFirst, operation } from "./dual.js"
import { choose, is, minus, over, plus, times } from "./expression.js"
import { floatTensor } from "./operand.js"
import { withSlopes } from "./stated.js"
import { lessSquare } from "./trigonometry.js"

/**
 * The hyperbolic sine of each element, (e^x - e^-x) / 2.
 *
 * Any shape; floats only. PyTorch: `torch.sinh`. NumPy: `np.sinh`. JAX: `jnp.sinh`.
 * @example
 * ```ts
 * import { sinh, tensor, toArray } from "tuplet"
 * toArray(sinh(tensor([0, 1, -2]))) // [0, 1.175201, -3.62686]
 * ```
 */
export const sinh: FloatUnaryOp<"sinh"> = operation("sinh(x)", alwaysFirst, (x: unknown) => {
  return sine(floatTensor("sinh", x))
})

/**
 * The hyperbolic cosine of each element, (e^x + e^-x) / 2.
 *
 * Any shape; floats only. PyTorch: `torch.cosh`. NumPy: `np.cosh`. JAX: `jnp.cosh`.
 * @example
 * ```ts
 * import { cosh, tensor, toArray } from "tuplet"
 * toArray(cosh(tensor([0, 1, -2]))) // [1, 1.543081, 3.762196]
 * ```
 */
export const cosh: FloatUnaryOp<"cosh"> = operation("cosh(x)", alwaysFirst, (x: unknown) => {
  return cosine(floatTensor("cosh", x))
})

/**
 * The number whose hyperbolic sine each element is.
 *
 * Any shape; floats only. PyTorch: `torch.asinh`. NumPy: `np.arcsinh`. JAX: `jnp.arcsinh`.
 * @example
 * ```ts
 * import { asinh, tensor, toArray } from "tuplet"
 * toArray(asinh(tensor([0, 1, -2]))) // [0, 0.881374, -1.443635]
 * ```
 */
export const asinh: FloatUnaryOp<"asinh"> = operation("asinh(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("asinh", x)
  const size = unary("abs", node)
  const inverse = over(1, size)
  // √(x² + 1) - 1, without the square of a large x
  const beyond = over(size, plus(inverse, unary("sqrt", plus(times(inverse, inverse), 1))))
  const value = times(unary("sign", node), logOfSum(size, plus(size, beyond)))
  return withSlopes(value, [node], (_, [at]) => [over(1, unary("sqrt", plus(times(at as Node, at as Node), 1)))])
})

/**
 * The number, at least 0, whose hyperbolic cosine each element is; NaN below 1.
 *
 * Any shape; floats only. PyTorch: `torch.acosh`. NumPy: `np.arccosh`. JAX: `jnp.arccosh`.
 * @example
 * ```ts
 * import { acosh, tensor, toArray } from "tuplet"
 * toArray(acosh(tensor([1, 2, 0]))) // [0, 1.316958, NaN]
 * ```
 */
export const acosh: FloatUnaryOp<"acosh"> = operation("acosh(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("acosh", x)
  const value = logOfSum(node, plus(minus(node, 1), side(node)))
  return withSlopes(value, [node], (_, [at]) => [over(1, side(at as Node))])
})

/**
 * The number whose hyperbolic tangent each element is: ±Infinity at ±1, NaN beyond.
 *
 * Any shape; floats only. PyTorch: `torch.atanh`. NumPy: `np.arctanh`. JAX: `jnp.arctanh`.
 * @example
 * ```ts
 * import { atanh, tensor, toArray } from "tuplet"
 * toArray(atanh(tensor([0, 0.5, -1]))) // [0, 0.549306, -Infinity]
 * ```
 */
export const atanh: FloatUnaryOp<"atanh"> = operation("atanh(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("atanh", x)
  const size = unary("abs", node)
  const value = times(unary("sign", node), times(log1p(over(plus(size, size), minus(1, size))), 0.5))
  return withSlopes(value, [node], (_, [at]) => [over(1, lessSquare(at as Node))])
})

// internal

/** Beyond, e^-x is nothing beside e^x, which may overflow in float32 though its half does not. */
const LARGE = 88

/** (e^x)/2 as a product of halves of the power. */
const halfPower = (size: Node): Node => {
  const root = unary("exp", times(size, 0.5))
  return times(times(root, 0.5), root)
}

const sine = (x: Node): Node => {
  const size = unary("abs", x)
  const power = expm1(size)
  const small = times(plus(power, over(power, plus(power, 1))), 0.5)
  const value = times(unary("sign", x), choose(is(size, "gt", LARGE), halfPower(size), small))
  return withSlopes(value, [x], (_, [at]) => [cosine(at as Node)])
}

const cosine = (x: Node): Node => {
  const size = unary("abs", x)
  const power = unary("exp", size)
  const small = plus(times(power, 0.5), over(0.5, power))
  const value = choose(is(size, "gt", LARGE), halfPower(size), small)
  return withSlopes(value, [x], (_, [at]) => [sine(at as Node)])
}

/** √(x² - 1), NaN below 1; its slope, infinite at 1, is stated: the product's would be ∞ · 0 there. */
const side = (x: Node): Node =>
  withSlopes(times(unary("sqrt", minus(x, 1)), unary("sqrt", plus(x, 1))), [x], (y, [at]) => [over(at as Node, y)])

/** log(1 + sum), where the sum of a large x is 2x - 1 and may overflow. */
const logOfSum = (x: Node, sum: Node): Node => {
  const isLarge = is(x, "gt", 2 ** 28)
  return plus(log1p(choose(isLarge, minus(x, 1), sum)), times(cast(isLarge, x.dtype), Math.LN2))
}
