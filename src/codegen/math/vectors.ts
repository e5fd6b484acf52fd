/**
 * @file What vector code is written with: the function builder, constants that are set up once, and multiply-add.
 * Functions over it take and give values of four float32 lanes, or where they say so of two float64 lanes.
 */
import type { Target } from "../../schedule/target.js"
import { type Expr, float32Bits, float64Bits } from "../encode.js"
import type { FunctionBuilder } from "../function.js"
import { f32x4, i32x4 } from "../instructions.js"

export type Vector = Expr<"v128">

export interface VectorBuilder extends FunctionBuilder {
  /** Of two, values of 32 bits take the low half of a vector; what is in the upper half is never read. */
  readonly lanes: 2 | 4
  /** A float32 in every lane. */
  readonly float: (x: number) => Vector
  /** A float64 in both lanes. */
  readonly double: (x: number) => Vector
  /** An int32 in every lane. */
  readonly int: (n: number) => Vector
  /** An int32 for each lane. */
  readonly ints: (lanes: readonly [number, number, number, number]) => Vector
  /** Whether `madd` and `nmadd` round once. */
  readonly isFused: boolean
  /** a · b + c, fused where the target can */
  readonly madd: (a: Vector, b: Vector, c: Vector) => Vector
  /** c - a · b, fused where the target can */
  readonly nmadd: (a: Vector, b: Vector, c: Vector) => Vector
}

/** Constants are locals that are set where this is called: the start of a function. */
export const vectorBuilder = (f: FunctionBuilder, target: Target, lanes: 2 | 4 = 4): VectorBuilder => {
  const start = f.slot()
  const known = new Map<number | string, Vector>()
  const constant = (key: number | string, value: () => Vector): Vector => {
    let local = known.get(key)
    if (local === undefined) {
      local = f.at(start, () => f.let(value()))
      known.set(key, local)
    }
    return local
  }
  const int = (n: number): Vector => constant(n | 0, () => i32x4.const(n))
  const ints = (lanes: readonly [number, number, number, number]): Vector =>
    constant(lanes.join(" "), () => i32x4.lanes(lanes))
  return {
    ...f,
    lanes,
    float: (x) => int(float32Bits(x)),
    int,
    double: (x) => ints([...float64Bits(x), ...float64Bits(x)]),
    ints,
    isFused: target.fma,
    madd: target.fma ? f32x4.relaxedMadd : (a, b, c) => f32x4.add(f32x4.mul(a, b), c),
    nmadd: target.fma ? f32x4.relaxedNmadd : (a, b, c) => f32x4.sub(c, f32x4.mul(a, b)),
  }
}

/** Σ coefficients[i] · xⁱ by Horner's rule. */
export const polynomial = (v: VectorBuilder, x: Vector, coefficients: readonly number[]): Vector =>
  coefficients
    .slice(0, -1)
    .reduceRight((sum, c) => v.let(v.madd(sum, x, v.float(c))), v.float(coefficients.at(-1) as number))
