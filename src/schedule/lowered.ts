/** @file The scalar functions and reductions that loop nests have. What they lack is interpreted. */
import type { BinaryFn, ReduceFn, UnaryFn } from "../graph/op.js"

type Lacks<F extends string> = { readonly [Name in F]?: true }

const unaries = {
  floor: true,
  ceil: true,
  round: true,
  trunc: true,
  exp2: true,
  expm1: true,
  log2: true,
  log10: true,
  log1p: true,
  sin: true,
  cos: true,
  atan: true,
  erf: true,
  erfc: true,
} as const satisfies Lacks<UnaryFn>

const binaries = { pow: true, atan2: true, rem: true, quotient: true } as const satisfies Lacks<BinaryFn>

const reductions = { prod: true } as const satisfies Lacks<ReduceFn>

export type LoweredUnaryFn = Exclude<UnaryFn, keyof typeof unaries>
export type LoweredBinaryFn = Exclude<BinaryFn, keyof typeof binaries>
export type LoweredReduceFn = Exclude<ReduceFn, keyof typeof reductions>

export const isLoweredUnary = (fn: UnaryFn): fn is LoweredUnaryFn => !(fn in unaries)
export const isLoweredBinary = (fn: BinaryFn): fn is LoweredBinaryFn => !(fn in binaries)
/** Throws where scheduling lets through what has no loop nest. */
export const loweredUnary = (fn: UnaryFn): LoweredUnaryFn => (isLoweredUnary(fn) ? fn : refuse(fn))
export const loweredBinary = (fn: BinaryFn): LoweredBinaryFn => (isLoweredBinary(fn) ? fn : refuse(fn))
export const loweredReduce = <F extends ReduceFn>(fn: F): Exclude<F, keyof typeof reductions> =>
  isLoweredReduce(fn) ? (fn as Exclude<F, keyof typeof reductions>) : refuse(fn)

export const isLoweredReduce = (fn: ReduceFn): fn is LoweredReduceFn => !(fn in reductions)

// internal

const refuse = (fn: string): never => {
  throw new Error(`${fn} has no loop nest`)
}
