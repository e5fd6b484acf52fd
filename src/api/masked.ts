/** @file One number where a mask is true. */
import type { MaskedFillOp } from "../../types/call/masked.js"
import { broadcastTo, select } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { broadcast } from "../shape/broadcast.js"
import { assertNumbers } from "../shape/dtype.js"
import { needsCondition } from "../shape/dtype-messages.js"
import { DTypeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { operation, threeArguments } from "./dual.js"
import { assertTensor, bring } from "./operand.js"

/**
 * x with `value` where the mask is true; `maskedFill(mask, value)` waits for its tensor.
 *
 * Shapes broadcast; the mask is bool, the value a number that x's dtype can hold, or a scalar tensor: -Infinity masks
 * scores before a softmax. Errors: ShapeError where shapes don't broadcast; DTypeError. PyTorch: `Tensor.masked_fill`.
 * NumPy: `np.where(mask, value, x)`. JAX: `jnp.where(mask, value, x)`.
 * @example
 * ```ts
 * import { less, maskedFill, tensor, toArray } from "tuplet"
 * const x = tensor([1, -2, 3])
 * toArray(maskedFill(x, less(x, 0), 0)) // [1, 0, 3]
 * ```
 */
export const maskedFill: MaskedFillOp = operation(
  "maskedFill(x, mask, value)",
  threeArguments,
  (x: unknown, mask: unknown, value: unknown) => {
    const node = assertTensor("maskedFill", x)
    const condition = assertTensor("maskedFill", mask)
    assertNumbers("maskedFill", node.dtype)
    if (condition.dtype !== "bool") throw new DTypeError(needsCondition("maskedFill", condition.dtype))
    const filling = typeof value === "number" ? value : assertScalar(value)
    const shape = broadcast("maskedFill", node.shape, condition.shape)
    return select(
      broadcastTo(condition, shape),
      bring("maskedFill", filling, node.dtype, shape),
      broadcastTo(node, shape),
    )
  },
)

// internal

const assertScalar = (value: unknown): Node => {
  if (isNode(value) && value.shape.length === 0) return value
  throw new TypeError(`maskedFill: the value is a number or a scalar tensor, got ${describe(value)}`)
}
