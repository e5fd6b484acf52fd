/** @file Concatenation: which axis the shapes, of which there is one at least, are joined along. */
import { assertAgree } from "./agree.js"
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { concatScalarMessage } from "./movement-messages.js"

export const concatAxis = (shapes: readonly (readonly number[])[], dim: unknown): number => {
  const first = shapes[0] as readonly number[]
  if (first.length === 0) throw new ShapeError(concatScalarMessage)
  const axis = axisOf("concat", first, dim)
  assertAgree("concat", shapes, axis)
  return axis
}
