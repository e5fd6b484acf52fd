/**
 * @file A product of few rows with a transposed matrix, such as a layer applied to one example: k is contiguous in both
 * operands, so each element of c is a dot of vectors and nothing is packed.
 */
import type { Gemm } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { Local } from "./function.js"
import { epilogueInTiles, rowsOf } from "./gemm-block.js"
import { emitEpilogue } from "./gemm-epilogue.js"
import { advance, inTiles, type Range } from "./gemm-loops.js"
import { loadLanes, storeLanes } from "./gemm-micro.js"
import type { Operands } from "./gemm-product.js"
import { elementOfGemm } from "./gemm-tiling.js"
import { transpose } from "./gemm-transpose.js"
import { f32x4, i32 } from "./instructions.js"
import type { Element } from "./math/elements.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** For a range of columns. Needs `k` to be contiguous in both operands, and at least 1. */
export const emitDots = (f: VectorBuilder, gemm: Gemm, { a, b, c, addresses }: Operands, { from, to }: Range): void => {
  const { m, n, k } = gemm
  const [epilogue] = epilogueInTiles(gemm)
  const { offset, stride } = rowsOf(gemm)
  const element = elementOfGemm(gemm)
  const { bytes } = element
  const [aRow, bColumn] = [bytes * gemm.a.row, bytes * gemm.b.column]
  const [left, target, columns, rows] = [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")]
  advance(f, a, i32.const(bytes * gemm.a.offset))
  advance(f, b, i32.add(i32.mul(from, i32.const(bColumn)), i32.const(bytes * gemm.b.offset)))
  advance(f, c, i32.add(i32.mul(from, i32.const(bytes)), i32.const(bytes * offset)))
  f.set(columns, i32.sub(to, from))
  f.set(rows, i32.const(m))
  inTiles(f, n, element.lanes, columns, (columnCount, column) => {
    f.set(left, a.get)
    f.set(target, c.get)
    inTiles(f, m, tileRows, rows, (rowCount, row) => {
      const sums = emitDotTile(f, { element, rows: rowCount, columns: columnCount, aRow, bColumn, k }, left, b)
      if (epilogue === undefined) {
        for (const [i, [sum]] of sums.entries())
          storeLanes(f, target.get, sum, columnCount, i * bytes * stride, element)
      } else {
        const tile = { row, column: i32.add(from, column), sums, lanes: [columnCount], total: n }
        emitEpilogue(f, epilogue, addresses, tile)
      }
      advance(f, left, i32.const(rowCount * aRow))
      advance(f, target, i32.const(rowCount * bytes * stride))
    })
    advance(f, b, i32.const(columnCount * bColumn))
    advance(f, c, i32.const(columnCount * bytes))
  })
}

// internal

/** Beside as many columns as there are lanes. */
const tileRows = 2

interface DotTile {
  readonly element: Element
  readonly rows: number
  readonly columns: number
  readonly aRow: number
  readonly bColumn: number
  readonly k: number
}

/** The sums of a tile, a vector for each row. */
const emitDotTile = (
  f: VectorBuilder,
  { element, rows, columns, aRow, bColumn, k }: DotTile,
  a: Local<"i32">,
  b: Local<"i32">,
): readonly [Vector][] => {
  const { bytes, lanes: whole } = element
  const sums = Array.from({ length: rows }, () => Array.from({ length: columns }, () => f.local("v128")))
  for (const sum of sums.flat()) f.set(sum, f32x4.const(0))
  const [pa, pb] = [f.local("i32"), f.local("i32")]
  f.set(pa, a.get)
  f.set(pb, b.get)
  const step = (lanes: number): void => {
    const right = Array.from({ length: columns }, (_, j) => f.let(loadLanes(f, pb.get, lanes, j * bColumn, element)))
    sums.forEach((row, i) => {
      const x = f.let(loadLanes(f, pa.get, lanes, i * aRow, element))
      row.forEach((sum, j) => {
        const y = right[j] as Expr<"v128">
        f.set(sum, element.madd(f, x, y, sum.get))
      })
    })
  }
  if (k >= whole) {
    const end = f.let(i32.add(pb.get, i32.const(bytes * (k - (k % whole)))))
    f.doWhile(() => {
      step(whole)
      advance(f, pa, i32.const(16))
      advance(f, pb, i32.const(16))
      return i32.ltU(pb.get, end)
    })
  }
  if (k % whole !== 0) step(k % whole)
  return sums.map((row) => {
    const all = Array.from({ length: whole }, (_, j) => (row[j] ?? (row[0] as Local<"v128">)).get)
    const [s0, s1, s2, s3] = transpose(f, all) as [Vector, Vector, Vector?, Vector?]
    const [low, high] = [element.add(s0, s1), s2 && s3 && element.add(s2, s3)]
    return [f.let(high ? element.add(low, high) : low)]
  })
}
