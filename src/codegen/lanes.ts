/**
 * @file What the scalar functions are on vectors: lanes hold the number, those of bool a mask of 32 bits
 * (all set where true). The meanings are those of `src/graph/scalar.ts`.
 */
import type { DType } from "../../types/dtype.js"
import type { CompareFn, PlainBinaryFn, PlainUnaryFn } from "../graph/op.js"
import type { NestBinary, NestUnary } from "../schedule/nest.js"
import { f32x4, f64x2, i32x4, v128 } from "./instructions.js"
import { type Element, elements, isFloat } from "./math/elements.js"
import { transcendentals } from "./math/transcendentals.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

export const literalVector = (v: VectorBuilder, value: number, dtype: DType): Vector => {
  if (isFloat(dtype)) return elements[dtype].of(v, value)
  return v.int(dtype === "int32" ? value : value === 0 ? 0 : -1)
}

/** What an elementary function is on vectors; `op.ts` has it as an object. */
export type VectorCode<N extends 1 | 2> = N extends 1
  ? (v: VectorBuilder, x: Vector) => Vector
  : (v: VectorBuilder, a: Vector, b: Vector) => Vector

export const applyUnary = (v: VectorBuilder, op: NestUnary, x: Vector, dtype: DType): Vector => {
  if ("code" in op) return (op.code as VectorCode<1>)(v, x)
  const { fn } = op
  if (fn === "not") return fromMask(v, v128.not(toMask(v, x, dtype)), dtype)
  if (dtype === "int32" && isIntegerUnary(fn)) return integerUnaries[fn](v, x)
  if (!isFloat(dtype)) throw new Error(`${fn} of ${dtype} is not lowered to kernels`)
  return isTranscendental(fn) ? transcendentals[dtype][fn](v, x) : floatUnaries[fn](v, x, elements[dtype])
}

export const applyBinary = (v: VectorBuilder, op: NestBinary, a: Vector, b: Vector, dtype: DType): Vector => {
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
export const applyCompare = (fn: CompareFn, a: Vector, b: Vector, dtype: DType): Vector =>
  narrowed(compares[dtype][fn](a, b), dtype)

/** A mask as wide as the lanes of a dtype. */
export const maskFor = (dtype: DType, mask: Vector): Vector =>
  dtype === "float64" ? v128.shuffle(mask, mask, [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7]) : mask

export const convertLanes = (v: VectorBuilder, x: Vector, from: DType, to: DType): Vector => {
  if (from === to) return x
  if (to === "bool") return toMask(v, x, from)
  return from === "bool" ? fromMask(v, x, to) : conversions[from][to](x)
}

// internal

type Binary = (a: Vector, b: Vector) => Vector

/** "Not zero"; NaN is true. */
const toMask = (v: VectorBuilder, x: Vector, dtype: DType): Vector =>
  dtype === "bool" ? x : applyCompare("ne", x, literalVector(v, 0, dtype), dtype)

const fromMask = (v: VectorBuilder, mask: Vector, dtype: DType): Vector =>
  dtype === "bool" ? mask : v128.and(maskFor(dtype, mask), literalVector(v, 1, dtype))

/** A mask of 64 bits a lane as one of 32. */
const narrowed = (mask: Vector, dtype: DType): Vector =>
  dtype === "float64" ? v128.shuffle(mask, mask, [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]) : mask

type Number = Exclude<DType, "bool">

const same = (x: Vector): Vector => x

const conversions: { readonly [From in Number]: { readonly [To in Number]: (x: Vector) => Vector } } = {
  float32: { float32: same, float64: f64x2.promoteLow, int32: i32x4.truncSatS },
  float64: { float32: f32x4.demoteZero, float64: same, int32: i32x4.truncSatZero },
  int32: { float32: f32x4.convertS, float64: f64x2.convertLowS, int32: same },
}

type PlainUnary = PlainUnaryFn | "expNonPositive"

type Transcendental = "exp" | "expNonPositive" | "log"

const isTranscendental = (fn: PlainUnary): fn is Transcendental => fn in transcendentals.float32

const floatUnaries: {
  readonly [F in Exclude<PlainUnary, Transcendental | "not">]: (v: VectorBuilder, x: Vector, f: Element) => Vector
} = {
  neg: (_, x, f) => f.neg(x),
  abs: (_, x, f) => f.abs(x),
  // zeros keep their sign and NaN stays: neither is greater than 0
  sign: (v, x, f) => {
    const unit = v128.or(v128.and(x, f.of(v, -0)), f.of(v, 1))
    return v128.bitselect(unit, x, f.gt(f.abs(x), f.of(v, 0)))
  },
  floor: (_, x, f) => f.floor(x),
  ceil: (_, x, f) => f.ceil(x),
  round: (_, x, f) => f.nearest(x),
  trunc: (_, x, f) => f.trunc(x),
  sqrt: (_, x, f) => f.sqrt(x),
}

const integerUnaries = {
  neg: (_: VectorBuilder, x: Vector) => i32x4.neg(x),
  abs: (_: VectorBuilder, x: Vector) => i32x4.abs(x),
  sign: (v: VectorBuilder, x: Vector) => i32x4.minS(i32x4.maxS(x, v.int(-1)), v.int(1)),
} as const

const isIntegerUnary = (fn: PlainUnary): fn is keyof typeof integerUnaries => fn in integerUnaries

type Arithmetic = Exclude<PlainBinaryFn, "and" | "or">

/** What is missing has no meaning for the dtype; division of integers gives floats. */
const binaries: { readonly [D in DType]: { readonly [F in Arithmetic]?: Binary } } = {
  float32: { ...elements.float32, maximum: f32x4.max, minimum: f32x4.min },
  float64: { ...elements.float64, maximum: f64x2.max, minimum: f64x2.min },
  int32: {
    add: i32x4.add,
    sub: i32x4.sub,
    mul: i32x4.mul,
    maximum: i32x4.maxS,
    minimum: i32x4.minS,
  },
  bool: { maximum: v128.or, minimum: v128.and },
}

const compares: { readonly [D in DType]: { readonly [F in CompareFn]: Binary } } = {
  ...elements,
  int32: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltS, le: i32x4.leS, gt: i32x4.gtS, ge: i32x4.geS },
  // a mask of ones is the larger one only if it has no sign
  bool: { eq: i32x4.eq, ne: i32x4.ne, lt: i32x4.ltU, le: i32x4.leU, gt: i32x4.gtU, ge: i32x4.geU },
}
