/**
 * @file Accumulating a reduction: an accumulator for each vector of the lane loop, joined pairwise at the end.
 * Long float sums are carried over into a total every 64 additions, and what that rounds away is kept beside
 * it: their error does not grow with their length.
 */
import { isLogSumExpFn, type LogSumExpFn, type NestReduceFn, type Value } from "../schedule/nest.js"
import type { Local } from "./function.js"
import { f32x4, i32x4, v128 } from "./instructions.js"
import { type LaneDType, laneDType } from "./lanes.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

export interface Accumulators {
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
  const dtype = laneDType(value.dtype)
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
  const taken = count === 4 ? x : v.let(v128.bitselect(x, identity(v), firstLanes(v, count)))
  v.set(target, combine(target.get, taken))
  const nan = state.nans[index]
  if (nan) v.set(nan, v128.or(nan.get, f32x4.ne(taken, taken)))
}

/** A mask of the first lanes. */
export const firstLanes = (v: VectorBuilder, count: number): Vector =>
  v.ints([0, 1, 2, 3].map((lane) => (lane < count ? -1 : 0)) as [number, number, number, number])

/** Moves what the accumulators of a float sum hold into the totals (Knuth's TwoSum). */
export const carryOver = (v: VectorBuilder, state: Accumulators): void => {
  const { combine, identity } = state.rule
  const parts = state.locals.map(({ get }) => get)
  const carried = state.totals.length === 1 ? [inPairs(combine, parts)] : parts
  state.totals.forEach(({ sum, lost }, i) => {
    const before = v.let(sum.get)
    const part = v.let(carried[i] as Vector)
    v.set(sum, f32x4.add(before, part))
    const taken = v.let(f32x4.sub(sum.get, before))
    const error = f32x4.add(f32x4.sub(before, f32x4.sub(sum.get, taken)), f32x4.sub(part, taken))
    v.set(lost, f32x4.add(lost.get, error))
  })
  for (const local of state.locals) v.set(local, identity(v))
}

/** The reduction of all lanes of all accumulators, in every lane. */
export const finishAcross = (v: VectorBuilder, state: Accumulators): Vector => {
  const { combine } = state.rule
  const all = v.let(
    inPairs(combine, [...state.locals.map(({ get }) => get), ...state.totals.map((total) => restored(v, total))]),
  )
  const fold = (x: Vector, join: Rule["combine"]): Vector => {
    const halves = v.let(join(x, v128.shuffle(x, x, swapHalves)))
    return v.let(join(halves, v128.shuffle(halves, halves, swapNeighbours)))
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
  return v.let(total === undefined ? local : state.rule.combine(restored(v, total), local))
}

// internal

/** The sum with what it lost, which is NaN beside an infinite one. */
const restored = (v: VectorBuilder, { sum, lost }: Total): Vector => {
  const error = lost.get
  return v.let(f32x4.add(sum.get, v128.and(error, f32x4.eq(error, error))))
}

interface Rule {
  readonly identity: (v: VectorBuilder) => Vector
  readonly combine: (accumulator: Vector, x: Vector) => Vector
  /** pmax and pmin keep the accumulator where x is NaN: with a comparison beside them still half the work of max and min. */
  readonly missesNaN?: true
}

const rules: {
  readonly [D in Exclude<LaneDType, "bool">]: { readonly [F in Exclude<NestReduceFn, LogSumExpFn>]: Rule }
} = {
  float32: {
    sum: { identity: (v) => v.float(0), combine: f32x4.add },
    prod: { identity: (v) => v.float(1), combine: f32x4.mul },
    max: { identity: (v) => v.float(Number.NEGATIVE_INFINITY), combine: f32x4.pmax, missesNaN: true },
    min: { identity: (v) => v.float(Number.POSITIVE_INFINITY), combine: f32x4.pmin, missesNaN: true },
    fastMax: { identity: (v) => v.float(Number.NEGATIVE_INFINITY), combine: f32x4.pmax },
  },
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
