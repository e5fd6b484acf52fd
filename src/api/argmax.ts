/** @file Where the extreme elements are. */
import type { ArgmaxOp, ArgminOp } from "../../types/call/argmax.js"
import { iota, reduce, reshape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { axisOf } from "../shape/axis.js"
import { nonEmptyAxes } from "../shape/reduce.js"
import { operation, tensorOrDim } from "./dual.js"
import { along, choose, isExtreme } from "./expression.js"
import { keptIn } from "./keepdim.js"
import { numericTensor } from "./operand.js"

/**
 * The position of the largest element, the first of equal ones; NaN counts as the largest.
 *
 * Along one dim, or in row-major order among all elements; `keepdim` keeps what is searched with size 1; `argmax(dim)`
 * waits for its tensor. Floats and int32; the result is int32. Errors: ShapeError for an empty axis or a dim out of
 * range.
 * PyTorch: `torch.argmax`. NumPy: `np.argmax`. JAX: `jnp.argmax`.
 * @example
 * ```ts
 * import { argmax, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 5, 2], [7, 3, 4]])
 * toArray(argmax(x, -1)) // [1, 0]
 * toArray(argmax(x)) // 3
 * ```
 */
export const argmax: ArgmaxOp = operation(
  "argmax(x, dim, options)",
  tensorOrDim,
  (x: unknown, dim: unknown, options: unknown) => seek("argmax", "max", x, dim, options),
)

/**
 * The position of the smallest element, the first of equal ones; NaN counts as the smallest.
 *
 * Along one dim, or in row-major order among all elements; `keepdim` keeps what is searched with size 1; `argmin(dim)`
 * waits for its tensor. Floats and int32; the result is int32. Errors: ShapeError for an empty axis or a dim out of
 * range.
 * PyTorch: `torch.argmin`. NumPy: `np.argmin`. JAX: `jnp.argmin`.
 * @example
 * ```ts
 * import { argmin, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 5, 2], [7, 3, 4]])
 * toArray(argmin(x, 0)) // [0, 1, 0]
 * toArray(argmin(x)) // 0
 * ```
 */
export const argmin: ArgminOp = operation(
  "argmin(x, dim, options)",
  tensorOrDim,
  (x: unknown, dim: unknown, options: unknown) => seek("argmin", "min", x, dim, options),
)

/** The least position of an element that is the extremum along an axis. */
export const positionsOf = (fn: "max" | "min", x: Node, axis: number): Node => {
  const found = isExtreme(x, along(reduce(fn, x, [axis]), [axis], x.shape))
  return reduce("min", choose(found, iota(x.shape, axis), x.shape[axis] as number), [axis])
}

// internal

const seek = (op: string, fn: "max" | "min", x: unknown, dim: unknown, options: unknown): Node => {
  const node = numericTensor(op, x)
  // a list of dims has no position
  if (dim !== undefined) axisOf(op, node.shape, dim)
  const axes = nonEmptyAxes(op, node.shape, dim)
  const [axis] = axes
  const found =
    axes.length === 1 && axis !== undefined
      ? positionsOf(fn, node, axis)
      : positionsOf(fn, reshape(node, [sizeOf(node.shape)]), 0)
  return keptIn(op, found, axes, options)
}
