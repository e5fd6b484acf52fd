/**
 * @file How a matrix product is cut: sizes of tiles, panels and blocks, and what is packed.
 * Chosen by measurement; see docs/design/products.md.
 */
import type { Axis, Gemm } from "../schedule/gemm.js"
import { type Element, elements } from "./math/elements.js"

export interface Tiling {
  /** Rows and columns of a tile. */
  readonly rows: number
  readonly panelColumns: number
  /** Steps of k, rows and columns of a block; the latter are whole tiles. */
  readonly depth: number
  readonly blockRows: number
  readonly blockColumns: number
  /** Columns are shared out in multiples of these. */
  readonly columnStep: number
  readonly packsA: boolean
  readonly packsB: boolean
  /** Of a block of `b`; a packed block of `a` comes behind it. */
  readonly packedBytes: number
  /** Where the steps of operands that have lists of axes are, behind what is packed. */
  readonly stepsA: number
  readonly stepsB: number
  readonly workspaceBytes: number
}

/** What the function of a block needs to know. */
export type BlockTiling = Pick<Tiling, "rows" | "panelColumns" | "depth" | "packsA" | "packsB">

/** What it is made of. */
export const elementOfGemm = ({ dtype }: Pick<Gemm, "dtype">): Element => elements[dtype ?? "float32"]

export const tilingOf = (gemm: Gemm, fma: boolean): Tiling => {
  const { m } = gemm
  const { axes, row, column } = gemm.b
  const inPlace = column === 1 && (axes === undefined ? m <= fewRows && row > 0 : isWide(axes.columns))
  return inPlace ? streamed(gemm, fma) : packed(gemm, fma)
}

/** Whether there is nothing to add up. */
export const isEmpty = ({ m, n, k }: Gemm): boolean => m * n * k === 0

/**
 * Whether k is what is contiguous in both operands, and the rows so few, or so small together, that packing won't pay.
 */
export const isDots = ({ m, k, a, b }: Gemm): boolean =>
  !a.axes && !b.axes && a.column === 1 && b.row === 1 && (m <= 8 || (m <= 64 && m * k <= 2 ** 16))

/** The columns of a panel with room for whole vectors. */
export const padded = (columns: number, { lanes }: Element = elements.float32): number => roundUp(columns, lanes)

/** Columns of which only the last tile may be smaller: those of a block where blocks are what lies side by side. */
export const columnsInTiles = ({ n, b }: Gemm, packsB: boolean): number =>
  packsB ? n : (b.axes?.columns.at(-1)?.extent ?? n)

/** The next multiple. */
export const roundUp = (x: number, step: number): number => Math.ceil(x / step) * step

// internal

/** With so few rows each element of `b` is used too rarely to be worth packing. */
const fewRows = 16

/**
 * Rows of `b` that are read side by side; more of them, often a power of two apart, would push each other out of cache.
 */
const streamedDepth = 64

const mostDepth = 256

/** In rows and columns of float32. */
const mostRows = 96
const mostColumns = 512

const most = ({ lanes }: Element, ofNarrow: number): number => (ofNarrow * lanes) / 4

/** Whether columns lie side by side for as long as it takes to fill tiles. */
const isWide = (columns: readonly Axis[]): boolean => (columns.at(-1) as Axis).extent >= 6

const streamed = (gemm: Gemm, fma: boolean): Tiling => {
  const { m, n, k, a, b } = gemm
  const element = elementOfGemm(gemm)
  const { lanes, bytes } = element
  const isListed = b.axes !== undefined
  const rows = Math.min(m, isListed && fma ? 6 : 4)
  const panelColumns = m < 4 ? lanes * Math.min(8, Math.floor(12 / m)) : 2 * lanes
  // rows of windows overlap: many of them are in cache at once
  const depth = blockOf(k, isListed ? mostDepth : streamedDepth)
  const blockColumns = isListed ? (b.axes.columns.at(-1) as Axis).extent : m > rows ? most(element, mostColumns) : n
  return {
    // the fewer rows, the more columns it takes to fill the registers
    ...{
      rows,
      panelColumns,
      depth,
      blockRows: roundUp(isListed ? Math.min(m, most(element, mostRows)) : m, rows),
      blockColumns,
    },
    ...{ columnStep: isListed ? blockColumns : panelColumns, packsB: false },
    ...workspace(k, {
      a,
      b,
      packsA: a.axes !== undefined,
      packedBytes: 0,
      packedABytes: bytes * depth * roundUp(Math.min(m, most(element, mostRows)), rows),
    }),
  }
}

const packed = (gemm: Gemm, fma: boolean): Tiling => {
  const { m, n, k, a, b } = gemm
  const element = elementOfGemm(gemm)
  const panelColumns = 2 * element.lanes
  const [blockRows, widest] = [most(element, mostRows), Math.min(most(element, mostColumns), padded(n, element))]
  const rows = Math.min(m, fma ? 6 : 4)
  const depth = blockOf(k, mostDepth)
  const blockColumns = roundUp(widest, panelColumns)
  const packsA = a.axes !== undefined || (a.column !== 1 && n > 40)
  const packedBytes = element.bytes * depth * widest
  return {
    ...{ rows, panelColumns, depth, blockRows, blockColumns, columnStep: panelColumns, packsB: true },
    ...workspace(k, {
      a,
      b,
      packsA,
      packedBytes,
      packedABytes: element.bytes * depth * Math.min(blockRows, roundUp(m, rows)),
    }),
  }
}

/** What lies one behind the other: packed blocks, then the steps of k. */
const workspace = (
  k: number,
  given: Pick<Gemm, "a" | "b"> & {
    readonly packsA: boolean
    readonly packedBytes: number
    readonly packedABytes: number
  },
) => {
  const { a, b, packsA, packedBytes, packedABytes } = given
  // packing looks at four steps at once
  const stepBytes = 4 * k + 16
  const stepsA = packedBytes + (packsA ? packedABytes : 0)
  const stepsB = stepsA + (a.axes ? stepBytes : 0)
  return { packsA, packedBytes, stepsA, stepsB, workspaceBytes: stepsB + (b.axes ? stepBytes : 0) }
}

/** Blocks of equal size rather than a thin last one. */
const blockOf = (total: number, most: number): number =>
  roundUp(Math.ceil(total / Math.max(1, Math.ceil(total / most))), 4)
