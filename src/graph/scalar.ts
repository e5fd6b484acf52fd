/** @file What each scalar function means, on float64: the ground truth of constant folding and of the reference interpreter. */
import type { DType } from "../../types/dtype.js"
import type { BinaryFn, CompareFn, UnaryFn } from "./op.js"
import { erf, erfc, integerPower, power, roundHalfEven } from "./special.js"

/** int32 wraps as two's complement. */
export const applyUnary = (fn: UnaryFn, dtype: DType): ((x: number) => number) =>
  dtype === "int32" ? (x) => unaries[fn](x) | 0 : unaries[fn]

export const applyBinary = (fn: BinaryFn, dtype: DType): ((a: number, b: number) => number) =>
  dtype === "int32" ? integerBinaries[fn] : binaries[fn]

export const applyCompare = (fn: CompareFn): ((a: number, b: number) => boolean) => compares[fn]

/** A number as a dtype holds it: float32 rounds, int32 truncates and saturates with NaN as 0, bool is "not zero". */
export const convert = (x: number, dtype: DType): number => conversions[dtype](x)

// internal

const unaries: { readonly [F in UnaryFn]: (x: number) => number } = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  not: (x) => Number(x === 0),
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  trunc: Math.trunc,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  erf,
  erfc,
}

const binaries: { readonly [F in BinaryFn]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  pow: power,
  atan2: Math.atan2,
  rem: (a, b) => a % b,
  quotient: (a, b) => Math.trunc(a / b),
}

const integerBinaries: typeof binaries = {
  ...binaries,
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: Math.imul,
  pow: integerPower,
  // `| 0` makes NaN and infinity 0, and -2^31 / -1 wrap
  rem: (a, b) => (a % b) | 0,
  quotient: (a, b) => (a / b) | 0,
}

const compares: { readonly [F in CompareFn]: (a: number, b: number) => boolean } = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
}

const conversions: { readonly [D in DType]: (x: number) => number } = {
  float64: (x) => x,
  float32: Math.fround,
  int32: (x) => Math.max(-2147483648, Math.min(2147483647, Math.trunc(x))) | 0,
  bool: (x) => Number(x !== 0),
}
