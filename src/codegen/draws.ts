/** @file The numbers of each kind of draw on vectors, to the bit those of `graph/draw.ts`. */
import { streams } from "../graph/draw.js"
import { type DrawCode, ofBlocks, ofPairs } from "./draw.js"
import { f32x4, f64x2, i32x4 } from "./instructions.js"
import { eachHalf, joinHalves } from "./math/doubles.js"
import { normalPairs } from "./math/normal.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

export const split: DrawCode = ofPairs(streams.split, (_, x, y) => [x, y])

export const fold: DrawCode = ofPairs(streams.fold, (_, x, y) => [x, y])

export const uniform: DrawCode = ofPairs(streams.uniform, (v, x, y) => [fraction(v, x), fraction(v, y)])

export const normal: DrawCode = ofPairs(streams.normal, (v, x, y) => normalPairs(v, x, y))

export const integers = (low: number, high: number): DrawCode =>
  ofBlocks(streams.integers, (v, x, y) => {
    const [below, above] = eachHalf(
      v,
      [x, y],
      (a, b) => {
        const fraction = f64x2.add(
          f64x2.mul(f64x2.convertLowU(a as Vector), v.double(2 ** -32)),
          f64x2.mul(f64x2.convertLowU(i32x4.shrU(b as Vector, 11)), v.double(2 ** -53)),
        )
        return i32x4.truncSatZero(f64x2.add(v.double(low), f64x2.floor(f64x2.mul(fraction, v.double(high - low)))))
      },
      (half) => half,
    )
    return joinHalves(below, above)
  })

// internal

const fraction = (v: VectorBuilder, word: Vector): Vector =>
  f32x4.mul(f32x4.convertS(i32x4.shrU(word, 8)), v.float(2 ** -24))
