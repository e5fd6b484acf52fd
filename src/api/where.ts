/** @file Choosing between two tensors, element by element. */
import type { WhereOp } from "../../types/call/where.js"
import { broadcastTo, select } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { broadcast } from "../shape/broadcast.js"
import { assertNumbers } from "../shape/dtype.js"
import { needsCondition } from "../shape/dtype-messages.js"
import { DTypeError } from "../shape/error.js"
import { alwaysFirst, operation } from "./dual.js"
import { assertOperands, assertTensor, bring, commonDType, commonShape } from "./operand.js"

/**
 * a where the condition is true, b elsewhere; what is not chosen has no say in the value, not even as NaN.
 *
 * Shapes broadcast, dtypes promote, numbers are weak. Errors: DTypeError for a condition that is not bool; ShapeError
 * where shapes don't broadcast.
 * PyTorch: `torch.where`. NumPy: `np.where`. JAX: `jnp.where`.
 * @example
 * ```ts
 * import { greater, tensor, toArray, where } from "tuplet"
 * const x = tensor([1, -2, 3])
 * toArray(where(greater(x, 0), x, 0)) // [1, 0, 3]
 * ```
 */
export const where: WhereOp = operation(
  "where(condition, a, b)",
  alwaysFirst,
  (condition: unknown, a: unknown, b: unknown) => {
    const mask = assertTensor("where", condition)
    if (mask.dtype !== "bool") throw new DTypeError(needsCondition("where", mask.dtype))
    const onlyNumbers = typeof a === "number" && typeof b === "number"
    const operands = onlyNumbers ? [a, b] : assertOperands("where", [a, b])
    const dtype = onlyNumbers ? "float32" : commonDType(operands)
    if (!operands.every(isNode)) assertNumbers("where", dtype)
    const shape = broadcast("where", mask.shape, commonShape("where", operands))
    const [x, y] = operands.map((operand) => bring("where", operand, dtype, shape)) as [Node, Node]
    return select(broadcastTo(mask, shape), x, y)
  },
)
