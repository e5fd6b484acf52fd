/** @file The arc tangent of float64, of a number and of a quotient by its quadrant, by fdlibm's method (s_atan.c). */
import { f64x2, v128 } from "../instructions.js"
import { madd, polynomial } from "./doubles.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** To 1 ulp. */
export const atan = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  return v128.or(angleOf(v, f64x2.abs(x)), v128.and(x, v.double(-0)))
}

/** The angle of (x, y) to 2 ulp, by the quotient of their sizes. */
export const atan2 = (v: VectorBuilder, ordinate: Vector, abscissa: Vector): Vector => {
  const [y, x] = [v.let(ordinate), v.let(abscissa)]
  const [zero, one, sign, infinity] = [0, 1, -0, Number.POSITIVE_INFINITY].map(v.double) as [
    Vector,
    Vector,
    Vector,
    Vector,
  ]
  const [high, wide] = [v.let(f64x2.abs(y)), v.let(f64x2.abs(x))]
  // C: infinities count as equal ones, and 0/0 as 0 by its sign
  const isDiagonal = v.let(v128.and(f64x2.eq(high, infinity), f64x2.eq(wide, infinity)))
  const over = v128.bitselect(one, high, isDiagonal)
  const beside = v128.bitselect(one, wide, v128.or(isDiagonal, f64x2.eq(high, zero)))
  const right = v.let(angleOf(v, f64x2.div(over, beside)))
  // where x has a sign, π minus it
  const isLeft = f64x2.lt(v128.or(v128.and(x, sign), one), zero)
  const left = f64x2.sub(v.double(Math.PI), f64x2.sub(right, v.double(1.2246467991473532e-16)))
  const isNoNumber = v128.or(f64x2.ne(x, x), f64x2.ne(y, y))
  return v128.or(v128.or(v128.bitselect(left, right, isLeft), v128.and(y, sign)), isNoNumber)
}

// internal

/** atan a, a ≥ 0: one of five angles, in two parts, and atan t, t = (c a - s) / (c + s a): its tangent is s / c. */
const angleOf = (v: VectorBuilder, argument: Vector): Vector => {
  // from 2^70 on it is π/2
  const a = v.let(f64x2.pmin(argument, v.double(2 ** 70)))
  const isFrom = [7, 11, 19, 39].map((sixteenths) => v.let(f64x2.ge(a, v.double(sixteenths / 16))))
  const chosen = (column: 0 | 1 | 2 | 3): Vector => {
    const [least, ...others] = angles.map((row) => v.double(row[column])) as [Vector, ...Vector[]]
    return v.let(others.reduce((rest, each, i) => v128.bitselect(each, rest, isFrom[i] as Vector), least))
  }
  const [c, s] = [chosen(0), chosen(1)]
  const t = v.let(f64x2.div(f64x2.sub(f64x2.mul(c, a), s), madd(v, s, a, c)))
  const z = v.let(f64x2.mul(t, t))
  const beyond = f64x2.mul(z, polynomial(v, z, tail))
  return f64x2.sub(chosen(2), f64x2.sub(f64x2.sub(f64x2.mul(t, beyond), chosen(3)), t))
}

/** c and s, and the angle whose tangent is s / c in two parts: 0, ½, 1, 1½, ∞. */
const angles = [
  [1, 0, 0, 0],
  [2, 1, 0.4636476090008061, 2.2698777452961687e-17],
  [1, 1, 0.7853981633974483, 3.061616997868383e-17],
  [1, 1.5, 0.982793723247329, 1.3903311031230998e-17],
  [0, 1, 1.5707963267948966, 6.123233995736766e-17],
] as const

/** (t - atan t) / t³ in t². */
const tail = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
]
