/** @file Whether a shape is what a type claims: numbers must agree, one name must stand for one size. */
import type { Dim } from "../../types/tensor.js"
import { refineMessage, refineRankMessage } from "./messages.js"

/** What is wrong, if anything is. */
export const refinement = (shape: readonly number[], to: readonly Dim[]): string | undefined => {
  if (shape.length !== to.length) return refineRankMessage(shape, to)
  const sizes = new Map<string, number>()
  for (const [axis, dim] of to.entries()) {
    const size = shape[axis] as number
    const wanted = typeof dim === "number" ? dim : (sizes.get(dim) ?? size)
    if (size !== wanted) return refineMessage(shape, to, axis, size, wanted)
    if (typeof dim === "string") sizes.set(dim, size)
  }
  return undefined
}
