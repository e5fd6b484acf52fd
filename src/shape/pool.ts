/** @file Pooling: every window of an image becomes one number; channels and batch stay. */
import { ShapeError } from "./error.js"
import { firstSpatial, type SpatialAxes, sizesPerAxis, slidingWindow, type Window } from "./window.js"
import { halfKernelMessage } from "./window-messages.js"

/** The options of a call, unread. */
export interface PoolGiven {
  readonly kernel: unknown
  readonly stride: unknown
  readonly padding: unknown
  readonly dilation: unknown
}

/** The windows of each spatial axis; in `ceilMode` a last one may hang over the end, and `high` grows to hold it. */
export const poolWindows = (
  op: string,
  axes: SpatialAxes,
  shape: readonly number[],
  given: PoolGiven,
  ceilMode: boolean,
): readonly Window[] => {
  const first = firstSpatial(op, axes, shape)
  const kernels = sizesPerAxis(op, "kernel", axes, 1, given.kernel)
  const strides = given.stride === undefined ? kernels : sizesPerAxis(op, "stride", axes, 1, given.stride)
  const paddings = sizesPerAxis(op, "padding", axes, 0, given.padding)
  const dilations = sizesPerAxis(op, "dilation", axes, 1, given.dilation)
  return kernels.map((kernel, i) => {
    const [stride, low, dilation] = [strides[i], paddings[i], dilations[i]] as [number, number, number]
    if (low * 2 > kernel) throw new ShapeError(halfKernelMessage(op, low, kernel))
    const window = slidingWindow(op, shape, first + i, { kernel, stride, dilation, low, high: low })
    return ceilMode ? hanging(window) : window
  })
}

// internal

/** PyTorch's rule: a last window counts if it begins before the padding at the end does. */
const hanging = (window: Window): Window => {
  const { size, kernel, stride, dilation, low } = window
  const places = size + 2 * low - dilation * (kernel - 1)
  const ceiling = Math.ceil((places - 1) / stride) + 1
  const count = (ceiling - 1) * stride >= size + low ? ceiling - 1 : ceiling
  const end = (count - 1) * stride + dilation * (kernel - 1) + 1
  return { ...window, count, high: Math.max(low, end - size - low) }
}
