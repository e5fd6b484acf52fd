/** @file Remainders with the sign of the dividend, of any two float32 and of int32; truncated quotients of int32. */
import { f32x4, f64x2, i32x4, v128 } from "../instructions.js"
import { eachHalf, inDoubles, lowWords, withInteger } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** C's fmod, exact. */
export const rem = (v: VectorBuilder, dividend: Vector, divisor: Vector): Vector => {
  const [a, b] = [v.let(dividend), v.let(divisor)]
  const size = v.let(f32x4.abs(b))
  const rest = inDoubles(v, [f32x4.abs(a), size], (x, y) => remainder(v, x as Vector, y as Vector))
  const signed = v128.or(rest, v128.and(a, v.float(-0)))
  const infinity = v.float(Number.POSITIVE_INFINITY)
  const isBelow = v128.and(f32x4.eq(size, infinity), f32x4.lt(f32x4.abs(a), infinity))
  return v128.bitselect(a, signed, isBelow)
}

/** Of a division by 0, 0; -2^31 / -1 wraps. */
export const quotient = (v: VectorBuilder, dividend: Vector, divisor: Vector): Vector => {
  const b = v.let(divisor)
  const halves = eachHalf(
    v,
    [dividend, b],
    // float64 holds int32 quotients closely enough to truncate them, and the shift keeps 32 bits
    (x, y) => withInteger(v, f64x2.trunc(f64x2.div(x as Vector, y as Vector))),
    f64x2.convertLowS,
  )
  return v128.and(lowWords(...halves), i32x4.ne(b, v.int(0)))
}

/** Of a division by 0, 0. */
export const integerRem = (v: VectorBuilder, dividend: Vector, divisor: Vector): Vector => {
  const [a, b] = [v.let(dividend), v.let(divisor)]
  const rest = i32x4.sub(a, i32x4.mul(quotient(v, a, b), b))
  return v128.and(rest, i32x4.ne(b, v.int(0)))
}

// internal

/** x mod y for x ≥ 0, y ≥ 0 that are float32 numbers. */
const remainder = (v: VectorBuilder, x: Vector, y: Vector): Vector => {
  const rest = v.local("v128")
  const ratio = v.local("v128")
  const divide = (): void => v.set(ratio, f64x2.div(rest.get, y))
  const isLong = (): Vector => {
    const size = v.let(f64x2.abs(ratio.get))
    return v128.and(f64x2.ge(size, v.double(2 ** 28)), f64x2.lt(size, v.double(Number.POSITIVE_INFINITY)))
  }
  v.set(rest, x)
  divide()
  // The first 28 bits of a quotient times 24 bits are exact, and so is the difference, of at most 53 bits.
  v.if(v128.anyTrue(isLong()), () =>
    v.doWhile(() => {
      const leading = v128.and(ratio.get, v.ints([-(2 ** 25), -1, -(2 ** 25), -1]))
      const taken = v128.and(f64x2.mul(leading, y), v.let(isLong()))
      v.set(rest, f64x2.sub(rest.get, taken))
      divide()
      return v128.anyTrue(isLong())
    }),
  )
  const last = v.let(f64x2.sub(rest.get, f64x2.mul(f64x2.trunc(ratio.get), y)))
  // a quotient that was rounded up leaves a negative remainder
  return f64x2.add(last, v128.and(y, f64x2.lt(last, v.double(0))))
}
