/** @file Reductions over one axis, a list of axes or all of them. */
import type { LogsumexpOp, MaxOp, MeanOp, MinOp, ProdOp, SumOp } from "../../types/call/reduce.js"
import { binary, fill, reduce } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { ReduceFn } from "../graph/op.js"
import { nonEmptyAxes, reducedAxes } from "../shape/reduce.js"
import { operation, tensorOrDims } from "./dual.js"
import { keptIn } from "./keepdim.js"
import { floatTensor, numbersOf, numericTensor } from "./operand.js"

/**
 * The sum of elements: 0 of none.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `sum(dim)` waits for its tensor.
 * Floats and int32; bool counts as int32. Errors: ShapeError for a dim out of range. PyTorch: `torch.sum`.
 * NumPy: `np.sum`. JAX: `jnp.sum`.
 * @example
 * ```ts
 * import { pipe, sum, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2], [3, 4]])
 * toArray(sum(x)) // 10
 * toArray(sum(x, -1)) // [3, 7]
 * toArray(pipe(x, sum(0, { keepdim: true }))) // [[4, 6]]
 * ```
 */
export const sum: SumOp = operation(
  "sum(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => {
    const node = numbersOf("sum", x)
    return reduction("sum", "sum", node, reducedAxes("sum", node.shape, dim), options)
  },
)

/**
 * The mean of elements: NaN of none.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `mean(dim)` waits for its tensor.
 * Floats only. Errors: ShapeError for a dim out of range. PyTorch: `torch.mean`. NumPy: `np.mean`. JAX: `jnp.mean`.
 * @example
 * ```ts
 * import { mean, tensor, toArray } from "tuplet"
 * toArray(mean(tensor([[1, 2], [3, 4]]), 0)) // [2, 3]
 * ```
 */
export const mean: MeanOp = operation(
  "mean(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => {
    const node = floatTensor("mean", x)
    const axes = reducedAxes("mean", node.shape, dim)
    const total = reduction("mean", "sum", node, axes, options)
    const count = sizeOf(axes.map((axis) => node.shape[axis] as number))
    return binary("div", total, fill(count, total.shape, total.dtype))
  },
)

/**
 * The largest element, NaN if there is one; equal ones share the gradient.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `max(dim)` waits for its tensor.
 * Floats and int32. Errors: ShapeError for an empty axis or a dim out of range. PyTorch: `torch.amax`.
 * NumPy: `np.max`. JAX: `jnp.max`.
 * @example
 * ```ts
 * import { max, tensor, toArray } from "tuplet"
 * toArray(max(tensor([[1, 5], [3, 4]]), -1)) // [5, 4]
 * ```
 */
export const max: MaxOp = operation(
  "max(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => extremum("max", x, dim, options),
)

/**
 * The smallest element, NaN if there is one; equal ones share the gradient.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `min(dim)` waits for its tensor.
 * Floats and int32. Errors: ShapeError for an empty axis or a dim out of range. PyTorch: `torch.amin`.
 * NumPy: `np.min`. JAX: `jnp.min`.
 * @example
 * ```ts
 * import { min, tensor, toArray } from "tuplet"
 * toArray(min(tensor([[1, 5], [3, 4]]), -1)) // [1, 3]
 * ```
 */
export const min: MinOp = operation(
  "min(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => extremum("min", x, dim, options),
)

/**
 * The logarithm of the sum of exponentials, without overflow: -Infinity of nothing.
 *
 * Over the last axis unless another, or a list, is named; `keepdim` keeps them with size 1; `logsumexp(dim)` waits for
 * its tensor. Floats only. Its gradient is softmax. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.logsumexp`. NumPy: `scipy.special.logsumexp`. JAX: `jax.nn.logsumexp`.
 * @example
 * ```ts
 * import { logsumexp, tensor, toArray } from "tuplet"
 * toArray(logsumexp(tensor([1e4, 1e4]))) // 10000.693
 * ```
 */
export const logsumexp: LogsumexpOp = operation(
  "logsumexp(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown = -1, options: unknown) => {
    const node = floatTensor("logsumexp", x)
    return reduction("logsumexp", "logsumexp", node, reducedAxes("logsumexp", node.shape, dim), options)
  },
)

/**
 * The product of elements: 1 of none.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `prod(dim)` waits for its tensor.
 * Floats and int32; bool counts as int32. Its gradient divides by nothing, so zeros are no exception.
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.prod`. NumPy: `np.prod`. JAX: `jnp.prod`.
 * @example
 * ```ts
 * import { prod, tensor, toArray } from "tuplet"
 * toArray(prod(tensor([[1, 2], [3, 4]]), -1)) // [2, 12]
 * ```
 */
export const prod: ProdOp = operation(
  "prod(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => {
    const node = numbersOf("prod", x)
    return reduction("prod", "prod", node, reducedAxes("prod", node.shape, dim), options)
  },
)

// internal

const reduction = (op: string, fn: ReduceFn, x: Node, axes: readonly number[], options: unknown): Node =>
  keptIn(op, reduce(fn, x, axes), axes, options)

const extremum = (fn: "max" | "min", x: unknown, dim: unknown, options: unknown): Node => {
  const node = numericTensor(fn, x)
  return reduction(fn, fn, node, nonEmptyAxes(fn, node.shape, dim), options)
}
