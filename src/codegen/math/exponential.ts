/**
 * @file exp, exp2 and expm1 over the full range, and the log-sum-exp kernel's cheaper exp for arguments that are not
 * positive. Powers of two multiply the polynomial instead of being added to its exponent: a NaN of any payload stays
 * NaN.
 */
import { f32x4, i32x4, v128 } from "../instructions.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** eˣ to 1.2 ulp, subnormal results included: x = n ln 2 + r, |r| ≤ ln 2 / 2, and a polynomial of degree 6. */
export const exp = (v: VectorBuilder, argument: Vector): Vector => {
  // e^89 rounds to ∞; pmax and pmin keep a NaN in their first operand
  const x = v.let(f32x4.pmin(f32x4.pmax(argument, v.float(toZeroTwice)), v.float(89)))
  const { shifted, r } = reduce(v, x, roundingShift)
  return timesPower(v, polynomial(v, r, degree6), shifted)
}

/** eˣ for x ≤ 0 to 1.1 ulp, subnormal results included. */
export const expOfNegative = (v: VectorBuilder, argument: Vector): Vector => {
  const { shifted, r } = reduce(v, v.let(f32x4.pmax(argument, v.float(toZeroLater))), biasedShift + 64)
  // r stands apart, so that nothing is rounded at its size before the sum with 1
  const beyondOne = v.madd(f32x4.mul(r, r), polynomial(v, r, degree6.slice(2)), r)
  const p = f32x4.add(v.float(1), beyondOne)
  // 2^n would need more exponents than there are; 2^(n + 64) does not
  return f32x4.mul(f32x4.mul(p, i32x4.shl(shifted, 23)), v.float(2 ** -64))
}

/** 2ˣ to 1.2 ulp, exact for integers; subnormal results included. */
export const exp2 = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(f32x4.pmin(f32x4.pmax(argument, v.float(-254)), v.float(129)))
  const shifted = v.let(f32x4.add(x, v.float(roundingShift)))
  const r = v.let(f32x4.sub(x, f32x4.sub(shifted, v.float(roundingShift))))
  return timesPower(v, polynomial(v, r, powersOfTwo), shifted)
}

/** eˣ - 1 = 2ⁿ (eʳ - 1) + 2ⁿ - 1, of which eʳ - 1 = r + r² q(r) keeps the digits of x near 0. */
export const expm1 = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  // e^-18 is below half an ulp of 1
  const bounded = v.let(f32x4.pmin(f32x4.pmax(x, v.float(-18)), v.float(89)))
  const { shifted, r } = reduce(v, bounded, roundingShift)
  const p = v.let(v.madd(v.let(f32x4.mul(r, r)), polynomial(v, r, beyondLinear), r))
  // half of it: 2^128 has no float32
  const power = v.let(i32x4.shl(i32x4.add(shifted, v.int(126)), 23))
  const half = v.let(v.madd(p, power, f32x4.sub(power, v.float(0.5))))
  const isNear = i32x4.eq(shifted, v.float(roundingShift))
  const result = v128.bitselect(p, f32x4.add(half, half), isNear)
  return v128.or(result, v128.and(x, v.float(-0)))
}

/** eˣ for |x| ≤ 87.3 to 2.3 ulp; anything else but NaN gives nonsense. */
export const expInRange = (v: VectorBuilder, x: Vector): Vector => {
  const { shifted, r } = reduce(v, x, biasedShift)
  return f32x4.mul(...scaled(v, r, shifted))
}

/** eˣ for x ≤ 0 to a relative 2e-7 (fused: plus 3e-9 |x|); 0 where that is below 2^-126. */
export const expNonPositive = (v: VectorBuilder, argument: Vector): Vector => f32x4.mul(...factors(v, argument))

/** sum + eˣ, where eˣ is `expNonPositive`. */
export const plusExp = (v: VectorBuilder, argument: Vector, sum: Vector): Vector => v.madd(...factors(v, argument), sum)

// internal

const oneBits = 0x3f800000

/**
 * 1.5 · 2^23: what is added to it is rounded to an integer, which then stands in the low bits. With the bias of the
 * exponent added, shifting those bits into the exponent gives a power of two.
 */
const roundingShift = 12582912
const biasedShift = roundingShift + 127
const log2e = Math.LOG2E

/**
 * -127 ln 2: the power of two is 2^-127, of which the biased exponent is 0, and so is the result. Where a power has two
 * factors, the first is 0 from -254 ln 2 on; where its exponent is raised by 64, from -191 ln 2. A product that rounds
 * to 0 takes a processor some twenty times as long as one with 0.
 */
const [toZero, toZeroTwice, toZeroLater] = [-88.02969, -176.06, -132.4]

/** ln 2 in two parts; the first has 9 bits, so that n times it is exact. */
const ln2High = 0.693359375
const ln2Low = -2.1219444e-4

const reduce = (v: VectorBuilder, x: Vector, shift: number): { readonly shifted: Vector; readonly r: Vector } => {
  const shifted = v.let(v.madd(x, v.float(log2e), v.float(shift)))
  const n = v.let(f32x4.sub(shifted, v.float(shift)))
  const r = v.let(v.nmadd(n, v.float(ln2Low), v.nmadd(n, v.float(ln2High), x)))
  return { shifted, r }
}

/** Of which eˣ for x ≤ 0 is the product. */
const factors = (v: VectorBuilder, argument: Vector): readonly [Vector, Vector] => {
  const x = v.let(f32x4.pmax(argument, v.float(toZero)))
  if (!v.isFused) {
    const { shifted, r } = reduce(v, x, biasedShift)
    return scaled(v, r, shifted)
  }
  const shifted = v.let(v.madd(x, v.float(log2e), v.float(biasedShift)))
  const r = v.let(v.nmadd(f32x4.sub(shifted, v.float(biasedShift)), v.float(Math.LN2), x))
  return scaled(v, r, shifted)
}

const scaled = (v: VectorBuilder, r: Vector, shifted: Vector): readonly [Vector, Vector] => [
  polynomial(v, r, degree5),
  i32x4.shl(shifted, 23),
]

/** p · 2^n in two factors: n reaches from -254 to 129, beyond what one exponent can hold. */
const timesPower = (v: VectorBuilder, p: Vector, shifted: Vector): Vector => {
  const whole = i32x4.shl(shifted, 23)
  const half = v.let(v128.and(i32x4.shl(shifted, 22), v.int(0xff800000 | 0)))
  const first = i32x4.add(half, v.int(oneBits))
  const second = i32x4.add(i32x4.sub(whole, half), v.int(oneBits))
  return f32x4.mul(f32x4.mul(p, first), second)
}

// Minimax polynomials whose coefficients are float32 numbers; a constant term of 1 makes e⁰ exactly 1.

/** eʳ on |r| ≤ ln 2 / 2, to a relative 3.2e-9. */
const degree6 = [
  1, 1, 0.4999999403953552, 0.16666516661643982, 0.041668105870485306, 0.008369198068976402, 0.0013838642043992877,
]

/** eʳ on |r| ≤ ln 2 / 2, to a relative 9.2e-8. */
const degree5 = [
  1, 0.9999997019767761, 0.4999914765357971, 0.16667653620243073, 0.04189817234873772, 0.008289231918752193,
]

/** 2ʳ on |r| ≤ ½, to a relative 3.1e-9. */
const powersOfTwo = [
  1, 0.6931471824645996, 0.24022647738456726, 0.055503588169813156, 0.009618482552468777, 0.0013391394168138504,
  0.0001533863542135805,
]

/** (eʳ - 1 - r) / r² on |r| ≤ ln 2 / 2; eʳ - 1 to a relative 5e-10. */
const beyondLinear = [
  0.5, 0.1666666716337204, 0.04166648909449577, 0.008333208039402962, 0.0013932674191892147, 0.00019944265659432858,
]
