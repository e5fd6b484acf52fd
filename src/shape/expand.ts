/** @file Growth of axes of size 1, where -1 keeps an axis as it is. */
import { ShapeError } from "./error.js"
import { expandMessage } from "./movement-messages.js"
import { assertShape } from "./operand.js"

export const expandShape = (from: readonly number[], sizes: unknown): readonly number[] => {
  const kept = Array.isArray(sizes) ? sizes.map((size) => (size === -1 ? 1 : size)) : sizes
  const wanted = assertShape("expand", kept)
  const list = sizes as readonly number[]
  const lead = list.length - from.length
  const to = wanted.map((size, axis) => (list[axis] === -1 ? (from[axis - lead] ?? -1) : size))
  const fits = lead >= 0 && !to.includes(-1) && from.every((dim, axis) => dim === 1 || dim === to[lead + axis])
  if (!fits) throw new ShapeError(expandMessage(from, list))
  return to
}
