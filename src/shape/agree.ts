/** @file Lists of shapes that must agree, as concat (but for one axis) and stack ask of their tensors. */
import { ShapeError } from "./error.js"
import { differMessage, ranksMessage } from "./messages.js"

/** Throws unless the others equal the first, the axis `skip` excepted. */
export const assertAgree = (op: string, shapes: readonly (readonly number[])[], skip?: number): void => {
  const first = shapes[0] as readonly number[]
  for (const shape of shapes) {
    if (shape.length !== first.length) throw new ShapeError(ranksMessage(op, first, shape))
    const axis = shape.findIndex((size, i) => i !== skip && size !== first[i])
    if (axis < 0) continue
    throw new ShapeError(differMessage(op, first, shape, axis, first[axis] as number, shape[axis] as number))
  }
}
