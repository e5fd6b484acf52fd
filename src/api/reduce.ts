/** @file Reductions over one axis, a list of axes or all of them. */
import type { ArgmaxOp } from "../../types/call/argmax.js"
import type { LogsumexpOp, MaxOp, MeanOp, MinOp, SumOp } from "../../types/call/reduce.js"
import { binary, broadcastTo, cast, compare, fill, insertAxes, iota, reduce, select } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { ReduceFn } from "../graph/op.js"
import { axisOf } from "../shape/axis.js"
import { assertFloat, assertNumbers, isFloat } from "../shape/dtype.js"
import { nonEmptyAxes, reducedAxes } from "../shape/reduce.js"
import { operation, tensorOrDim, tensorOrDims } from "./dual.js"
import { assertTensor } from "./operand.js"
import { assertBoolean, readOptions } from "./options.js"

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
    const node = assertTensor("sum", x)
    const numbers = node.dtype === "bool" ? cast(node, "int32") : node
    return reduction("sum", "sum", numbers, reducedAxes("sum", node.shape, dim), options)
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
    const node = assertTensor("mean", x)
    assertFloat("mean", node.dtype)
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
 * Over the last axis unless another, or a list, is named; `logsumexp(dim)` waits for its tensor.
 * Floats only. Its gradient is softmax. PyTorch: `torch.logsumexp`.
 * NumPy: `scipy.special.logsumexp`. JAX: `jax.nn.logsumexp`.
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
    const node = assertTensor("logsumexp", x)
    assertFloat("logsumexp", node.dtype)
    return reduction("logsumexp", "logsumexp", node, reducedAxes("logsumexp", node.shape, dim), options)
  },
)

/**
 * The position of the largest element, the first of equal ones; NaN counts as the largest.
 *
 * Over the last axis unless another is named; `argmax(dim)` waits for its tensor. The result is int32.
 * Errors: ShapeError for an empty axis or a dim out of range. PyTorch: `torch.argmax(x, -1)`; without a dim it searches
 * the flattened tensor, which is `argmax(reshape(x, [-1]))` here. NumPy: `np.argmax`. JAX: `jnp.argmax`.
 * @example
 * ```ts
 * import { argmax, tensor, toArray } from "tuplet"
 * toArray(argmax(tensor([[1, 5, 2], [7, 3, 4]]))) // [1, 0]
 * ```
 */
export const argmax: ArgmaxOp = operation(
  "argmax(x, dim, options)",
  tensorOrDim,
  (x: unknown, dim: unknown = -1, options: unknown) => {
    const node = assertTensor("argmax", x)
    assertNumbers("argmax", node.dtype)
    axisOf("argmax", node.shape, dim)
    const axes = nonEmptyAxes("argmax", node.shape, dim)
    const spread = (y: Node) => broadcastTo(insertAxes(y, axes), node.shape)
    const hit = compare("eq", node, spread(reduce("max", node, axes)))
    // NaN counts as the maximum, but equals nothing
    const found = isFloat(node.dtype) ? binary("or", hit, compare("ne", node, node)) : hit
    const [axis] = axes
    const nowhere = fill(axis === undefined ? 0 : (node.shape[axis] as number), node.shape, "int32")
    const position = axis === undefined ? nowhere : iota(node.shape, axis)
    return reduction("argmax", "min", select(found, position, nowhere), axes, options)
  },
)

// internal

const reduction = (op: string, fn: ReduceFn, x: Node, axes: readonly number[], options: unknown): Node => {
  const { keepdim } = readOptions(op, options, { keepdim: false })
  const reduced = reduce(fn, x, axes)
  return assertBoolean(op, "keepdim", keepdim) ? insertAxes(reduced, axes) : reduced
}

const extremum = (fn: "max" | "min", x: unknown, dim: unknown, options: unknown): Node => {
  const node = assertTensor(fn, x)
  assertNumbers(fn, node.dtype)
  return reduction(fn, fn, node, nonEmptyAxes(fn, node.shape, dim), options)
}
