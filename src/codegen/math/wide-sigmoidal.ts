/** @file tanh and the logistic function of float64. */
import { f64x2, v128 } from "../instructions.js"
import { madd, polynomial } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"
import { exp } from "./wide-exponential.js"

/** x + x³ p(x²) / q(x²) for |x| < 0.625 (Cephes), else 1 - 2 / (e^2|x| + 1) with the sign of x, to 2 ulp. */
export const tanh = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const [sign, one] = [v.double(-0), v.double(1)]
  // 1 - tanh 22 is below half an ulp of 1
  const magnitude = v.let(f64x2.pmin(f64x2.abs(x), v.double(22)))
  const square = v.let(f64x2.mul(magnitude, magnitude))
  const ratio = f64x2.div(polynomial(v, square, p), polynomial(v, square, q))
  const small = v.let(madd(v, f64x2.mul(magnitude, square), ratio, magnitude))
  const power = v.let(exp(v, f64x2.add(magnitude, magnitude)))
  const large = f64x2.sub(one, f64x2.div(v.double(2), f64x2.add(power, one)))
  const result = v128.bitselect(small, large, f64x2.lt(magnitude, v.double(0.625)))
  return v128.or(result, v128.and(x, sign))
}

export const sigmoid = (v: VectorBuilder, x: Vector): Vector =>
  f64x2.div(v.double(1), f64x2.add(v.double(1), exp(v, v128.xor(x, v.double(-0)))))

// internal

const p = [-1614.6876844170845, -99.28772310019185, -0.9643991794250523]
const q = [4844.063053251255, 2235.488390601004, 112.81167849163293, 1]
