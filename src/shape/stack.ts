/** @file Stacking: the place of the axis that counts the tensors, of which there is one at least. */
import { assertAgree } from "./agree.js"
import { newAxisOf } from "./axis.js"

export const stackAxis = (shapes: readonly (readonly number[])[], dim: unknown): number => {
  const axis = newAxisOf("stack", shapes[0] as readonly number[], dim)
  assertAgree("stack", shapes)
  return axis
}
