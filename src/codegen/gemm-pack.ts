/**
 * @file Packing a block of a matrix into panels that a tile reads from end to end.
 * A panel holds `width` rows or columns side by side: element (k, j) at k · width + j, anything where j is past the edge.
 */
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { loadLanes, storeLanes, vectorsOf } from "./gemm-micro.js"
import { i32, v128 } from "./instructions.js"

/** How to read a panel's source, in bytes. */
export interface PanelSource {
  /** Between steps of k. */
  readonly deep: number
  /** Between the panel's neighbours. */
  readonly across: number
  /** Neighbours that exist. */
  readonly count: number
  /** Neighbours in the panel. */
  readonly width: number
}

/** Writes one panel of `depth` (at least 1) steps of k from `source` to `target`, which ends up behind it. */
export const emitPanel = (
  f: FunctionBuilder,
  panel: PanelSource,
  source: Local<"i32">,
  target: Local<"i32">,
  depth: Local<"i32">,
): void => {
  const from = f.local("i32")
  f.set(from, source.get)
  const advance = (steps: number): void => {
    f.set(from, i32.add(from.get, i32.const(steps * panel.deep)))
    f.set(target, i32.add(target.get, i32.const(steps * panel.width * 4)))
  }
  const single = (): void => {
    emitRow(f, panel, from, target)
    advance(1)
  }
  if (panel.deep !== 4 || panel.across === 4 || panel.width % 4 !== 0) {
    f.repeat(depth, single)
    return
  }
  const blocks = f.local("i32")
  f.set(blocks, i32.shrU(depth.get, i32.const(2)))
  f.repeat(blocks, () => {
    emitTransposed(f, panel, from, target)
    advance(4)
  })
  const rest = f.local("i32")
  f.set(rest, i32.and(depth.get, i32.const(3)))
  f.repeat(rest, single)
}

export type Quad<T> = readonly [T, T, T, T]

/** The columns of four vectors. */
export const transpose = (f: FunctionBuilder, [a, b, c, d]: Quad<Expr<"v128">>): Quad<Expr<"v128">> => {
  const low = [f.let(v128.shuffle(a, b, interleaveLow)), f.let(v128.shuffle(c, d, interleaveLow))] as const
  const high = [f.let(v128.shuffle(a, b, interleaveHigh)), f.let(v128.shuffle(c, d, interleaveHigh))] as const
  return [
    v128.shuffle(...low, lowHalves),
    v128.shuffle(...low, highHalves),
    v128.shuffle(...high, lowHalves),
    v128.shuffle(...high, highHalves),
  ]
}

// internal

/** One step of k. */
const emitRow = (
  f: FunctionBuilder,
  { across, count, width }: PanelSource,
  from: Local<"i32">,
  target: Local<"i32">,
): void => {
  vectorsOf(count).forEach((used, j) => {
    const row = f.let(gather(f, from, across, 4 * j, used))
    storeLanes(f, target.get, row, Math.min(4, width - 4 * j), 16 * j)
  })
}

const gather = (f: FunctionBuilder, from: Local<"i32">, across: number, first: number, lanes: number): Expr<"v128"> => {
  if (across === 4) return loadLanes(f, from.get, lanes, first * 4)
  let row = v128.load32Zero(from.get, first * across)
  for (let lane = 1; lane < lanes; lane++) row = v128.load32Lane(from.get, row, lane, (first + lane) * across)
  return row
}

/** Four steps of k where those are what is contiguous: 4 × 4 transposes. */
const emitTransposed = (
  f: FunctionBuilder,
  { across, count, width }: PanelSource,
  from: Local<"i32">,
  target: Local<"i32">,
): void => {
  vectorsOf(count).forEach((lanes, j) => {
    const columns = [0, 1, 2, 3].map((lane) =>
      // a missing neighbour repeats the first: its products are never stored
      f.let(v128.load(from.get, (4 * j + (lane < lanes ? lane : 0)) * across)),
    ) as [Expr<"v128">, Expr<"v128">, Expr<"v128">, Expr<"v128">]
    transpose(f, columns).forEach((row, k) => {
      f.do(v128.store(target.get, row, k * width * 4 + 16 * j))
    })
  })
}

/** Bytes of a shuffle that picks whole 32-bit lanes: 0 to 3 of the first operand, 4 to 7 of the second. */
const lanesToBytes = (lanes: Quad<number>): readonly number[] =>
  lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))

const interleaveLow = lanesToBytes([0, 4, 1, 5])
const interleaveHigh = lanesToBytes([2, 6, 3, 7])
const lowHalves = lanesToBytes([0, 1, 4, 5])
const highHalves = lanesToBytes([2, 3, 6, 7])
