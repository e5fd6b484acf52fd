/**
 * @file Matrix products, float32: blocks of k and of columns are packed into panels, tiles of rows by columns
 * are kept in registers. Operands are read through any strides. Sums are float32, in blocks of k.
 * Integer and float64 products are not lowered: `schedule` leaves them to the interpreter.
 */
import type { Gemm } from "../schedule/gemm.js"
import { type Expr, encodeModule } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { emitDots } from "./gemm-dots.js"
import { advance, inBlocks, inTiles } from "./gemm-loops.js"
import { emitTile, type Pointers, type Tile } from "./gemm-micro.js"
import { emitPanel } from "./gemm-pack.js"
import { isDots, padded, tilingOf } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"
import type { Target } from "./target.js"

/** A module that exports `run(a, b, c, workspace)`: byte addresses, of 16-byte aligned blocks. */
export const gemmModule = (gemm: Gemm, target: Target): Uint8Array =>
  encodeModule([
    defineFunction("run", ["i32", "i32", "i32", "i32"], ([a, b, c, workspace], f) => {
      if (isEmpty(gemm)) emitZeros(f, c, gemm.m * gemm.n)
      else if (isDots(gemm)) emitDots(f, gemm, target, a, b, c)
      else emitProduct(f, gemm, target, [a, b, c, workspace])
    }),
  ])

/** The bytes `run` needs at `workspace`. */
export const gemmWorkspace = (gemm: Gemm): number =>
  isEmpty(gemm) || isDots(gemm) ? 0 : Math.max(...[false, true].map((fma) => tilingOf(gemm, fma).workspaceBytes))

// internal

const isEmpty = ({ m, n, k }: Gemm): boolean => m * n * k === 0

const emitZeros = (f: FunctionBuilder, c: Local<"i32">, length: number): void => {
  const count = f.local("i32")
  f.set(count, i32.const(length))
  f.repeat(count, () => {
    f.do(i32.store(c.get, i32.const(0)))
    advance(f, c, i32.const(4))
  })
}

const emitProduct = (
  f: FunctionBuilder,
  gemm: Gemm,
  { fma }: Target,
  [a, b, c, workspace]: readonly [Local<"i32">, Local<"i32">, Local<"i32">, Local<"i32">],
): void => {
  const tiling = tilingOf(gemm, fma)
  const { packsA, packsB, panelColumns } = tiling
  const { m, n, k } = gemm
  const [aRow, aColumn, bRow, bColumn] = [gemm.a.row, gemm.a.column, gemm.b.row, gemm.b.column].map((x) => 4 * x) as [
    number,
    number,
    number,
    number,
  ]
  const locals = () => f.local("i32")
  const packedA = f.let(i32.add(workspace.get, i32.const(tiling.packedBytes)))
  const [aDeep, bDeep, aBlock, cBlock] = [locals(), locals(), locals(), locals()]
  const [cPanel, source, target, adds] = [locals(), locals(), locals(), locals()]
  const tile: Pointers = { a: locals(), b: locals(), c: locals() }
  advance(f, a, i32.const(4 * gemm.a.offset))
  advance(f, b, i32.const(4 * gemm.b.offset))

  inBlocks(f, n, tiling.blockColumns, (columns) => {
    f.set(aDeep, a.get)
    f.set(bDeep, b.get)
    f.set(adds, i32.const(0))
    inBlocks(f, k, tiling.depth, (depth) => {
      if (packsB) {
        f.set(source, bDeep.get)
        f.set(target, workspace.get)
        inTiles(f, n, panelColumns, columns, (count) => {
          emitPanel(f, { deep: bRow, across: bColumn, count, width: padded(count) }, source, target, depth)
          advance(f, source, i32.const(count * bColumn))
        })
      }
      f.set(aBlock, aDeep.get)
      f.set(cBlock, c.get)
      inBlocks(f, m, tiling.blockRows, (rows) => {
        if (packsA) {
          f.set(source, aBlock.get)
          f.set(target, packedA)
          inTiles(f, m, tiling.rows, rows, (count) => {
            emitPanel(f, { deep: aColumn, across: aRow, count, width: tiling.rows }, source, target, depth)
            advance(f, source, i32.const(count * aRow))
          })
        }
        f.set(tile.b, packsB ? workspace.get : bDeep.get)
        f.set(cPanel, cBlock.get)
        inTiles(f, n, panelColumns, columns, (columnCount) => {
          const width = 4 * padded(columnCount)
          f.set(tile.a, packsA ? packedA : aBlock.get)
          f.set(tile.c, cPanel.get)
          inTiles(f, m, tiling.rows, rows, (rowCount) => {
            const shape: Tile = {
              rows: rowCount,
              columns: columnCount,
              aRow: packsA ? 4 : aRow,
              aColumn: packsA ? 4 * tiling.rows : aColumn,
              bRow: packsB ? width : bRow,
              cRow: 4 * n,
              isPadded: packsB,
              fma,
            }
            emitTile(f, shape, tile, depth, k > tiling.depth ? adds.get : undefined)
            advance(f, tile.a, packsA ? times(depth, 4 * tiling.rows) : i32.const(rowCount * aRow))
            advance(f, tile.c, i32.const(rowCount * 4 * n))
          })
          advance(f, tile.b, packsB ? times(depth, width) : i32.const(columnCount * bColumn))
          advance(f, cPanel, i32.const(columnCount * 4))
        })
        advance(f, aBlock, times(rows, aRow))
        advance(f, cBlock, times(rows, 4 * n))
      })
      advance(f, aDeep, times(depth, aColumn))
      advance(f, bDeep, times(depth, bRow))
      f.set(adds, i32.const(1))
    })
    advance(f, b, times(columns, bColumn))
    advance(f, c, times(columns, 4))
  })
}

const times = (x: Local<"i32">, factor: number): Expr<"i32"> => i32.mul(x.get, i32.const(factor))
