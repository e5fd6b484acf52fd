/** @file Normalisation: which dims are taken together, and what belongs to them. */
import { ShapeError } from "./error.js"
import { rankMessage } from "./messages.js"
import { affineMessage, endMessage, noDimsMessage } from "./normalisation-messages.js"
import { assertShape } from "./operand.js"
import { assertSize } from "./window.js"
import { groupsMessage } from "./window-messages.js"

/** The last axes of a shape, whose sizes are given. */
export const endAxes = (shape: readonly number[], end: unknown): readonly number[] => {
  const sizes = assertShape("layerNorm", end)
  if (sizes.length === 0) throw new ShapeError(noDimsMessage)
  const first = shape.length - sizes.length
  if (first < 0 || sizes.some((size, i) => size !== shape[first + i])) throw new ShapeError(endMessage(shape, sizes))
  return sizes.map((_, i) => first + i)
}

/** The size of axis 1. */
export const channelsOf = (op: string, least: 2 | 3, shape: readonly number[]): number => {
  const channels = shape[1]
  if (channels === undefined || shape.length < least) throw new ShapeError(rankMessage(op, least, shape))
  return channels
}

export const assertGroups = (op: string, channels: number, groups: unknown): number => {
  const count = assertSize(op, "groups", 1, groups)
  if (channels % count !== 0) throw new ShapeError(groupsMessage(op, channels, "channels", count))
  return count
}

export const assertAffine = (op: string, option: string, given: readonly number[], wanted: readonly number[]): void => {
  const fits = given.length === wanted.length && given.every((dim, axis) => dim === wanted[axis])
  if (!fits) throw new ShapeError(affineMessage(op, option, given, wanted))
}
