/** @file Elements moved along axes, those past the end to the beginning. */
import { axisOf } from "./axis.js"
import { ShapeError } from "./error.js"
import { lengthsMessage, repeatedAxisMessage } from "./messages.js"
import { assertInteger } from "./operand.js"

export interface Turn {
  readonly axis: number
  /** How many elements go from the end to the beginning. */
  readonly count: number
}

/** One turn for each dim: the shifts and the dims are one each, or lists of one length. */
export const rollTurns = (shape: readonly number[], shifts: unknown, dims: unknown): readonly Turn[] => {
  const list: readonly unknown[] = [dims].flat()
  const axes = list.map((dim) => axisOf("roll", shape, dim))
  const repeated = axes.find((axis, i) => axes.indexOf(axis) !== i)
  if (repeated !== undefined) throw new ShapeError(repeatedAxisMessage("roll", repeated, list as readonly number[]))
  const counts = [shifts].flat().map((shift) => assertInteger("roll", "a shift", shift))
  if (counts.length !== axes.length) throw new ShapeError(lengthsMessage("roll", counts, list as readonly number[]))
  return axes.map((axis, i) => {
    const size = shape[axis] ?? 1
    return { axis, count: size === 0 ? 0 : (((counts[i] as number) % size) + size) % size }
  })
}
