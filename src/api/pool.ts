/** @file Pooling: the largest or the mean element of every window. */
import type { AvgPool1dOp, AvgPool2dOp, MaxPool1dOp, MaxPool2dOp } from "../../types/call/pool.js"
import { arrayOf } from "../graph/array.js"
import { binary, broadcastTo, fill, reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { isFloat } from "../shape/dtype.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { poolWindows } from "../shape/pool.js"
import type { SpatialAxes, Window } from "../shape/window.js"
import { constantOf } from "./constant.js"
import { operation, tensorOrOptions } from "./dual.js"
import { floatTensor, numericTensor } from "./operand.js"
import { windowsOf } from "./window.js"

/**
 * The largest element of every window of a signal, NaN if there is one; `maxPool1d(options)` waits for the signals.
 *
 * [N, C, L] or [C, L] gives [N, C, L'] or [C, L']. Options: `kernel`, `stride` (the kernel's size), `padding` (0),
 * `dilation` (1), `ceilMode` (false). Equal elements share the gradient (PyTorch's first one gets it all).
 * Floats and int32. Errors: ShapeError where a window does not fit.
 * PyTorch: `torch.nn.functional.max_pool1d`. JAX: `flax.linen.max_pool`.
 * @example
 * ```ts
 * import { maxPool1d, tensor, toArray } from "tuplet"
 * toArray(maxPool1d(tensor([[1, 5, 2, 4]]), { kernel: 2 })) // [[5, 4]]
 * ```
 */
export const maxPool1d: MaxPool1dOp = operation(
  "maxPool1d(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => largest("maxPool1d", 1, x, options),
)

/**
 * The largest element of every window of an image, NaN if there is one; `maxPool2d(options)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] gives [N, C, H', W'] or [C, H', W']. Options, numbers or pairs: `kernel`, `stride` (the
 * kernel's size), `padding` (0), `dilation` (1); `ceilMode` (false). Equal elements share the gradient (PyTorch's
 * first one gets it all).
 * Floats and int32. Errors: ShapeError where a window does not fit.
 * PyTorch: `torch.nn.functional.max_pool2d`. JAX: `flax.linen.max_pool`.
 * @example
 * ```ts
 * import { maxPool2d, tensor, toArray, zeros } from "tuplet"
 * toArray(maxPool2d(tensor([[[1, 5], [2, 4]]]), { kernel: 2 })) // [[[5]]]
 * maxPool2d(zeros([8, 16, 28, 28]), { kernel: 3, stride: 2, padding: 1 }).shape // [8, 16, 14, 14]
 * ```
 */
export const maxPool2d: MaxPool2dOp = operation(
  "maxPool2d(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => largest("maxPool2d", 2, x, options),
)

/**
 * The mean of every window of a signal; `avgPool1d(options)` waits for the signals.
 *
 * [N, C, L] or [C, L] gives [N, C, L'] or [C, L']. Options: `kernel`, `stride` (the kernel's size), `padding` (0),
 * `ceilMode` (false), `countIncludePad` (true: padding counts as zeros).
 * Floats. Errors: ShapeError where a window does not fit.
 * PyTorch: `torch.nn.functional.avg_pool1d`. JAX: `flax.linen.avg_pool`.
 * @example
 * ```ts
 * import { avgPool1d, tensor, toArray } from "tuplet"
 * toArray(avgPool1d(tensor([[1, 5, 2, 4]]), { kernel: 2 })) // [[3, 3]]
 * ```
 */
export const avgPool1d: AvgPool1dOp = operation(
  "avgPool1d(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => mean("avgPool1d", 1, x, readOptions("avgPool1d", options, means)),
)

/**
 * The mean of every window of an image; `avgPool2d(options)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] gives [N, C, H', W'] or [C, H', W']. Options, numbers or pairs: `kernel`, `stride` (the
 * kernel's size), `padding` (0); `ceilMode` (false), `countIncludePad` (true: padding counts as zeros),
 * `divisorOverride`: what sums are divided by instead of the number of elements.
 * Floats. Errors: ShapeError where a window does not fit.
 * PyTorch: `torch.nn.functional.avg_pool2d`. JAX: `flax.linen.avg_pool`.
 * @example
 * ```ts
 * import { avgPool2d, tensor, toArray } from "tuplet"
 * toArray(avgPool2d(tensor([[[1, 5], [2, 4]]]), { kernel: 2 })) // [[[3]]]
 * ```
 */
export const avgPool2d: AvgPool2dOp = operation(
  "avgPool2d(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const { divisorOverride, ...given } = readOptions("avgPool2d", options, {
      ...means,
      divisorOverride: undefined,
    })
    if (divisorOverride !== undefined && (typeof divisorOverride !== "number" || divisorOverride === 0)) {
      throw new RangeError(`avgPool2d: divisorOverride is a number other than 0, got ${describe(divisorOverride)}`)
    }
    return mean("avgPool2d", 2, x, given, divisorOverride)
  },
)

// internal

const defaults = {
  kernel: undefined,
  stride: undefined,
  padding: 0,
  ceilMode: false,
}
const means = { ...defaults, countIncludePad: true }

const largest = (op: string, axes: SpatialAxes, x: unknown, options: unknown): Node => {
  const { ceilMode, ...given } = readOptions(op, options, { ...defaults, dilation: 1 })
  const node = numericTensor(op, x)
  const windows = poolWindows(op, axes, node.shape, given, assertBoolean(op, "ceilMode", ceilMode))
  const nothing = isFloat(node.dtype) ? Number.NEGATIVE_INFINITY : -(2 ** 31)
  return reduce("max", windowsOf(node, windows, nothing), elements(node, axes))
}

const mean = (
  op: string,
  axes: SpatialAxes,
  x: unknown,
  options: { readonly [K in keyof typeof means]: unknown },
  divisor?: number,
): Node => {
  const { ceilMode, countIncludePad, ...given } = options
  const node = floatTensor(op, x)
  const hanging = assertBoolean(op, "ceilMode", ceilMode)
  const padded = assertBoolean(op, "countIncludePad", countIncludePad)
  const windows = poolWindows(op, axes, node.shape, { ...given, dilation: 1 }, hanging)
  const sums = reduce("sum", windowsOf(node, windows, 0), elements(node, axes))
  return binary(
    "div",
    sums,
    divisor === undefined ? sizes(sums, windows, padded) : fill(divisor, sums.shape, sums.dtype),
  )
}

/** The axes of a window's elements. */
const elements = (x: Node, axes: SpatialAxes): readonly number[] =>
  Array.from({ length: axes }, (_, i) => x.shape.length - axes + i)

/** How many elements each window has, of those that count. */
const sizes = (sums: Node, windows: readonly Window[], padded: boolean): Node => {
  const lengths = windows.map((window) => Array.from({ length: window.count }, (_, i) => length(window, i, padded)))
  const counts = lengths.reduce((outer, inner) => outer.flatMap((a) => inner.map((b) => a * b)), [1])
  const [first = 1] = counts
  if (counts.every((count) => count === first)) return fill(first, sums.shape, sums.dtype)
  const shape = windows.map(({ count }) => count)
  return broadcastTo(constantOf(arrayOf(counts, sums.dtype), shape, sums.dtype), sums.shape)
}

/** The elements of window i along an axis: within the padding on both sides, or within the axis itself. */
const length = ({ size, kernel, stride, low }: Window, i: number, padded: boolean): number => {
  const start = i * stride - low
  const end = Math.min(start + kernel, size + low)
  return padded ? end - start : Math.min(end, size) - Math.max(start, 0)
}
