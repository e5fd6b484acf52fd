/**
 * @file A block of rows of a matrix product, against a block of columns over a block of k: tiles side by side.
 * A function of its own: an engine swaps optimised code in at the next call, so even a first, long product speeds up.
 */
import type { Gemm } from "../schedule/gemm.js"
import type { Nest } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
import type { Expr, WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { emitEpilogue, placeOfSums } from "./gemm-epilogue.js"
import { advance, inTiles, times } from "./gemm-loops.js"
import { type Ending, emitTile, type Tile } from "./gemm-micro.js"
import { packPanels } from "./gemm-pack.js"
import { listedA } from "./gemm-places.js"
import { type BlockTiling, columnsInTiles, elementOfGemm, padded } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"
import { vectorBuilder } from "./math/vectors.js"

/**
 * Where the block starts, how large it is, whether it adds to what `c` holds, and whether its sums are finished then.
 */
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
  readonly isLast: Expr<"i32">
  /** The position in `c`. */
  readonly row: Expr<"i32">
  readonly column: Expr<"i32">
  /** Bytes to each step of k from the block's first on, where an operand has lists of axes. */
  readonly aSteps?: Expr<"i32">
  readonly bSteps?: Expr<"i32">
}

/** `addresses` are those of the epilogue's buffers. */
export const callBlock = (
  f: FunctionBuilder,
  index: number,
  block: BlockArguments,
  addresses: readonly Expr<"i32">[],
): void => {
  const { a, b, c, packedA, rows, columns, depth, adds, isLast, row, column } = block
  const { aSteps = i32.const(0), bSteps = i32.const(0) } = block
  f.call(index, [a, b, c, packedA, rows, columns, depth, adds, isLast, row, column, aSteps, bSteps, ...addresses])
}

/** The nest that tiles finish with, if there is one. */
export const epilogueInTiles = ({ epilogue }: Gemm): readonly Nest[] =>
  epilogue?.per === "tile" ? [epilogue.nest] : []

/** Where rows of c start, in elements. */
export const rowsOf = ({ n, epilogue }: Gemm): { readonly offset: number; readonly stride: number } => {
  if (epilogue === undefined) return { offset: 0, stride: n }
  const { offset, strides } = placeOfSums(epilogue.nest)
  return { offset, stride: strides[0] as number }
}

export const blockFunction = (gemm: Gemm, tiling: BlockTiling, target: Target): WasmFunction =>
  defineFunction(
    undefined,
    [...parameters, ...epilogueInTiles(gemm).flatMap(({ buffers }) => buffers.map(() => "i32" as const))],
    (locals, builder) => {
      const [a, b, c, packedA, rows, columns, depth, adds, isLast, rowStart, columnStart, aSteps, bSteps] =
        locals as Parameters
      const addresses = locals.slice(parameters.length)
      const element = elementOfGemm(gemm)
      const { bytes } = element
      const f = vectorBuilder(builder, target, element.lanes)
      const { m, k } = gemm
      const [epilogue] = epilogueInTiles(gemm)
      const { packsA, packsB } = tiling
      const cRow = bytes * rowsOf(gemm).stride
      const isDeep = k > tiling.depth
      const left = packsA ? f.let(packedA.get) : a.get
      if (packsA) {
        const packed = {
          ...{ source: a, target: packedA, total: rows, depth, steps: aSteps.get, start: rowStart.get },
          ...{ deep: gemm.a.column, across: gemm.a.row, listed: listedA(gemm.a) },
        }
        packPanels(f, gemm.m, tiling.rows, tiling.rows, packed, element)
      }
      const bAxes = packsB ? undefined : gemm.b.axes
      const tileA = f.local("i32")
      const tileB = f.local("i32")
      const tileC = f.local("i32")
      f.set(tileA, left)
      // along rows, so that what lies side by side in c is written at once
      inTiles(f, m, tiling.rows, rows, (rowCount, rowAt) => {
        f.set(tileB, b.get)
        f.set(tileC, c.get)
        const total = columnsInTiles(gemm, packsB)
        inTiles(f, total, tiling.panelColumns, columns, (columnCount, columnAt) => {
          const width = bytes * padded(columnCount, element)
          const tile: Tile = {
            element,
            rows: rowCount,
            columns: columnCount,
            aRow: bytes * (packsA ? 1 : gemm.a.row),
            aColumn: bytes * (packsA ? tiling.rows : gemm.a.column),
            bRow: packsB ? width : bytes * gemm.b.row,
            cRow,
            isPadded: packsB,
            fma: target.fma,
          }
          const [row, column] = [i32.add(rowStart.get, rowAt), i32.add(columnStart.get, columnAt)]
          const ending: Ending = {
            adds: isDeep ? adds.get : undefined,
            isLast: isLast.get,
            finish:
              epilogue && ((sums, lanes) => emitEpilogue(f, epilogue, addresses, { row, column, sums, lanes, total })),
          }
          emitTile(f, tile, { a: tileA, b: tileB, c: tileC, bSteps: bAxes && bSteps }, depth, ending)
          advance(f, tileB, packsB ? times(depth, width) : i32.const(columnCount * bytes * gemm.b.column))
          advance(f, tileC, i32.const(columnCount * bytes))
        })
        advance(f, tileA, packsA ? times(depth, bytes * tiling.rows) : i32.const(rowCount * bytes * gemm.a.row))
        advance(f, c, i32.const(rowCount * cRow))
      })
    },
  )

// internal

/** As `callBlock` passes them. */
const parameters = Array.from({ length: 13 }, () => "i32" as const)

type I = Local<"i32">
type Parameters = readonly [I, I, I, I, I, I, I, I, I, I, I, I, I]
