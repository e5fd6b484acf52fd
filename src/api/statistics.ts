/** @file How far elements are spread around their mean. */
import type { StdOp, VarianceOp } from "../../types/call/reduce.js"
import { reduce, stopGradient } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { reducedAxes } from "../shape/reduce.js"
import { operation, tensorOrDims } from "./dual.js"
import { along, choose, is, minus, notBelowZero, of, over, times } from "./expression.js"
import { kept } from "./keepdim.js"
import { unlessZero } from "./length.js"
import { floatTensor } from "./operand.js"

/**
 * The variance: the mean square of what elements differ from their mean by. (`var` is a keyword.)
 *
 * Over all axes, one, or a list; `variance(dim)` waits for its tensor. `correction`, 1 unless given, is taken from the
 * number of elements that divides; `keepdim` keeps the axes with size 1. Floats only. The sum runs over differences,
 * twice corrected, so an offset of all elements costs no digits. NaN of no more elements than the correction, as
 * PyTorch.
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.var`. NumPy: `np.var` (correction 0). JAX: `jnp.var`
 * (correction 0).
 * @example
 * ```ts
 * import { tensor, toArray, variance } from "tuplet"
 * const x = tensor([[1, 2, 3], [2, 4, 6]])
 * toArray(variance(x, -1)) // [1, 4]
 * toArray(variance(x, 0, { correction: 0 })) // [0.25, 1, 2.25]
 * ```
 */
export const variance: VarianceOp = operation(
  "variance(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) => spread("variance", x, dim, options, (square) => square),
)

/**
 * The standard deviation, the square root of the variance; at 0 its gradient is 0, as in PyTorch.
 *
 * Over all axes, one, or a list; `std(dim)` waits for its tensor. Options, dtypes and numerics are those of `variance`.
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.std`. NumPy: `np.std` (correction 0). JAX: `jnp.std`
 * (correction 0).
 * @example
 * ```ts
 * import { std, tensor, toArray } from "tuplet"
 * toArray(std(tensor([[1, 2, 3], [2, 4, 6]]), -1)) // [1, 2]
 * ```
 */
export const std: StdOp = operation(
  "std(x, dim, options)",
  tensorOrDims,
  (x: unknown, dim: unknown, options: unknown) =>
    spread("std", x, dim, options, (square) => unlessZero(square, (positive) => of("sqrt", positive), 0)),
)

// internal

const spread = (op: string, x: unknown, dim: unknown, options: unknown, finish: (square: Node) => Node): Node => {
  const node = floatTensor(op, x)
  const axes = reducedAxes(op, node.shape, dim)
  const { correction, keepdim } = readOptions(op, options, {
    correction: 1,
    keepdim: false,
  })
  if (typeof correction !== "number" || !Number.isFinite(correction)) {
    throw new TypeError(`${op}: correction is a number, got ${describe(correction)}`)
  }
  const count = sizeOf(axes.map((axis) => node.shape[axis] as number))
  const square = over(squaresAround(node, axes, count), Math.max(count - correction, 0))
  return kept(op, finish(square), axes, keepdim)
}

/**
 * Σ (x - mean)² = Σ d² - (Σ d)² / n for d = x - m, whatever m is: a mean that was rounded costs nothing, and as m does
 * not matter, neither does its derivative. Rounding may leave less than nothing of equal elements.
 */
const squaresAround = (x: Node, axes: readonly number[], count: number): Node => {
  // divided before they are summed, so that the mean of numbers near the largest is finite
  const center = reduce("sum", over(x, count), axes)
  const differences = minus(x, along(stopGradient(center), axes, x.shape))
  const drift = reduce("sum", differences, axes)
  const squares = reduce("sum", times(differences, differences), axes)
  const corrected = notBelowZero(minus(squares, over(times(drift, drift), count)))
  // beyond float32 the correction may be infinite too
  return choose(is(squares, "eq", Number.POSITIVE_INFINITY), squares, corrected)
}
