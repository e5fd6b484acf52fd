/**
 * @file How long elementary functions take: the estimate behind what is computed twice, fused into tiles, or shared.
 */
import type { BinaryFn, UnaryFn } from "../graph/op.js"
import type { NestReduceFn } from "./nest.js"

export const nanosecondsPerInstruction = 0.05

/** Of a number from one word; a normal one takes four times as long. */
export const nanosecondsDrawn = 2

/** An element, as measured: docs/design/codegen.md. */
export const nanosecondsOf = (fn: string): number =>
  longFunctions[fn as keyof typeof longFunctions] ?? nanosecondsPerInstruction

/** Whether a function takes more than a few instructions. */
export const isLong = (fn: string): boolean => fn in longFunctions

// internal

const longFunctions: { readonly [F in UnaryFn | "expNonPositive" | BinaryFn | NestReduceFn]?: number } = {
  ...{ exp: 0.5, exp2: 0.5, expm1: 0.6, expNonPositive: 0.3, rest: 0.4, log: 1, log1p: 1, log2: 1.6, log10: 1.6 },
  ...{ sin: 1.3, cos: 1.3, atan: 0.7, tanh: 0.9, sigmoid: 0.7, erf: 1.1, erfc: 2.4, gelu: 1.1, geluSlope: 1.2 },
  ...{ pow: 4, atan2: 3.4, rem: 1.6, quotient: 1.6 },
}
