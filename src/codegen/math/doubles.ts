/**
 * @file Where float32 is too short: the four lanes as two vectors of two float64, and what is computed on those.
 * A result goes back to float32 with one rounding, subnormal ones included.
 */
import { f32x4, f64x2, i64x2, v128 } from "../instructions.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** A function of float64 lanes on float32 ones. */
export const inDoubles = (
  v: VectorBuilder,
  operands: readonly Vector[],
  f: (...halves: readonly Vector[]) => Vector,
): Vector => joinHalves(...eachHalf(v, operands, (...halves) => f32x4.demoteZero(f(...halves))))

/** What a function of float64 lanes gives for the low two and for the high two lanes. */
export const eachHalf = (
  v: VectorBuilder,
  operands: readonly Vector[],
  f: (...halves: readonly Vector[]) => Vector,
  widen: (x: Vector) => Vector = f64x2.promoteLow,
): readonly [Vector, Vector] => {
  const low = operands.map((x) => v.let(x))
  const high = low.map((x) => v128.shuffle(x, x, upperHalf))
  const [a, b] = [low, high].map((half) => v.let(f(...half.map((x) => v.let(widen(x)))))) as [Vector, Vector]
  return [a, b]
}

/** Four float32 as twice two float64. */
export const halvesOf = (v: VectorBuilder, x: Vector): readonly [Vector, Vector] =>
  eachHalf(v, [x], (half) => half as Vector)

/** The two low lanes of 32 bits of each. */
export const joinHalves = (low: Vector, high: Vector): Vector => v128.shuffle(low, high, lowHalves)

/** The low 32 bits of each of four lanes of 64. */
export const lowWords = (low: Vector, high: Vector): Vector => v128.shuffle(low, high, evenWords)

/** A number of which the low bits hold n, for an integer -2^31 ≤ n < 2^31 as float64, or for n · 2^32 + anything. */
export const withInteger = (v: VectorBuilder, n: Vector): Vector => f64x2.add(n, v.double(integerShift))

/** a · b + c, fused where the target can */
export const madd = (v: VectorBuilder, a: Vector, b: Vector, c: Vector): Vector =>
  v.isFused ? f64x2.relaxedMadd(a, b, c) : f64x2.add(f64x2.mul(a, b), c)

/** c - a · b, fused where the target can */
export const nmadd = (v: VectorBuilder, a: Vector, b: Vector, c: Vector): Vector =>
  v.isFused ? f64x2.relaxedNmadd(a, b, c) : f64x2.sub(c, f64x2.mul(a, b))

/** Σ coefficients[i] · xⁱ by Horner's rule. */
export const polynomial = (v: VectorBuilder, x: Vector, coefficients: readonly number[]): Vector =>
  coefficients
    .slice(0, -1)
    .reduceRight((sum, c) => v.let(madd(v, sum, x, v.double(c))), v.double(coefficients.at(-1) as number))

/** 2ʷ to a relative 3e-10, for |w| ≤ 1000. */
export const exp2 = (v: VectorBuilder, exponent: Vector): Vector => {
  const w = v.let(exponent)
  const shifted = v.let(f64x2.add(w, v.double(biasedShift)))
  const r = v.let(f64x2.sub(w, f64x2.sub(shifted, v.double(biasedShift))))
  return f64x2.mul(polynomial(v, r, powers), i64x2.shl(shifted, 52))
}

/** x = 2ᵉ m with √½ ≤ m < √2, for positive normal numbers. */
export const partsOf = (v: VectorBuilder, x: Vector): { readonly m: Vector; readonly e: Vector } => {
  const sqrtHalf = v.double(Math.SQRT1_2)
  // the biased exponent of x / √½, and below it the bits of m less those of √½
  const bits = v.let(i64x2.add(i64x2.sub(x, sqrtHalf), v.double(1)))
  const m = v.let(i64x2.add(v128.and(bits, v.ints([-1, 0xfffff, -1, 0xfffff])), sqrtHalf))
  return { m, e: f64x2.sub(v128.or(i64x2.shrU(bits, 52), v.double(2 ** 52)), v.double(2 ** 52 + 1023)) }
}

/** log₂ x to a relative 2e-15, near 1 too, for positive normal numbers; anything else gives nonsense. */
export const log2 = (v: VectorBuilder, x: Vector): Vector => {
  const { m, e } = partsOf(v, x)
  const s = v.let(f64x2.div(f64x2.sub(m, v.double(1)), f64x2.add(m, v.double(1))))
  return madd(v, s, polynomial(v, v.let(f64x2.mul(s, s)), logarithms), e)
}

/** ln 2 in two parts; the first has 32 bits, so that an exponent times it is exact. */
export const ln2High = 0.6931471803691238
export const ln2Low = 1.9082149292705877e-10

/** 1.5 · 2^52: what is added to it is rounded to an integer, which then stands in the low bits. */
export const integerShift = 6755399441055744

// internal

const upperHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]
const lowHalves = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]
const evenWords = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]

/** With the bias of the exponent, to be shifted into it. */
const biasedShift = integerShift + 1023

/** 2ʳ on |r| ≤ ½, to a relative 2.3e-10. */
const powers = [
  1, 0.6931471838166505, 0.24022650920758012, 0.05550400374996999, 0.009618056921583497, 0.0013341951378103012,
  0.00015461365753775082, 1.335966219520715e-5,
]

/** log₂((1 + s) / (1 - s)) / s in s², on |s| ≤ 0.1717, to a relative 1.8e-16. */
const logarithms = [
  2.885390081777927, 0.9617966939244025, 0.5770780172323658, 0.412198403163844, 0.32061635325289506, 0.2614444437789782,
  0.24292179176186798,
]
