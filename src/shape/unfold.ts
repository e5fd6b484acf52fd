/** @file The windows of an image whose elements become columns. */
import { firstSpatial, sizesPerAxis, slidingWindow, type Window } from "./window.js"

/** The options of a call, unread. */
export interface UnfoldGiven {
  readonly kernel: unknown
  readonly stride: unknown
  readonly padding: unknown
  readonly dilation: unknown
}

export const unfoldWindows = (shape: readonly number[], given: UnfoldGiven): readonly Window[] => {
  const first = firstSpatial("unfold", 2, shape)
  const kernels = sizesPerAxis("unfold", "kernel", 2, 1, given.kernel)
  const strides = sizesPerAxis("unfold", "stride", 2, 1, given.stride)
  const paddings = sizesPerAxis("unfold", "padding", 2, 0, given.padding)
  const dilations = sizesPerAxis("unfold", "dilation", 2, 1, given.dilation)
  return kernels.map((kernel, i) => {
    const [stride, low, dilation] = [strides[i], paddings[i], dilations[i]] as [number, number, number]
    return slidingWindow("unfold", shape, first + i, { kernel, stride, dilation, low, high: low })
  })
}
