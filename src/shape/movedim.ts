/** @file Axes moved to other places, the others in their order. */
import { axisOf, otherAxes } from "./axis.js"
import { ShapeError } from "./error.js"
import { lengthsMessage, repeatedAxisMessage } from "./messages.js"

/** The order of axes that puts each of `from` at its place in `to`. */
export const movedOrder = (shape: readonly number[], from: unknown, to: unknown): readonly number[] => {
  const [sources, targets] = [distinctAxes(shape, from), distinctAxes(shape, to)]
  if (sources.length !== targets.length) {
    throw new ShapeError(lengthsMessage("movedim", listOf(from) as number[], listOf(to) as number[]))
  }
  const staying = otherAxes(shape, sources)
  const places = shape.map((_, place) => place).filter((place) => !targets.includes(place))
  return shape.map((_, place) => {
    const sent = targets.indexOf(place)
    return (sent < 0 ? staying[places.indexOf(place)] : sources[sent]) as number
  })
}

// internal

const listOf = (dims: unknown): readonly unknown[] => (Array.isArray(dims) ? dims : [dims])

const distinctAxes = (shape: readonly number[], dims: unknown): readonly number[] => {
  const list = listOf(dims)
  const axes = list.map((dim) => axisOf("movedim", shape, dim))
  const repeated = axes.find((axis, i) => axes.indexOf(axis) !== i)
  if (repeated !== undefined) throw new ShapeError(repeatedAxisMessage("movedim", repeated, list as readonly number[]))
  return axes
}
