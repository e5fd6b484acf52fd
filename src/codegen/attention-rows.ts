/**
 * @file The state of rows while they attend to one block of keys after another: of each the greatest score so far and
 * Σ exp(score - greatest). Scores become exponentials in place; what has been added up is scaled where the greatest
 * grew.
 */
import type { Attention } from "../schedule/attention.js"
import type { Target } from "../schedule/target.js"
import type { AttentionTiling } from "./attention-tiling.js"
import type { Expr, WasmFunction } from "./encode.js"
import { defineFunction, type Local } from "./function.js"
import { advance } from "./gemm-loops.js"
import { loadLanes, storeLanes } from "./gemm-micro.js"
import { f32x4, i32, v128 } from "./instructions.js"
import { expNonPositive } from "./math/exponential.js"
import { type Vector, type VectorBuilder, vectorBuilder } from "./math/vectors.js"
import { accumulate, finishAcross, startAccumulators } from "./reduction.js"

/** Parameters: scores, rows, columns, whether it is the first block, whether the last, the state, results. */
export const rowsFunction = (
  { n, d }: Attention,
  { rows: most, keys }: AttentionTiling,
  target: Target,
): WasmFunction =>
  defineFunction(undefined, ["i32", "i32", "i32", "i32", "i32", "i32", "i32"], (parameters, builder) => {
    const [scores, rows, columns, isFirst, isLast, state, results] = parameters
    const v = vectorBuilder(builder, target)
    const [greatest, total] = [v.local("v128"), v.local("v128")]
    const bytes = v.let(i32.shl(columns.get, i32.const(2)))
    v.repeat(rows, () => {
      // the last vector is whole
      if (n % 4 !== 0) v.if(isLast.get, () => storeEnd(v, v.let(i32.add(scores.get, bytes)), 4 - (n % 4)))
      const maximum = startAccumulators(v, { kind: "reduce", fn: "fastMax", x: 0, dtype: "float32" }, unroll, 0)
      inVectors(v, scores.get, bytes, (at, i) => accumulate(v, maximum, i, v128.load(at, 16 * i), 4))
      v.if(
        isFirst.get,
        () => {
          v.set(greatest, v.float(Number.NEGATIVE_INFINITY))
          v.set(total, v.float(0))
        },
        () => {
          v.set(greatest, v128.load32Splat(state.get))
          v.set(total, v128.load32Splat(state.get, 4 * most))
        },
      )
      const top = v.let(f32x4.pmax(greatest.get, finishAcross(v, maximum)))
      // where there is none yet, exp(-∞ - 0) makes every weight 0
      const shift = v.let(v128.andnot(top, f32x4.eq(top, v.float(Number.NEGATIVE_INFINITY))))
      const sum = startAccumulators(v, { kind: "reduce", fn: "sum", x: 0, dtype: "float32" }, unroll, 0)
      inVectors(v, scores.get, bytes, (at, i) => {
        const weight = v.let(expNonPositive(v, f32x4.sub(v128.load(at, 16 * i), shift)))
        v.do(v128.store(at, weight, 16 * i))
        accumulate(v, sum, i, weight, 4)
      })
      const factor = v.let(expNonPositive(v, f32x4.sub(greatest.get, shift)))
      storeLanes(v, state.get, top, 1, 0)
      storeLanes(v, state.get, f32x4.add(f32x4.mul(total.get, factor), finishAcross(v, sum)), 1, 4 * most)
      if (n > keys) {
        const changes = v128.anyTrue(f32x4.ne(factor, v.float(1)))
        v.if(
          isFirst.get,
          () => {},
          () => v.if(changes, () => scaleRow(v, results, d, factor)),
        )
      }
      advance(v, scores, i32.const(4 * keys))
      advance(v, state, i32.const(4))
      advance(v, results, i32.const(4 * d))
    })
  })

/** Divides results by the totals of their rows. Parameters: rows, the state, results, and where what is kept goes. */
export const divideFunction = (
  { d, state: kept }: Attention,
  { rows: most }: AttentionTiling,
  target: Target,
): WasmFunction => {
  const parameters = Array.from({ length: kept === undefined ? 3 : 5 }, () => "i32" as const)
  return defineFunction(undefined, parameters, ([rows, state, results, ...places], builder) => {
    const v = vectorBuilder(builder, target)
    v.repeat(rows as Local<"i32">, () => {
      const [from, to] = [state, results] as [Local<"i32">, Local<"i32">]
      const inverse = v.let(f32x4.div(v.float(1), v128.load32Splat(from.get, 4 * most)))
      scaleRow(v, to, d, inverse)
      places.forEach((place, i) => {
        storeLanes(v, place.get, i === 0 ? v128.load32Splat(from.get) : inverse, 1, 0)
        advance(v, place, i32.const(4))
      })
      advance(v, from, i32.const(4))
      advance(v, to, i32.const(4 * d))
    })
  })
}

/** The body for each of the vectors that the bytes hold: up to `unroll` of them at an address, by their index there. */
export const inVectors = (
  v: VectorBuilder,
  start: Expr<"i32">,
  bytes: Expr<"i32">,
  body: (at: Expr<"i32">, index: number) => void,
): void => {
  const at = v.local("i32")
  v.set(at, start)
  const end = v.let(i32.add(start, bytes))
  const loop = (count: number, limit: Expr<"i32">): void =>
    v.if(i32.ltU(at.get, limit), () =>
      v.doWhile(() => {
        for (let i = 0; i < count; i++) body(at.get, i)
        advance(v, at, i32.const(16 * count))
        return i32.ltU(at.get, limit)
      }),
    )
  loop(unroll, v.let(i32.add(start, i32.and(bytes, i32.const(-16 * unroll)))))
  loop(1, end)
}

// internal

const unroll = 4

const storeEnd = (v: VectorBuilder, at: Expr<"i32">, lanes: number): void =>
  storeLanes(v, at, v.float(Number.NEGATIVE_INFINITY), lanes, 0)

const scaleRow = (v: VectorBuilder, row: Local<"i32">, d: number, factor: Vector): void => {
  const scale = (at: Expr<"i32">, lanes: number): void =>
    storeLanes(v, at, v.let(f32x4.mul(loadLanes(v, at, lanes), factor)), lanes, 0)
  const whole = d - (d % 4)
  if (whole > 0) {
    const at = v.local("i32")
    v.set(at, row.get)
    const end = v.let(i32.add(row.get, i32.const(4 * whole)))
    v.doWhile(() => {
      scale(at.get, 4)
      advance(v, at, i32.const(16))
      return i32.ltU(at.get, end)
    })
  }
  if (d % 4 !== 0) scale(i32.add(row.get, i32.const(4 * whole)), d % 4)
}
