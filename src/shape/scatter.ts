/** @file Writing along one axis, and picking with indices that broadcast off it. */
import type { DType } from "../../types/dtype.js"
import { axisOf } from "./axis.js"
import { broadcast } from "./broadcast.js"
import { promote } from "./dtype.js"
import { DTypeError, ShapeError } from "./error.js"
import { gatherAxis } from "./gather.js"
import { gatherRankMessage, sourceDTypeMessage, sourceMessage } from "./index-messages.js"
import { broadcastMessage } from "./messages.js"

/** The axis that an index of a shape names places along: it obeys the rules of gather. */
export const scatterAxis = gatherAxis

/** Refuses a source that has no element for some of the index, or one whose elements would lose something. */
export const assertSource = (
  op: string,
  index: readonly number[],
  dtype: DType,
  source: { readonly shape: readonly number[]; readonly dtype: DType },
): void => {
  const covers =
    source.shape.length === index.length && index.every((wanted, i) => wanted <= (source.shape[i] as number))
  if (!covers) throw new ShapeError(sourceMessage(op, index, source.shape))
  if (promote(dtype, source.dtype) !== dtype) throw new DTypeError(sourceDTypeMessage(op, dtype, source.dtype))
}

/** The axis, and what both shapes broadcast to: off it they agree, along it each keeps its size. */
export const takeAlongShapes = (
  shape: readonly number[],
  index: readonly number[],
  dim: unknown,
): { readonly axis: number; readonly from: readonly number[]; readonly to: readonly number[] } => {
  const axis = axisOf("takeAlongDim", shape, dim)
  if (index.length !== shape.length) throw new ShapeError(gatherRankMessage("takeAlongDim", shape, index))
  index.forEach((size, i) => {
    const other = shape[i] as number
    if (i === axis || size === other || size === 1 || other === 1) return
    throw new ShapeError(broadcastMessage("takeAlongDim", shape, index, other, size))
  })
  if (shape.length === 0) return { axis, from: [], to: [] }
  const to = broadcast("takeAlongDim", shape.with(axis, 1), index)
  return { axis, from: to.with(axis, shape[axis] as number), to }
}
