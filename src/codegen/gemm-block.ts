/**
 * @file A block of rows of a matrix product, against a block of columns over a block of k: tiles side by side.
 * A function of its own: an engine swaps optimised code in at the next call, so even a first, long product speeds up.
 */
import type { Gemm } from "../schedule/gemm.js"
import type { Expr, WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { advance, inTiles, times } from "./gemm-loops.js"
import { emitTile, type Tile } from "./gemm-micro.js"
import { emitPanel } from "./gemm-pack.js"
import { padded, type Tiling } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"

/** Where the block starts, how large it is, and whether it adds to what `c` holds. */
export interface BlockArguments {
  readonly a: Expr<"i32">
  /** The packed block where the tiling packs `b`. */
  readonly b: Expr<"i32">
  readonly c: Expr<"i32">
  readonly packedA: Expr<"i32">
  readonly rows: Expr<"i32">
  readonly columns: Expr<"i32">
  readonly depth: Expr<"i32">
  readonly adds: Expr<"i32">
}

export const callBlock = (f: FunctionBuilder, index: number, block: BlockArguments): void =>
  f.call(index, [block.a, block.b, block.c, block.packedA, block.rows, block.columns, block.depth, block.adds])

export const blockFunction = (gemm: Gemm, tiling: Tiling, fma: boolean): WasmFunction =>
  defineFunction(
    undefined,
    ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"],
    ([a, b, c, packedA, rows, columns, depth, adds], f) => {
      const { m, n, k } = gemm
      const { packsA, packsB } = tiling
      const left = packsA ? f.let(packedA.get) : a.get
      if (packsA) packRows(f, gemm, tiling, { source: a, target: packedA, rows, depth })
      const tileA = f.local("i32")
      const tileC = f.local("i32")
      inTiles(f, n, tiling.panelColumns, columns, (columnCount) => {
        const width = 4 * padded(columnCount)
        f.set(tileA, left)
        f.set(tileC, c.get)
        inTiles(f, m, tiling.rows, rows, (rowCount) => {
          const tile: Tile = {
            rows: rowCount,
            columns: columnCount,
            aRow: packsA ? 4 : 4 * gemm.a.row,
            aColumn: packsA ? 4 * tiling.rows : 4 * gemm.a.column,
            bRow: packsB ? width : 4 * gemm.b.row,
            cRow: 4 * n,
            isPadded: packsB,
            fma,
          }
          emitTile(f, tile, { a: tileA, b, c: tileC }, depth, k > tiling.depth ? adds.get : undefined)
          advance(f, tileA, packsA ? times(depth, 4 * tiling.rows) : i32.const(rowCount * 4 * gemm.a.row))
          advance(f, tileC, i32.const(rowCount * 4 * n))
        })
        advance(f, b, packsB ? times(depth, width) : i32.const(columnCount * 4 * gemm.b.column))
        advance(f, c, i32.const(columnCount * 4))
      })
    },
  )

// internal

interface Packing {
  readonly source: Local<"i32">
  readonly target: Local<"i32">
  readonly rows: Local<"i32">
  readonly depth: Local<"i32">
}

const packRows = (f: FunctionBuilder, { m, a }: Gemm, tiling: Tiling, { source, target, rows, depth }: Packing): void =>
  inTiles(f, m, tiling.rows, rows, (count) => {
    emitPanel(f, { deep: 4 * a.column, across: 4 * a.row, count, width: tiling.rows }, source, target, depth)
    advance(f, source, i32.const(count * 4 * a.row))
  })
