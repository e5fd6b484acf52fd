/** @file x Φ(x), where Φ is the normal distribution, and its slope: without the cancellation of 1 + erf in the tail. */
import { f32x4, i32x4, v128 } from "../instructions.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** max(x, 0) - |x| Φ(-|x|) to 3.8 ulp, subnormal results included; NaN at -∞. */
export const gelu = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const { a, t, quotient } = tailOf(v, f32x4.pmin(x, v.float(whereWhole)))
  return v.nmadd(t, timesGaussian(v, a, quotient), f32x4.pmax(x, v.float(-0)))
}

/** Φ(x) + x e^(-x²/2) / √(2π), to 5e-7 of Φ(x) + |x| e^(-x²/2) / √(2π). */
export const geluSlope = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const { a, t, quotient } = tailOf(v, f32x4.pmin(f32x4.abs(x), v.float(whereZero)))
  const ratio = f32x4.mul(quotient, v.nmadd(t, v.float(1 / knee), v.float(1 / knee)))
  const left = v.let(timesGaussian(v, a, v.let(v.nmadd(a, v.float(1 / Math.sqrt(2 * Math.PI)), ratio))))
  return v128.bitselect(left, f32x4.sub(v.float(1), left), f32x4.lt(x, v.float(0)))
}

// internal

const knee = 3.5

/** t = |x| / (|x| + knee), and (a + knee) Φ(-a) e^(a²/2) where a = |x| as long as that is not 0. */
const tailOf = (v: VectorBuilder, x: Vector) => {
  const magnitude = v.let(f32x4.abs(x))
  const t = v.let(f32x4.div(magnitude, f32x4.add(magnitude, v.float(knee))))
  return {
    a: v.let(f32x4.pmin(magnitude, v.float(whereZero))),
    t,
    quotient: v.let(polynomial(v, v.let(f32x4.sub(t, v.float(0.5))), quotients)),
  }
}

/** y e^(-a²/2), for 0 ≤ a ≤ `whereZero`: 2ⁿ (y + y (e^(-r/2) - 1)) with a² = r - 2n ln 2. */
const timesGaussian = (v: VectorBuilder, a: Vector, y: Vector): Vector => {
  // without the 12 lower bits it has an exact square
  const high = v.isFused ? a : v.let(v128.and(a, v.int(-4096)))
  const square = v.let(f32x4.mul(high, high))
  const excess = v.isFused ? v.nmadd(a, a, square) : f32x4.mul(f32x4.sub(high, a), f32x4.add(high, a))
  const shifted = v.let(v.nmadd(square, v.float(Math.LOG2E / 2), v.float(shift)))
  const n = v.let(f32x4.sub(shifted, v.float(shift)))
  const near = v.isFused
    ? v.madd(n, v.float(2 * ln2), square)
    : v.madd(n, v.float(2 * (ln2 - ln2High)), v.madd(n, v.float(2 * ln2High), square))
  const r = v.let(f32x4.sub(near, excess))
  const beyondOne = f32x4.mul(r, polynomial(v, r, powers))
  // 2ⁿ would need more exponents than there are; 2^(n + 64) does not
  return f32x4.mul(f32x4.mul(v.madd(y, beyondOne, y), i32x4.shl(shifted, 23)), v.float(2 ** -64))
}

/** a²/2 is 191 ln 2: a factor of the power is 0, which processors multiply faster than what rounds to 0. */
const whereZero = 16.28

/** 6 Φ(-6) is below half an ulp of 6. */
const whereWhole = 6

/** 1.5 · 2^23, what rounds to an integer in the low bits, and the bias of the exponent. */
const shift = 12582912 + 127 + 64

/** As a float32. By what it is above ln 2, n times, `quotients` are smaller. */
const ln2 = 0.6931471824645996

/** With 9 bits, so that n times it is exact. */
const ln2High = 0.693359375

/** (e^(-r/2) - 1) / r on |r| ≤ ln 2; e^(-r/2) to a relative 3.2e-9. */
const powers = [-0.5, 0.124999985, -0.020833146, 0.0026042566, -0.00026153744, 2.1622878e-5]

/**
 * (a + knee) Φ(-a) e^(a²/2) in t - ½ on 0 ≤ a ≤ 14.5; last digits chosen for the least error of the sum as it is
 * rounded.
 */
const quotients = [
  0.74441606, -1.1311235, 1.2617, -0.92842543, 0.27849877, 0.20777974, -0.20321344, -0.063415274, 0.10778241,
  0.056476682,
]
