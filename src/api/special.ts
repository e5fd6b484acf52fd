/** @file The error function, and logarithms of two operands that stay finite where their parts don't. */
import type { BinaryOp } from "../../types/call/binary.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { binary, fill, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import * as elementary from "../primitives/elementary.js"
import { alwaysFirst, operation, twoOperands } from "./dual.js"
import { choose, is, larger, minus, over, plus, softTail, times } from "./expression.js"
import { bringBoth, floatTensor, real } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * The error function of each element: 2/√π times the integral of e^(-t²) from 0 to it.
 *
 * Any shape; floats only. PyTorch: `torch.erf`. NumPy: `scipy.special.erf`. JAX: `jax.scipy.special.erf`.
 * @example
 * ```ts
 * import { erf, tensor, toArray } from "tuplet"
 * toArray(erf(tensor([0, 0.5, -2]))) // [0, 0.5205, -0.995322]
 * ```
 */
export const erf: FloatUnaryOp<"erf"> = operation("erf(x)", alwaysFirst, (x: unknown) =>
  elementary.erf(floatTensor("erf", x)),
)

/**
 * 1 - erf(x) of each element, exact where that is small.
 *
 * Any shape; floats only. PyTorch: `torch.erfc`. NumPy: `scipy.special.erfc`. JAX: `jax.scipy.special.erfc`.
 * @example
 * ```ts
 * import { erfc, tensor, toArray } from "tuplet"
 * toArray(erfc(tensor([0, 0.5, -2]))) // [1, 0.4795, 1.995322]
 * ```
 */
export const erfc: FloatUnaryOp<"erfc"> = operation("erfc(x)", alwaysFirst, (x: unknown) =>
  elementary.erfc(floatTensor("erfc", x)),
)

/**
 * a · log(b), and 0 where a is 0 and b no NaN; `xlogy(b)` waits for `a`.
 *
 * Shapes broadcast; floats, or a float beside an int32 or a number. The gradients are log(b), 0 where a is 0 and b not
 * above it, and a / b. Errors: ShapeError where shapes don't broadcast; DTypeError.
 * PyTorch: `torch.xlogy`. NumPy: `scipy.special.xlogy`. JAX: `jax.scipy.special.xlogy`.
 * @example
 * ```ts
 * import { tensor, toArray, xlogy } from "tuplet"
 * toArray(xlogy(tensor([0, 2, 0]), tensor([0, 3, Infinity]))) // [0, 2.197225, 0]
 * ```
 */
export const xlogy: BinaryOp<"xlogy", "float"> = operation("xlogy(a, b)", twoOperands, (a: unknown, b: unknown) => {
  const [x, y] = bringBoth("xlogy", a, b, real)
  const isNothing = binary("and", is(x, "eq", 0), is(y, "eq", y))
  return withSlopes(choose(isNothing, 0, times(x, unary("log", y))), [x, y], (_, args) => {
    const [c, d] = args as [Node, Node]
    const isFlat = binary("and", is(c, "eq", 0), is(d, "le", 0))
    return [choose(isFlat, 0, unary("log", d)), over(c, d)]
  })
})

/**
 * log(e^a + e^b), without overflow; `logaddexp(b)` waits for `a`.
 *
 * Shapes broadcast; floats, or a float beside an int32 or a number. Two equal infinities give that infinity.
 * Errors: ShapeError where shapes don't broadcast; DTypeError.
 * PyTorch: `torch.logaddexp`. NumPy: `np.logaddexp`. JAX: `jnp.logaddexp`.
 * @example
 * ```ts
 * import { logaddexp, tensor, toArray } from "tuplet"
 * toArray(logaddexp(tensor([0, 1000]), tensor([0, -1000]))) // [0.693147, 1000]
 * ```
 */
export const logaddexp: BinaryOp<"logaddexp", "float"> = operation(
  "logaddexp(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => {
    const [x, y] = bringBoth("logaddexp", a, b, real)
    return withSlopes(plus(larger(x, y), softTail(apart(x, y))), [x, y], (_, args) => {
      const [c, d] = args as [Node, Node]
      return [elementary.sigmoid(apart(c, d)), elementary.sigmoid(apart(d, c))]
    })
  },
)

// internal

/** a - b, and 0 for equal infinities. */
const apart = (a: Node, b: Node): Node =>
  withSlopes(choose(is(a, "eq", b), 0, minus(a, b)), [a, b], () =>
    [1, -1].map((slope) => fill(slope, a.shape, a.dtype)),
  )
