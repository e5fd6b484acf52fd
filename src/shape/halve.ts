/** @file One axis cut into two halves, which become one. */
import { halfMessage } from "./activation-messages.js"
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { rankMessage } from "./messages.js"

/** The axis, and the size of its half. */
export const halved = (shape: readonly number[], dim: unknown): { readonly axis: number; readonly size: number } => {
  if (shape.length === 0) throw new ShapeError(rankMessage("glu", 1, shape))
  const axis = axisOf("glu", shape, dim)
  const size = shape[axis] as number
  if (size % 2 !== 0) throw new ShapeError(halfMessage(shape, dim as number, size))
  return { axis, size: size / 2 }
}
