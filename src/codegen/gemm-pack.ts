/**
 * @file Packing a block of a matrix into panels that a tile reads from end to end.
 * A panel holds `width` rows or columns side by side: element (k, j) at k · width + j, anything where j is past the edge.
 */
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { advance, inTiles } from "./gemm-loops.js"
import { loadLanes, storeLanes, vectorsOf } from "./gemm-micro.js"
import { emitListedPanel } from "./gemm-pack-listed.js"
import type { Listed } from "./gemm-places.js"
import { padded } from "./gemm-tiling.js"
import { transpose } from "./gemm-transpose.js"
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

/** What panels are packed of; strides in elements. */
export interface Packed {
  readonly source: Local<"i32">
  readonly target: Local<"i32">
  /** How many rows or columns, from which on. */
  readonly total: Local<"i32">
  readonly start: Expr<"i32">
  readonly depth: Local<"i32">
  readonly deep: number
  readonly across: number
  /** Instead of strides, from an operand's start; `steps` is the address of the bytes to each step of k. */
  readonly listed: Listed | undefined
  readonly steps: Expr<"i32">
}

/** Writes one panel after another, of `most` of `total`; `width`: with room for so many, else for whole vectors. */
export const packPanels = (
  f: FunctionBuilder,
  total: number,
  most: number,
  width: number | undefined,
  packed: Packed,
): void => {
  const { source, target, depth, listed, steps } = packed
  const [deep, across] = [4 * packed.deep, 4 * packed.across]
  const from = f.local("i32")
  f.set(from, source.get)
  inTiles(f, total, most, packed.total, (count, at) => {
    const size = { count, width: width ?? padded(count) }
    if (listed) {
      const first = f.let(i32.add(packed.start, at))
      emitListedPanel(f, { ...size, ...listed }, { source, first, steps }, target, depth)
    } else {
      emitPanel(f, { ...size, deep, across }, from, target, depth)
      advance(f, from, i32.const(count * across))
    }
  })
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
