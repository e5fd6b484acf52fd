/** @file The numbers of each kind of draw on vectors, to the bit those of `graph/draw.ts`. */
import { streams, tailsOf } from "../graph/draw.js"
import { type DrawCode, inPairs, words } from "./draw.js"
import { f32x4, f64x2, i32x4 } from "./instructions.js"
import { eachHalf, joinHalves } from "./math/doubles.js"
import { normalPairs, quantile } from "./math/normal.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

export const split: DrawCode = (value, drawer) => inPairs(value, drawer, streams.split)

export const fold: DrawCode = (value, drawer) => inPairs(value, drawer, streams.fold)

export const uniform: DrawCode = (value, drawer) =>
  inPairs(value, drawer, streams.uniform, (v, ...both) => {
    const [x, y] = both.map((word) => f32x4.mul(f32x4.convertS(i32x4.shrU(word, 8)), v.float(2 ** -24)))
    return [x as Vector, y as Vector]
  })

export const normal: DrawCode = (value, drawer) => inPairs(value, drawer, streams.normal, normalPairs)

export const integers =
  (low: number, high: number): DrawCode =>
  (value, drawer) =>
    ofFractions(drawer.v, words(value, drawer, streams.integers), (v, fraction) =>
      i32x4.truncSatZero(f64x2.add(v.double(low), f64x2.floor(f64x2.mul(fraction, v.double(high - low))))),
    )

export const truncatedNormal =
  (low: number, high: number): DrawCode =>
  (value, drawer) => {
    const { isUpper, from, to, first, last } = tailsOf(low, high)
    return ofFractions(drawer.v, words(value, drawer, streams.truncatedNormal), (v, fraction) => {
      const p = f64x2.add(v.double(first), f64x2.mul(fraction, v.double(last - first)))
      const x = f64x2.min(v.double(to), f64x2.max(v.double(from), quantile(v, v.let(p))))
      return f32x4.demoteZero(isUpper ? f64x2.neg(x) : x)
    })
  }

// internal

/** A function of two float64 below 1, of 53 bits, to 32 bits. */
const ofFractions = (
  v: VectorBuilder,
  blocks: readonly [Vector, Vector],
  f: (v: VectorBuilder, fraction: Vector) => Vector,
): Vector => {
  const halves = eachHalf(
    v,
    blocks,
    (...both) => {
      const [x, y] = both as [Vector, Vector]
      const low = f64x2.mul(f64x2.convertLowU(i32x4.shrU(y, 11)), v.double(2 ** -53))
      return f(v, v.let(f64x2.add(f64x2.mul(f64x2.convertLowU(x), v.double(2 ** -32)), low)))
    },
    (half) => half,
  )
  return joinHalves(...halves)
}
