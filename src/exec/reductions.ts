/** @file What each reduction means, over the elements of one row. */
import type { DType } from "../../types/dtype.js"
import type { ReduceFn } from "../graph/op.js"
import type { Steps } from "./layout.js"

/** A row's elements, by their steps from its start. */
export type Row = (step: number) => number

export const applyReduce = (fn: ReduceFn, dtype: DType): ((steps: Steps, get: Row) => number) =>
  dtype === "int32" ? (wrapping[fn] ?? reductions[fn]) : reductions[fn]

/** A log-sum-exp as the two numbers whose sum it is: `a - (shift + tail)` is exact only as `(a - shift) - tail`. */
export interface LogSumExp {
  readonly shift: number
  readonly tail: number
}

export const logSumExpOf = (fn: "logsumexp" | "lognormalizer", steps: Steps, get: Row): LogSumExp => {
  const shift = reductions.max(steps, get)
  // an infinite maximum is the result; a row that must be a distribution has none
  if (!Number.isFinite(shift)) return { shift, tail: fn === "logsumexp" ? 0 : Number.NaN }
  const peaks = fold(steps, 0, (count, i) => count + Number(get(i) === shift))
  const rest = fold(steps, 0, (total, i) => total + (get(i) === shift ? 0 : Math.exp(get(i) - shift)))
  return { shift, tail: Math.log(peaks) + Math.log1p(rest / peaks) }
}

// internal

const fold = (steps: Steps, from: number, f: (total: number, i: number) => number): number => {
  let total = from
  for (let i = 0; i < steps.length; i++) total = f(total, steps[i] as number)
  return total
}

const sumOf = ({ shift, tail }: LogSumExp): number => shift + tail

const reductions: { readonly [F in ReduceFn]: (steps: Steps, get: Row) => number } = {
  sum: (steps, get) => fold(steps, 0, (total, i) => total + get(i)),
  prod: (steps, get) => fold(steps, 1, (total, i) => total * get(i)),
  max: (steps, get) => fold(steps, Number.NEGATIVE_INFINITY, (best, i) => Math.max(best, get(i))),
  min: (steps, get) => fold(steps, Number.POSITIVE_INFINITY, (best, i) => Math.min(best, get(i))),
  logsumexp: (steps, get) => sumOf(logSumExpOf("logsumexp", steps, get)),
  lognormalizer: (steps, get) => sumOf(logSumExpOf("lognormalizer", steps, get)),
}

/** Exact however many terms there are: float64 alone would round beyond 2^53. */
const wrapping: { readonly [F in ReduceFn]?: (steps: Steps, get: Row) => number } = {
  sum: (steps, get) => fold(steps, 0, (total, i) => (total + get(i)) | 0),
  prod: (steps, get) => fold(steps, 1, (total, i) => Math.imul(total, get(i))),
}
