/**
 * @file What each scalar function means, on float64: the ground truth of constant folding and of the reference
 * interpreter.
 */
import type { DType } from "../../types/dtype.js"
import type { Attributes, CompareFn, PlainBinaryFn, PlainUnaryFn } from "./op.js"
import { roundHalfEven } from "./special.js"

/** int32 wraps as two's complement. */
export const applyUnary = (op: Attributes["unary"], dtype: DType): ((x: number) => number) => {
  const f = "meaning" in op ? op.meaning : unaries[op.fn]
  return dtype === "int32" ? (x) => f(x) | 0 : f
}

export const applyBinary = (op: Attributes["binary"], dtype: DType): ((a: number, b: number) => number) =>
  "meaning" in op ? op.meaning : (dtype === "int32" ? integerBinaries : binaries)[op.fn]

export const applyCompare = (fn: CompareFn): ((a: number, b: number) => boolean) => compares[fn]

/** A number as a dtype holds it: float32 rounds, int32 truncates and saturates with NaN as 0, bool is "not zero". */
export const convert = (x: number, dtype: DType): number => conversions[dtype](x)

// internal

const unaries: { readonly [F in PlainUnaryFn]: (x: number) => number } = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  not: (x) => Number(x === 0),
  floor: Math.floor,
  ceil: Math.ceil,
  round: roundHalfEven,
  trunc: Math.trunc,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
}

const binaries: { readonly [F in PlainBinaryFn]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
}

const integerBinaries: typeof binaries = {
  ...binaries,
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: Math.imul,
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
