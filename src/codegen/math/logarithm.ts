/** @file The natural logarithm over the full range, subnormals included. */
import { f32x4, i32x4, v128 } from "../instructions.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/**
 * ln x: x = 2^e · (1 + t) with √½ ≤ 1 + t < √2, and ln(1 + t) = t - t²/2 + t³ q(t).
 * 0 gives -∞, negative numbers NaN.
 */
export const log = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const isSubnormal = v.let(f32x4.lt(x, v.float(smallestNormal)))
  const scaled = v.let(v128.bitselect(f32x4.mul(x, v.float(2 ** 23)), x, isSubnormal))
  const e = v.let(i32x4.shrS(i32x4.sub(scaled, v.int(sqrtHalfBits)), 23))
  const t = v.let(f32x4.sub(i32x4.sub(scaled, i32x4.shl(e, 23)), v.float(1)))
  const exponent = v.let(f32x4.sub(f32x4.convertS(e), v128.and(isSubnormal, v.float(23))))
  const square = v.let(f32x4.mul(t, t))
  const small = f32x4.mul(exponent, v.float(ln2Low))
  const tail = v.let(v.madd(f32x4.mul(square, t), polynomial(v, t, q), small))
  const sum = v.let(f32x4.add(t, v.nmadd(square, v.float(0.5), tail)))
  const result = v.let(v.madd(exponent, v.float(ln2High), sum))
  const orNaN = v128.or(result, v128.not(f32x4.ge(x, v.float(0))))
  const orZero = v128.bitselect(v.float(Number.NEGATIVE_INFINITY), orNaN, f32x4.eq(x, v.float(0)))
  return v128.bitselect(x, orZero, f32x4.eq(x, v.float(Number.POSITIVE_INFINITY)))
}

// internal

const smallestNormal = 2 ** -126

/** The bits of the float32 next to √½. */
const sqrtHalfBits = 0x3f3504f3

/** ln 2 in two parts; the first has 9 bits, so that e times it is exact. */
const ln2High = 0.693359375
const ln2Low = -2.1219444e-4

/** Minimax on √½ - 1 ≤ t ≤ √2 - 1; ln(1 + t) to a relative 0.1 ulp. */
const q = [
  0.3333392137042823, -0.25001380150854746, 0.19962594915663462, -0.16575830035864628, 0.1491841671021412,
  -0.14284091338039184, 0.08711365893274332,
]
