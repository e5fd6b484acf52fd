/** @file tanh and the logistic function of float64. */
import { f64x2, v128 } from "../instructions.js"
import type { Vector, VectorBuilder } from "./vectors.js"
import { exp, expm1 } from "./wide-exponential.js"

/** -t / (t + 2) with t = e^(-2|x|) - 1 for |x| < 0.55, else 1 - 2 / (t + 2) with t = e^(2|x|) - 1, to 2 ulp. */
export const tanh = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const [sign, two] = [v.double(-0), v.double(2)]
  // 1 - tanh 22 is below half an ulp of 1
  const magnitude = v.let(f64x2.pmin(f64x2.abs(x), v.double(22)))
  const isSmall = v.let(f64x2.lt(magnitude, v.double(0.55)))
  const t = v.let(expm1(v, v128.xor(f64x2.add(magnitude, magnitude), v128.and(isSmall, sign))))
  const quotient = v.let(f64x2.div(v128.bitselect(t, two, isSmall), f64x2.add(t, two)))
  const result = v128.bitselect(f64x2.abs(quotient), f64x2.sub(v.double(1), quotient), isSmall)
  return v128.or(result, v128.and(x, sign))
}

export const sigmoid = (v: VectorBuilder, x: Vector): Vector =>
  f64x2.div(v.double(1), f64x2.add(v.double(1), exp(v, v128.xor(x, v.double(-0)))))
