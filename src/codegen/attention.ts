/**
 * @file Attention, float32: blocks of rows against blocks of keys. Scores become weights and are used up in cache; the
 * tiles, panels and epilogues are those of matrix products.
 */
import { type Attention, type ElementWork, untouched } from "../schedule/attention.js"
import type { Gemm } from "../schedule/gemm.js"
import type { Access, Nest } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
import { divideFunction, inVectors, rowsFunction } from "./attention-rows.js"
import { attentionTiling, panelColumns } from "./attention-tiling.js"
import { batchFunction, inBytes } from "./batch.js"
import { type Expr, encodeModule, type WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { blockFunction, callBlock } from "./gemm-block.js"
import { callFinish, finishFunction } from "./gemm-epilogue.js"
import { advance, inBlocks, inTiles, smaller } from "./gemm-loops.js"
import { emitPanel } from "./gemm-pack.js"
import { type BlockTiling, padded } from "./gemm-tiling.js"
import { f32x4, i32, v128 } from "./instructions.js"
import { vectorBuilder } from "./math/vectors.js"
import { accumulate, finishAcross, startAccumulators } from "./reduction.js"

/**
 * A module that exports `run(q, k, v, workspace, …others, from, to)`: byte addresses, and which blocks of rows are
 * computed, those of one matrix after another. Needs at least one of everything.
 */
export const attentionModule = (attention: Attention, target: Target): Uint8Array => {
  const { blocks } = attentionTiling(attention)
  return batchModule(attention, target, blocks, (add, isRun) => matrixFunction(attention, target, add, isRun))
}

/**
 * A module of what `matrix` adds and gives: the function for some of the `units` of one matrix, `run` if there is no
 * batch.
 */
export const batchModule = (
  { batch, arguments: dtypes }: Pick<Attention, "batch" | "arguments">,
  { shared }: Target,
  units: number,
  matrix: (add: (made: WasmFunction) => number, isRun: boolean) => WasmFunction,
): Uint8Array => {
  const functions: WasmFunction[] = []
  functions.push(matrix((made) => functions.push(made) - 1, batch.length === 0))
  if (batch.length > 0) {
    const axes = inBytes(batch, dtypes).map(({ extent, strides }) => ({ extent, strides: strides.toSpliced(3, 0, 0) }))
    functions.push(batchFunction(axes, units, functions.length - 1))
  }
  return encodeModule(functions, shared)
}

/** Work on rows that stand in blocks of the given stride, those of buffer 0 and others that are said to. */
export const inBlock = (nest: Nest, stride: number, isBlock = (_buffer: number): boolean => false): Nest => {
  const moved = (access: Access): Access =>
    access.buffer > 0 && !isBlock(access.buffer) ? access : { ...access, offset: 0, strides: [stride, 1] }
  return {
    ...nest,
    values: nest.values.map((value) => (value.kind === "load" ? { ...value, access: moved(value.access) } : value)),
    stores: nest.stores.map((store) => ({ ...store, access: moved(store.access) })),
  }
}

// internal

type Pointer = Local<"i32">

interface Finishing {
  readonly work: ElementWork
  /** Of the function that does it. */
  readonly index: number
}

const matrixFunction = (
  attention: Attention,
  target: Target,
  add: (made: WasmFunction) => number,
  isRun: boolean,
): WasmFunction => {
  const { m, n, e, d, q, scores, weights, results, reach } = attention
  const tiling = attentionTiling(attention)
  const onTiles = scores?.per === "tile" ? scores : { nest: untouched(m, n), arguments: [] }
  const view = { offset: 0, row: 0, column: 0 }
  const first: Gemm = {
    ...{ m, n, k: e, a: q, b: view, batch: [] },
    epilogue: { nest: inBlock(onTiles.nest, tiling.keys), per: "tile" },
  }
  const second: Gemm = { m, n: d, k: n, a: { offset: 0, row: tiling.keys, column: 1 }, b: view, batch: [] }
  const scoresBlock = add(blockFunction(first, packedTiling(e, target), target))
  const rowsBlock = add(rowsFunction(attention, tiling, target))
  const valuesBlock = add(blockFunction(second, packedTiling(tiling.keys, target), target))
  const divideBlock = add(divideFunction(attention, tiling, target))
  const pack = add(packFunction(attention, target))
  const finishing = (work: ElementWork, columns: number, stride: number): Finishing => ({
    work,
    index: add(finishFunction(inBlock(work.nest, stride), columns, target)),
  })
  const onScores = scores?.per === "block" ? [finishing(scores, n, tiling.keys)] : []
  const onWeights = weights === undefined ? [] : [finishing(weights, n, tiling.keys)]
  const onResults = finishing(results, d, d)

  return defineFunction(
    isRun ? "run" : undefined,
    Array.from({ length: attention.arguments.length + 3 }, () => "i32" as const),
    (given, f) => {
      const [queries, keys, values, workspace] = given as readonly [Pointer, Pointer, Pointer, Pointer]
      const [from, to] = given.slice(-2) as [Pointer, Pointer]
      const addressesOf = (work: ElementWork, block: Pointer): readonly Pointer[] => [
        block,
        ...work.arguments.map((argument) => given[argument + 1] as Pointer),
      ]
      const within = (offset: number): Expr<"i32"> => i32.add(workspace.get, i32.const(offset))
      const packedKeys = f.let(within(tiling.packedKeys))
      const packedValues = f.let(within(tiling.packedValues))
      const [total, state] = [f.let(within(tiling.results)), f.let(within(tiling.state))]
      f.call(pack, [keys.get, values.get, packedKeys, packedValues, state])
      // the first number of the state, until rows have theirs
      const areFinite = f.let(i32.load(state))
      const [base, rows, isFirst, panel, result, width] = sixLocals(f)
      f.doWhile(() => {
        const row = f.let(i32.mul(from.get, i32.const(tiling.rows)))
        f.set(rows, smaller(f.let(i32.sub(i32.const(m), row)), i32.const(tiling.rows)))
        const a = f.let(i32.add(queries.get, i32.add(i32.const(4 * q.offset), i32.mul(row, i32.const(4 * q.row)))))
        const seen = reach === undefined ? i32.const(n) : seenBy(f, attention, i32.add(row, rows.get), areFinite)
        f.set(isFirst, i32.const(1))
        inBlocks(f, { from: i32.const(0), to: seen }, tiling.keys, (columns, column) => {
          // epilogues count from the start of the whole matrix
          f.set(base, i32.sub(workspace.get, times4(i32.add(i32.mul(row, i32.const(tiling.keys)), column))))
          const finish = ({ work, index }: Finishing): void =>
            callFinish(f, index, { row, column, rows: rows.get, columns: columns.get }, addressesOf(work, base))
          const block = { packedA: a, rows: rows.get, isLast: i32.const(1), columns: columns.get }
          callBlock(
            f,
            scoresBlock,
            {
              ...block,
              ...{ a, b: i32.add(packedKeys, i32.mul(column, i32.const(4 * e))), c: workspace.get },
              ...{ depth: i32.const(e), adds: i32.const(0), row, column },
            },
            addressesOf(onTiles, base).map(({ get }) => get),
          )
          onScores.forEach(finish)
          const isLast = i32.eq(i32.add(column, columns.get), i32.const(n))
          f.call(rowsBlock, [workspace.get, rows.get, columns.get, isFirst.get, isLast, state, total])
          onWeights.forEach(finish)
          f.set(panel, packedValues)
          f.set(result, total)
          f.set(width, i32.const(d))
          inTiles(f, d, panelColumns, width, (count) => {
            const bytes = 4 * padded(count)
            callBlock(
              f,
              valuesBlock,
              {
                ...block,
                ...{ a: workspace.get, b: i32.add(panel.get, i32.mul(column, i32.const(bytes))), c: result.get },
                ...{ columns: i32.const(count), depth: columns.get, adds: i32.sub(i32.const(1), isFirst.get) },
                ...{ row: i32.const(0), column: i32.const(0) },
              },
              [],
            )
            advance(f, panel, i32.const(n * bytes))
            advance(f, result, i32.const(4 * count))
          })
          f.set(isFirst, i32.const(0))
        })
        const kept = attention.state?.map((at) => i32.add((given[at + 1] as Pointer).get, times4(row))) ?? []
        f.call(divideBlock, [rows.get, state, total, ...kept])
        f.set(base, i32.sub(total, times4(i32.mul(row, i32.const(d)))))
        const finished = { row, column: i32.const(0), rows: rows.get, columns: i32.const(d) }
        callFinish(f, onResults.index, finished, addressesOf(onResults.work, base))
        advance(f, from, i32.const(1))
        return i32.ltU(from.get, to.get)
      })
    },
  )
}

const sixLocals = (f: FunctionBuilder) =>
  [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")] as const

const times4 = (x: Expr<"i32">): Expr<"i32"> => i32.shl(x, i32.const(2))

/**
 * How many keys rows before `end` may attend to, in whole vectors of the row's state; none is left out beside values
 * that are not finite.
 */
const seenBy = (
  f: FunctionBuilder,
  { n, reach = 0 }: Attention,
  end: Expr<"i32">,
  areFinite: Expr<"i32">,
): Expr<"i32"> => {
  const last = f.let(i32.add(end, i32.const(reach)))
  // at least one block: rows that see nothing are computed too
  const some = f.let(i32.select(i32.const(1), last, i32.ltS(last, i32.const(1))))
  const whole = f.let(i32.and(i32.add(some, i32.const(panelColumns - 1)), i32.const(-panelColumns)))
  return f.let(i32.select(smaller(whole, i32.const(n)), i32.const(n), areFinite))
}

/** Blocks of packed columns over all of `depth`: nothing is added to what c holds but where k has more of them. */
const packedTiling = (depth: number, { fma }: Target): BlockTiling => ({
  ...{ rows: fma ? 6 : 4, panelColumns, depth, packsA: false, packsB: true },
})

/**
 * Keys and values as panels of columns. Parameters: both, where they go, and where it goes whether all values are
 * finite.
 */
const packFunction = ({ n, e, d, k, v, reach }: Attention, target: Target): WasmFunction =>
  defineFunction(undefined, ["i32", "i32", "i32", "i32", "i32"], ([keys, values, toKeys, toValues, flag], builder) => {
    const f = vectorBuilder(builder, target)
    const [left, depth] = [f.local("i32"), f.local("i32")]
    const packed = f.let(toValues.get)
    for (const [source, view, to, columns, rows] of [
      [keys, k, toKeys, n, e],
      [values, v, toValues, d, n],
    ] as const) {
      advance(f, source, i32.const(4 * view.offset))
      f.set(left, i32.const(columns))
      f.set(depth, i32.const(rows))
      inTiles(f, columns, panelColumns, left, (count) => {
        const panel = { deep: 4 * view.row, across: 4 * view.column, count, width: padded(count) }
        emitPanel(f, panel, source, to, depth)
        advance(f, source, i32.const(4 * count * view.column))
      })
    }
    if (reach === undefined) return
    // 0 · x is 0 unless x is not finite
    const sum = startAccumulators(f, { kind: "reduce", fn: "sum", x: 0, dtype: "float32" }, 4, 0)
    inVectors(f, packed, i32.const(4 * n * padded(d)), (at, i) => {
      accumulate(f, sum, i, f32x4.mul(v128.load(at, 16 * i), f.float(0)), 4)
    })
    f.do(i32.store(flag.get, v128.anyTrue(f32x4.eq(finishAcross(f, sum), f.float(0)))))
  })
