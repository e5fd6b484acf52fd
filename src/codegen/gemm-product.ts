/** @file One matrix product, or a range of its rows or columns: loops over blocks, packing, and what follows each block. */
import type { Gemm } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { callBlock, epilogueInTiles, rowsOf } from "./gemm-block.js"
import type { FinishedBlock } from "./gemm-epilogue.js"
import { advance, inBlocks, inTiles, type Range, times, whole } from "./gemm-loops.js"
import { emitPanel } from "./gemm-pack.js"
import { padded, type Tiling } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"

/** Byte addresses, which may move. */
export interface Operands {
  readonly a: Local<"i32">
  readonly b: Local<"i32">
  readonly c: Local<"i32">
  /** Of the epilogue's buffers, which stay. */
  readonly addresses: readonly Local<"i32">[]
}

export interface Packing {
  readonly workspace: Local<"i32">
  /** The index of the function of a block. */
  readonly block: number
  /** Emits what follows once the sums of a block are in c. */
  readonly finish: (block: FinishedBlock) => void
}

/** The rows and columns of a product that are computed. */
export interface Part {
  readonly rows: Range
  readonly columns: Range
}

export const emitProduct = (
  f: FunctionBuilder,
  gemm: Gemm,
  tiling: Tiling,
  { a, b, c, addresses }: Operands,
  { workspace, block, finish }: Packing,
  part: Part,
): void => {
  const { n, k, epilogue } = gemm
  const [aRow, aColumn, bRow, bColumn] = [4 * gemm.a.row, 4 * gemm.a.column, 4 * gemm.b.row, 4 * gemm.b.column]
  const { offset: cOffset, stride: cRow } = rowsOf(gemm)
  const packedA = f.let(i32.add(workspace.get, i32.const(tiling.packedBytes)))
  const [aDeep, bDeep, aBlock, cBlock] = [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")]
  const [source, target, adds] = [f.local("i32"), f.local("i32"), f.local("i32")]
  const start = (pointer: Local<"i32">, offset: number, moves: readonly (readonly [Expr<"i32">, number])[]): void => {
    advance(f, pointer, i32.const(4 * offset))
    for (const [by, bytes] of moves) advance(f, pointer, i32.mul(by, i32.const(bytes)))
  }
  const { rows: rowRange, columns: columnRange } = part
  start(a, gemm.a.offset, [[rowRange.from, aRow]])
  start(b, gemm.b.offset, [[columnRange.from, bColumn]])
  start(c, cOffset, [
    [rowRange.from, 4 * cRow],
    [columnRange.from, 4],
  ])
  inBlocks(f, columnRange, tiling.blockColumns, (columns, column) => {
    f.set(aDeep, a.get)
    f.set(bDeep, b.get)
    f.set(adds, i32.const(0))
    inBlocks(f, whole(k), tiling.depth, (depth, from) => {
      const isLast = i32.eq(i32.add(from, depth.get), i32.const(k))
      if (tiling.packsB) {
        f.set(source, bDeep.get)
        f.set(target, workspace.get)
        inTiles(f, n, tiling.panelColumns, columns, (count) => {
          emitPanel(f, { deep: bRow, across: bColumn, count, width: padded(count) }, source, target, depth)
          advance(f, source, i32.const(count * bColumn))
        })
      }
      f.set(aBlock, aDeep.get)
      f.set(cBlock, c.get)
      inBlocks(f, rowRange, tiling.blockRows, (rows, row) => {
        const operands = {
          a: aBlock.get,
          b: tiling.packsB ? workspace.get : bDeep.get,
          c: cBlock.get,
          packedA,
          rows: rows.get,
          columns: columns.get,
          depth: depth.get,
          adds: adds.get,
          isLast,
          row,
          column,
        }
        callBlock(f, block, operands, epilogueInTiles(gemm).length === 0 ? [] : addresses.map(({ get }) => get))
        const finished = { row, column, rows: rows.get, columns: columns.get }
        if (epilogue?.per === "block") f.if(isLast, () => finish(finished))
        advance(f, aBlock, times(rows, aRow))
        advance(f, cBlock, times(rows, 4 * cRow))
      })
      advance(f, aDeep, times(depth, aColumn))
      advance(f, bDeep, times(depth, bRow))
      f.set(adds, i32.const(1))
    })
    advance(f, b, times(columns, bColumn))
    advance(f, c, times(columns, 4))
  })
}
