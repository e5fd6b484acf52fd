/** @file Whether a shape is what a type claims: numbers must agree, one name must stand for one size. */
import type { Dim } from "../../types/tensor.js"
import { namesTwoSizes, notRefinable, show } from "./messages.js"

/** What is wrong, if anything is. */
export const refinement = (shape: readonly number[], to: readonly Dim[]): string | undefined => {
  if (shape.length !== to.length) {
    return `refine: ${show(shape)} is not ${show(to)}: it has ${shape.length} axes, not ${to.length}`
  }
  const sizes = new Map<string, number>()
  for (const [axis, wanted] of to.entries()) {
    const size = shape[axis] as number
    if (typeof wanted === "number") {
      if (size !== wanted) return notRefinable(shape, to, axis, size, wanted)
      continue
    }
    const known = sizes.get(wanted)
    if (known !== undefined && known !== size) return namesTwoSizes(wanted, known, size, shape, to)
    sizes.set(wanted, size)
  }
  return undefined
}
