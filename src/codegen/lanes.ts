/**
 * @file What the scalar functions are on vectors: float32 and int32 lanes hold the number, bool lanes a mask
 * (all bits set where true). The meanings are those of `src/graph/scalar.ts`.
 */
import type { DType } from "../../types/dtype.js"
import type { CompareFn } from "../graph/op.js"
import type { LoweredBinaryFn } from "../schedule/lowered.js"
import type { NestUnaryFn } from "../schedule/nest.js"
import { f32x4, i32x4, v128 } from "./instructions.js"
import { atan, atan2 } from "./math/arctangent.js"
import { erf, erfc } from "./math/error-function.js"
import { exp, exp2, expm1, expNonPositive } from "./math/exponential.js"
import { log, log1p, log2, log10 } from "./math/logarithm.js"
import { integerPow, pow } from "./math/power.js"
import { integerRem, quotient, rem } from "./math/remainder.js"
import { sigmoid, tanh } from "./math/sigmoidal.js"
import { cos, sin } from "./math/trigonometric.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** The dtypes that fill 32-bit lanes; float64 is not lowered to kernels. */
export type LaneDType = Exclude<DType, "float64">

export const laneDType = (dtype: DType): LaneDType => {
  if (dtype === "float64") throw new Error("float64 is not lowered to kernels")
  return dtype
}

export const literalVector = (v: VectorBuilder, value: number, dtype: LaneDType): Vector =>
  ({ float32: () => v.float(value), int32: () => v.int(value), bool: () => v.int(value === 0 ? 0 : -1) })[dtype]()

export const applyUnary = (v: VectorBuilder, fn: NestUnaryFn, x: Vector, dtype: LaneDType): Vector => {
  if (fn === "not") return fromMask(v, v128.not(toMask(v, x, dtype)), dtype)
  if (dtype === "int32" && isIntegerUnary(fn)) return integerUnaries[fn](v, x)
  if (dtype !== "float32") throw new Error(`${fn} of ${dtype} is not lowered to kernels`)
  return floatUnaries[fn](v, x)
}

export const applyBinary = (v: VectorBuilder, fn: LoweredBinaryFn, a: Vector, b: Vector, dtype: LaneDType): Vector => {
  if (fn === "and" || fn === "or") {
    const [p, q] = [toMask(v, a, dtype), toMask(v, b, dtype)]
    return fromMask(v, fn === "and" ? v128.and(p, q) : v128.or(p, q), dtype)
  }
  const lowered = binaries[dtype][fn]
  if (lowered === undefined) throw new Error(`${fn} of ${dtype} is not lowered to kernels`)
  return lowered(v, a, b)
}

/** A mask. */
export const applyCompare = (fn: CompareFn, a: Vector, b: Vector, dtype: LaneDType): Vector => compares[dtype][fn](a, b)

export const convertLanes = (v: VectorBuilder, x: Vector, from: LaneDType, to: LaneDType): Vector => {
  if (from === to) return x
  switch (to) {
    case "bool":
      return toMask(v, x, from)
    case "float32":
      return from === "bool" ? fromMask(v, x, to) : f32x4.convertS(x)
    case "int32":
      return from === "bool" ? fromMask(v, x, to) : i32x4.truncSatS(x)
  }
}

// internal

type Binary = (a: Vector, b: Vector) => Vector

/** "Not zero"; NaN is true. */
const toMask = (v: VectorBuilder, x: Vector, dtype: LaneDType): Vector =>
  ({
    float32: () => f32x4.ne(x, v.float(0)),
    int32: () => i32x4.ne(x, v.int(0)),
    bool: () => x,
  })[dtype]()

const fromMask = (v: VectorBuilder, mask: Vector, dtype: LaneDType): Vector =>
  ({
    float32: () => v128.and(mask, v.float(1)),
    int32: () => v128.and(mask, v.int(1)),
    bool: () => mask,
  })[dtype]()

const floatUnaries: { readonly [F in Exclude<NestUnaryFn, "not">]: (v: VectorBuilder, x: Vector) => Vector } = {
  neg: (_, x) => f32x4.neg(x),
  abs: (_, x) => f32x4.abs(x),
  // zeros keep their sign and NaN stays: neither is greater than 0
  sign: (v, x) => {
    const unit = v128.or(v128.and(x, v.float(-0)), v.float(1))
    return v128.bitselect(unit, x, f32x4.gt(f32x4.abs(x), v.float(0)))
  },
  floor: (_, x) => f32x4.floor(x),
  ceil: (_, x) => f32x4.ceil(x),
  round: (_, x) => f32x4.nearest(x),
  trunc: (_, x) => f32x4.trunc(x),
  exp,
  exp2,
  expm1,
  expNonPositive,
  log,
  log2,
  log10,
  log1p,
  sqrt: (_, x) => f32x4.sqrt(x),
  sin,
  cos,
  atan,
  tanh,
  sigmoid,
  erf,
  erfc,
}

const integerUnaries = {
  neg: (_: VectorBuilder, x: Vector) => i32x4.neg(x),
  abs: (_: VectorBuilder, x: Vector) => i32x4.abs(x),
  sign: (v: VectorBuilder, x: Vector) => i32x4.minS(i32x4.maxS(x, v.int(-1)), v.int(1)),
} as const

const isIntegerUnary = (fn: NestUnaryFn): fn is keyof typeof integerUnaries => fn in integerUnaries

type Arithmetic = Exclude<LoweredBinaryFn, "and" | "or">

type OnVectors = (v: VectorBuilder, a: Vector, b: Vector) => Vector

const simple =
  (f: Binary): OnVectors =>
  (_, a, b) =>
    f(a, b)

/** What is missing has no meaning for the dtype; division of integers gives floats. */
const binaries: { readonly [D in LaneDType]: { readonly [F in Arithmetic]?: OnVectors } } = {
  float32: {
    add: simple(f32x4.add),
    sub: simple(f32x4.sub),
    mul: simple(f32x4.mul),
    div: simple(f32x4.div),
    maximum: simple(f32x4.max),
    minimum: simple(f32x4.min),
    pow,
    atan2,
    rem,
  },
  int32: {
    add: simple(i32x4.add),
    sub: simple(i32x4.sub),
    mul: simple(i32x4.mul),
    maximum: simple(i32x4.maxS),
    minimum: simple(i32x4.minS),
    pow: integerPow,
    rem: integerRem,
    quotient,
  },
  bool: {
    maximum: simple(v128.or),
    minimum: simple(v128.and),
  },
}

const compares: { readonly [D in LaneDType]: { readonly [F in CompareFn]: Binary } } = {
  float32: { eq: f32x4.eq, ne: f32x4.ne, lt: f32x4.lt, le: f32x4.le, gt: f32x4.gt, ge: f32x4.ge },
  int32: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltS, le: i32x4.leS, gt: i32x4.gtS, ge: i32x4.geS },
  // a mask of ones is the larger one only if it has no sign
  bool: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltU, le: i32x4.leU, gt: i32x4.gtU, ge: i32x4.geU },
}
