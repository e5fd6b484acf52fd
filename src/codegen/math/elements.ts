/** @file The two floats of kernels under the same names: code that is generated for either takes its element. */
import type { DType } from "../../../types/dtype.js"
import { f32x4, f64x2, v128 } from "../instructions.js"
import type { Vector, VectorBuilder } from "./vectors.js"

export type FloatDType = "float32" | "float64"

export interface Element extends Pick<typeof f32x4, keyof typeof f32x4 & keyof typeof f64x2> {
  readonly dtype: FloatDType
  readonly bytes: number
  /** Of a vector that it fills. */
  readonly lanes: 2 | 4
  readonly loadLane: typeof v128.load32Lane
  readonly storeLane: typeof v128.store32Lane
  readonly loadSplat: typeof v128.load32Splat
  readonly loadZero: typeof v128.load32Zero
  /** A number in every lane. */
  readonly of: (v: VectorBuilder, x: number) => Vector
  /** a · b + c, fused where the target can */
  readonly madd: (v: VectorBuilder, a: Vector, b: Vector, c: Vector) => Vector
}

export const elements: { readonly [D in FloatDType]: Element } = {
  float32: {
    ...f32x4,
    ...{ dtype: "float32", bytes: 4, lanes: 4 },
    loadLane: v128.load32Lane,
    storeLane: v128.store32Lane,
    loadSplat: v128.load32Splat,
    loadZero: v128.load32Zero,
    of: (v, x) => v.float(x),
    madd: (v, a, b, c) => v.madd(a, b, c),
  },
  float64: {
    ...f64x2,
    ...{ dtype: "float64", bytes: 8, lanes: 2 },
    loadLane: v128.load64Lane,
    storeLane: v128.store64Lane,
    loadSplat: v128.load64Splat,
    loadZero: v128.load64Zero,
    of: (v, x) => v.double(x),
    madd: (v, a, b, c) => (v.isFused ? f64x2.relaxedMadd(a, b, c) : f64x2.add(f64x2.mul(a, b), c)),
  },
}

/** Of a dtype that is a float, which a step with float values has made sure of: the compiler can't see it. */
export const elementOf = (dtype: DType): Element => elements[dtype as FloatDType]

export const isFloat = (dtype: DType): dtype is FloatDType => dtype in elements
