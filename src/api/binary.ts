/** @file Elementwise operations of two tensors, or of a tensor and a number. */
import type { BinaryOp } from "../../types/call/binary.js"
import type { DType } from "../../types/dtype.js"
import { binary, compare } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { PlainBinaryFn } from "../graph/op.js"
import { operation, twoOperands } from "./dual.js"
import { bringBoth, numeric } from "./operand.js"

/**
 * a + b; `add(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.add`. NumPy: `np.add`. JAX: `jnp.add`.
 * @example
 * ```ts
 * import { add, pipe, tensor, toArray } from "tuplet"
 * toArray(add(tensor([[1], [2]]), tensor([10, 20]))) // [[11, 21], [12, 22]]
 * toArray(pipe(tensor([1, 2]), add(0.5))) // [1.5, 2.5]
 * ```
 */
export const add: BinaryOp<"add"> = operation("add(a, b)", twoOperands, (a: unknown, b: unknown) =>
  arithmetic("add", a, b),
)

/**
 * a - b; `sub(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.sub`. NumPy: `np.subtract`. JAX: `jnp.subtract`.
 * @example
 * ```ts
 * import { pipe, sub, tensor, toArray } from "tuplet"
 * toArray(sub(tensor([5, 7]), tensor([1, 2]))) // [4, 5]
 * toArray(pipe(tensor([5, 7]), sub(1))) // [4, 6]
 * ```
 */
export const sub: BinaryOp<"sub"> = operation("sub(a, b)", twoOperands, (a: unknown, b: unknown) =>
  arithmetic("sub", a, b),
)

/**
 * a · b; `mul(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * PyTorch: `torch.mul`. NumPy: `np.multiply`. JAX: `jnp.multiply`.
 * @example
 * ```ts
 * import { mul, tensor, toArray } from "tuplet"
 * toArray(mul(tensor([[1, 2], [3, 4]]), tensor([10, 100]))) // [[10, 200], [30, 400]]
 * ```
 */
export const mul: BinaryOp<"mul"> = operation("mul(a, b)", twoOperands, (a: unknown, b: unknown) =>
  arithmetic("mul", a, b),
)

/**
 * The larger of a and b, NaN if either is; `maximum(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * Where both are equal each gets half of the gradient. PyTorch: `torch.maximum`.
 * NumPy: `np.maximum`. JAX: `jnp.maximum`.
 * @example
 * ```ts
 * import { maximum, tensor, toArray } from "tuplet"
 * toArray(maximum(tensor([1, 5]), tensor([3, 4]))) // [3, 5]
 * ```
 */
export const maximum: BinaryOp<"maximum"> = operation("maximum(a, b)", twoOperands, (a: unknown, b: unknown) =>
  arithmetic("maximum", a, b),
)

/**
 * The smaller of a and b, NaN if either is; `minimum(b)` waits for `a`.
 *
 * Shapes broadcast, dtypes promote, and a plain number keeps the tensor's dtype.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for two bool tensors, or a fraction with an int32 tensor.
 * Where both are equal each gets half of the gradient. PyTorch: `torch.minimum`.
 * NumPy: `np.minimum`. JAX: `jnp.minimum`.
 * @example
 * ```ts
 * import { minimum, tensor, toArray } from "tuplet"
 * toArray(minimum(tensor([1, 5]), 3)) // [1, 3]
 * ```
 */
export const minimum: BinaryOp<"minimum"> = operation("minimum(a, b)", twoOperands, (a: unknown, b: unknown) =>
  arithmetic("minimum", a, b),
)

/**
 * Whether both are true, or not 0; `logicalAnd(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.logical_and`. NumPy: `np.logical_and`. JAX: `jnp.logical_and`.
 * @example
 * ```ts
 * import { logicalAnd, tensor, toArray } from "tuplet"
 * toArray(logicalAnd(tensor([true, true]), tensor([true, false]))) // [true, false]
 * ```
 */
export const logicalAnd: BinaryOp<"logicalAnd", "logic"> = operation(
  "logicalAnd(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => logical("logicalAnd", "and", a, b),
)

/**
 * Whether either is true, or not 0; `logicalOr(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.logical_or`. NumPy: `np.logical_or`. JAX: `jnp.logical_or`.
 * @example
 * ```ts
 * import { logicalOr, tensor, toArray } from "tuplet"
 * toArray(logicalOr(tensor([true, false]), tensor([false, false]))) // [true, false]
 * ```
 */
export const logicalOr: BinaryOp<"logicalOr", "logic"> = operation(
  "logicalOr(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => logical("logicalOr", "or", a, b),
)

/**
 * Whether one of both is true, or not 0, and the other is not; `logicalXor(b)` waits for `a`.
 *
 * Shapes broadcast; any dtypes; the result is bool. Errors: ShapeError where shapes don't broadcast.
 * PyTorch: `torch.logical_xor`. NumPy: `np.logical_xor`. JAX: `jnp.logical_xor`.
 * @example
 * ```ts
 * import { logicalXor, tensor, toArray } from "tuplet"
 * toArray(logicalXor(tensor([true, true]), tensor([true, false]))) // [false, true]
 * ```
 */
export const logicalXor: BinaryOp<"logicalXor", "logic"> = operation(
  "logicalXor(a, b)",
  twoOperands,
  (a: unknown, b: unknown) => compare("ne", ...bringBoth("logicalXor", a, b, truth)),
)

// internal

const arithmetic = (op: PlainBinaryFn, a: unknown, b: unknown): Node => binary(op, ...bringBoth(op, a, b, numeric))

const logical = (op: string, fn: "and" | "or", a: unknown, b: unknown): Node =>
  binary(fn, ...bringBoth(op, a, b, truth))

const truth = (): DType => "bool"
