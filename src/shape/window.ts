/** @file One axis under a sliding window: how often it fits, and what its options say. */
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"
import { fitMessage, sizeMessage, windowRankMessage } from "./window-messages.js"

/** A window over one axis, with all that its options leave open filled in. */
export interface Window {
  /** The axis's size. */
  readonly size: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  /** Elements before and after the axis. */
  readonly low: number
  readonly high: number
  /** How often the window fits. */
  readonly count: number
}

/** How many spatial axes an operation has. */
export type SpatialAxes = 1 | 2

/** The first spatial axis of images with or without a batch. */
export const firstSpatial = (op: string, axes: SpatialAxes, shape: readonly number[]): number => {
  if (shape.length !== axes + 1 && shape.length !== axes + 2) throw new ShapeError(windowRankMessage(op, axes, shape))
  return shape.length - axes
}

/** One size an axis, from a number for all or a list with one (or one for all, as PyTorch takes it) for each. */
export const sizesPerAxis = (
  op: string,
  option: string,
  axes: SpatialAxes,
  least: 0 | 1,
  value: unknown,
): readonly number[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length !== 1 && list.length !== axes) {
    throw new ShapeError(`${op}: ${option} has one number for each of ${axes} axes, got ${describe(value)}`)
  }
  const sizes = list.map((size) => assertSize(op, option, least, size))
  return sizes.length === axes ? sizes : Array<number>(axes).fill(sizes[0] as number)
}

export const assertSize = (op: string, option: string, least: 0 | 1, value: unknown): number => {
  if (typeof value !== "number") throw new TypeError(`${op}: ${option} is a number, got ${describe(value)}`)
  if (!Number.isSafeInteger(value) || value < least) throw new ShapeError(sizeMessage(op, option, least, value))
  return value
}

/** How far a kernel reaches beyond its first element. */
export const reach = (kernel: number, dilation: number): number => dilation * (kernel - 1)

/** The window that moves over a padded axis. Throws where it does not fit once. */
export const slidingWindow = (
  op: string,
  shape: readonly number[],
  axis: number,
  { kernel, stride, dilation, low, high }: Omit<Window, "size" | "count">,
): Window => {
  const size = shape[axis] as number
  const places = size + low + high - reach(kernel, dilation)
  if (places < 1) throw new ShapeError(fitMessage(op, kernel, dilation, axis, shape, low))
  return { size, kernel, stride, dilation, low, high, count: Math.ceil(places / stride) }
}
