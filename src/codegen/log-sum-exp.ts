/**
 * @file Log-sum-exps in one pass, block by block: first the maximum of a block, then Σ exp of its terms. Terms are
 * relative to a reference below the maximum, or at it, which is moved up rarely: if it were moved with every block of a
 * row that rises, the factors' roundings would add up. Terms of the maximum are counted apart.
 */
import type { LogSumExpFn } from "../schedule/nest.js"
import type { Expr } from "./encode.js"
import type { Local } from "./function.js"
import { i32, v128 } from "./instructions.js"
import { type Element, elements, type FloatDType } from "./math/elements.js"
import { transcendentals } from "./math/transcendentals.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"
import { type Accumulators, finishAcross, finishLanes, startAccumulators } from "./reduction.js"

export interface LogSumExp {
  readonly dtype: FloatDType
  /** Along the axis one for all lanes and vectors, else one for each vector. */
  readonly rows: readonly Row[]
  readonly rest: Accumulators
  readonly isAcross: boolean
  /** Whether one block is all there is. */
  readonly isSingle: boolean
}

interface Row {
  readonly top: Local<"v128">
  /** top - reach ≤ reference ≤ top */
  readonly reference: Local<"v128">
  readonly peaks: Local<"v128">
}

/** `count` vectors are handled at once; `totals`: see `startAccumulators`. */
export const startLogSumExp = (
  v: VectorBuilder,
  dtype: FloatDType,
  count: number,
  totals: number,
  isAcross: boolean,
  isSingle: boolean,
): LogSumExp => {
  const start = (x: number): Local<"v128"> => {
    const local = v.local("v128")
    v.set(local, elements[dtype].of(v, x))
    return local
  }
  const lowest = dtype === "float32" ? -3.4028234663852886e38 : -Number.MAX_VALUE
  return {
    dtype,
    rows: Array.from({ length: isAcross ? 1 : count }, () => ({
      top: start(lowest),
      reference: start(lowest),
      peaks: start(0),
    })),
    rest: startAccumulators(v, { kind: "reduce", fn: "sum", x: 0, dtype }, count, totals),
    isAcross,
    isSingle,
  }
}

export const startTops = (v: VectorBuilder, { rest, dtype }: LogSumExp): Accumulators =>
  startAccumulators(v, { kind: "reduce", fn: "fastMax", x: 0, dtype }, rest.locals.length, 0)

/** Takes in the maximum of a block; gives whether the block holds terms of the maximum so far. */
export const raise = (v: VectorBuilder, state: LogSumExp, tops: Accumulators): Expr<"i32"> => {
  const f = elements[state.dtype]
  const found = state.rows.map((_, i) => (state.isAcross ? finishAcross(v, tops) : finishLanes(v, tops, i)))
  if (state.isSingle) {
    state.rows.forEach(({ top, reference }, i) => {
      v.set(top, f.pmax(top.get, found[i] as Vector))
      v.set(reference, top.get)
    })
    return i32.const(1)
  }
  const anyOf = (test: (a: Vector, b: Vector) => Vector): Expr<"i32"> =>
    v128.anyTrue(state.rows.map(({ top }, i) => test(found[i] as Vector, top.get)).reduce(v128.or))
  v.if(anyOf(f.gt), () => {
    state.rows.forEach((row, i) => {
      raiseRow(v, state, row, i, found[i] as Vector)
    })
  })
  return anyOf(f.eq)
}

/** Adds the exp of one vector of terms; `hasPeaks`: some of them may be terms of the maximum. */
export const addTerms = (v: VectorBuilder, state: LogSumExp, index: number, x: Vector, hasPeaks: boolean): void => {
  const { rest, dtype } = state
  const [f, { expNonPositive, plusExp }] = [elements[dtype], transcendentals[dtype]]
  const { top, reference, peaks } = rowOf(state, index)
  const relative = f.sub(x, reference.get)
  const sum = rest.locals[index] as Local<"v128">
  if (!hasPeaks) v.set(sum, plusExp(v, relative, sum.get))
  else {
    const isPeak = v.let(f.eq(x, top.get))
    v.set(peaks, f.add(peaks.get, v128.and(isPeak, f.of(v, 1))))
    v.set(sum, f.add(sum.get, v128.andnot(expNonPositive(v, relative), isPeak)))
  }
}

/** The parts, in the lanes of one vector. */
export const finishLogSumExp = (
  v: VectorBuilder,
  state: LogSumExp,
  index: number,
): { readonly [F in LogSumExpFn]: Vector } => {
  const { top, reference, peaks } = rowOf(state, index)
  const [shift, count] = [v.let(top.get), v.let(peaks.get)]
  const { dtype, rest, isAcross, isSingle } = state
  const relative = isAcross ? finishAcross(v, rest) : finishLanes(v, rest, index)
  return {
    shift,
    peaks: isAcross ? finishAcross(v, { ...rest, locals: [peaks], totals: [] }) : count,
    rest: isSingle ? relative : v.let(elements[dtype].mul(relative, factor(v, dtype, reference.get, shift))),
  }
}

// internal

/** Terms are e^reach at most. */
const reach = 8

const rowOf = ({ rows, isAcross }: LogSumExp, index: number): Row => rows[isAcross ? 0 : index] as Row

/** Terms of the old maximum are none any more. */
const raiseRow = (v: VectorBuilder, state: LogSumExp, row: Row, index: number, found: Vector): void => {
  const { dtype, rest, isAcross } = state
  const f = elements[dtype]
  const { top, reference, peaks } = row
  const isHigher = v.let(f.gt(found, top.get))
  const isFar = f.gt(found, f.add(reference.get, f.of(v, reach)))
  const next = v.let(v128.bitselect(found, reference.get, isFar))
  const moves = v.let(factor(v, dtype, reference.get, next))
  const former = f.mul(peaks.get, transcendentals[dtype].expNonPositive(v, f.sub(top.get, reference.get)))
  const first = rest.locals[index] as Local<"v128">
  v.set(first, f.add(first.get, v128.and(former, isHigher)))
  const mine = <T>(all: readonly T[]): readonly T[] => (isAcross ? all : all.slice(index, index + 1))
  for (const local of [...mine(rest.locals), ...mine(rest.totals).flatMap(({ sum, lost }) => [sum, lost])]) {
    v.set(local, f.mul(local.get, moves))
  }
  v.set(peaks, v128.andnot(peaks.get, isHigher))
  v.set(top, f.pmax(top.get, found))
  v.set(reference, next)
}

/** e^(from - to), which is 1 where both are infinite. */
const factor = (v: VectorBuilder, dtype: FloatDType, from: Vector, to: Vector): Vector => {
  const f: Element = elements[dtype]
  return v128.bitselect(f.of(v, 1), transcendentals[dtype].expNonPositive(v, f.sub(from, to)), f.eq(from, to))
}
