/** @file Neighbouring axes in one, and one axis as several. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { orderMessage, unflattenMessage, wildcardMessage } from "./movement-messages.js"
import { assertShape } from "./operand.js"
import { assertRank } from "./rank.js"
import { sizeOf } from "./size.js"

/** The shape with the axes from `start` to `end` in one; a scalar becomes a vector. */
export const flattenShape = (shape: readonly number[], start: unknown, end: unknown): readonly number[] => {
  const [from, to] = [axisOf("flatten", shape, start), axisOf("flatten", shape, end)]
  if (from > to) throw new ShapeError(orderMessage(shape, from, to))
  const size = sizeOf(shape.slice(from, to + 1))
  return [...shape.slice(0, from), size, ...shape.slice(to + 1)]
}

/** The shape with one axis as several, of which one may be -1. */
export const unflattenShape = (shape: readonly number[], dim: unknown, sizes: unknown): readonly number[] => {
  const axis = axisOf("unflatten", shape, dim)
  assertRank("unflatten", 1, shape)
  const extent = shape[axis] as number
  const wildcards = Array.isArray(sizes) ? sizes.filter((size) => size === -1).length : 0
  const parts = Array.isArray(sizes) ? sizes.filter((size) => size !== -1) : sizes
  const known = sizeOf(assertShape("unflatten", parts))
  const list = sizes as readonly number[]
  if (wildcards > 1) throw new ShapeError(wildcardMessage("unflatten", list))
  const fits = wildcards === 0 ? known === extent : known !== 0 && extent % known === 0
  if (!fits) throw new ShapeError(unflattenMessage(shape, axis, extent, list))
  const filled = list.map((size) => (size === -1 ? extent / known : size))
  return [...shape.slice(0, axis), ...filled, ...shape.slice(axis + 1)]
}
