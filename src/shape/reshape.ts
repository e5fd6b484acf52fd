/** @file The shape a reshape arrives at: one size may be left to arithmetic, as -1 or as a named dim. */
import type { Dim } from "../../types/tensor.js"
import { ShapeError } from "./error.js"
import { divisionMessage, elementsMessage, wildcardMessage } from "./movement-messages.js"
import { assertShape, describe } from "./operand.js"
import { sizeOf } from "./size.js"

export const reshapeShape = (from: readonly number[], to: unknown): readonly number[] => {
  const size = sizeOf(from)
  const inferred = Array.isArray(to) ? to.filter(isInferred) : []
  if (inferred.length === 0) {
    const shape = assertShape("reshape", to)
    const wanted = sizeOf(shape)
    if (wanted !== size) throw new ShapeError(elementsMessage(from, shape, size, wanted))
    return shape
  }
  const target = to as readonly Dim[]
  if (inferred.length > 1) throw new ShapeError(several(target))
  const rest = sizeOf(
    assertShape(
      "reshape",
      target.filter((dim) => !isInferred(dim)),
    ),
  )
  if (rest === 0 || size % rest !== 0) throw new ShapeError(divisionMessage(from, target, size))
  return target.map((dim) => (isInferred(dim) ? size / rest : (dim as number)))
}

// internal

/** A tensor at run time has sizes only: a name says which size, but not how large it is. */
const isInferred = (dim: unknown): boolean => dim === -1 || typeof dim === "string"

const several = (target: readonly Dim[]): string =>
  target.some((dim) => typeof dim === "string")
    ? `reshape: only one size can be found by division, got ${describe(target)}: use numbers for the others`
    : wildcardMessage("reshape", target)
