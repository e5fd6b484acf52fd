/**
 * @file exp over the full range, and the log-sum-exp kernel's cheaper exp for arguments that are not positive.
 * Powers of two multiply the polynomial instead of being added to its exponent: a NaN of any payload stays NaN.
 */
import { f32x4, i32x4, v128 } from "../instructions.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** eˣ to 1.2 ulp, subnormal results included: x = n ln 2 + r, |r| ≤ ln 2 / 2, and a polynomial of degree 6. */
export const exp = (v: VectorBuilder, argument: Vector): Vector => {
  // e^-104 rounds to 0 and e^89 to ∞; pmax and pmin keep a NaN in their first operand
  const x = v.let(f32x4.pmin(f32x4.pmax(argument, v.float(-104)), v.float(89)))
  const { shifted, r } = reduce(v, x, roundingShift)
  const p = polynomial(v, r, degree6)
  // 2^n in two factors: n reaches from -150 to 128, beyond what one exponent can hold
  const whole = i32x4.shl(shifted, 23)
  const half = v.let(v128.and(i32x4.shl(shifted, 22), v.int(0xff800000 | 0)))
  const first = i32x4.add(half, v.int(oneBits))
  const second = i32x4.add(i32x4.sub(whole, half), v.int(oneBits))
  return f32x4.mul(f32x4.mul(p, first), second)
}

/** eˣ for |x| ≤ 87.3 to 2.3 ulp; anything else but NaN gives nonsense. */
export const expInRange = (v: VectorBuilder, x: Vector): Vector => {
  const { shifted, r } = reduce(v, x, biasedShift)
  return f32x4.mul(polynomial(v, r, degree5), i32x4.shl(shifted, 23))
}

/** eˣ for x ≤ 0 to a relative 2e-7 (fused: plus 3e-9 |x|); 0 where that is below 2^-126. */
export const expNonPositive = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(f32x4.pmax(argument, v.float(toZero)))
  if (!v.isFused) return expInRange(v, x)
  const shifted = v.let(v.madd(x, v.float(log2e), v.float(biasedShift)))
  const r = v.let(v.nmadd(f32x4.sub(shifted, v.float(biasedShift)), v.float(Math.LN2), x))
  return f32x4.mul(polynomial(v, r, degree5), i32x4.shl(shifted, 23))
}

// internal

const oneBits = 0x3f800000

/**
 * 1.5 · 2^23: what is added to it is rounded to an integer, which then stands in the low bits. With the bias of the
 * exponent added, shifting those bits into the exponent gives a power of two.
 */
const roundingShift = 12582912
const biasedShift = roundingShift + 127
const log2e = Math.LOG2E

/** -127 ln 2: the power of two is 2^-127, of which the biased exponent is 0, and so is the result. */
const toZero = -88.02969

/** ln 2 in two parts; the first has 9 bits, so that n times it is exact. */
const ln2High = 0.693359375
const ln2Low = -2.1219444e-4

const reduce = (v: VectorBuilder, x: Vector, shift: number): { readonly shifted: Vector; readonly r: Vector } => {
  const shifted = v.let(v.madd(x, v.float(log2e), v.float(shift)))
  const n = v.let(f32x4.sub(shifted, v.float(shift)))
  const r = v.let(v.nmadd(n, v.float(ln2Low), v.nmadd(n, v.float(ln2High), x)))
  return { shifted, r }
}

// Minimax polynomials whose coefficients are float32 numbers; a constant term of 1 makes e⁰ exactly 1.

/** eʳ on |r| ≤ ln 2 / 2, to a relative 3.1e-9. */
const degree6 = [
  1, 1, 0.4999999403953552, 0.1666652113199234, 0.04166826605796814, 0.008368677459657192, 0.0013820731546729803,
]

/** eʳ on |r| ≤ ln 2 / 2, to a relative 9.2e-8. */
const degree5 = [
  1, 0.9999997019767761, 0.4999914765357971, 0.16667653620243073, 0.04189817234873772, 0.008289231918752193,
]
