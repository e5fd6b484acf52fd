/** @file Named dims bound at a call: each tensor against its spec, each name to one size. */
import type { DType } from "../../types/dtype.js"
import type { Dim } from "../../types/tensor.js"
import { DTypeError, ShapeError } from "./error.js"
import { describe } from "./operand.js"
import { leafDimMessage, leafDTypeMessage, leafRankMessage } from "./tree-messages.js"

export interface Typed<S extends readonly Dim[]> {
  readonly shape: S
  readonly dtype: DType
}

/** A shape of sizes and names. */
export const assertDims = (op: string, shape: unknown): readonly Dim[] => {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${op}: a shape is an array of sizes and names like ["batch", 3], got ${describe(shape)}`)
  }
  for (const dim of shape) {
    if (typeof dim === "string" || (Number.isSafeInteger(dim) && dim >= 0)) continue
    throw new ShapeError(`${op}: a dim is a size of at least 0 or a name, got ${describe(dim)} in ${describe(shape)}`)
  }
  return [...shape]
}

/** The size of each name, with the path of the leaf that set it. */
export type Bindings = Map<string, { readonly size: number; readonly from: string }>

/**
 * Adds what a leaf binds. Throws ShapeError or DTypeError where it doesn't fit, with the sentence the compiler shows.
 */
export const bindLeaf = (
  bindings: Bindings,
  path: string,
  spec: Typed<readonly Dim[]>,
  given: Typed<readonly number[]>,
): void => {
  if (given.dtype !== spec.dtype) throw new DTypeError(leafDTypeMessage(path, given.dtype, spec.dtype))
  if (given.shape.length !== spec.shape.length) throw new ShapeError(leafRankMessage(path, given.shape, spec.shape))
  spec.shape.forEach((dim, axis) => {
    const size = given.shape[axis] as number
    if (typeof dim === "number") {
      if (dim !== size) throw new ShapeError(leafDimMessage(path, given.shape, spec.shape, axis, size, dim))
      return
    }
    const known = bindings.get(dim)
    if (known === undefined) bindings.set(dim, { size, from: path })
    else if (known.size !== size) {
      throw new ShapeError(`'${dim}' is ${known.size} in ${known.from} but ${size} in ${path}`)
    }
  })
}
