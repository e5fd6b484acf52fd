/** @file Packing a panel of an operand that has lists of axes, such as windows: each step of k and each neighbour has a place. */
import type { Axis } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { advance } from "./gemm-loops.js"
import { storeLanes, vectorsOf } from "./gemm-micro.js"
import { bytesTo, type Listed } from "./gemm-places.js"
import { type Quad, transpose } from "./gemm-transpose.js"
import { i32, v128 } from "./instructions.js"

export interface ListedPanel extends Listed {
  /** Neighbours that exist, and that have room. */
  readonly count: number
  readonly width: number
}

export interface ListedSource {
  readonly source: Local<"i32">
  /** The position of the first neighbour, which is read several times. */
  readonly first: Expr<"i32">
  /** The address of the bytes to each step of k. */
  readonly steps: Expr<"i32">
}

/** Writes a panel of `depth` (at least 1) steps of k to `target`, which ends up behind it. */
export const emitListedPanel = (
  f: FunctionBuilder,
  { deep, across, count, width }: ListedPanel,
  { source, first, steps }: ListedSource,
  target: Local<"i32">,
  depth: Local<"i32">,
): void => {
  const places = Array.from({ length: count }, (_, i) => {
    const position = f.let(i32.add(first, i32.const(i)))
    return f.let(i32.add(source.get, bytesTo(position, across)))
  })
  const step = f.local("i32")
  f.set(step, steps)
  const single = (): void => {
    const at = f.let(i32.load(step.get))
    vectorsOf(count).forEach((lanes, j) => {
      const of = places.slice(4 * j, 4 * j + lanes)
      storeLanes(f, target.get, together(f, of, at, runsOn(across)), Math.min(4, width - 4 * j), 16 * j)
    })
    advance(f, step, i32.const(4))
    advance(f, target, i32.const(4 * width))
  }
  if (!runsOn(deep) || runsOn(across) || width % 4 !== 0) {
    f.repeat(depth, single)
    return
  }
  const left = f.local("i32")
  f.set(left, depth.get)
  f.doWhile(() => {
    const [low, high] = [f.let(i32.load(step.get)), f.let(i32.load(step.get, 12))]
    // beyond the block's last steps the table goes on, or memory does
    const isRun = i32.and(i32.geU(left.get, i32.const(4)), i32.eq(i32.sub(high, low), i32.const(12)))
    f.if(
      isRun,
      () => {
        emitFour(f, places, low, target, width)
        advance(f, step, i32.const(16))
        f.set(left, i32.sub(left.get, i32.const(4)))
      },
      () => {
        single()
        f.set(left, i32.sub(left.get, i32.const(1)))
      },
    )
    return left.get
  })
}

// internal

/** Whether four neighbours may lie side by side. */
const runsOn = (axes: readonly Axis[]): boolean => axes.at(-1)?.stride === 1 && (axes.at(-1) as Axis).extent >= 4

const together = (
  f: FunctionBuilder,
  places: readonly Expr<"i32">[],
  at: Expr<"i32">,
  mayRun: boolean,
): Expr<"v128"> => {
  const [one, ...others] = places.map((place) => i32.add(place, at)) as [Expr<"i32">, ...Expr<"i32">[]]
  const gathered = () => others.reduce((row, place, i) => v128.load32Lane(place, row, i + 1), v128.load32Zero(one))
  if (!mayRun || places.length < 4) return f.let(gathered())
  const row = f.local("v128")
  f.if(
    i32.eq(i32.sub(places[3] as Expr<"i32">, places[0] as Expr<"i32">), i32.const(12)),
    () => f.set(row, v128.load(one)),
    () => f.set(row, gathered()),
  )
  return row.get
}

/** Four steps of k side by side: 4 × 4 transposes. */
const emitFour = (
  f: FunctionBuilder,
  places: readonly Expr<"i32">[],
  at: Expr<"i32">,
  target: Local<"i32">,
  width: number,
): void => {
  vectorsOf(places.length).forEach((lanes, j) => {
    // a missing neighbour repeats the first: its products are never stored
    const columns = [0, 1, 2, 3].map((lane) =>
      f.let(v128.load(i32.add(places[4 * j + (lane < lanes ? lane : 0)] as Expr<"i32">, at))),
    ) as unknown as Quad<Expr<"v128">>
    transpose(f, columns).forEach((row, k) => {
      f.do(v128.store(target.get, row, k * width * 4 + 16 * j))
    })
  })
  advance(f, target, i32.const(16 * width))
}
