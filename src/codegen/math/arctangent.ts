/** @file The arc tangent of a number, and of a quotient by its quadrant. */
import { f32x4, f64x2, v128 } from "../instructions.js"
import * as doubles from "./doubles.js"
import { inDoubles } from "./doubles.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

/** atan x = x + x³ q(x²) for |x| ≤ 1, π/2 - atan(1/x) beyond. */
export const atan = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const magnitude = v.let(f32x4.abs(x))
  const isLarge = v.let(f32x4.gt(magnitude, v.float(1)))
  const inverse = f32x4.div(v.float(1), magnitude)
  const t = v.let(v128.bitselect(inverse, magnitude, isLarge))
  const square = v.let(f32x4.mul(t, t))
  const near = v.let(v.madd(f32x4.mul(t, square), polynomial(v, square, tail), t))
  const far = f32x4.sub(v.float(halfPi), f32x4.add(near, v.float(halfPiExcess)))
  return v128.or(v128.bitselect(far, near, isLarge), v128.and(x, v.float(-0)))
}

/** The angle of (x, y), in float64: a quotient of float32 would be rounded, or vanish. */
export const atan2 = (v: VectorBuilder, ordinate: Vector, abscissa: Vector): Vector => {
  const [y, x] = [v.let(ordinate), v.let(abscissa)]
  const [high, wide] = [v.let(f32x4.abs(y)), v.let(f32x4.abs(x))]
  // C: infinities count as equal ones, and 0/0 as 0 by its sign
  const isDiagonal = v128.and(f32x4.eq(high, wide), f32x4.eq(high, v.float(Number.POSITIVE_INFINITY)))
  const over = v.let(v128.bitselect(v.float(1), high, isDiagonal))
  const beside = v128.bitselect(v.float(1), wide, isDiagonal)
  const angle = inDoubles(v, [over, beside, v128.and(x, v.float(-0))], (a, b, side) => {
    const [rise, run] = [a as Vector, b as Vector]
    const isSteep = v.let(f64x2.lt(run, rise))
    const most = v.let(f64x2.pmax(rise, run))
    const divisor = v128.bitselect(v.double(1), most, f64x2.eq(most, v.double(0)))
    const t = v.let(f64x2.div(f64x2.pmin(rise, run), divisor))
    const near = v.let(f64x2.mul(t, doubles.polynomial(v, v.let(f64x2.mul(t, t)), quotients)))
    const first = v.let(v128.bitselect(f64x2.sub(v.double(Math.PI / 2), near), near, isSteep))
    // where x has a sign, π minus it
    const isLeft = f64x2.lt(v128.or(side as Vector, v.double(1)), v.double(0))
    return v128.bitselect(f64x2.sub(v.double(Math.PI), first), first, isLeft)
  })
  const isNoNumber = v128.or(f32x4.ne(x, x), f32x4.ne(y, y))
  return v128.or(v128.or(angle, v128.and(y, v.float(-0))), isNoNumber)
}

// internal

const halfPi = Math.fround(Math.PI / 2)

/** By how much the float32 is above π/2. */
const halfPiExcess = halfPi - Math.PI / 2

/** (atan x - x) / x³ in x², on |x| ≤ 1; atan x to a relative 3e-9. */
const tail = [
  -0.33333301544189453, 0.1999862641096115, -0.14265091717243195, 0.1095665693283081, -0.08416455239057541,
  0.058177925646305084, -0.03139429911971092, 0.011028893291950226, -0.001818706514313817,
]

/** atan x / x in x², on |x| ≤ 1, to a relative 4e-10. */
const quotients = [
  1, -0.33333326899227855, 0.19999671108367081, -0.1427983285111838, 0.11058222569058672, -0.0881108884819806,
  0.06741596599162811, -0.04469001983355518, 0.02254001134293894, -0.007318061800366325, 0.0011138172236788558,
]
