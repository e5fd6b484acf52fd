/** @file The error function and its complement, which keeps its digits far into the tail. */
import { f32x4, f64x2, v128 } from "../instructions.js"
import * as doubles from "./doubles.js"
import { inDoubles } from "./doubles.js"
import { expInRange } from "./exponential.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** erf x = x + x p(x²) for |x| < 1, else 1 - e^-q(|x|) with the sign of x. */
export const erf = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const magnitude = v.let(f32x4.abs(x))
  const small = v.let(v.madd(magnitude, polynomial(v, v.let(f32x4.mul(x, x)), near), magnitude))
  // 1 - erf 4 is below half an ulp of 1
  const bounded = v.let(f32x4.pmin(magnitude, v.float(4)))
  const large = f32x4.sub(v.float(1), expInRange(v, v.let(f32x4.neg(polynomial(v, bounded, far)))))
  const result = v128.bitselect(small, large, f32x4.lt(magnitude, v.float(1)))
  return v128.or(result, v128.and(x, v.float(-0)))
}

/**
 * erfc |x| = e^(-x²) g((|x| - 3) / (|x| + 3)), and 2 minus that for negative x, in float64: x² needs twice the bits.
 */
export const erfc = (v: VectorBuilder, argument: Vector): Vector =>
  inDoubles(v, [argument], (half) => {
    const x = half as Vector
    const z = v.let(f64x2.pmin(f64x2.abs(x), v.double(whereZero)))
    const t = v.let(f64x2.div(f64x2.sub(z, v.double(3)), f64x2.add(z, v.double(3))))
    const gaussian = doubles.exp2(v, f64x2.mul(f64x2.mul(z, z), v.double(-Math.LOG2E)))
    const right = v.let(f64x2.mul(gaussian, doubles.polynomial(v, t, complements)))
    return v128.bitselect(f64x2.sub(v.double(2), right), right, f64x2.lt(x, v.double(0)))
  })

// internal

/** erfc 10.1 is below half of the smallest float32. */
const whereZero = 10.1

/** erf x / x - 1 in x², on |x| ≤ 1; erf x to a relative 1.5e-9. */
const near = [
  0.12837916612625122, -0.3761262595653534, 0.11283578723669052, -0.026853347197175026, 0.005187162198126316,
  -0.0007997853099368513, 7.806903158780187e-5,
]

/** -ln erfc x on 1 ≤ x ≤ 4; erf x to a relative 1.1e-9. */
const far = [
  0.00034158292692154646, 1.1270889043807983, 0.638145387172699, 0.10310619324445724, -0.02183775044977665,
  0.0029475665651261806, -0.00018636821187101305,
]

/** e^(x²) erfc x in (x - 3) / (x + 3), on 0 ≤ x ≤ 10.1, to a relative 6e-10. */
const complements = [
  0.1790011511216687, -0.32623356135060694, 0.2456038122442153, -0.150115882319696, 0.07166558528968614,
  -0.02439321637000503, 0.004271081397248435, 0.0007122832593887495, -0.0006025808077760043, 3.103976939697765e-5,
  6.668049023691357e-5, 5.0661703047255936e-6,
]
