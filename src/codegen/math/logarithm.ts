/** @file Logarithms over the full range, subnormals included. */
import { f32x4, f64x2, i32x4, v128 } from "../instructions.js"
import * as doubles from "./doubles.js"
import { type Element, elements } from "./elements.js"
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
  const result = sumUp(v, exponent, t, f32x4.mul(exponent, v.float(ln2Low)))
  return withSpecials(v, elements.float32, x, 0, result)
}

/** ln(1 + x): 1 + x = 2^e · (1 + t), where t is x itself if e is 0, and else what 1 + x rounds away is added. */
export const log1p = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const one = v.float(1)
  const sum = v.let(f32x4.add(x, one))
  const e = v.let(i32x4.shrS(i32x4.sub(sum, v.int(sqrtHalfBits)), 23))
  const isNear = v.let(i32x4.eq(e, v.int(0)))
  const t = v.let(v128.bitselect(x, f32x4.sub(i32x4.sub(sum, i32x4.shl(e, 23)), one), isNear))
  const exponent = v.let(f32x4.convertS(e))
  const lost = v128.bitselect(f32x4.sub(one, f32x4.sub(sum, x)), f32x4.sub(x, f32x4.sub(sum, one)), f32x4.ge(x, one))
  const small = v.madd(exponent, v.float(ln2Low), f32x4.div(lost, sum))
  return v128.or(
    withSpecials(v, elements.float32, x, -1, sumUp(v, exponent, t, v128.andnot(small, isNear))),
    v128.and(x, v.float(-0)),
  )
}

/** In float64: powers of 2, or of 10, give integers. */
export const log2 = (v: VectorBuilder, argument: Vector): Vector => scaledLog2(v, argument, 1)
export const log10 = (v: VectorBuilder, argument: Vector): Vector => scaledLog2(v, argument, Math.LOG10E / Math.LOG2E)

/** -∞ where x is at the pole, NaN below it, ∞ at ∞. */
export const withSpecials = (v: VectorBuilder, f: Element, x: Vector, pole: number, result: Vector): Vector => {
  const orNaN = v128.or(result, v128.not(f.ge(x, f.of(v, pole))))
  const orPole = v128.bitselect(f.of(v, Number.NEGATIVE_INFINITY), orNaN, f.eq(x, f.of(v, pole)))
  return v128.bitselect(x, orPole, f.eq(x, f.of(v, Number.POSITIVE_INFINITY)))
}

// internal

const scaledLog2 = (v: VectorBuilder, argument: Vector, scale: number): Vector => {
  const x = v.let(argument)
  const result = doubles.inDoubles(v, [x], (half) => {
    const logarithm = doubles.log2(v, half as Vector)
    return scale === 1 ? logarithm : f64x2.mul(logarithm, v.double(scale))
  })
  return withSpecials(v, elements.float32, x, 0, result)
}

/** exponent · ln 2 + ln(1 + t) + small */
const sumUp = (v: VectorBuilder, exponent: Vector, t: Vector, small: Vector): Vector => {
  const square = v.let(f32x4.mul(t, t))
  const tail = v.let(v.madd(f32x4.mul(square, t), polynomial(v, t, q), small))
  const sum = v.let(f32x4.add(t, v.nmadd(square, v.float(0.5), tail)))
  return v.let(v.madd(exponent, v.float(ln2High), sum))
}

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
