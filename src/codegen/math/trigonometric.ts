/**
 * @file sin and cos for every float32. The argument is reduced by multiples of π/2 in float64; where those are too many
 * for that, 2/π is multiplied in parts of 24 bits and whole turns are dropped from each product (Payne and Hanek).
 */
import type { Local } from "../function.js"
import { f32x4, f64x2, i32x4, v128 } from "../instructions.js"
import { eachHalf, joinHalves, lowWords, nmadd, withInteger } from "./doubles.js"
import { polynomial, type Vector, type VectorBuilder } from "./vectors.js"

export const sin = (v: VectorBuilder, argument: Vector): Vector => {
  const x = v.let(argument)
  const result = atQuadrant(v, reduce(v, x), 0)
  // x³/6 is below a quarter of an ulp; zeros keep their sign
  return v128.bitselect(x, result, f32x4.lt(f32x4.abs(x), v.float(2 ** -12)))
}

export const cos = (v: VectorBuilder, argument: Vector): Vector => atQuadrant(v, reduce(v, v.let(argument)), 1)

// internal

/** x = (quadrant + 4k) π/2 + r, |r| ≤ π/4; the quadrant is that of the two lowest bits. */
interface Reduced {
  readonly r: Local<"v128">
  readonly quadrant: Local<"v128">
}

const reduce = (v: VectorBuilder, x: Vector): Reduced => {
  const [r, quadrant] = [v.local("v128"), v.local("v128")]
  const set = (rests: readonly [Vector, Vector], shifted: readonly [Vector, Vector]): void => {
    v.set(r, joinHalves(...rests))
    v.set(quadrant, lowWords(...shifted))
  }
  const shifts: Vector[] = []
  const rests = eachHalf(v, [x], (d) => {
    const shifted = v.let(withInteger(v, f64x2.mul(d as Vector, v.double(2 / Math.PI))))
    shifts.push(shifted)
    const n = v.let(f64x2.sub(shifted, withInteger(v, v.double(0))))
    return f32x4.demoteZero(nmadd(v, n, v.double(halfPiLow), nmadd(v, n, v.double(halfPiHigh), d as Vector)))
  })
  set(rests, shifts as [Vector, Vector])
  v.if(v128.anyTrue(f32x4.ge(f32x4.abs(x), v.float(manyTurns))), () => {
    const turns: Vector[] = []
    const all = eachHalf(v, [x], (d) => {
      const { rest, whole } = dropTurns(v, d as Vector)
      turns.push(v.let(withInteger(v, whole)))
      return f32x4.demoteZero(f64x2.mul(rest, v.double(Math.PI / 2)))
    })
    set(all, turns as [Vector, Vector])
  })
  return { r, quadrant }
}

/** 2x/π as whole + rest, but for multiples of 4, |rest| ≤ ½ to a relative 2^-34. */
const dropTurns = (v: VectorBuilder, x: Vector): { readonly rest: Vector; readonly whole: Vector } =>
  twoOverPi.reduce<{ readonly rest: Vector; readonly whole: Vector }>(
    ({ rest, whole }, part, i) => {
      // a product of 24 by 24 bits is exact, and so is what is left of it
      const product = v.let(f64x2.mul(x, v.double(part * 2 ** (-24 * (i + 1)))))
      const turns = f64x2.mul(f64x2.nearest(f64x2.mul(product, v.double(0.25))), v.double(4))
      const sum = v.let(f64x2.add(rest, f64x2.sub(product, turns)))
      const n = v.let(f64x2.nearest(sum))
      return { rest: v.let(f64x2.sub(sum, n)), whole: v.let(f64x2.add(whole, n)) }
    },
    { rest: v.double(0), whole: v.double(0) },
  )

/** sin(r + (quadrant + ahead) π/2) */
const atQuadrant = (v: VectorBuilder, { r, quadrant }: Reduced, ahead: 0 | 1): Vector => {
  const x = r.get
  const square = v.let(f32x4.mul(x, x))
  const sine = v.let(v.madd(f32x4.mul(x, square), polynomial(v, square, sineTail), x))
  const half = v.let(f32x4.mul(square, v.float(0.5)))
  const most = v.let(f32x4.sub(v.float(1), half))
  // what the subtraction rounded away comes back
  const lost = f32x4.sub(f32x4.sub(v.float(1), most), half)
  const cosine = f32x4.add(most, v.madd(f32x4.mul(square, square), polynomial(v, square, cosineTail), lost))
  const turned = ahead === 0 ? quadrant.get : v.let(i32x4.add(quadrant.get, v.int(1)))
  const isOdd = i32x4.shrS(i32x4.shl(turned, 31), 31)
  const sign = v128.and(i32x4.shl(turned, 30), v.float(-0))
  return v128.xor(v128.bitselect(cosine, sine, isOdd), sign)
}

/** π/2 in two parts; the first has 33 bits: n times it is exact for n up to 2^20. */
const halfPiHigh = 1.5707963267341256
const halfPiLow = 6.077100506506192e-11

/** From here on there are more than 2^20 multiples of π/2. */
const manyTurns = 2 ** 20

/** 2/π in parts of 24 bits: what is left out is below 2^-64 for every float32. */
const twoOverPi = [0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041]

/** (sin x - x) / x³ in x², on |x| ≤ π/4; sin x to a relative 1.7e-10. */
const sineTail = [-0.1666666716337204, 0.008333379402756691, -0.00019853058620356023, 2.8323922833806137e-6]

/** (cos x - 1 + x²/2) / x⁴ in x², on |x| ≤ π/4; cos x to a relative 1.2e-10. */
const cosineTail = [0.04166664555668831, -0.0013887309469282627, 2.4432327336398885e-5]
