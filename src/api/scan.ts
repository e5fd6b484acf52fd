/** @file Running sums, products and extremes: element i of the result is about elements 0 to i along a dim. */
import type { CumprodOp, CumsumOp, LogcumsumexpOp } from "../../types/call/softmax.js"
import type { CummaxOp, CumminOp } from "../../types/call/sort.js"
import { fill, iota } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { recurrence, scan } from "../primitives/scan.js"
import { axisOf } from "../shape/axis.js"
import { operation, tensorOrDim } from "./dual.js"
import { choose, is, isExtreme } from "./expression.js"
import { floatTensor, numbersOf, numericTensor } from "./operand.js"

/**
 * The sum of each element and those before it along a dim, the last unless another is named; `cumsum(dim)` waits for
 * its tensor.
 *
 * Any shape, kept. Floats and int32; bool counts as int32. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.cumsum`. NumPy: `np.cumsum`. JAX: `jnp.cumsum`.
 * @example
 * ```ts
 * import { cumsum, tensor, toArray } from "tuplet"
 * toArray(cumsum(tensor([[1, 2, 3], [4, 5, 6]]), 1)) // [[1, 3, 6], [4, 9, 15]]
 * ```
 */
export const cumsum: CumsumOp = operation("cumsum(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) => {
  const { node, axis } = numbersAlong("cumsum", x, dim)
  return axis === undefined ? node : scan("sum", node, axis)
})

/**
 * The product of each element and those before it along a dim, the last unless another is named; `cumprod(dim)` waits
 * for its tensor.
 *
 * Any shape, kept. Floats and int32; bool counts as int32. Its gradient divides by nothing, so zeros are no exception.
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.cumprod`. NumPy: `np.cumprod`. JAX: `jnp.cumprod`.
 * @example
 * ```ts
 * import { cumprod, tensor, toArray } from "tuplet"
 * toArray(cumprod(tensor([1, 2, 3, 4]))) // [1, 2, 6, 24]
 * ```
 */
export const cumprod: CumprodOp = operation("cumprod(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) => {
  const { node, axis } = numbersAlong("cumprod", x, dim)
  if (axis === undefined) return node
  const isFirst = is(iota(node.shape, axis), "eq", 0)
  return recurrence(node, choose(isFirst, node, 0), axis)
})

/**
 * The logarithm of the sum of the exponentials of each element and those before it along a dim, the last unless another
 * is named, without overflow; `logcumsumexp(dim)` waits for its tensor.
 *
 * Any shape, kept. Floats only. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.logcumsumexp`. NumPy: `np.logaddexp.accumulate`. JAX: `jax.lax.cumlogsumexp`.
 * @example
 * ```ts
 * import { logcumsumexp, tensor, toArray } from "tuplet"
 * toArray(logcumsumexp(tensor([1e4, 1e4]))) // [10000, 10000.693]
 * ```
 */
export const logcumsumexp: LogcumsumexpOp = operation(
  "logcumsumexp(x, dim)",
  tensorOrDim,
  (x: unknown, dim: unknown = -1) => {
    const node = floatTensor("logcumsumexp", x)
    const axis = axisOf("logcumsumexp", node.shape, dim)
    return node.shape.length === 0 ? node : scan("logsumexp", node, axis)
  },
)

/**
 * The largest of each element and those before it along a dim, the last unless another is named, and where it is: the
 * last of equal ones. `cummax(dim)` waits for its tensor.
 *
 * Any shape, kept, as `{ values, indices }`; the indices are int32. NaN counts as the largest. Floats and int32; the
 * element chosen has the gradient. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.cummax`. NumPy: `np.maximum.accumulate`. JAX: `jax.lax.cummax`.
 * @example
 * ```ts
 * import { cummax, tensor, toArray } from "tuplet"
 * const { values, indices } = cummax(tensor([1, 3, 2, 3]))
 * toArray(values) // [1, 3, 3, 3]
 * toArray(indices) // [0, 1, 1, 3]
 * ```
 */
export const cummax: CummaxOp = operation("cummax(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) =>
  extremes("cummax", "max", x, dim),
)

/**
 * The smallest of each element and those before it along a dim, the last unless another is named, and where it is: the
 * last of equal ones. `cummin(dim)` waits for its tensor.
 *
 * Any shape, kept, as `{ values, indices }`; the indices are int32. NaN counts as the smallest. Floats and int32; the
 * element chosen has the gradient. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.cummin`. NumPy: `np.minimum.accumulate`. JAX: `jax.lax.cummin`.
 * @example
 * ```ts
 * import { cummin, tensor, toArray } from "tuplet"
 * toArray(cummin(tensor([3, 1, 2])).values) // [3, 1, 1]
 * ```
 */
export const cummin: CumminOp = operation("cummin(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) =>
  extremes("cummin", "min", x, dim),
)

// internal

/** A tensor in numbers, and the axis; a scalar has none. */
const numbersAlong = (
  op: string,
  x: unknown,
  dim: unknown,
): { readonly node: Node; readonly axis: number | undefined } => {
  const node = numbersOf(op, x)
  const axis = axisOf(op, node.shape, dim)
  return { node, axis: node.shape.length === 0 ? undefined : axis }
}

const extremes = (op: string, fn: "max" | "min", x: unknown, dim: unknown) => {
  const { node, axis } = numbersAlong(op, numericTensor(op, x), dim)
  if (axis === undefined) return { values: node, indices: fill(0, [], "int32") }
  const values = scan(fn, node, axis)
  return { values, indices: scan("max", choose(isExtreme(node, values), iota(node.shape, axis), 0), axis) }
}
