/** @file Reductions: which axes go, and what is left of the shape. */
import { axesOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { emptyAxisMessage } from "./messages.js"

/** The reduced axes of an operation that has a value for nothing (a sum is 0). */
export const reducedAxes = axesOf

/** The reduced axes of an operation that has none: there is no largest of no numbers. */
export const nonEmptyAxes = (op: string, shape: readonly number[], dims: unknown): readonly number[] => {
  const axes = axesOf(op, shape, dims)
  const empty = axes.find((axis) => shape[axis] === 0)
  if (empty !== undefined) throw new ShapeError(emptyAxisMessage(op, empty, shape))
  return axes
}
