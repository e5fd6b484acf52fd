/** @file Comparisons: bool tensors. NaN differs from everything, itself included. */
import type { CompareOp } from "../../types/call/binary.js"
import type { DType } from "../../types/dtype.js"
import { compare } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { isInt32, promote } from "../shape/dtype.js"
import { operation, twoOperands } from "./dual.js"
import { assertOperands, bring, commonDType, commonShape, type Operand } from "./operand.js"

/**
 * Whether a = b; `equal(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.eq`. NumPy: `np.equal`. JAX: `jnp.equal`.
 * @example
 * ```ts
 * import { equal, tensor, toArray } from "tuplet"
 * toArray(equal(tensor([1, 2, 3]), 2)) // [false, true, false]
 * ```
 */
export const equal: CompareOp<"equal"> = operation("equal(a, b)", twoOperands, (a: unknown, b: unknown) =>
  comparison("equal", "eq", a, b),
)

/**
 * Whether a ≠ b; `notEqual(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.ne`. NumPy: `np.not_equal`. JAX: `jnp.not_equal`.
 * @example
 * ```ts
 * import { notEqual, tensor, toArray } from "tuplet"
 * toArray(notEqual(tensor([1, 2, 3]), 2)) // [true, false, true]
 * ```
 */
export const notEqual: CompareOp<"notEqual"> = operation("notEqual(a, b)", twoOperands, (a: unknown, b: unknown) =>
  comparison("notEqual", "ne", a, b),
)

/**
 * Whether a < b; `less(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.lt`. NumPy: `np.less`. JAX: `jnp.less`.
 * @example
 * ```ts
 * import { less, tensor, toArray } from "tuplet"
 * toArray(less(tensor([1, 2, 3]), 2)) // [true, false, false]
 * ```
 */
export const less: CompareOp<"less"> = operation("less(a, b)", twoOperands, (a: unknown, b: unknown) =>
  comparison("less", "lt", a, b),
)

/**
 * Whether a ≤ b; `lessEqual(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.le`. NumPy: `np.less_equal`. JAX: `jnp.less_equal`.
 * @example
 * ```ts
 * import { lessEqual, tensor, toArray } from "tuplet"
 * toArray(lessEqual(tensor([1, 2, 3]), 2)) // [true, true, false]
 * ```
 */
export const lessEqual: CompareOp<"lessEqual"> = operation("lessEqual(a, b)", twoOperands, (a: unknown, b: unknown) =>
  comparison("lessEqual", "le", a, b),
)

/**
 * Whether a > b; `greater(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.gt`. NumPy: `np.greater`. JAX: `jnp.greater`.
 * @example
 * ```ts
 * import { greater, tensor, toArray } from "tuplet"
 * toArray(greater(tensor([1, 2, 3]), 2)) // [false, false, true]
 * ```
 */
export const greater: CompareOp<"greater"> = operation("greater(a, b)", twoOperands, (a: unknown, b: unknown) =>
  comparison("greater", "gt", a, b),
)

/**
 * Whether a ≥ b; `greaterEqual(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.ge`. NumPy: `np.greater_equal`. JAX: `jnp.greater_equal`.
 * @example
 * ```ts
 * import { greaterEqual, tensor, toArray } from "tuplet"
 * toArray(greaterEqual(tensor([1, 2, 3]), 2)) // [false, true, true]
 * ```
 */
export const greaterEqual: CompareOp<"greaterEqual"> = operation(
  "greaterEqual(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => comparison("greaterEqual", "ge", a, b),
)

// internal

const comparison = (op: string, fn: CompareFn, a: unknown, b: unknown): Node => {
  const operands = assertOperands(op, [a, b])
  const shape = commonShape(op, operands)
  const dtype = operands.reduce(withNumber, commonDType(operands))
  const [x, y] = operands.map((operand) => bring(op, operand, dtype, shape)) as [Node, Node]
  return compare(fn, x, y)
}

/**
 * The result is bool whatever is compared, so a number that an integer tensor can't hold makes it compare as float32.
 */
const withNumber = (dtype: DType, x: Operand): DType =>
  isNode(x) ? dtype : promote(dtype, isInt32(x) ? "int32" : "float32")
