/**
 * @file Packing a block of a matrix into panels that a tile reads from end to end.
 * A panel holds `width` rows or columns side by side: element (k, j) at k · width + j, anything where j is past the
 * edge.
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
import { type Element, elements } from "./math/elements.js"

/** How to read a panel's source, in bytes. */
export interface PanelSource {
  /** Between steps of k. */
  readonly deep: number
  /** Between the panel's neighbours. */
  readonly across: number
  /** Neighbours that exist; of several panels, where there are more than in one. */
  readonly count: number
  /** Neighbours in a panel. */
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
  element: Element = elements.float32,
): void => {
  const { source, target, depth, listed } = packed
  const [deep, across] = [element.bytes * packed.deep, element.bytes * packed.across]
  const from = f.local("i32")
  f.set(from, source.get)
  const steps = !listed && across === element.bytes ? [most * panelsAtOnce, most] : most
  inTiles(f, total, steps, packed.total, (count, at) => {
    const size = { count, width: width ?? padded(Math.min(count, most), element) }
    if (listed) {
      const first = f.let(i32.add(packed.start, at))
      emitListedPanel(f, { ...size, ...listed }, { source, first, steps: packed.steps }, target, depth, element)
    } else {
      emitPanel(f, { ...size, deep, across }, from, target, depth, element)
      advance(f, from, i32.const(count * across))
    }
  })
}

/**
 * Writes a panel, or several one behind the other, of `depth` (at least 1) steps of k from `source` to `target`, which
 * ends up behind them.
 */
export const emitPanel = (
  f: FunctionBuilder,
  panel: PanelSource,
  source: Local<"i32">,
  target: Local<"i32">,
  depth: Local<"i32">,
  element: Element = elements.float32,
): void => {
  const { bytes, lanes } = element
  const from = f.local("i32")
  f.set(from, source.get)
  const advance = (steps: number): void => {
    f.set(from, i32.add(from.get, i32.const(steps * panel.deep)))
    f.set(target, i32.add(target.get, i32.const(steps * panel.width * bytes)))
  }
  const apart = f.let(i32.mul(depth.get, i32.const(panel.width * bytes)))
  const single = (): void => {
    emitRow(f, panel, from, target, apart, element)
    advance(1)
  }
  if (panel.deep !== bytes || panel.across === bytes || panel.width % lanes !== 0) {
    f.repeat(depth, single)
    for (let at = panel.width; at < panel.count; at += panel.width) f.set(target, i32.add(target.get, apart))
    return
  }
  const blocks = f.local("i32")
  f.set(blocks, i32.shrU(depth.get, i32.const(lanes / 2)))
  f.repeat(blocks, () => {
    emitTransposed(f, panel, from, target, element)
    advance(lanes)
  })
  const rest = f.local("i32")
  f.set(rest, i32.and(depth.get, i32.const(lanes - 1)))
  f.repeat(rest, single)
}

// internal

/** Of rows that lie side by side, so that whole cache lines are read. */
const panelsAtOnce = 4

/** One step of k, of panels so many bytes apart. */
const emitRow = (
  f: FunctionBuilder,
  { across, count, width }: PanelSource,
  from: Local<"i32">,
  target: Local<"i32">,
  apart: Expr<"i32">,
  element: Element,
): void => {
  const { bytes, lanes } = element
  let to = target.get
  for (let start = 0; start < count; start += width) {
    if (start > 0) to = f.let(i32.add(to, apart))
    vectorsOf(Math.min(width, count - start), element).forEach((used, j) => {
      const first = start + lanes * j
      const gathered = (): Expr<"v128"> => {
        if (across === bytes) return loadLanes(f, from.get, used, first * bytes, element)
        let row = element.loadZero(from.get, first * across)
        for (let lane = 1; lane < used; lane++) row = element.loadLane(from.get, row, lane, (first + lane) * across)
        return row
      }
      const row = f.let(gathered())
      storeLanes(f, to, row, Math.min(lanes, width - lanes * j), 16 * j, element)
    })
  }
}

/** As many steps of k as there are lanes, where those are what is contiguous: 4 × 4 transposes, or 2 × 2. */
const emitTransposed = (
  f: FunctionBuilder,
  { across, count, width }: PanelSource,
  from: Local<"i32">,
  target: Local<"i32">,
  element: Element,
): void => {
  const { bytes, lanes } = element
  vectorsOf(count, element).forEach((used, j) => {
    const columns = Array.from({ length: lanes }, (_, lane) =>
      // a missing neighbour repeats the first: its products are never stored
      f.let(v128.load(from.get, (lanes * j + (lane < used ? lane : 0)) * across)),
    )
    transpose(f, columns).forEach((row, k) => {
      f.do(v128.store(target.get, row, k * width * bytes + 16 * j))
    })
  })
}
