/** @file Axes: a dim counts from the front, or from the back when negative. A scalar takes 0 and -1, as in PyTorch. */
import { ShapeError } from "./error.js"
import { axisMessage, repeatedAxisMessage } from "./messages.js"
import { assertDim } from "./operand.js"

/** The axis a dim stands for. On a scalar it is 0, an axis that isn't there. */
export const axisOf = (op: string, shape: readonly number[], dim: unknown): number =>
  within(op, shape, dim, Math.max(shape.length, 1))

/** The place of a new axis: one more than there are axes. */
export const newAxisOf = (op: string, shape: readonly number[], dim: unknown): number =>
  within(op, shape, dim, shape.length + 1)

/** The axes of one dim or a list of dims, ascending; all of them for `undefined`. A scalar has none. */
export const axesOf = (op: string, shape: readonly number[], dims: unknown): readonly number[] => {
  if (dims === undefined) return shape.map((_, axis) => axis)
  const list: readonly unknown[] = Array.isArray(dims) ? dims : [dims]
  const axes = list.map((dim) => axisOf(op, shape, dim))
  axes.forEach((axis, i) => {
    if (axes.indexOf(axis) !== i) throw new ShapeError(repeatedAxisMessage(op, axis, list as readonly number[]))
  })
  return shape.length === 0 ? [] : axes.sort((a, b) => a - b)
}

/** The axes of a list of dims whose order counts, in that order. */
export const axesInOrder = (op: string, shape: readonly number[], dims: readonly number[]): readonly number[] => {
  const axes: number[] = []
  for (const dim of dims) {
    const axis = axisOf(op, shape, dim)
    if (axes.includes(axis)) throw new ShapeError(repeatedAxisMessage(op, axis, dims))
    axes.push(axis)
  }
  return axes
}

/** All axes but those. */
export const otherAxes = (shape: readonly number[], axes: readonly number[]): readonly number[] =>
  shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))

// internal

const within = (op: string, shape: readonly number[], dim: unknown, count: number): number => {
  const whole = assertDim(op, dim)
  if (whole < -count || whole >= count) throw new ShapeError(axisMessage(op, shape, whole, validDims(count)))
  return whole < 0 ? whole + count : whole
}

/** 0 | 1 | -1 | -2: from the front, then from the back. */
const validDims = (count: number): readonly number[] => {
  const front = Array.from({ length: count }, (_, i) => i)
  return [...front, ...front.map((i) => -1 - i)]
}
