/**
 * @file One matrix product, or a range of its rows or columns: loops over blocks, packing, and what follows each block.
 */
import type { Gemm, MatrixView } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { callBlock, epilogueInTiles, rowsOf } from "./gemm-block.js"
import type { FinishedBlock } from "./gemm-epilogue.js"
import { advance, inBlocks, type Range, times, whole } from "./gemm-loops.js"
import { packPanels } from "./gemm-pack.js"
import { bytesTo, emitSteps, listedA, listedB } from "./gemm-places.js"
import { elementOfGemm, type Tiling } from "./gemm-tiling.js"
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
  // what has lists of axes stays, and is read at positions
  const element = elementOfGemm(gemm)
  const size = element.bytes
  const bytes = (view: MatrixView, stride: number): number => (view.axes === undefined ? size * stride : 0)
  const [aRow, aColumn] = [bytes(gemm.a, gemm.a.row), bytes(gemm.a, gemm.a.column)]
  const [bRow, bColumn] = [bytes(gemm.b, gemm.b.row), bytes(gemm.b, gemm.b.column)]
  const [aListed, bListed] = [listedA(gemm.a), listedB(gemm.b)]
  const [aSteps, bSteps] = [tiling.stepsA, tiling.stepsB].map((at) => f.let(i32.add(workspace.get, i32.const(at)))) as [
    Expr<"i32">,
    Expr<"i32">,
  ]
  if (aListed) emitSteps(f, aListed.deep, aSteps, size)
  if (bListed) emitSteps(f, bListed.deep, bSteps, size)
  const { offset: cOffset, stride: cRow } = rowsOf(gemm)
  const packedA = f.let(i32.add(workspace.get, i32.const(tiling.packedBytes)))
  const [aDeep, bDeep, aBlock, cBlock] = [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")]
  const [target, adds] = [f.local("i32"), f.local("i32")]
  const start = (pointer: Local<"i32">, offset: number, moves: readonly (readonly [Expr<"i32">, number])[]): void => {
    advance(f, pointer, i32.const(size * offset))
    for (const [by, bytes] of moves) advance(f, pointer, i32.mul(by, i32.const(bytes)))
  }
  const { rows: rowRange, columns: columnRange } = part
  start(a, gemm.a.offset, [[rowRange.from, aRow]])
  start(b, gemm.b.offset, [[columnRange.from, bColumn]])
  start(c, cOffset, [
    [rowRange.from, size * cRow],
    [columnRange.from, size],
  ])
  inBlocks(f, columnRange, tiling.blockColumns, (columns, column) => {
    f.set(aDeep, a.get)
    f.set(bDeep, bListed && !tiling.packsB ? i32.add(b.get, bytesTo(column, bListed.across, size)) : b.get)
    f.set(adds, i32.const(0))
    inBlocks(f, whole(k), tiling.depth, (depth, from) => {
      const isLast = i32.eq(i32.add(from, depth.get), i32.const(k))
      const steps = (table: Expr<"i32">) => i32.add(table, i32.mul(from, i32.const(4)))
      if (tiling.packsB) {
        f.set(target, workspace.get)
        const packed = {
          ...{ source: bDeep, target, total: columns, depth, steps: steps(bSteps), start: column },
          ...{ deep: gemm.b.row, across: gemm.b.column, listed: bListed },
        }
        packPanels(f, n, tiling.panelColumns, undefined, packed, element)
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
          aSteps: steps(aSteps),
          bSteps: steps(bSteps),
        }
        callBlock(f, block, operands, epilogueInTiles(gemm).length === 0 ? [] : addresses.map(({ get }) => get))
        const finished = { row, column, rows: rows.get, columns: columns.get }
        if (epilogue?.per === "block") f.if(isLast, () => finish(finished))
        advance(f, aBlock, times(rows, aRow))
        advance(f, cBlock, times(rows, size * cRow))
      })
      advance(f, aDeep, times(depth, aColumn))
      advance(f, bDeep, times(depth, bRow))
      f.set(adds, i32.const(1))
    })
    advance(f, b, times(columns, bColumn))
    advance(f, c, times(columns, size))
  })
}
