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
  const { shifted, r } = reduce(v, x)
  const p = polynomial(v, r, degree6)
  // 2^n in two factors: n reaches from -150 to 128, beyond what one exponent can hold
  const whole = i32x4.shl(shifted, 23)
  const half = v.let(v128.and(i32x4.shl(shifted, 22), v.int(0xff800000 | 0)))
  const first = i32x4.add(half, v.int(oneBits))
  const second = i32x4.add(i32x4.sub(whole, half), v.int(oneBits))
  return f32x4.mul(f32x4.mul(p, first), second)
}

/** eˣ for -87 ≤ x ≤ 88 to 2.3 ulp; anything else but NaN gives nonsense. */
export const expInRange = (v: VectorBuilder, x: Vector): Vector => {
  const { shifted, r } = reduce(v, x)
  return f32x4.mul(polynomial(v, r, degree5), i32x4.add(i32x4.shl(shifted, 23), v.int(oneBits)))
}

/**
 * eˣ for x ≤ 0, as 2^(x log₂e) with a polynomial of degree 5. Its relative error is below 2e-7, and without FMA,
 * where x log₂e is rounded, below 2e-7 + 7.5e-8 |x|: beside the e⁰ that every sum of it holds, that is below 2e-7.
 * Below 2^-126 it gives 2^-126, above 0 it saturates at 2^126.
 */
export const expNonPositive = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(f32x4.pmin(f32x4.pmax(argument, v.float(-bound)), v.float(bound)))
  // the bias of the exponent rides along in the low bits, so that shifting them gives 2^n
  const magic = v.float(roundingShift + 127)
  const shifted = v.let(v.madd(x, v.float(log2e), magic))
  const r = v.let(v.madd(x, v.float(log2e), f32x4.sub(magic, shifted)))
  return f32x4.mul(polynomial(v, r, exp2Degree5), i32x4.shl(shifted, 23))
}

// internal

const oneBits = 0x3f800000

/** 1.5 · 2^23: what is added to it is rounded to an integer, which then stands in the low bits. */
const roundingShift = 12582912
const log2e = Math.LOG2E

/** The float32 just inside 126 ln 2. */
const bound = 87.33654022216797

/** ln 2 in two parts; the first has 9 bits, so that n times it is exact. */
const ln2High = 0.693359375
const ln2Low = -2.1219444e-4

const reduce = (v: VectorBuilder, x: Vector): { readonly shifted: Vector; readonly r: Vector } => {
  const shifted = v.let(v.madd(x, v.float(log2e), v.float(roundingShift)))
  const n = v.let(f32x4.sub(shifted, v.float(roundingShift)))
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

/** 2ʳ on |r| ≤ 1/2, to a relative 9.4e-8. */
const exp2Degree5 = [
  1, 0.6931470036506653, 0.24022245407104492, 0.0555071085691452, 0.009671391919255257, 0.00132696982473135,
]
