/** @file So many elements of an axis; a scalar counts as one element. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { topkMessage } from "./index-messages.js"
import { negativeMessage } from "./messages.js"
import { describe } from "./operand.js"

export const topkCount = (
  shape: readonly number[],
  k: unknown,
  dim: unknown,
): { readonly axis: number; readonly count: number } => {
  const axis = axisOf("topk", shape, dim)
  if (typeof k !== "number") throw new ShapeError(`topk: needs integers of at least 0, got ${describe(k)}`)
  if (!Number.isSafeInteger(k) || k < 0) throw new ShapeError(negativeMessage("topk", k))
  if (k > (shape[axis] ?? 1)) throw new ShapeError(topkMessage(shape, axis, k))
  return { axis, count: k }
}
