/** @file Stacking: the place of the axis that counts the tensors. */
import { assertAgree } from "./agree.js"
import { newAxisOf } from "./axis.js"

export const stackAxis = (shapes: readonly (readonly number[])[], dim: unknown): number => {
  const axis = newAxisOf("stack", shapes[0] ?? [], dim)
  assertAgree("stack", shapes)
  return axis
}
