/**
 * @file How a matrix product is cut: sizes of tiles, panels and blocks, and what is packed.
 * Chosen by measurement; see docs/design/exec.md.
 */
import type { Gemm } from "../schedule/gemm.js"

export interface Tiling {
  /** Rows and columns of a tile. */
  readonly rows: number
  readonly panelColumns: number
  /** Steps of k, rows and columns of a block; the latter are whole tiles. */
  readonly depth: number
  readonly blockRows: number
  readonly blockColumns: number
  readonly packsA: boolean
  readonly packsB: boolean
  /** Of a block of `b`; a packed block of `a` comes behind it. */
  readonly packedBytes: number
  readonly workspaceBytes: number
}

export const tilingOf = (gemm: Gemm, fma: boolean): Tiling => {
  const { m, n, k } = gemm
  return m <= fewRows && gemm.b.column === 1 && gemm.b.row > 0 ? streamed(m, n, k) : packed(gemm, fma)
}

/** Whether there is nothing to add up. */
export const isEmpty = ({ m, n, k }: Gemm): boolean => m * n * k === 0

/** Whether k is what is contiguous in both operands, and the rows so few, or so small together, that packing won't pay. */
export const isDots = ({ m, k, a, b }: Gemm): boolean =>
  a.column === 1 && b.row === 1 && (m <= 8 || (m <= 64 && m * k <= 2 ** 16))

/** The columns of a panel with room for whole vectors. */
export const padded = (columns: number): number => Math.ceil(columns / 4) * 4

// internal

/** With so few rows each element of `b` is used too rarely to be worth packing. */
const fewRows = 16

/** Rows of `b` that are read side by side; more of them, often a power of two apart, would push each other out of cache. */
const streamedDepth = 64

const mostDepth = 256
const mostRows = 96
const mostColumns = 512

const streamed = (m: number, n: number, k: number): Tiling => ({
  rows: Math.min(m, 4),
  // the fewer rows, the more columns it takes to fill the registers
  panelColumns: m < 4 ? 4 * Math.min(8, Math.floor(12 / m)) : 8,
  depth: blockOf(k, streamedDepth),
  blockRows: roundUp(m, 4),
  blockColumns: n,
  packsA: false,
  packsB: false,
  packedBytes: 0,
  workspaceBytes: 0,
})

const packed = ({ m, n, k, a }: Gemm, fma: boolean): Tiling => {
  const rows = Math.min(m, fma ? 6 : 4)
  const depth = blockOf(k, mostDepth)
  const blockColumns = Math.min(mostColumns, padded(n))
  const packsA = a.column !== 1 && n > 40
  const packedBytes = 4 * depth * blockColumns
  return {
    rows,
    panelColumns: 8,
    depth,
    blockRows: mostRows,
    blockColumns: roundUp(blockColumns, 8),
    packsA,
    packsB: true,
    packedBytes,
    workspaceBytes: packedBytes + (packsA ? 4 * depth * Math.min(mostRows, roundUp(m, rows)) : 0),
  }
}

/** Blocks of equal size rather than a thin last one. */
const blockOf = (total: number, most: number): number =>
  roundUp(Math.ceil(total / Math.max(1, Math.ceil(total / most))), 4)

const roundUp = (x: number, step: number): number => Math.ceil(x / step) * step
