/**
 * @file What the scalar functions are on vectors: float32 and int32 lanes hold the number, bool lanes a mask
 * (all bits set where true). The meanings are those of `src/graph/scalar.ts`.
 */
import type { DType } from "../../types/dtype.js"
import type { CompareFn, PlainBinaryFn, PlainUnaryFn } from "../graph/op.js"
import type { NestBinary, NestUnary } from "../schedule/nest.js"
import { f32x4, i32x4, v128 } from "./instructions.js"
import { exp, expNonPositive } from "./math/exponential.js"
import { log } from "./math/logarithm.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** The dtypes that fill 32-bit lanes; float64 is not lowered to kernels. */
export type LaneDType = Exclude<DType, "float64">

export const laneDType = (dtype: DType): LaneDType => {
  if (dtype === "float64") throw new Error("float64 is not lowered to kernels")
  return dtype
}

export const literalVector = (v: VectorBuilder, value: number, dtype: LaneDType): Vector =>
  ({ float32: () => v.float(value), int32: () => v.int(value), bool: () => v.int(value === 0 ? 0 : -1) })[dtype]()

/** What an elementary function is on vectors; `op.ts` has it as an object. */
export type VectorCode<N extends 1 | 2> = N extends 1
  ? (v: VectorBuilder, x: Vector) => Vector
  : (v: VectorBuilder, a: Vector, b: Vector) => Vector

export const applyUnary = (v: VectorBuilder, op: NestUnary, x: Vector, dtype: LaneDType): Vector => {
  if ("code" in op) return (op.code as VectorCode<1>)(v, x)
  const { fn } = op
  if (fn === "not") return fromMask(v, v128.not(toMask(v, x, dtype)), dtype)
  if (dtype === "int32" && isIntegerUnary(fn)) return integerUnaries[fn](v, x)
  if (dtype !== "float32") throw new Error(`${fn} of ${dtype} is not lowered to kernels`)
  return floatUnaries[fn](v, x)
}

export const applyBinary = (v: VectorBuilder, op: NestBinary, a: Vector, b: Vector, dtype: LaneDType): Vector => {
  if ("code" in op) return (op.code as VectorCode<2>)(v, a, b)
  const { fn } = op
  if (fn === "and" || fn === "or") {
    const [p, q] = [toMask(v, a, dtype), toMask(v, b, dtype)]
    return fromMask(v, fn === "and" ? v128.and(p, q) : v128.or(p, q), dtype)
  }
  const lowered = binaries[dtype][fn]
  if (lowered === undefined) throw new Error(`${fn} of ${dtype} is not lowered to kernels`)
  return lowered(a, b)
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

type PlainUnary = PlainUnaryFn | "expNonPositive"

const floatUnaries: { readonly [F in Exclude<PlainUnary, "not">]: VectorCode<1> } = {
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
  expNonPositive,
  log,
  sqrt: (_, x) => f32x4.sqrt(x),
}

const integerUnaries = {
  neg: (_: VectorBuilder, x: Vector) => i32x4.neg(x),
  abs: (_: VectorBuilder, x: Vector) => i32x4.abs(x),
  sign: (v: VectorBuilder, x: Vector) => i32x4.minS(i32x4.maxS(x, v.int(-1)), v.int(1)),
} as const

const isIntegerUnary = (fn: PlainUnary): fn is keyof typeof integerUnaries => fn in integerUnaries

type Arithmetic = Exclude<PlainBinaryFn, "and" | "or">

/** What is missing has no meaning for the dtype; division of integers gives floats. */
const binaries: { readonly [D in LaneDType]: { readonly [F in Arithmetic]?: Binary } } = {
  float32: {
    add: f32x4.add,
    sub: f32x4.sub,
    mul: f32x4.mul,
    div: f32x4.div,
    maximum: f32x4.max,
    minimum: f32x4.min,
  },
  int32: {
    add: i32x4.add,
    sub: i32x4.sub,
    mul: i32x4.mul,
    maximum: i32x4.maxS,
    minimum: i32x4.minS,
  },
  bool: { maximum: v128.or, minimum: v128.and },
}

const compares: { readonly [D in LaneDType]: { readonly [F in CompareFn]: Binary } } = {
  float32: { eq: f32x4.eq, ne: f32x4.ne, lt: f32x4.lt, le: f32x4.le, gt: f32x4.gt, ge: f32x4.ge },
  int32: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltS, le: i32x4.leS, gt: i32x4.gtS, ge: i32x4.geS },
  // a mask of ones is the larger one only if it has no sign
  bool: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltU, le: i32x4.leU, gt: i32x4.gtU, ge: i32x4.geU },
}
