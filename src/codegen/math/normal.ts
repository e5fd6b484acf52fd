/** @file Standard normal numbers and quantiles, in the order of `graph/normal.ts`, nothing fused: to the bit. */
import { centre, far, shoulder } from "../../graph/normal.js"
import { f32x4, f64x2, i32x4, v128 } from "../instructions.js"
import { eachHalf, joinHalves, partsOf } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** Of two words in each lane, two float32. */
export const normalPairs = (v: VectorBuilder, first: Vector, second: Vector): readonly [Vector, Vector] => {
  const [low, high] = eachHalf(
    v,
    [first, second],
    (...words) => pairs(v, ...(words as [Vector, Vector])),
    (words) => words,
  )
  return [joinHalves(low, high), v128.shuffle(low, high, upperHalves)]
}

/** Of two float64 probabilities. */
export const quantile = (v: VectorBuilder, p: Vector): Vector => {
  const q = v.let(f64x2.sub(p, v.double(0.5)))
  const x = v.local("v128")
  const r = v.let(f64x2.sub(v.double(0.180625), f64x2.mul(q, q)))
  v.set(x, f64x2.div(f64x2.mul(q, polynomial(v, r, centre.above)), polynomial(v, r, centre.below)))
  const isTail = v.let(f64x2.gt(f64x2.abs(q), v.double(0.425)))
  v.if(v128.anyTrue(isTail), () => {
    const isLower = v.let(f64x2.lt(q, v.double(0)))
    const tail = v.let(v128.bitselect(p, f64x2.sub(v.double(1), p), isLower))
    const distance = v.let(f64x2.sqrt(f64x2.neg(logOf(v, tail))))
    const [near, beyond] = [shoulder, far].map(({ above, below, from }) => {
      const r = v.let(f64x2.sub(distance, v.double(from)))
      return f64x2.div(polynomial(v, r, above), polynomial(v, r, below))
    }) as [Vector, Vector]
    const size = v128.bitselect(near, beyond, f64x2.le(distance, v.double(5)))
    const some = v128.bitselect(size, v.double(Number.POSITIVE_INFINITY), f64x2.gt(tail, v.double(0)))
    const signed = v128.xor(some, v128.and(isLower, v.double(-0)))
    v.set(x, v128.bitselect(signed, x.get, isTail))
  })
  return x.get
}

// internal

const upperHalves = [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31]

/** Of the words in the two low lanes: the first numbers of both pairs, then the second ones. */
const pairs = (v: VectorBuilder, first: Vector, second: Vector): Vector => {
  const fraction = v.let(f64x2.mul(f64x2.add(f64x2.convertLowU(first), v.double(1)), v.double(2 ** -32)))
  const radius = v.let(f64x2.sqrt(f64x2.mul(v.double(-2), logOf(v, fraction))))
  const turn = f64x2.convertLowS(v128.and(second, v.int(0x3fffffff)))
  const angle = v.let(f64x2.mul(turn, v.double(Math.PI * 2 ** -31)))
  const square = v.let(f64x2.mul(angle, angle))
  const sine = f64x2.mul(angle, series(v, square, 0))
  const [x, y] = [series(v, square, -1), sine].map((z) => v.let(f32x4.demoteZero(f64x2.mul(radius, z)))) as [
    Vector,
    Vector,
  ]
  // in one quadrant after the other: x and y, -y and x, -x and -y, y and -x
  const isOdd = v.let(i32x4.shrS(i32x4.shl(second, 1), 31))
  const sign = v.let(v128.and(second, v.int(-(2 ** 31))))
  return joinHalves(
    v128.xor(v128.bitselect(y, x, isOdd), v128.xor(sign, i32x4.shl(isOdd, 31))),
    v128.xor(v128.bitselect(x, y, isOdd), sign),
  )
}

/** ln x for positive numbers. */
const logOf = (v: VectorBuilder, x: Vector): Vector => {
  const isSmall = v.let(f64x2.lt(x, v.double(2 ** -1022)))
  const parts = partsOf(v, v.let(v128.bitselect(f64x2.mul(x, v.double(2 ** 64)), x, isSmall)))
  const exponent = f64x2.sub(parts.e, v128.and(isSmall, v.double(64)))
  const m = v.let(parts.m)
  const s = v.let(f64x2.div(f64x2.sub(m, v.double(1)), f64x2.add(m, v.double(1))))
  const square = v.let(f64x2.mul(s, s))
  let sum = v.double(1 / 23)
  for (let k = 10; k >= 0; k--) sum = v.let(f64x2.add(v.double(1 / (2 * k + 1)), f64x2.mul(square, sum)))
  return f64x2.add(f64x2.mul(exponent, v.double(Math.LN2)), f64x2.mul(f64x2.mul(v.double(2), s), sum))
}

/** Of the cosine (`first` is -1), or of the sine over its argument (0). */
const series = (v: VectorBuilder, square: Vector, first: -1 | 0): Vector => {
  let sum = v.double(1)
  for (let k = 11; k > 0; k--) {
    const n = 2 * k + first
    sum = v.let(f64x2.sub(v.double(1), f64x2.mul(f64x2.div(square, v.double(n * (n + 1))), sum)))
  }
  return sum
}

/** Σ coefficients[i] · xⁱ by Horner's rule, every product rounded. */
const polynomial = (v: VectorBuilder, x: Vector, coefficients: readonly number[]): Vector =>
  coefficients
    .slice(0, -1)
    .reduceRight((sum, c) => v.let(f64x2.add(f64x2.mul(sum, x), v.double(c))), v.double(coefficients.at(-1) as number))
