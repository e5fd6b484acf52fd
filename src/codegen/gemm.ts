/**
 * @file Matrix products: blocks of k and of columns are packed into panels, tiles of rows by columns
 * are kept in registers. Operands are read through any strides. Sums are of the dtype of the operands, in blocks of k.
 * Integer products are not lowered: `schedule` leaves them to the interpreter.
 */
import { type BatchAxis, type Gemm, productsOf } from "../schedule/gemm.js"
import type { Target } from "../schedule/target.js"
import { batchFunction, inBytes } from "./batch.js"
import { type Expr, encodeModule, type WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { blockFunction } from "./gemm-block.js"
import { emitDots } from "./gemm-dots.js"
import { callFinish, type FinishedBlock, finishFunction } from "./gemm-epilogue.js"
import { advance, type Range, smaller, whole } from "./gemm-loops.js"
import { emitProduct } from "./gemm-product.js"
import { type Split, splitOf } from "./gemm-split.js"
import { columnsInTiles, elementOfGemm, isDots, isEmpty, tilingOf } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"
import { vectorBuilder } from "./math/vectors.js"

/**
 * A module that exports `run(a, b, c, workspace, …others, from, to)`: byte addresses, of 16-byte aligned blocks, and
 * which units of the split are computed, at least one. The others are the epilogue's buffers behind c, which need no
 * alignment.
 */
export const gemmModule = (gemm: Gemm, target: Target): Uint8Array => {
  const { m, n, epilogue, batch } = gemm
  const split = splitOf(gemm, target.fma)
  const tiling = tilingOf(gemm, target.fma)
  const blocks = isEmpty(gemm) || isDots(gemm) ? [] : [blockFunction(gemm, tiling, target)]
  const columns = columnsInTiles(gemm, tiling.packsB)
  const finish = epilogue?.per === "block" ? [finishFunction(epilogue.nest, columns, target)] : []
  const product = define(
    gemm,
    batch.length === 0 ? "run" : undefined,
    ({ a, b, c, workspace, others, from, to }, f) => {
      // c moves; the epilogue counts from its start
      const addresses = epilogue === undefined ? [] : [copyOf(f, c), ...others]
      const finishBlock = (block: FinishedBlock): void => {
        if (finish.length > 0) callFinish(f, blocks.length, block, addresses)
      }
      const range = inElements(f, split, split.along === "rows" ? m : n, from, to)
      const { bytes, lanes } = elementOfGemm(gemm)
      if (isEmpty(gemm)) emitZeros(f, c, (m * n * bytes) / 4)
      else if (isDots(gemm)) {
        emitDots(vectorBuilder(f, target, lanes), gemm, { a, b, c, addresses }, range)
        const columns = f.let(i32.sub(range.to, range.from))
        finishBlock({ row: f.let(i32.const(0)), column: range.from, rows: i32.const(m), columns })
      } else {
        const part = { rows: whole(m), columns: whole(n), [split.along]: range }
        const packing = { workspace, block: 0, finish: finishBlock }
        emitProduct(f, gemm, tiling, { a, b, c, addresses }, packing, part)
      }
    },
  )
  const functions = [...blocks, ...finish, product]
  return encodeModule(
    batch.length === 0
      ? functions
      : [...functions, batchFunction(axesInBytes(gemm), split.units, functions.length - 1)],
    target.shared,
  )
}

/** The bytes `run` needs at `workspace`. */
export const gemmWorkspace = (gemm: Gemm): number =>
  isEmpty(gemm) || isDots(gemm) ? 0 : Math.max(...[false, true].map((fma) => tilingOf(gemm, fma).workspaceBytes))

/**
 * What `from` and `to` of `run` count: units up to `extent`, any multiple of `grain`. Results are the same to the bit.
 */
export const gemmSplit = (gemm: Gemm, { fma }: Target): { readonly extent: number; readonly grain: number } => ({
  extent: productsOf(gemm) * splitOf(gemm, fma).units,
  grain: 1,
})

// internal

interface Arguments {
  readonly a: Local<"i32">
  readonly b: Local<"i32">
  readonly c: Local<"i32">
  readonly workspace: Local<"i32">
  readonly others: readonly Local<"i32">[]
  readonly from: Local<"i32">
  readonly to: Local<"i32">
}

const define = (
  { epilogue }: Gemm,
  name: string | undefined,
  build: (given: Arguments, f: FunctionBuilder) => void,
): WasmFunction => {
  const count = 6 + (epilogue === undefined ? 0 : epilogue.nest.buffers.length - 1)
  return defineFunction(
    name,
    Array.from({ length: count }, () => "i32" as const),
    (given, f) => {
      const [a, b, c, workspace] = given as Four
      const [from, to] = given.slice(-2) as [Local<"i32">, Local<"i32">]
      build({ a, b, c, workspace, others: given.slice(4, -2), from, to }, f)
    },
  )
}

type Four = readonly [Local<"i32">, Local<"i32">, Local<"i32">, Local<"i32">]

const copyOf = (f: FunctionBuilder, source: Local<"i32">): Local<"i32"> => {
  const copy = f.local("i32")
  f.set(copy, source.get)
  return copy
}

/** The rows or columns of a range of units. */
const inElements = (f: FunctionBuilder, { unit, units }: Split, size: number, from: Local, to: Local): Range => {
  if (units === 1) return whole(size)
  const elements = ({ get }: Local) => f.let(i32.mul(get as Expr<"i32">, i32.const(unit)))
  return { from: elements(from), to: f.let(smaller(elements(to), i32.const(size))) }
}

/** The workspace, behind a, b and c, is the same for all products. */
const axesInBytes = (gemm: Gemm): readonly BatchAxis[] => {
  const { batch, epilogue } = gemm
  const { dtype } = elementOfGemm(gemm)
  const others = epilogue?.nest.buffers.slice(1) ?? []
  return inBytes(batch, [dtype, dtype, dtype, ...others]).map(({ extent, strides }) => ({
    extent,
    strides: strides.toSpliced(3, 0, 0),
  }))
}

/** So many words. */
const emitZeros = (f: FunctionBuilder, c: Local<"i32">, length: number): void => {
  const count = f.local("i32")
  f.set(count, i32.const(length))
  f.repeat(count, () => {
    f.do(i32.store(c.get, i32.const(0)))
    advance(f, c, i32.const(4))
  })
}
