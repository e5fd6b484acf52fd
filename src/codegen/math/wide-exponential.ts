/**
 * @file eˣ and its kin of float64, by fdlibm's method (e_exp.c): x = n ln 2 + r, and eʳ - 1 = r + r c / (2 - c) with
 * c = r - r² p(r²). Powers of two are multiplied with, as in `exponential.ts`.
 */
import { f64x2, i64x2, v128 } from "../instructions.js"
import { integerShift, ln2High, ln2Low, madd, nmadd, polynomial } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** To 1 ulp, subnormal results included. */
export const exp = (v: VectorBuilder, argument: Vector): Vector => {
  // at -2046 ln 2 a factor is 0, e^710 rounds to ∞; pmax and pmin keep a NaN in their first operand
  const { lacking, shifted } = reduced(v, between(v, argument, -1418.2, 710), integerShift)
  return timesPower(v, f64x2.sub(v.double(1), lacking), shifted)
}

/** y e^(x - rest) for -746 ≤ x ≤ 0 and a rest below 1e-4, to 1 ulp more than y has; subnormal results included. */
export const timesExp = (v: VectorBuilder, y: Vector, x: Vector, rest: Vector): Vector => {
  const { lacking, shifted } = reduced(v, x, integerShift, rest)
  return timesPower(v, v.let(nmadd(v, y, lacking, y)), shifted)
}

/** 2ˣ to 1 ulp, exact for integers; subnormal results included. */
export const exp2 = (v: VectorBuilder, argument: Vector): Vector => {
  const x = between(v, argument, -2046, 1025)
  const shifted = v.let(f64x2.add(x, v.double(integerShift)))
  const r = f64x2.mul(f64x2.sub(x, f64x2.sub(shifted, v.double(integerShift))), v.double(Math.LN2))
  return timesPower(v, f64x2.sub(v.double(1), lackingOf(v, v.let(r), v.double(0))), shifted)
}

/** eˣ - 1 = 2ⁿ (eʳ - 1) + 2ⁿ - 1 to 2 ulp. */
export const expm1 = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  // half of it: 2^1024 has no float64; e^-40 is below half an ulp of 1
  const { lacking, shifted } = reduced(v, between(v, x, -40, 710), integerShift + 1022)
  const power = v.let(i64x2.shl(shifted, 52))
  const half = v.let(f64x2.sub(f64x2.sub(power, v.double(0.5)), f64x2.mul(lacking, power)))
  const isNear = f64x2.eq(power, v.double(0.5))
  const result = v128.bitselect(f64x2.sub(v.double(0), lacking), f64x2.add(half, half), isNear)
  return v128.or(result, v128.and(x, v.double(-0)))
}

/** For x ≤ 0 to 1 ulp; 0 where that is below 2^-1022. */
export const expNonPositive = (v: VectorBuilder, argument: Vector): Vector => f64x2.mul(...factors(v, argument))

export const plusExp = (v: VectorBuilder, argument: Vector, sum: Vector): Vector =>
  madd(v, ...factors(v, argument), sum)

// internal

const between = (v: VectorBuilder, x: Vector, low: number, high: number): Vector =>
  v.let(f64x2.pmin(f64x2.pmax(x, v.double(low)), v.double(high)))

const factors = (v: VectorBuilder, argument: Vector): readonly [Vector, Vector] => {
  // -1023 ln 2, where the exponent of the power of two is 0, and so is the result
  const x = v.let(f64x2.pmax(argument, v.double(-709.0895657128241)))
  const { lacking, shifted } = reduced(v, x, integerShift + 1023)
  return [f64x2.sub(v.double(1), lacking), i64x2.shl(shifted, 52)]
}

/** y · 2ⁿ in two factors: n is beyond what one exponent can hold. */
const timesPower = (v: VectorBuilder, y: Vector, shifted: Vector): Vector => {
  const half = v.let(v128.and(i64x2.shl(shifted, 51), v.ints([0, -0x100000, 0, -0x100000])))
  const first = i64x2.add(half, v.double(1))
  const second = i64x2.add(i64x2.sub(i64x2.shl(shifted, 52), half), v.double(1))
  return f64x2.mul(f64x2.mul(y, first), second)
}

interface Reduced {
  /** 1 - eʳ */
  readonly lacking: Vector
  /** A number of which the low bits hold n, with the bias of `shift`. */
  readonly shifted: Vector
}

const reduced = (v: VectorBuilder, x: Vector, shift: number, rest?: Vector): Reduced => {
  const shifted = v.let(madd(v, x, v.double(Math.LOG2E), v.double(shift)))
  const n = v.let(f64x2.sub(shifted, v.double(shift)))
  const high = v.let(nmadd(v, n, v.double(ln2High), x))
  const low = f64x2.mul(n, v.double(ln2Low))
  return { lacking: lackingOf(v, high, v.let(rest === undefined ? low : f64x2.add(low, rest))), shifted }
}

/** 1 - eʳ, where r = high - low. */
const lackingOf = (v: VectorBuilder, high: Vector, low: Vector): Vector => {
  const r = v.let(f64x2.sub(high, low))
  const square = v.let(f64x2.mul(r, r))
  const c = v.let(f64x2.sub(r, f64x2.mul(square, polynomial(v, square, tail))))
  const beyond = f64x2.div(f64x2.mul(r, c), f64x2.sub(v.double(2), c))
  return v.let(f64x2.sub(f64x2.sub(low, beyond), high))
}

const tail = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
]
