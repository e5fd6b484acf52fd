/** @file Reductions of conditions, and counts. Any dtype will do: what is not 0 counts as true, NaN too. */
import type { AllOp, AnyOp, CountNonzeroOp } from "../../types/call/reduce.js"
import { cast, reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { reducedAxes } from "../shape/reduce.js"
import { operation, tensorOrDims } from "./dual.js"
import { is } from "./expression.js"
import { keptIn } from "./keepdim.js"
import { assertTensor } from "./operand.js"

/**
 * Whether every element is true, or not 0: true of none.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `all(dim)` waits for its tensor.
 * Any dtype; the result is bool. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.all`. NumPy: `np.all`. JAX: `jnp.all`.
 * @example
 * ```ts
 * import { all, greater, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2], [0, 4]])
 * toArray(all(greater(x, 0))) // false
 * toArray(all(x, -1)) // [true, false]
 * ```
 */
export const all: AllOp = operation(
  "all(x, dim, options)",
  tensorOrDims,
  // none is 0
  (x: unknown, dim: unknown, options: unknown) => is(count("all", "eq", x, dim, options), "eq", 0),
)

/**
 * Whether any element is true, or not 0: false of none.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `any(dim)` waits for its tensor.
 * Any dtype; the result is bool. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.any`. NumPy: `np.any`. JAX: `jnp.any`.
 * @example
 * ```ts
 * import { any, isnan, tensor, toArray } from "tuplet"
 * toArray(any(isnan(tensor([1, 2, NaN])))) // true
 * toArray(any(tensor([[0, 0], [0, 3]]), 0)) // [false, true]
 * ```
 */
export const any: AnyOp = operation(
  "any(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => is(count("any", "ne", x, dim, options), "ne", 0),
)

/**
 * How many elements are not 0; NaN is not.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `countNonzero(dim)` waits for its tensor.
 * Any dtype; the result is int32. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.count_nonzero`. NumPy: `np.count_nonzero`. JAX: `jnp.count_nonzero`.
 * @example
 * ```ts
 * import { countNonzero, tensor, toArray } from "tuplet"
 * toArray(countNonzero(tensor([[1, 0], [2, 3]]), -1)) // [1, 2]
 * ```
 */
export const countNonzero: CountNonzeroOp = operation(
  "countNonzero(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => count("countNonzero", "ne", x, dim, options),
)

// internal

/** How many elements are, or are not, 0. */
const count = (op: string, fn: CompareFn, x: unknown, dim: unknown, options: unknown): Node => {
  const node = assertTensor(op, x)
  const axes = reducedAxes(op, node.shape, dim)
  return keptIn(op, reduce("sum", cast(is(node, fn, 0), "int32"), axes), axes, options)
}
