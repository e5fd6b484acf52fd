/**
 * @file Matrix products, float32: blocks of k and of columns are packed into panels, tiles of rows by columns
 * are kept in registers. Operands are read through any strides. Sums are float32, in blocks of k.
 * Integer and float64 products are not lowered: `schedule` leaves them to the interpreter.
 */
import type { Gemm } from "../schedule/gemm.js"
import { encodeModule } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { blockFunction, callBlock, epilogueInTiles, rowsOf } from "./gemm-block.js"
import { emitDots } from "./gemm-dots.js"
import { callFinish, type FinishedBlock, finishFunction } from "./gemm-epilogue.js"
import { advance, inBlocks, inTiles, times } from "./gemm-loops.js"
import { emitPanel } from "./gemm-pack.js"
import { isDots, padded, type Tiling, tilingOf } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"
import { vectorBuilder } from "./math/vectors.js"
import type { Target } from "./target.js"

/**
 * A module that exports `run(a, b, c, workspace, …others)`: byte addresses, of 16-byte aligned blocks. The others are
 * the epilogue's buffers behind c, which need no alignment.
 */
export const gemmModule = (gemm: Gemm, target: Target): Uint8Array => {
  const { m, n, epilogue } = gemm
  const isWhole = isEmpty(gemm) || isDots(gemm)
  const tiling = tilingOf(gemm, target.fma)
  const blocks = isWhole ? [] : [blockFunction(gemm, tiling, target)]
  const finish = epilogue?.per === "block" ? [finishFunction(epilogue.nest, target)] : []
  const others = (epilogue?.nest.buffers ?? []).slice(1).map(() => "i32" as const)
  const run = defineFunction("run", ["i32", "i32", "i32", "i32", ...others], ([a, b, c, workspace, ...rest], f) => {
    // c moves; the epilogue counts from its start
    const addresses = epilogue === undefined ? [] : [copyOf(f, c), ...rest]
    const finishBlock = (block: FinishedBlock): void => {
      if (finish.length > 0) callFinish(f, blocks.length, block, addresses)
    }
    if (isEmpty(gemm)) emitZeros(f, c, m * n)
    else if (isDots(gemm)) {
      emitDots(vectorBuilder(f, target), gemm, a, b, c, addresses)
      finishBlock({ row: i32.const(0), column: i32.const(0), rows: i32.const(m), columns: i32.const(n) })
    } else emitProduct(f, gemm, tiling, { a, b, c, workspace, addresses, finishBlock })
  })
  return encodeModule([...blocks, ...finish, run])
}

/** The bytes `run` needs at `workspace`. */
export const gemmWorkspace = (gemm: Gemm): number =>
  isEmpty(gemm) || isDots(gemm) ? 0 : Math.max(...[false, true].map((fma) => tilingOf(gemm, fma).workspaceBytes))

// internal

const isEmpty = ({ m, n, k }: Gemm): boolean => m * n * k === 0

const copyOf = (f: FunctionBuilder, source: Local<"i32">): Local<"i32"> => {
  const copy = f.local("i32")
  f.set(copy, source.get)
  return copy
}

const emitZeros = (f: FunctionBuilder, c: Local<"i32">, length: number): void => {
  const count = f.local("i32")
  f.set(count, i32.const(length))
  f.repeat(count, () => {
    f.do(i32.store(c.get, i32.const(0)))
    advance(f, c, i32.const(4))
  })
}

/** Of the function that `emitProduct` calls. */
const blockIndex = 0

interface Operands {
  readonly a: Local<"i32">
  readonly b: Local<"i32">
  readonly c: Local<"i32">
  readonly workspace: Local<"i32">
  /** Of the epilogue's buffers. */
  readonly addresses: readonly Local<"i32">[]
  /** Emits what follows once the sums of a block are in c. */
  readonly finishBlock: (block: FinishedBlock) => void
}

const emitProduct = (
  f: FunctionBuilder,
  gemm: Gemm,
  tiling: Tiling,
  { a, b, c, workspace, addresses, finishBlock }: Operands,
): void => {
  const { m, n, k } = gemm
  const [aRow, aColumn, bRow, bColumn] = [4 * gemm.a.row, 4 * gemm.a.column, 4 * gemm.b.row, 4 * gemm.b.column]
  const packedA = f.let(i32.add(workspace.get, i32.const(tiling.packedBytes)))
  const [aDeep, bDeep, aBlock, cBlock] = [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")]
  const [source, target, adds] = [f.local("i32"), f.local("i32"), f.local("i32")]
  advance(f, a, i32.const(4 * gemm.a.offset))
  advance(f, b, i32.const(4 * gemm.b.offset))
  const { offset: cOffset, stride: cRow } = rowsOf(gemm)
  advance(f, c, i32.const(4 * cOffset))
  inBlocks(f, n, tiling.blockColumns, (columns, column) => {
    f.set(aDeep, a.get)
    f.set(bDeep, b.get)
    f.set(adds, i32.const(0))
    inBlocks(f, k, tiling.depth, (depth, from) => {
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
      inBlocks(f, m, tiling.blockRows, (rows, row) => {
        const block = {
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
        callBlock(f, blockIndex, block, epilogueInTiles(gemm).length === 0 ? [] : addresses.map(({ get }) => get))
        const finished = { row, column, rows: rows.get, columns: columns.get }
        if (gemm.epilogue?.per === "block") f.if(isLast, () => finishBlock(finished))
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
