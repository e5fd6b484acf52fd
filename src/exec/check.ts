/** @file The guard on indices: the one check that needs the numbers. */
import type { Attributes } from "../graph/op.js"
import { IndexError } from "../shape/error.js"

export const assertIndices = (
  indices: ArrayLike<number>,
  { limit, ignore, operation }: Attributes["checkIndex"],
): void => {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number
    if ((index < 0 || index >= limit) && index !== ignore) {
      throw new IndexError(
        `${operation}: index ${index} (element ${i}) is out of range for size ${limit}${limit > 0 ? `: use 0 to ${limit - 1}` : ""}`,
      )
    }
  }
}
