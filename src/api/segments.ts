/** @file An axis divided into segments as evenly as possible, which may share elements, each reduced to one number. */
import { arrayOf } from "../graph/array.js"
import { broadcastTo, gather, insertAxes, reduce, reshape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { otherAxes } from "../shape/axis.js"
import { constantOf } from "./constant.js"
import { along, choose, over } from "./expression.js"

/** The largest element of each segment. */
export const segmentMaxima = (x: Node, axis: number, count: number): Node =>
  reduce("max", segmentsOf(x, axis, count), [axis + 1])

/** The mean of each segment. */
export const segmentMeans = (x: Node, axis: number, count: number): Node => {
  const elements = segmentsOf(x, axis, count)
  const lengths = segmentBounds(x.shape[axis] as number, count).map(({ start, end }) => end - start)
  const longest = elements.shape[axis + 1] as number
  const isWhole = lengths.every((length) => length === longest)
  const counted = isWhole ? elements : choose(withinSegments(elements, axis, lengths), elements, 0)
  const sums = reduce("sum", counted, [axis + 1])
  return over(sums, isWhole ? longest : placed(lengths, sums, axis))
}

// internal

interface Segment {
  readonly start: number
  readonly end: number
}

/** PyTorch's rule: from floor(i · n / count) up to ceil((i + 1) · n / count). */
const segmentBounds = (size: number, count: number): readonly Segment[] =>
  Array.from({ length: count }, (_, i) => ({
    start: Math.floor((i * size) / count),
    end: Math.ceil(((i + 1) * size) / count),
  }))

/** The axis as two, segments and their elements; shorter segments repeat their last one. */
const segmentsOf = (x: Node, axis: number, count: number): Node => {
  const size = x.shape[axis] as number
  if (size % count === 0)
    return reshape(x, [...x.shape.slice(0, axis), count, size / count, ...x.shape.slice(axis + 1)])
  const bounds = segmentBounds(size, count)
  // not spread over the arguments of a call, which takes some 100,000
  const longest = bounds.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const positions = bounds.flatMap(({ start, end }) =>
    Array.from({ length: longest }, (_, i) => Math.min(start + i, end - 1)),
  )
  return gather(x, constantOf(Int32Array.from(positions), [count, longest], "int32"), axis)
}

/** Which elements are a segment's own, not repeated. */
const withinSegments = (elements: Node, axis: number, lengths: readonly number[]): Node => {
  const longest = elements.shape[axis + 1] as number
  const own = lengths.flatMap((length) => Array.from({ length: longest }, (_, i) => (i < length ? 1 : 0)))
  const mask = constantOf(Uint8Array.from(own), [lengths.length, longest], "bool")
  const behind = elements.shape.length - axis - 2
  const ranked = insertAxes(
    mask,
    Array.from({ length: behind }, (_, i) => i + 2),
  )
  return broadcastTo(ranked, elements.shape)
}

const placed = (lengths: readonly number[], like: Node, axis: number): Node =>
  along(
    constantOf(arrayOf(lengths, like.dtype), [lengths.length], like.dtype),
    otherAxes(like.shape, [axis]),
    like.shape,
  )
