/**
 * @file A loop nest as a WebAssembly module: over the rows, then over each row one pass for every level of
 * reductions and one that stores. Values are computed on demand, each in the frame of the loop that changes it;
 * values of the inner loops are computed anew in each pass that needs them.
 */
import { isLogSumExpFn, type LogSumExpFn, type Nest, type Store, type Value, widthOf } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
import { type Dependence, dependences, join, placeDependence, rowCount } from "./dependence.js"
import { encodeModule } from "./encode.js"
import { defineFunction } from "./function.js"
import { i32, v128 } from "./instructions.js"
import { addTerms, finishLogSumExp, type LogSumExp, raise, startLogSumExp, startTops } from "./log-sum-exp.js"
import { type Copy, createLoops, frameAt, type Loops, overVariable, tripsOf } from "./loops.js"
import { elementOf, type FloatDType, isFloat } from "./math/elements.js"
import { type Vector, type VectorBuilder, vectorBuilder } from "./math/vectors.js"
import {
  type Accumulators,
  accumulate,
  carryOver,
  finishAcross,
  finishLanes,
  firstLanes,
  startAccumulators,
} from "./reduction.js"
import { type Carried, emitStore, type Kernel, provide, vectorOf } from "./values.js"

/**
 * A module that imports "env"."memory" and exports `run`, which takes the byte address of each buffer, and where the
 * nest has a split, which of its positions are visited: from ≤ p < to, at least one.
 */
export const nestModule = (nest: Nest, target: Target): Uint8Array =>
  encodeModule(
    [
      defineFunction(
        "run",
        [...nest.buffers, ...(nest.split ? ["from", "to"] : [])].map(() => "i32" as const),
        (given, f) => {
          const loops = createLoops(vectorBuilder(f, target, widthOf(nest)), nest, given)
          const kernel = { ...loops, known: dependences(loops.nest), carried: nothingCarried(loops.v) }
          overVariables(kernel, 0, rowCount(nest), () => emitRow(kernel))
        },
      ),
    ],
    target.shared,
  )

// internal

const nothingCarried = (v: VectorBuilder): Carried => ({ start: v.slot(), locals: new Map() })

type Reduce = Value & { readonly kind: "reduce" }

/** Additions before a carry-over: within them the error of a sum still grows. */
const additionsPerCarry = 64

/** `end` runs at the end of each turn of the loop over variable `endOf`, where that is a loop. */
const overVariables = (
  kernel: Kernel,
  from: number,
  to: number,
  body: () => void,
  endOf: number | undefined = undefined,
  end: () => void = () => {},
): void => {
  if (from === to) body()
  else {
    overVariable(kernel, from, (moves) => {
      overVariables(kernel, from + 1, to, body, endOf, end)
      if (from === endOf && moves) end()
    })
  }
}

const emitRow = (kernel: Kernel): void => {
  const { nest, known } = kernel
  const rows = rowCount(nest)
  const levels = Math.max(0, ...known.map(({ level }) => level))
  for (let level = 1; level <= levels; level++) {
    const reductions = nest.values.flatMap((value, index) =>
      value.kind === "reduce" && known[index]?.level === level ? [{ value, index }] : [],
    )
    emitPass(kernel, reductions)
    frameAt(kernel, rows - 1).slot = kernel.v.slot()
  }
  const isElement = (store: Store): boolean =>
    store.accumulates === "element" ||
    join(known[store.value] as Dependence, placeDependence(nest, known, store.access)).depth >= rows
  const elements = nest.stores.filter(isElement)
  if (elements.length > 0) {
    kernel.carried = nothingCarried(kernel.v)
    overVariables(kernel, rows, nest.variables.length, () => {
      for (const store of elements) emitStore(kernel, store)
    })
  }
  for (const store of nest.stores) if (!isElement(store)) emitStore(kernel, store)
}

interface Reduction {
  readonly value: Reduce
  readonly index: number
}

const emitPass = (kernel: Kernel, all: readonly Reduction[]): void => {
  const { v, nest, copies } = kernel
  const rows = rowCount(nest)
  const last = nest.variables.length - 1
  const reductions = all.filter(({ value }) => !isLogSumExpFn(value.fn))
  const parts = all.filter(({ value }) => isLogSumExpFn(value.fn))
  const isAcross = nest.variables[nest.lanes]?.role === "axis"
  const count = isAcross ? accumulatorCount(kernel) : copies.length
  const carry = carryOf(kernel)
  const totals = carry === undefined ? 0 : isAcross ? 1 : count
  const states = reductions.map(({ value }) => {
    return startAccumulators(v, value, count, value.fn === "sum" && isFloat(value.dtype) ? totals : 0)
  })
  const logSumExps = new Map(
    parts.map(({ value }) => [
      value.x,
      startLogSumExp(v, value.dtype as FloatDType, count, totals, isAcross, rows === last),
    ]),
  )
  const longSums = [...states, ...[...logSumExps.values()].map(({ rest }) => rest)].filter(
    (state) => state.totals.length > 0,
  )
  const endOf = longSums.length > 0 ? carry : undefined
  const atEnd = countdown(v, endOf?.turns ?? 1, () => {
    for (const sum of longSums) carryOver(v, sum)
  })
  const body = (): void => {
    reductions.forEach(({ value }, i) => {
      for (const copy of kernel.copies) {
        const taken = isAcross ? copy.count : v.lanes
        accumulate(v, states[i] as Accumulators, copy.index, vectorOf(kernel, value.x, copy), taken)
      }
    })
  }
  kernel.carried = nothingCarried(v)
  if (logSumExps.size === 0) overVariables(kernel, rows, last + 1, body, endOf?.variable, atEnd)
  else {
    // terms follow the maxima block by block: what is carried along the axis is carried anew for each log-sum-exp
    const again = parts.map(() => nothingCarried(v))
    overVariables(kernel, rows, last, () => emitBlock(kernel, last, logSumExps, body, again), endOf?.variable, atEnd)
  }
  reductions.forEach(({ index }, i) => {
    const state = states[i] as Accumulators
    const across = isAcross ? finishAcross(v, state) : undefined
    for (const copy of copies) provide(kernel, index, copy, across ?? finishLanes(v, state, copy.index))
  })
  for (const [x, state] of logSumExps) {
    for (const copy of copies) {
      const finished = finishLogSumExp(v, state, copy.index)
      for (const { value, index } of parts) {
        if (value.x === x) provide(kernel, index, copy, finished[value.fn as LogSumExpFn])
      }
    }
  }
}

/** One block of the last axis: maxima and all other reductions, then the terms of each log-sum-exp. */
const emitBlock = (
  kernel: Kernel,
  last: number,
  logSumExps: ReadonlyMap<number, LogSumExp>,
  others: () => void,
  again: readonly Carried[],
): void => {
  const { v, carried } = kernel
  const operand = (x: number, copy: Copy): Vector => {
    const vector = vectorOf(kernel, x, copy)
    if (copy.count === v.lanes || kernel.nest.lanes !== last) return vector
    const { dtype } = kernel.nest.values[x] as Value
    return v128.bitselect(vector, elementOf(dtype).of(v, Number.NEGATIVE_INFINITY), firstLanes(v, dtype, copy.count))
  }
  const tops = [...logSumExps.values()].map((state) => startTops(v, state))
  overVariable(kernel, last, () => {
    others()
    ;[...logSumExps.keys()].forEach((x, i) => {
      for (const copy of kernel.copies) accumulate(v, tops[i] as Accumulators, copy.index, operand(x, copy), v.lanes)
    })
  })
  ;[...logSumExps].forEach(([x, state], i) => {
    kernel.carried = again[i] as Carried
    const hasPeaks = raise(v, state, tops[i] as Accumulators)
    const terms = (withPeaks: boolean) => () =>
      overVariable(kernel, last, () => {
        for (const copy of kernel.copies) addTerms(v, state, copy.index, v.let(operand(x, copy)), withPeaks)
      })
    if (frameAt(kernel, last - 1).position.kind === "moving" && !state.isSingle)
      v.if(hasPeaks, terms(true), terms(false))
    else terms(true)()
  })
  kernel.carried = carried
}

/** What has to be emitted to run the body on every `turns`th turn. */
const countdown = (v: VectorBuilder, turns: number, body: () => void): (() => void) => {
  if (turns === 1) return body
  const left = v.local("i32")
  v.set(left, i32.const(turns))
  return () => {
    v.set(left, i32.sub(left.get, i32.const(1)))
    v.if(i32.eq(left.get, i32.const(0)), () => {
      body()
      v.set(left, i32.const(turns))
    })
  }
}

/** In which loop, and after how many turns of it, accumulators are carried over; undefined for short sums. */
const carryOf = (loops: Loops): { readonly variable: number; readonly turns: number } | undefined => {
  const { nest } = loops
  let inner = 1
  for (let variable = nest.variables.length - 1; variable >= rowCount(nest); variable--) {
    const all = inner * Math.max(1, tripsOf(loops, variable))
    if (all > 2 * additionsPerCarry) return { variable, turns: Math.max(1, Math.floor(additionsPerCarry / inner)) }
    inner = all
  }
  return undefined
}

/** One for each vector that the lane loop ever handles at once. */
const accumulatorCount = ({ v, nest }: Loops): number => {
  const { extent } = nest.variables[nest.lanes] as { extent: number }
  return Math.max(1, Math.min(nest.unroll, Math.ceil(extent / v.lanes)))
}
