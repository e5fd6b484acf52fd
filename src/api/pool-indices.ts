/** @file Pooling that also says where the largest elements are. */
import type { MaxPool1dWithIndicesOp, MaxPool2dWithIndicesOp } from "../../types/call/pool-indices.js"
import { binary, broadcastTo, iota, reduce } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { isFloat } from "../shape/dtype.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { poolWindows } from "../shape/pool.js"
import type { SpatialAxes, Window } from "../shape/window.js"
import { operation, tensorOrOptions } from "./dual.js"
import { along, choose, is, isExtreme, plus, times } from "./expression.js"
import { numericTensor } from "./operand.js"
import { windowsOf } from "./window.js"

/**
 * The largest element of every window of a signal, as maxPool1d finds it, and its position in the signal;
 * `maxPool1dWithIndices(options)` waits for the signals.
 *
 * Gives `values` and int32 `indices` of one shape; of equal elements the first is named, of NaN likewise. Shapes,
 * options, dtypes and errors are those of maxPool1d.
 * PyTorch: `torch.nn.functional.max_pool1d_with_indices`.
 * @example
 * ```ts
 * import { maxPool1dWithIndices, tensor, toArray } from "tuplet"
 * const { values, indices } = maxPool1dWithIndices(tensor([[1, 5, 2, 4]]), { kernel: 2 })
 * toArray(values) // [[5, 4]]
 * toArray(indices) // [[1, 3]]
 * ```
 */
export const maxPool1dWithIndices: MaxPool1dWithIndicesOp = operation(
  "maxPool1dWithIndices(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => located("maxPool1dWithIndices", 1, x, options),
)

/**
 * The largest element of every window of an image, as maxPool2d finds it, and its position in the image, row by row;
 * `maxPool2dWithIndices(options)` waits for the images.
 *
 * Gives `values` and int32 `indices` of one shape; of equal elements the first is named, of NaN likewise. Shapes,
 * options, dtypes and errors are those of maxPool2d.
 * PyTorch: `torch.nn.functional.max_pool2d_with_indices`.
 * @example
 * ```ts
 * import { maxPool2dWithIndices, tensor, toArray } from "tuplet"
 * const { values, indices } = maxPool2dWithIndices(tensor([[[1, 5], [7, 4]]]), { kernel: 2 })
 * toArray(values) // [[[7]]]
 * toArray(indices) // [[[2]]]
 * ```
 */
export const maxPool2dWithIndices: MaxPool2dWithIndicesOp = operation(
  "maxPool2dWithIndices(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => located("maxPool2dWithIndices", 2, x, options),
)

// internal

const located = (op: string, axes: SpatialAxes, x: unknown, options: unknown) => {
  const { ceilMode, ...given } = readOptions(op, options, {
    kernel: undefined,
    stride: undefined,
    padding: 0,
    ceilMode: false,
    dilation: 1,
  })
  const node = numericTensor(op, x)
  const windows = poolWindows(op, axes, node.shape, given, assertBoolean(op, "ceilMode", ceilMode))
  const elements = windowsOf(node, windows, isFloat(node.dtype) ? Number.NEGATIVE_INFINITY : -(2 ** 31))
  const kernelAxes = windows.map((_, i) => node.shape.length - axes + i)
  const values = reduce("max", elements, kernelAxes)
  return { values, indices: reduce("min", candidates(elements, values, windows, kernelAxes), kernelAxes) }
}

/** The positions of the elements that are as large as the largest, and of no other, nor of padding. */
const candidates = (elements: Node, values: Node, windows: readonly Window[], kernelAxes: readonly number[]): Node => {
  const largest = isExtreme(elements, along(values, kernelAxes, elements.shape))
  const { positions, isInside } = places(windows)
  const within = binary("and", largest, broadcastTo(isInside, elements.shape))
  return choose(within, broadcastTo(positions, elements.shape), 2 ** 31 - 1)
}

/**
 * Where the elements of the windows are in an image without its padding, [...kernel, ...counts], and whether they are.
 */
const places = (windows: readonly Window[]): { readonly positions: Node; readonly isInside: Node } => {
  const shape = [...windows.map(({ kernel }) => kernel), ...windows.map(({ count }) => count)]
  const sizes = windows.map(({ size }) => size)
  const coordinates = windows.map(({ stride, dilation, low }, i) =>
    plus(plus(times(iota(shape, i), dilation), times(iota(shape, windows.length + i), stride)), -low),
  )
  const positions = coordinates
    .map((coordinate, i) => times(coordinate, sizeOf(sizes.slice(i + 1))))
    .reduce((sum, term) => plus(sum, term))
  const isInside = coordinates
    .flatMap((coordinate, i) => [is(coordinate, "ge", 0), is(coordinate, "lt", sizes[i] as number)])
    .reduce((all, one) => binary("and", all, one))
  return { positions, isInside }
}
