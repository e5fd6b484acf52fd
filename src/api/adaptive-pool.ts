/** @file Adaptive pooling: the size of the result is given, windows follow from it. */
import type {
  AdaptiveAvgPool1dOp,
  AdaptiveAvgPool2dOp,
  AdaptiveMaxPool1dOp,
  AdaptiveMaxPool2dOp,
} from "../../types/call/adaptive-pool.js"
import type { Node } from "../graph/node.js"
import { adaptiveSizes } from "../shape/adaptive.js"
import type { SpatialAxes } from "../shape/window.js"
import { operation, tensorOrSize } from "./dual.js"
import { floatTensor, numericTensor } from "./operand.js"
import { segmentMaxima, segmentMeans } from "./segments.js"

/**
 * The means of so many windows that divide a signal evenly; `adaptiveAvgPool1d(size)` waits for the signals.
 *
 * [N, C, L] or [C, L] gives [N, C, size] or [C, size]; null keeps the size. Window i is from floor(i · L / size) up to
 * ceil((i + 1) · L / size). Floats. Errors: ShapeError for another rank or an empty signal; DTypeError for int32 and
 * bool.
 * PyTorch: `torch.nn.functional.adaptive_avg_pool1d`.
 * @example
 * ```ts
 * import { adaptiveAvgPool1d, tensor, toArray } from "tuplet"
 * toArray(adaptiveAvgPool1d(tensor([[1, 2, 3, 4, 5]]), 2)) // [[2, 4]]
 * ```
 */
export const adaptiveAvgPool1d: AdaptiveAvgPool1dOp = operation(
  "adaptiveAvgPool1d(x, size)",
  tensorOrSize,
  (x: unknown, size: unknown) => means("adaptiveAvgPool1d", 1, x, size),
)

/**
 * The means of so many windows that divide an image evenly; `adaptiveAvgPool2d(size)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] gives [N, C, H', W'] or [C, H', W']: `size` is a number for both, or a pair; null keeps a
 * size. Windows as in adaptiveAvgPool1d. Floats. Errors: ShapeError for another rank or an empty image; DTypeError for
 * int32 and bool.
 * PyTorch: `torch.nn.functional.adaptive_avg_pool2d`.
 * @example
 * ```ts
 * import { adaptiveAvgPool2d, tensor, toArray, zeros } from "tuplet"
 * toArray(adaptiveAvgPool2d(tensor([[[1, 2], [3, 6]]]), 1)) // [[[3]]]
 * adaptiveAvgPool2d(zeros([8, 64, 7, 5]), [3, null]).shape // [8, 64, 3, 5]
 * ```
 */
export const adaptiveAvgPool2d: AdaptiveAvgPool2dOp = operation(
  "adaptiveAvgPool2d(x, size)",
  tensorOrSize,
  (x: unknown, size: unknown) => means("adaptiveAvgPool2d", 2, x, size),
)

/**
 * The largest elements of so many windows that divide a signal evenly; `adaptiveMaxPool1d(size)` waits for the signals.
 *
 * Shapes and windows as in adaptiveAvgPool1d; NaN where there is one; equal elements share the gradient.
 * Floats and int32. Errors: ShapeError for another rank or an empty signal; DTypeError for bool.
 * PyTorch: `torch.nn.functional.adaptive_max_pool1d`.
 * @example
 * ```ts
 * import { adaptiveMaxPool1d, tensor, toArray } from "tuplet"
 * toArray(adaptiveMaxPool1d(tensor([[1, 2, 3, 4, 5]]), 2)) // [[3, 5]]
 * ```
 */
export const adaptiveMaxPool1d: AdaptiveMaxPool1dOp = operation(
  "adaptiveMaxPool1d(x, size)",
  tensorOrSize,
  (x: unknown, size: unknown) => maxima("adaptiveMaxPool1d", 1, x, size),
)

/**
 * The largest elements of so many windows that divide an image evenly; `adaptiveMaxPool2d(size)` waits for the images.
 *
 * Shapes and windows as in adaptiveAvgPool2d; NaN where there is one; equal elements share the gradient.
 * Floats and int32. Errors: ShapeError for another rank or an empty image; DTypeError for bool.
 * PyTorch: `torch.nn.functional.adaptive_max_pool2d`.
 * @example
 * ```ts
 * import { adaptiveMaxPool2d, tensor, toArray } from "tuplet"
 * toArray(adaptiveMaxPool2d(tensor([[[1, 2, 9], [3, 6, 0]]]), [1, 2])) // [[[6, 9]]]
 * ```
 */
export const adaptiveMaxPool2d: AdaptiveMaxPool2dOp = operation(
  "adaptiveMaxPool2d(x, size)",
  tensorOrSize,
  (x: unknown, size: unknown) => maxima("adaptiveMaxPool2d", 2, x, size),
)

// internal

const means = (op: string, axes: SpatialAxes, x: unknown, size: unknown): Node => {
  const node = floatTensor(op, x)
  return perAxis(node, adaptiveSizes(op, axes, node.shape, size), segmentMeans)
}

const maxima = (op: string, axes: SpatialAxes, x: unknown, size: unknown): Node => {
  const node = numericTensor(op, x)
  return perAxis(node, adaptiveSizes(op, axes, node.shape, size), segmentMaxima)
}

/** A window is a rectangle, so that one axis after the other gives the same. */
const perAxis = (x: Node, sizes: readonly number[], reduced: (x: Node, axis: number, count: number) => Node): Node => {
  const first = x.shape.length - sizes.length
  return sizes.reduce(
    (pooled, size, i) => (size === pooled.shape[first + i] ? pooled : reduced(pooled, first + i, size)),
    x,
  )
}
