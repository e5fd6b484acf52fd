/** @file ln of float64, by fdlibm's method (e_log.c): x = 2ᵉ(1 + f), ln(1 + f) = f - f²/2 + s (f²/2 + R(s²)), s = f / (2 + f). */
import { f64x2, v128 } from "../instructions.js"
import { ln2High, ln2Low, madd, partsOf, polynomial } from "./doubles.js"
import { elements } from "./elements.js"
import { withSpecials } from "./logarithm.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** To 1 ulp, subnormals included. */
export const log = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const isSubnormal = v.let(f64x2.lt(x, v.double(2 ** -1022)))
  const { m, e } = partsOf(v, v.let(v128.bitselect(f64x2.mul(x, v.double(2 ** 54)), x, isSubnormal)))
  const exponent = v.let(f64x2.sub(e, v128.and(isSubnormal, v.double(54))))
  const f = v.let(f64x2.sub(m, v.double(1)))
  return withSpecials(v, elements.float64, x, 0, sumUp(v, exponent, f, f64x2.mul(exponent, v.double(ln2Low))))
}

/** ln(1 + x) to 1 ulp: where 1 + x is not of [√½, √2] what it rounds away is added. */
export const log1p = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const one = v.double(1)
  const sum = v.let(f64x2.add(x, one))
  const { m, e } = partsOf(v, sum)
  const exponent = v.let(e)
  const isNear = v.let(f64x2.eq(exponent, v.double(0)))
  const f = v.let(v128.bitselect(x, f64x2.sub(m, one), isNear))
  const lost = v128.bitselect(f64x2.sub(one, f64x2.sub(sum, x)), f64x2.sub(x, f64x2.sub(sum, one)), f64x2.ge(x, one))
  const small = madd(v, exponent, v.double(ln2Low), f64x2.div(lost, sum))
  const result = sumUp(v, exponent, f, v128.andnot(small, isNear))
  return v128.or(withSpecials(v, elements.float64, x, -1, result), v128.and(x, v.double(-0)))
}

// internal

/** exponent · ln 2 + ln(1 + f) + small */
const sumUp = (v: VectorBuilder, exponent: Vector, f: Vector, small: Vector): Vector => {
  const s = v.let(f64x2.div(f, f64x2.add(v.double(2), f)))
  const z = v.let(f64x2.mul(s, s))
  const half = v.let(f64x2.mul(f64x2.mul(f, v.double(0.5)), f))
  const rest = v.let(madd(v, s, f64x2.add(half, f64x2.mul(z, polynomial(v, z, tail))), small))
  return f64x2.sub(f64x2.mul(exponent, v.double(ln2High)), f64x2.sub(f64x2.sub(half, rest), f))
}

const tail = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]
