/**
 * @file Accumulating a reduction: an accumulator for each vector of the lane loop, joined pairwise at the end.
 * Long float sums are carried over into a total every 64 additions, and what that rounds away is kept beside
 * it: their error does not grow with their length.
 */
import type { DType } from "../../types/dtype.js"
import { isLogSumExpFn, type LogSumExpFn, type NestReduceFn, type Value } from "../schedule/nest.js"
import { elementBytes } from "../shape/size.js"
import type { Local } from "./function.js"
import { i32x4, v128 } from "./instructions.js"
import { type Element, elementOf, elements, type FloatDType } from "./math/elements.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

export interface Accumulators {
  readonly dtype: DType
  readonly rule: Rule
  readonly locals: readonly Local<"v128">[]
  readonly totals: readonly Total[]
  /** Beside each accumulator, which of its lanes have met NaN; of rules that don't see it. */
  readonly nans: readonly Local<"v128">[]
}

/** A sum, and what was lost when it was rounded. */
interface Total {
  readonly sum: Local<"v128">
  readonly lost: Local<"v128">
}

/** `totals`: into how many the accumulators are carried over; 0 if they aren't. */
export const startAccumulators = (
  v: VectorBuilder,
  value: Value & { readonly kind: "reduce" },
  count: number,
  totals: number,
): Accumulators => {
  const { dtype } = value
  const rule = dtype === "bool" || isLogSumExpFn(value.fn) ? undefined : rules[dtype][value.fn]
  if (rule === undefined) throw new Error(`${value.fn} of ${dtype} is not lowered to kernels`)
  const start = (identity: Vector): Local<"v128"> => {
    const local = v.local("v128")
    v.set(local, identity)
    return local
  }
  const all = (length: number, identity: Vector) => Array.from({ length }, () => start(identity))
  const zero = v.int(0)
  return {
    dtype,
    rule,
    locals: all(count, rule.identity(v)),
    totals: Array.from({ length: totals }, () => ({ sum: start(zero), lost: start(zero) })),
    nans: all(rule.missesNaN ? count : 0, zero),
  }
}

/** Takes in the first `count` lanes of a vector. */
export const accumulate = (v: VectorBuilder, state: Accumulators, index: number, x: Vector, count: number): void => {
  const { combine, identity } = state.rule
  const target = state.locals[index] as Local<"v128">
  const taken = count === v.lanes ? x : v.let(v128.bitselect(x, identity(v), firstLanes(v, state.dtype, count)))
  v.set(target, combine(target.get, taken))
  const nan = state.nans[index]
  if (nan) v.set(nan, v128.or(nan.get, elementOf(state.dtype).ne(taken, taken)))
}

/** A mask of the first lanes. */
export const firstLanes = (v: VectorBuilder, dtype: DType, count: number): Vector => {
  const words = (count * elementBytes[dtype]) / 4
  return v.ints([0, 1, 2, 3].map((word) => (word < words ? -1 : 0)) as [number, number, number, number])
}

/** Moves what the accumulators of a float sum hold into the totals (Knuth's TwoSum). */
export const carryOver = (v: VectorBuilder, state: Accumulators): void => {
  const { combine, identity } = state.rule
  const f = elementOf(state.dtype)
  const parts = state.locals.map(({ get }) => get)
  const carried = state.totals.length === 1 ? [inPairs(combine, parts)] : parts
  state.totals.forEach(({ sum, lost }, i) => {
    const before = v.let(sum.get)
    const part = v.let(carried[i] as Vector)
    v.set(sum, f.add(before, part))
    const taken = v.let(f.sub(sum.get, before))
    const error = f.add(f.sub(before, f.sub(sum.get, taken)), f.sub(part, taken))
    v.set(lost, f.add(lost.get, error))
  })
  for (const local of state.locals) v.set(local, identity(v))
}

/** The reduction of all lanes of all accumulators, in every lane. */
export const finishAcross = (v: VectorBuilder, state: Accumulators): Vector => {
  const { combine } = state.rule
  const all = v.let(
    inPairs(combine, [
      ...state.locals.map(({ get }) => get),
      ...state.totals.map((total) => restored(v, state.dtype, total)),
    ]),
  )
  const fold = (x: Vector, join: Rule["combine"]): Vector => {
    let folded = x
    if (v.lanes * elementBytes[state.dtype] === 16) folded = v.let(join(x, v128.shuffle(x, x, swapHalves)))
    if (state.dtype === "float64") return folded
    return v.let(join(folded, v128.shuffle(folded, folded, swapNeighbours)))
  }
  const result = fold(all, combine)
  if (state.nans.length === 0) return result
  const nans = v.let(
    inPairs(
      v128.or,
      state.nans.map(({ get }) => get),
    ),
  )
  return v.let(v128.or(result, fold(nans, v128.or)))
}

/** The reduction of one accumulator, lane by lane. */
export const finishLanes = (v: VectorBuilder, state: Accumulators, index: number): Vector => {
  const local = (state.locals[index] as Local<"v128">).get
  const total = state.totals[index]
  const nan = state.nans[index]
  if (nan) return v.let(v128.or(local, nan.get))
  return v.let(total === undefined ? local : state.rule.combine(restored(v, state.dtype, total), local))
}

// internal

/** The sum with what it lost, which is NaN beside an infinite one. */
const restored = (v: VectorBuilder, dtype: DType, { sum, lost }: Total): Vector => {
  const [f, error] = [elementOf(dtype), lost.get]
  return v.let(f.add(sum.get, v128.and(error, f.eq(error, error))))
}

interface Rule {
  readonly identity: (v: VectorBuilder) => Vector
  readonly combine: (accumulator: Vector, x: Vector) => Vector
  /**
   * pmax and pmin keep the accumulator where x is NaN: with a comparison beside them still half the work of max and
   * min.
   */
  readonly missesNaN?: true
}

type Rules = { readonly [F in Exclude<NestReduceFn, LogSumExpFn>]: Rule }

const floatRules = (f: Element): Rules => {
  const from = (x: number) => (v: VectorBuilder) => f.of(v, x)
  const [lowest, highest] = [from(Number.NEGATIVE_INFINITY), from(Number.POSITIVE_INFINITY)]
  return {
    sum: { identity: from(0), combine: f.add },
    prod: { identity: from(1), combine: f.mul },
    max: { identity: lowest, combine: f.pmax, missesNaN: true },
    min: { identity: highest, combine: f.pmin, missesNaN: true },
    fastMax: { identity: lowest, combine: f.pmax },
  }
}

const rules: { readonly [D in FloatDType | "int32"]: Rules } = {
  float32: floatRules(elements.float32),
  float64: floatRules(elements.float64),
  int32: {
    sum: { identity: (v) => v.int(0), combine: i32x4.add },
    prod: { identity: (v) => v.int(1), combine: i32x4.mul },
    max: { identity: (v) => v.int(-(2 ** 31)), combine: i32x4.maxS },
    min: { identity: (v) => v.int(2 ** 31 - 1), combine: i32x4.minS },
    fastMax: { identity: (v) => v.int(-(2 ** 31)), combine: i32x4.maxS },
  },
}

const swapHalves = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]
const swapNeighbours = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11]

const inPairs = (combine: Rule["combine"], parts: readonly Vector[]): Vector => {
  if (parts.length <= 1) return parts[0] as Vector
  const half = Math.ceil(parts.length / 2)
  return combine(inPairs(combine, parts.slice(0, half)), inPairs(combine, parts.slice(half)))
}
