/** @file Axes of size 1: removed by squeeze, put in by unsqueeze. */
import { axisOf, newAxisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { squeezeMessage } from "./movement-messages.js"

/** The shape without the axis, which must have size 1, or without any such. A scalar stays what it is. */
export const squeezeShape = (shape: readonly number[], dim: unknown): readonly number[] => {
  if (dim === undefined) return shape.filter((size) => size !== 1)
  const axis = axisOf("squeeze", shape, dim)
  const size = shape[axis] ?? 1
  if (size !== 1) throw new ShapeError(squeezeMessage(shape, dim as number, size))
  return shape.filter((_, i) => i !== axis)
}

/** The shape with a size-1 axis at the place that the dim has in the result. */
export const unsqueezeShape = (shape: readonly number[], dim: unknown): readonly number[] => {
  const axis = newAxisOf("unsqueeze", shape, dim)
  return [...shape.slice(0, axis), 1, ...shape.slice(axis)]
}
