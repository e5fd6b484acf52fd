/**
 * @file Packing a panel of an operand that has lists of axes, such as windows: each step of k and each neighbour has a
 * place.
 */
import type { Axis } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { advance } from "./gemm-loops.js"
import { storeLanes, vectorsOf } from "./gemm-micro.js"
import { bytesTo, type Listed } from "./gemm-places.js"
import { transpose } from "./gemm-transpose.js"
import { i32, v128 } from "./instructions.js"
import type { Element } from "./math/elements.js"

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
  element: Element,
): void => {
  const { bytes, lanes } = element
  const places = Array.from({ length: count }, (_, i) => {
    const position = f.let(i32.add(first, i32.const(i)))
    return f.let(i32.add(source.get, bytesTo(position, across, bytes)))
  })
  const step = f.local("i32")
  f.set(step, steps)
  const single = (): void => {
    const at = f.let(i32.load(step.get))
    vectorsOf(count, element).forEach((used, j) => {
      const of = places.slice(lanes * j, lanes * j + used)
      const row = together(f, of, at, runsOn(across, lanes), element)
      storeLanes(f, target.get, row, Math.min(lanes, width - lanes * j), 16 * j, element)
    })
    advance(f, step, i32.const(4))
    advance(f, target, i32.const(bytes * width))
  }
  if (!runsOn(deep, lanes) || runsOn(across, lanes) || width % lanes !== 0) {
    f.repeat(depth, single)
    return
  }
  const left = f.local("i32")
  f.set(left, depth.get)
  f.doWhile(() => {
    const [low, high] = [f.let(i32.load(step.get)), f.let(i32.load(step.get, 4 * (lanes - 1)))]
    // beyond the block's last steps the table goes on, or memory does
    const isRun = i32.and(i32.geU(left.get, i32.const(lanes)), i32.eq(i32.sub(high, low), i32.const(16 - bytes)))
    f.if(
      isRun,
      () => {
        emitSteps(f, places, low, target, width, element)
        advance(f, step, i32.const(4 * lanes))
        f.set(left, i32.sub(left.get, i32.const(lanes)))
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

/** Whether the neighbours of a vector may lie side by side. */
const runsOn = (axes: readonly Axis[], lanes: number): boolean =>
  axes.at(-1)?.stride === 1 && (axes.at(-1) as Axis).extent >= lanes

const together = (
  f: FunctionBuilder,
  places: readonly Expr<"i32">[],
  at: Expr<"i32">,
  mayRun: boolean,
  { bytes, lanes, loadLane, loadZero }: Element,
): Expr<"v128"> => {
  const [one, ...others] = places.map((place) => i32.add(place, at)) as [Expr<"i32">, ...Expr<"i32">[]]
  const gathered = () => others.reduce((row, place, i) => loadLane(place, row, i + 1), loadZero(one))
  if (!mayRun || places.length < lanes) return f.let(gathered())
  const row = f.local("v128")
  f.if(
    i32.eq(i32.sub(places[lanes - 1] as Expr<"i32">, places[0] as Expr<"i32">), i32.const(16 - bytes)),
    () => f.set(row, v128.load(one)),
    () => f.set(row, gathered()),
  )
  return row.get
}

/** As many steps of k as there are lanes, side by side: 4 × 4 transposes, or 2 × 2. */
const emitSteps = (
  f: FunctionBuilder,
  places: readonly Expr<"i32">[],
  at: Expr<"i32">,
  target: Local<"i32">,
  width: number,
  element: Element,
): void => {
  const { bytes, lanes } = element
  vectorsOf(places.length, element).forEach((used, j) => {
    // a missing neighbour repeats the first: its products are never stored
    const columns = Array.from({ length: lanes }, (_, lane) =>
      f.let(v128.load(i32.add(places[lanes * j + (lane < used ? lane : 0)] as Expr<"i32">, at))),
    )
    transpose(f, columns).forEach((row, k) => {
      f.do(v128.store(target.get, row, k * width * bytes + 16 * j))
    })
  })
  advance(f, target, i32.const(16 * width))
}
