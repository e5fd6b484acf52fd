/** @file tanh and the logistic function: both accurate where the textbook formula cancels or overflows. */
import { f32x4, v128 } from "../instructions.js"
import { expInRange, expOfNegative } from "./exponential.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** tanh x = x + x³ q(x²) for |x| < 0.625, else 1 - 2 / (e^2|x| + 1) with the sign of x. */
export const tanh = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const magnitude = v.let(f32x4.abs(x))
  const square = v.let(f32x4.mul(x, x))
  const small = v.let(v.madd(f32x4.mul(magnitude, square), polynomial(v, square, q), magnitude))
  // 1 - tanh 9.02 is half an ulp of 1
  const bounded = v.let(f32x4.pmin(magnitude, v.float(9.02)))
  const power = expInRange(v, v.let(f32x4.add(bounded, bounded)))
  const large = f32x4.sub(v.float(1), f32x4.div(v.float(2), f32x4.add(power, v.float(1))))
  const result = v128.bitselect(small, large, f32x4.lt(magnitude, v.float(0.625)))
  return v128.or(result, v128.and(x, v.float(-0)))
}

/** 1 / (1 + e^-x), for negative x as eˣ / (1 + eˣ): nothing overflows, and the tail keeps its digits. */
export const sigmoid = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const power = v.let(expOfNegative(v, v128.or(x, v.float(-0))))
  const numerator = v128.bitselect(v.float(1), power, f32x4.ge(x, v.float(0)))
  const sum = v.let(f32x4.add(v.float(1), power))
  const result = v.let(f32x4.div(numerator, sum))
  // by how much the sum was rounded up, which matters most where it is near 1
  const excess = f32x4.sub(f32x4.sub(sum, v.float(1)), power)
  return v.madd(result, excess, result)
}

// internal

/** Minimax on 0 ≤ z ≤ 0.63²; x + x³ q(x²) to a relative 0.02 ulp. */
const q = [-0.3333327805846882, 0.13331331000244828, -0.05373000702849284, 0.020606176364426895, -0.005666976866174405]
