/**
 * @file The elements of an axis as weighted sums of others at fixed positions; where those are for each way of
 * resizing.
 */
import { arrayOf } from "../graph/array.js"
import { gather } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { otherAxes } from "../shape/axis.js"
import type { Resizing } from "../shape/interpolate.js"
import { constantOf } from "./constant.js"
import { along, plus, times } from "./expression.js"

/** The operands of each element of the result: their positions, and weights unless each is taken as it is. */
export type Taps = readonly { readonly positions: readonly number[]; readonly weights?: readonly number[] }[]

/** The sum over taps along an axis. */
export const resampled = (x: Node, axis: number, taps: Taps): Node => {
  if (isIdentity(taps, x.shape[axis] as number)) return x
  const others = otherAxes(x.shape, [axis])
  return taps
    .map(({ positions, weights }) => {
      const count = positions.length
      const taken = gather(x, constantOf(Int32Array.from(positions), [count], "int32"), axis)
      if (weights === undefined) return taken
      return times(taken, along(constantOf(arrayOf(weights, x.dtype), [count], x.dtype), others, taken.shape))
    })
    .reduce(plus)
}

/** In float32, as PyTorch, which decides what falls on which side of a boundary. */
export const nearestTaps = ({ size, count, scale }: Resizing, shift: 0 | 0.5): Taps => {
  const step = Math.fround(scale === undefined ? size / count : 1 / scale)
  const position = (i: number) => Math.min(Math.floor(Math.fround((i + shift) * step)), size - 1)
  return [{ positions: Array.from({ length: count }, (_, i) => position(i)) }]
}

export const linearTaps = (resizing: Resizing, alignCorners: boolean): Taps => {
  const sources = sourcesOf(resizing, alignCorners).map((source) => parted(Math.max(source, 0), resizing.size))
  return [
    { positions: sources.map(({ at }) => at), weights: sources.map(({ rest }) => 1 - rest) },
    {
      positions: sources.map(({ at }) => Math.min(at + 1, resizing.size - 1)),
      weights: sources.map(({ rest }) => rest),
    },
  ]
}

/** Keys' convolution with a = -0.75; what lies outside is the outermost element. */
export const cubicTaps = (resizing: Resizing, alignCorners: boolean): Taps => {
  const sources = sourcesOf(resizing, alignCorners).map((source) => parted(source, resizing.size))
  return [-1, 0, 1, 2].map((offset) => ({
    positions: sources.map(({ at }) => Math.min(Math.max(at + offset, 0), resizing.size - 1)),
    weights: sources.map(({ rest }) => keys(Math.abs(rest - offset))),
  }))
}

// internal

const isIdentity = ([first, ...rest]: Taps, size: number): boolean => {
  if (first === undefined || first.positions.length !== size) return false
  const passes = (weights: readonly number[] | undefined, wanted: number) =>
    weights === undefined || weights.every((weight) => weight === wanted)
  return (
    first.positions.every((position, i) => position === i) &&
    passes(first.weights, 1) &&
    rest.every(({ weights }) => passes(weights, 0))
  )
}

/** Where each element of the result is among those of the operand. */
const sourcesOf = ({ size, count, scale }: Resizing, alignCorners: boolean): readonly number[] => {
  const between = count > 1 ? (size - 1) / (count - 1) : 0
  const step = alignCorners ? between : scale === undefined ? size / count : 1 / scale
  return Array.from({ length: count }, (_, i) => (alignCorners ? i * step : (i + 0.5) * step - 0.5))
}

/** A position as that of an element, and what is left up to the next one. */
const parted = (source: number, size: number): { readonly at: number; readonly rest: number } => {
  const at = Math.min(Math.floor(source), size - 1)
  return { at, rest: Math.min(Math.max(source - at, 0), 1) }
}

const A = -0.75

/** The weight of an element at a distance of at most 2. */
const keys = (x: number): number =>
  x <= 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : ((A * x - 5 * A) * x + 8 * A) * x - 4 * A
