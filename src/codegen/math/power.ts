/** @file Powers: C's pow by 2^(b log₂|a|) in float64, and powers of int32 by squaring. */
import { f32x4, f64x2, i32x4, v128 } from "../instructions.js"
import { exp2, inDoubles, log2 } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"

export const pow = (v: VectorBuilder, base: Vector, exponent: Vector): Vector => {
  const [a, b] = [v.let(base), v.let(exponent)]
  const size = v.let(f32x4.abs(a))
  const infinity = Number.POSITIVE_INFINITY
  const magnitude = inDoubles(v, [size, b], (half, times) => {
    const x = half as Vector
    const finite = v128.bitselect(v.double(-infinity), log2(v, x), f64x2.eq(x, v.double(0)))
    const logarithm = v128.bitselect(x, finite, f64x2.eq(x, v.double(infinity)))
    const w = v.let(f64x2.mul(logarithm, times as Vector))
    return exp2(v, f64x2.pmin(f64x2.pmax(w, v.double(-1000)), v.double(1000)))
  })
  const half = v.let(f32x4.mul(b, v.float(0.5)))
  const isInteger = v.let(f32x4.eq(b, f32x4.trunc(b)))
  const isOdd = v128.andnot(isInteger, f32x4.eq(half, f32x4.trunc(half)))
  const signed = v128.or(magnitude, v128.and(v128.and(a, v.float(-0)), isOdd))
  // a negative number to a power that is no integer
  const isBounded = f32x4.lt(size, v.float(infinity))
  const isImaginary = v128.andnot(v128.and(f32x4.lt(a, v.float(0)), isBounded), isInteger)
  const orNaN = v128.or(signed, v128.or(isImaginary, v128.or(f32x4.ne(a, a), f32x4.ne(b, b))))
  const isUnit = v128.and(f32x4.eq(size, v.float(1)), f32x4.eq(f32x4.abs(b), v.float(infinity)))
  const isOne = v128.or(v128.or(f32x4.eq(b, v.float(0)), f32x4.eq(a, v.float(1))), isUnit)
  return v128.bitselect(v.float(1), orNaN, isOne)
}

/** Wraps; a negative exponent leaves 1, -1 and 0. */
export const integerPow = (v: VectorBuilder, base: Vector, exponent: Vector): Vector => {
  const [a, b] = [v.let(base), v.let(exponent)]
  const [result, square, rest] = [v.local("v128"), v.local("v128"), v.local("v128")]
  v.set(result, v.int(1))
  v.set(square, a)
  v.set(rest, i32x4.maxS(b, v.int(0)))
  v.doWhile(() => {
    const isTaken = i32x4.shrS(i32x4.shl(rest.get, 31), 31)
    v.set(result, v128.bitselect(i32x4.mul(result.get, square.get), result.get, isTaken))
    v.set(square, i32x4.mul(square.get, square.get))
    v.set(rest, i32x4.shrS(rest.get, 1))
    return v128.anyTrue(rest.get)
  })
  const one = v.int(1)
  const unit = v128.bitselect(a, one, i32x4.shrS(i32x4.shl(b, 31), 31))
  const inverse = v128.and(unit, i32x4.eq(i32x4.abs(a), one))
  return v128.bitselect(inverse, result.get, i32x4.ltS(b, v.int(0)))
}
