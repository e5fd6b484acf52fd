/** @file Quotients, rounded or not, and what a rounded one leaves. */
import type { BinaryOp, DivOp } from "../../types/call/binary.js"
import type { DType } from "../../types/dtype.js"
import { binary, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { quotient, rem } from "../primitives/elementary.js"
import { isFloat, promote } from "../shape/dtype.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { operandsAndOptions, operation, twoOperands } from "./dual.js"
import { choose, is, minus, over, plus, times } from "./expression.js"
import { bringBoth, numeric } from "./operand.js"

/**
 * a / b; `div(b)` and `div(b, options)` wait for `a`. Integers divide to float32.
 *
 * Shapes broadcast and dtypes promote. `rounding`: "floor" gives the integer below, "trunc" the one towards 0; both
 * keep int32, of which a division by 0 gives 0 (PyTorch refuses it), and their gradient is 0.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors.
 * PyTorch: `torch.div`. NumPy: `np.divide`. JAX: `jnp.divide`.
 * @example
 * ```ts
 * import { div, tensor, toArray } from "tuplet"
 * toArray(div(tensor([1, 2], "int32"), 4)) // [0.25, 0.5]
 * toArray(div(tensor([7, -7], "int32"), 2, { rounding: "floor" })) // [3, -4]
 * toArray(div(tensor([7, -7], "int32"), 2, { rounding: "trunc" })) // [3, -3]
 * ```
 */
export const div: DivOp = operation(
  "div(a, b, options)",
  operandsAndOptions,
  (a: unknown, b: unknown, options: unknown) => {
    const { rounding } = readOptions("div", options, { rounding: undefined })
    if (rounding === undefined) return binary("div", ...bringBoth("div", a, b, fractional))
    if (rounding === "floor") return floored(...bringBoth("div", a, b, numeric))
    if (rounding === "trunc") return truncated(...bringBoth("div", a, b, numeric))
    throw new TypeError(`div: unknown rounding ${describe(rounding)}: use floor | trunc`)
  },
)

/**
 * The integer below a / b; `floorDivide(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype. Exact, as Python's `//`: 1 by the
 * float above 0.1 is 9. The gradient is 0. Of int32, a division by 0 gives 0 (PyTorch refuses it).
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.floor_divide`. NumPy: `np.floor_divide`. JAX: `jnp.floor_divide`.
 * @example
 * ```ts
 * import { floorDivide, tensor, toArray } from "tuplet"
 * toArray(floorDivide(tensor([7, -7]), 2)) // [3, -4]
 * ```
 */
export const floorDivide: BinaryOp<"floorDivide"> = operation(
  "floorDivide(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => floored(...bringBoth("floorDivide", a, b, numeric)),
)

/**
 * What `floorDivide` leaves of a, with the sign of b, as Python's `%`; `remainder(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype. By 0: NaN, or 0 of int32 (PyTorch
 * refuses it). The gradients are 1 and -floor(a / b).
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.remainder`. NumPy: `np.remainder`. JAX: `jnp.remainder`.
 * @example
 * ```ts
 * import { remainder, tensor, toArray } from "tuplet"
 * toArray(remainder(tensor([7, -7]), 3)) // [1, 2]
 * ```
 */
export const remainder: BinaryOp<"remainder"> = operation("remainder(a, b)", twoOperands, (a: unknown, b: unknown) => {
  const [x, y] = bringBoth("remainder", a, b, numeric)
  const rest = rem(x, y)
  return choose(isAcross(rest, y), plus(rest, y), rest)
})

/**
 * What a division rounded towards 0 leaves of a, with the sign of a; `fmod(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype. By 0: NaN, or 0 of int32 (PyTorch
 * refuses it). The gradients are 1 and -trunc(a / b).
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.fmod`. NumPy: `np.fmod`. JAX: `jnp.fmod`.
 * @example
 * ```ts
 * import { fmod, tensor, toArray } from "tuplet"
 * toArray(fmod(tensor([7, -7]), 3)) // [1, -1]
 * ```
 */
export const fmod: BinaryOp<"fmod"> = operation("fmod(a, b)", twoOperands, (a: unknown, b: unknown) =>
  rem(...bringBoth("fmod", a, b, numeric)),
)

// internal

const fractional = (op: string, common: DType): DType => promote(numeric(op, common), "float32")

/** Whether a rest is on the other side of 0 than the divisor. */
const isAcross = (rest: Node, divisor: Node): Node =>
  binary(
    "and",
    is(rest, "ne", 0),
    binary(
      "or",
      binary("and", is(rest, "lt", 0), is(divisor, "gt", 0)),
      binary("and", is(rest, "gt", 0), is(divisor, "lt", 0)),
    ),
  )

const truncated = (a: Node, b: Node): Node => (isFloat(a.dtype) ? unary("trunc", over(a, b)) : quotient(a, b))

const floored = (a: Node, b: Node): Node => {
  const rest = rem(a, b)
  const across = isAcross(rest, b)
  if (!isFloat(a.dtype)) {
    const nearer = quotient(a, b)
    return choose(across, minus(nearer, 1), nearer)
  }
  // a / b may round up to an integer; without the rest the division is nearly exact
  const exact = unary("round", over(minus(a, rest), b))
  const below = choose(across, minus(exact, 1), exact)
  const ratio = over(a, b)
  const signed = choose(is(below, "eq", 0), times(ratio, 0), below)
  // trunc has no derivative, and changes nothing else
  return unary("trunc", choose(is(b, "eq", 0), ratio, signed))
}
