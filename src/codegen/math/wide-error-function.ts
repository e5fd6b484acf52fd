/**
 * @file The error function of float64, its complement, and x times the normal distribution. What they share is the
 * tail: erfc z = e^(-z²) h(t) / (z + k) with t = (z - k) / (z + k), one polynomial for all z ≥ 0.
 */
import { f64x2, v128 } from "../instructions.js"
import { madd, nmadd, polynomial } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"
import { timesExp } from "./wide-exponential.js"

/** x + x p(x²) for |x| < 1, else 1 - erfc |x| with the sign of x, to 1 ulp. */
export const erf = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const one = v.double(1)
  const size = v.let(f64x2.abs(x))
  const small = v.let(madd(v, size, polynomial(v, v.let(f64x2.mul(size, size)), near), size))
  const large = f64x2.sub(one, complement(v, size))
  return v128.or(v128.bitselect(small, large, f64x2.lt(size, one)), v128.and(x, v.double(-0)))
}

/** To 3 ulp: ½ - ((x - ½) + x p(x²)) near 0; for negative x it is 2 less that of -x. */
export const erfc = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const half = v.double(0.5)
  const size = v.let(f64x2.abs(x))
  const right = v.let(complement(v, size))
  const far = v128.bitselect(f64x2.sub(v.double(2), right), right, f64x2.lt(x, v.double(0)))
  const beyond = madd(v, x, polynomial(v, v.let(f64x2.mul(x, x)), near), f64x2.sub(x, half))
  return v128.bitselect(f64x2.sub(half, beyond), far, f64x2.lt(size, v.double(0.75)))
}

/** max(x, 0) - |x| Φ(-|x|), Φ(-a) = erfc(a / √2) / 2, to 4 ulp; NaN at -∞. */
export const gelu = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const { a, ratio } = halved(v, x)
  const left = f64x2.sub(f64x2.pmax(x, v.double(-0)), timesGaussian(v, v.let(f64x2.mul(a, ratio)), a, 0.5))
  // 0, but for -∞
  return madd(v, f64x2.pmin(x, v.double(0)), v.double(0), left)
}

/** Φ(x) + x e^(-x²/2) / √(2π) */
export const geluSlope = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const { a, ratio } = halved(v, x)
  const density = v.double(1 / Math.sqrt(2 * Math.PI))
  const left = v.let(timesGaussian(v, v.let(nmadd(v, a, density, ratio)), a, 0.5))
  return v128.bitselect(left, f64x2.sub(v.double(1), left), f64x2.lt(x, v.double(0)))
}

// internal

const knee = 3.6959

/** erfc z for z ≥ 0; from 28 on it is 0. */
const complement = (v: VectorBuilder, size: Vector): Vector => {
  const z = v.let(f64x2.pmin(size, v.double(28)))
  return timesGaussian(v, ratioOf(v, z), z, 1)
}

/** a = |x| as far as Φ(-a) is not 0, and e^(a²/2) Φ(-a): of that the rounding of a / √2 is no more than one. */
const halved = (v: VectorBuilder, x: Vector) => {
  const a = v.let(f64x2.pmin(f64x2.abs(x), v.double(39)))
  return { a, ratio: v.let(f64x2.mul(ratioOf(v, v.let(f64x2.mul(a, v.double(Math.SQRT1_2)))), v.double(0.5))) }
}

/** e^(z²) erfc z = h(t) / (z + knee), t = (z - knee) / (z + knee) */
const ratioOf = (v: VectorBuilder, z: Vector): Vector => {
  const sum = v.let(f64x2.add(z, v.double(knee)))
  const t = v.let(f64x2.div(f64x2.sub(z, v.double(knee)), sum))
  return v.let(f64x2.div(polynomial(v, t, tail), sum))
}

/** y e^(-share · z²), for z ≥ 0; z² as the exact square of its upper half and what is left. */
const timesGaussian = (v: VectorBuilder, y: Vector, z: Vector, share: 1 | 0.5): Vector => {
  const high = v.let(v128.and(z, v.ints([-0x8000000, -1, -0x8000000, -1])))
  const rest = f64x2.mul(f64x2.sub(z, high), f64x2.mul(f64x2.add(z, high), v.double(share)))
  return timesExp(v, y, v.let(f64x2.mul(f64x2.mul(high, high), v.double(-share))), rest)
}

/** erf x / x - 1 in x², on |x| ≤ 1. */
const near = [
  0.12837916709551256, -0.37612638903183543, 0.11283791670945006, -0.02686617064323777, 0.0052239776071164225,
  -0.0008548325975389692, 0.00012055294904839707, -1.492473690741966e-5, 1.6447424703317362e-6, -1.6208483801871705e-7,
  1.3720064546777686e-8, -7.795898827002142e-10,
]

/** e^(z²) erfc z · (z + knee) in t, on z ≤ 28.1, to a relative 1e-17; `knee` is where these round least. */
const tail = [
  1.0909434113382903, -0.9544978877887208, 0.7276643208009943, -0.47893658765282565, 0.26762139385957295,
  -0.1231230924548469, 0.04379750719912342, -0.010127893089474795, 0.00027023022102788577, 0.0008522101691029082,
  -0.0002858556154274395, -1.8060610111023527e-5, 3.748710122588542e-5, -4.90984235439492e-6, -4.122055563330274e-6,
  1.1926635987140652e-6, 4.7433682668044017e-7, -2.07925269808345e-7, -6.433350586163183e-8, 3.1604539633104545e-8,
  1.0238536659741286e-8, -3.3046180986143537e-9, -1.3220817044754305e-9,
]
