/** @file Exponentials and logarithms to other bases and near 1, and the reciprocal of the root. */
import type { ConfigurableOp, LogitOptions } from "../../types/call/activation.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { binary, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import * as elementary from "../primitives/elementary.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrOptions } from "./dual.js"
import { choose, is, larger, minus, over, smaller, times } from "./expression.js"
import { floatTensor } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * 2 to the power of each element.
 *
 * Any shape; floats only. PyTorch: `torch.exp2`. NumPy: `np.exp2`. JAX: `jnp.exp2`.
 * @example
 * ```ts
 * import { exp2, tensor, toArray } from "tuplet"
 * toArray(exp2(tensor([3, -1]))) // [8, 0.5]
 * ```
 */
export const exp2: FloatUnaryOp<"exp2"> = operation("exp2(x)", alwaysFirst, (x: unknown) =>
  elementary.exp2(floatTensor("exp2", x)),
)

/**
 * e to the power of each element, minus 1: exact for small ones too.
 *
 * Any shape; floats only. PyTorch: `torch.expm1`. NumPy: `np.expm1`. JAX: `jnp.expm1`.
 * @example
 * ```ts
 * import { expm1, tensor, toArray } from "tuplet"
 * toArray(expm1(tensor([1, -1]))) // [1.718282, -0.632121]
 * ```
 */
export const expm1: FloatUnaryOp<"expm1"> = operation("expm1(x)", alwaysFirst, (x: unknown) =>
  elementary.expm1(floatTensor("expm1", x)),
)

/**
 * The natural logarithm of 1 plus each element: exact for small ones too; -Infinity at -1, NaN below.
 *
 * Any shape; floats only. PyTorch: `torch.log1p`. NumPy: `np.log1p`. JAX: `jnp.log1p`.
 * @example
 * ```ts
 * import { log1p, tensor, toArray } from "tuplet"
 * toArray(log1p(tensor([1, 0, -1]))) // [0.693147, 0, -Infinity]
 * ```
 */
export const log1p: FloatUnaryOp<"log1p"> = operation("log1p(x)", alwaysFirst, (x: unknown) =>
  elementary.log1p(floatTensor("log1p", x)),
)

/**
 * The logarithm to base 2 of each element: -Infinity at 0, NaN below.
 *
 * Any shape; floats only. PyTorch: `torch.log2`. NumPy: `np.log2`. JAX: `jnp.log2`.
 * @example
 * ```ts
 * import { log2, tensor, toArray } from "tuplet"
 * toArray(log2(tensor([8, 0.5]))) // [3, -1]
 * ```
 */
export const log2: FloatUnaryOp<"log2"> = operation("log2(x)", alwaysFirst, (x: unknown) =>
  elementary.log2(floatTensor("log2", x)),
)

/**
 * The logarithm to base 10 of each element: -Infinity at 0, NaN below.
 *
 * Any shape; floats only. PyTorch: `torch.log10`. NumPy: `np.log10`. JAX: `jnp.log10`.
 * @example
 * ```ts
 * import { log10, tensor, toArray } from "tuplet"
 * toArray(log10(tensor([1000, 0.1]))) // [3, -1]
 * ```
 */
export const log10: FloatUnaryOp<"log10"> = operation("log10(x)", alwaysFirst, (x: unknown) =>
  elementary.log10(floatTensor("log10", x)),
)

/**
 * 1 over the square root of each element: Infinity at 0, NaN below.
 *
 * Any shape; floats only. PyTorch: `torch.rsqrt`. JAX: `jax.lax.rsqrt`.
 * @example
 * ```ts
 * import { rsqrt, tensor, toArray } from "tuplet"
 * toArray(rsqrt(tensor([4, 0.25, 0]))) // [0.5, 2, Infinity]
 * ```
 */
export const rsqrt: FloatUnaryOp<"rsqrt"> = operation("rsqrt(x)", alwaysFirst, (x: unknown) =>
  over(1, unary("sqrt", floatTensor("rsqrt", x))),
)

/**
 * log(x / (1 - x)) of each element, the inverse of sigmoid; `logit(options)` waits for its tensor.
 *
 * Any shape; floats only. ±Infinity at 1 and 0, NaN beyond, unless `eps` is given, which first brings elements between
 * eps and 1 - eps: the gradient is 0 where that changes them. Exact near 0.5, where the result is near 0.
 * PyTorch: `torch.logit`. NumPy: `scipy.special.logit`. JAX: `jax.scipy.special.logit`.
 * @example
 * ```ts
 * import { logit, tensor, toArray } from "tuplet"
 * toArray(logit(tensor([0.5, 0.75, 1]))) // [0, 1.098612, Infinity]
 * toArray(logit(tensor([0, 1]), { eps: 0.25 })) // [-1.098612, 1.098612]
 * ```
 */
export const logit: ConfigurableOp<"logit", "float", LogitOptions> = operation(
  "logit(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const given = readOptions("logit", options, { eps: undefined })
    const node = floatTensor("logit", x)
    // as in PyTorch, where a negative eps is none
    const eps = given.eps === undefined ? -1 : assertNumber("logit", "eps", given.eps)
    const [low, high] = eps < 0 ? [0, 1] : [eps, 1 - eps]
    const beyond = eps < 0 ? Number.NaN : 0
    return withSlopes(logOdds(eps < 0 ? node : smaller(larger(node, low), high)), [node], (_, [y]) => {
      const at = y as Node
      const isOutside = binary("or", is(at, "lt", low), is(at, "gt", high))
      return [choose(isOutside, beyond, over(1, times(at, minus(1, at))))]
    })
  },
)

// internal

/** log x - log(1 - x), but near ½ as log(1 + (2x - 1) / (1 - x)), where the difference would cancel. */
const logOdds = (x: Node): Node => {
  const isOuter = is(unary("abs", minus(x, 0.5)), "gt", 0.25)
  const apart = minus(unary("log", x), elementary.log1p(unary("neg", x)))
  const rest = minus(1, x)
  const ratio = over(times(minus(x, 0.5), 2), rest)
  // NaN is not outer, and stays
  return choose(isOuter, apart, elementary.log1p(ratio))
}
