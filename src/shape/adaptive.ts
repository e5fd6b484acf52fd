/** @file Adaptive pooling: windows that divide an axis into a given number of pieces, as evenly as they can. */
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"
import { assertListable } from "./size.js"
import { assertSize, firstSpatial, type SpatialAxes } from "./window.js"

/** The size of each spatial axis of the result; null keeps that of the operand. */
export const adaptiveSizes = (
  op: string,
  axes: SpatialAxes,
  shape: readonly number[],
  size: unknown,
): readonly number[] => {
  const first = firstSpatial(op, axes, shape)
  const list: readonly unknown[] = Array.isArray(size) ? size : Array<unknown>(axes).fill(size)
  if (list.length !== axes) {
    throw new ShapeError(`${op}: size has one number for each of ${axes} axes, got ${describe(size)}`)
  }
  return list.map((one, i) => {
    const extent = shape[first + i] as number
    if (extent === 0) throw new ShapeError(`${op}: dim ${first + i} of [${shape.join(", ")}] is empty`)
    const count = one === null ? extent : assertSize(op, "size", 1, one)
    if (count !== extent) assertListable(op, count)
    return count
  })
}
