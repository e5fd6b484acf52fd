/**
 * @file Logarithms of float64, by fdlibm's method (e_log.c): x = 2ᵉ(1 + f), ln(1 + f) = f - f²/2 + s (f²/2 + R(s²)), s
 * = f / (2 + f).
 */
import { f64x2, v128 } from "../instructions.js"
import { ln2High, ln2Low, madd, partsOf, polynomial } from "./doubles.js"
import { elements } from "./elements.js"
import { withSpecials } from "./logarithm.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** To 1 ulp, subnormals included. */
export const log = (v: VectorBuilder, x: Vector): Vector =>
  ofParts(v, x, (exponent, f) => sumUp(v, exponent, f, f64x2.mul(exponent, v.double(ln2Low))))

/** To 1 ulp; powers of two give integers. */
export const log2 = (v: VectorBuilder, x: Vector): Vector =>
  scaled(v, x, { unit: [1, 0], inverse: [1.4426950407214463, 1.6751713164886512e-10] })

/** To 1 ulp. */
export const log10 = (v: VectorBuilder, x: Vector): Vector =>
  scaled(v, x, {
    unit: [0.30102999566361177, 3.694239077158931e-13],
    inverse: [0.4342944818781689, 2.5082946711645275e-11],
  })

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

/** What is made of the exponent of x = 2^exponent (1 + f) and of f, but for the special values of logarithms. */
const ofParts = (v: VectorBuilder, argument: Vector, f: (exponent: Vector, f: Vector) => Vector): Vector => {
  const x = v.let(argument)
  const isSubnormal = v.let(f64x2.lt(x, v.double(2 ** -1022)))
  const { m, e } = partsOf(v, v.let(v128.bitselect(f64x2.mul(x, v.double(2 ** 54)), x, isSubnormal)))
  const exponent = v.let(f64x2.sub(e, v128.and(isSubnormal, v.double(54))))
  return withSpecials(v, elements.float64, x, 0, f(exponent, v.let(f64x2.sub(m, v.double(1)))))
}

/** exponent · ln 2 + ln(1 + f) + small */
const sumUp = (v: VectorBuilder, exponent: Vector, f: Vector, small: Vector): Vector => {
  const { half, rest } = seriesOf(v, f, small)
  return f64x2.sub(f64x2.mul(exponent, v.double(ln2High)), f64x2.sub(f64x2.sub(half, rest), f))
}

/** Of which ln(1 + f) + small = f - half + rest. */
const seriesOf = (v: VectorBuilder, f: Vector, small: Vector): { readonly half: Vector; readonly rest: Vector } => {
  const s = v.let(f64x2.div(f, f64x2.add(v.double(2), f)))
  const z = v.let(f64x2.mul(s, s))
  const half = v.let(f64x2.mul(f64x2.mul(f, v.double(0.5)), f))
  return { half, rest: v.let(madd(v, s, f64x2.add(half, f64x2.mul(z, polynomial(v, z, tail))), small)) }
}

/** log 2 of the base and 1 / ln of it, each in two parts: exponents times the first of log 2 are exact. */
interface Base {
  readonly unit: readonly [number, number]
  readonly inverse: readonly [number, number]
}

/** fdlibm's e_log2.c: f - half in two parts, of which the first has so few bits that its product is exact. */
const scaled = (v: VectorBuilder, x: Vector, { unit, inverse }: Base): Vector =>
  ofParts(v, x, (exponent, f) => {
    const [unitHigh, unitLow] = [v.double(unit[0]), v.double(unit[1])]
    const [high, low] = [v.double(inverse[0]), v.double(inverse[1])]
    const { half, rest } = seriesOf(v, f, v.double(0))
    const first = v.let(v128.and(f64x2.sub(f, half), v.ints([0, -1, 0, -1])))
    const second = v.let(f64x2.add(f64x2.sub(f64x2.sub(f, first), half), rest))
    const most = v.let(f64x2.mul(first, high))
    const whole = v.let(f64x2.mul(exponent, unitHigh))
    const sum = v.let(f64x2.add(whole, most))
    const little = f64x2.add(f64x2.mul(f64x2.add(second, first), low), f64x2.mul(second, high))
    const lost = f64x2.add(f64x2.sub(whole, sum), most)
    return f64x2.add(f64x2.add(f64x2.add(f64x2.mul(exponent, unitLow), little), lost), sum)
  })

const tail = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]
