/** @file Powers, and the length of the hypotenuse. */
import type { BinaryOp } from "../../types/call/binary.js"
import { binary, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import * as elementary from "../primitives/elementary.js"
import { isFloat } from "../shape/dtype.js"
import { operation, twoOperands } from "./dual.js"
import { choose, is, larger, over, plus, times } from "./expression.js"
import { bringBoth, numeric, real } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * a to the power of b; `pow(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype. x⁰ is 1, NaN included; a negative
 * float has powers of integers only, else NaN. Of int32: wraps; to a negative power 1 and -1 stay, all else is 0
 * (PyTorch refuses it). Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction
 * with an int32 tensor. PyTorch: `torch.pow`. NumPy: `np.power`. JAX: `jnp.power`.
 * @example
 * ```ts
 * import { pipe, pow, tensor, toArray } from "tuplet"
 * toArray(pow(tensor([1, 2, 3]), tensor([3, 0.5, -1]))) // [1, 1.414214, 0.333333]
 * toArray(pipe(tensor([1, 2, 3]), pow(2))) // [1, 4, 9]
 * ```
 */
export const pow: BinaryOp<"pow"> = operation("pow(a, b)", twoOperands, (a: unknown, b: unknown) => {
  const [x, y] = bringBoth("pow", a, b, numeric)
  const simpler = typeof b === "number" && isFloat(x.dtype) ? exponents.get(b) : undefined
  return simpler === undefined ? elementary.pow(x, y) : simpler(x)
})

/**
 * √(a² + b²), whose squares neither overflow nor vanish; `hypot(b)` waits for `a`.
 *
 * Shapes broadcast; floats, or a float beside an int32 or a number. Infinity beside anything is Infinity. The gradients
 * are a and b over the result: NaN where both are 0, as in PyTorch.
 * Errors: ShapeError where shapes don't broadcast; DTypeError. PyTorch: `torch.hypot`. NumPy: `np.hypot`.
 * JAX: `jnp.hypot`.
 * @example
 * ```ts
 * import { hypot, tensor, toArray } from "tuplet"
 * toArray(hypot(tensor([3, -8]), tensor([4, 6]))) // [5, 10]
 * ```
 */
export const hypot: BinaryOp<"hypot", "float"> = operation("hypot(a, b)", twoOperands, (a: unknown, b: unknown) => {
  const [x, y] = bringBoth("hypot", a, b, real)
  return withSlopes(hypotenuse(x, y), [x, y], (length, args) => args.map((side) => over(side, length)))
})

// internal

/** What is exact in fewer operations. */
const exponents: ReadonlyMap<number, (x: Node) => Node> = new Map([
  [1, (x) => x],
  [2, (x) => times(x, x)],
  [3, (x) => times(times(x, x), x)],
  [0.5, (x) => unary("sqrt", x)],
  [-0.5, (x) => over(1, unary("sqrt", x))],
  [-1, (x) => over(1, x)],
])

/** Bounds between which squares keep their digits, and a power of two that brings there what is beyond. */
const ranges = {
  float32: { low: 2 ** -40, high: 2 ** 60, scale: 2 ** 80 },
  float64: { low: 2 ** -400, high: 2 ** 500, scale: 2 ** 600 },
}

const hypotenuse = (a: Node, b: Node): Node => {
  const { low, high, scale } = ranges[a.dtype as keyof typeof ranges]
  const [x, y] = [unary("abs", a), unary("abs", b)]
  const longer = larger(x, y)
  const isSmall = is(longer, "lt", low)
  const isLarge = is(longer, "gt", high)
  const scaled = (side: Node) => choose(isLarge, times(side, 1 / scale), choose(isSmall, times(side, scale), side))
  const [c, d] = [scaled(x), scaled(y)]
  const length = unary("sqrt", plus(times(c, c), times(d, d)))
  const restored = choose(isLarge, times(length, scale), choose(isSmall, times(length, 1 / scale), length))
  const isEndless = binary("or", is(x, "eq", Number.POSITIVE_INFINITY), is(y, "eq", Number.POSITIVE_INFINITY))
  return choose(isEndless, Number.POSITIVE_INFINITY, restored)
}
