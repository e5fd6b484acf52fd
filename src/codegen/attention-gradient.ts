/**
 * @file The gradient through attention, float32: for a block of keys after another all blocks of rows that see them.
 * Weights are made again, and gradients of scores from them; both are used up, in cache, by products that add up over
 * blocks. The tiles, panels and epilogues are those of matrix products.
 */
import { type AttentionGradient, type ElementWork, untouched } from "../schedule/attention.js"
import type { Gemm, MatrixView } from "../schedule/gemm.js"
import type { Nest } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
import { batchModule, inBlock } from "./attention.js"
import { type GradientTiling, gradientTiling, panelColumns, partsOf } from "./attention-tiling.js"
import type { Expr, WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { blockFunction, callBlock } from "./gemm-block.js"
import { callFinish, finishFunction } from "./gemm-epilogue.js"
import { advance, inBlocks, smaller } from "./gemm-loops.js"
import { packPanels } from "./gemm-pack.js"
import { padded } from "./gemm-tiling.js"
import { i32 } from "./instructions.js"

/**
 * A module that exports `run(q, k, g, workspace, v, …others, from, to)`: byte addresses, and which
 * parts of matrices are computed. Needs at least one of everything.
 */
export const attentionGradientModule = (attention: AttentionGradient, target: Target): Uint8Array =>
  batchModule(attention, target, partsOf(attention), (add, isRun) => matrixFunction(attention, target, add, isRun))

// internal

type Pointer = Local<"i32">

const packedView: MatrixView = { offset: 0, row: 0, column: 0 }

const matrixFunction = (
  attention: AttentionGradient,
  target: Target,
  add: (made: WasmFunction) => number,
  isRun: boolean,
): WasmFunction => {
  const { m, n, e, d, q, k, g, v, softmax, slopes, products, reach } = attention
  const tiling = gradientTiling(attention)
  const { stride } = tiling
  const block = (gemm: Omit<Gemm, "b" | "batch">, depth: number): number =>
    add(
      blockFunction(
        { ...gemm, b: packedView, batch: [] },
        { rows: target.fma ? 6 : 4, panelColumns, depth, packsA: false, packsB: true },
        target,
      ),
    )
  const whole = { nest: untouched(m, n), arguments: [] }
  const onTiles = slopes.per === "tile" ? slopes : whole
  const within = (work: ElementWork): Nest => inBlock(work.nest, stride, (buffer) => work.arguments[buffer - 1] === -1)
  const scoresBlock = block({ m, n, k: e, a: q, epilogue: { nest: within(whole), per: "tile" } }, e)
  const slopesBlock = block({ m, n, k: d, a: g, epilogue: { nest: within(onTiles), per: "tile" } }, d)
  const finish = (work: ElementWork): number => add(finishFunction(within(work), n, target))
  const makeWeights = finish(softmax)
  const finishSlopes = slopes.per === "block" ? finish(slopes) : undefined
  const packKeys = add(packFunction(k, n))
  const packValues = add(packFunction(v, n))
  const made = products.map(({ isTransposed, right, columns }) => ({
    pack: add(packFunction(right, columns)),
    block: isTransposed
      ? block({ m: n, n: columns, k: m, a: { offset: 0, row: 1, column: stride } }, tiling.rows)
      : block({ m, n: columns, k: n, a: { offset: 0, row: stride, column: 1 } }, tiling.keys),
  }))

  return defineFunction(
    isRun ? "run" : undefined,
    Array.from({ length: attention.arguments.length + 3 }, () => "i32" as const),
    (given, f) => {
      const argument = (at: number): Pointer => given[at < 3 ? at : at + 1] as Pointer
      const [queries, keys, gradients, values] = [0, 1, 2, 3].map(argument) as [Pointer, Pointer, Pointer, Pointer]
      const workspace = given[3] as Pointer
      const [part, end] = given.slice(-2) as [Pointer, Pointer]
      const inWorkspace = (offset: number): Expr<"i32"> => f.let(i32.add(workspace.get, i32.const(offset)))
      const scores = inWorkspace(tiling.scores)
      const [packedKeys, packedValues] = [inWorkspace(tiling.packedKeys), inWorkspace(tiling.packedValues)]
      const packed = tiling.packed.map(inWorkspace)
      const [onWeights, onScores, isFirst] = [f.local("i32"), f.local("i32"), f.local("i32")]
      const addressesOf = (work: ElementWork, own: Pointer): readonly Pointer[] => [
        own,
        ...work.arguments.map((at) => (at < 0 ? onWeights : argument(at))),
      ]
      /** Where rows or columns of an operand start. */
      const from = (base: Pointer, offset: number, step: number, position: Expr<"i32">): Expr<"i32"> =>
        i32.add(i32.add(base.get, i32.const(4 * offset)), i32.mul(position, i32.const(4 * step)))
      const pack = (transposed: boolean, position: Expr<"i32">, depth: Expr<"i32">): void =>
        products.forEach(({ isTransposed, right, columns, argument: at }, i) => {
          if (isTransposed !== transposed) return
          const to = packed[i] as Expr<"i32">
          const panels = transposed ? i32.add(to, i32.mul(position, i32.const(4 * padded(columns)))) : to
          const source = from(argument(at), right.offset, right.row, position)
          f.call((made[i] as { pack: number }).pack, [source, depth, i32.const(columns), panels])
        })
      inBlocks(f, { from: i32.const(0), to: i32.const(m) }, tiling.rows, (rows, row) => pack(true, row, rows.get))
      const firstKey = f.local("i32")
      const sums = products.map(() => f.local("i32"))
      const addUp = (columns: Pointer, column: Expr<"i32">): void => {
        const size = columns.get
        f.call(packKeys, [from(keys, k.offset, k.column, column), i32.const(e), size, packedKeys])
        f.call(packValues, [from(values, v.offset, v.column, column), i32.const(d), size, packedValues])
        pack(false, column, size)
        f.set(isFirst, i32.const(1))
        const start = reach === undefined ? i32.const(0) : firstSeeing(f, attention, tiling, column, firstKey.get)
        inBlocks(f, { from: start, to: i32.const(m) }, tiling.rows, (count, row) => {
          const rows = count.get
          // epilogues count from the start of the whole matrix
          const back = f.let(i32.shl(i32.add(i32.mul(row, i32.const(stride)), column), i32.const(2)))
          f.set(onWeights, i32.sub(workspace.get, back))
          f.set(onScores, i32.sub(scores, back))
          const position = { row, column, rows, columns: size }
          const once = { ...position, adds: i32.const(0), isLast: i32.const(1) }
          const a = f.let(from(queries, q.offset, q.row, row))
          callBlock(f, scoresBlock, { ...once, a, packedA: a, b: packedKeys, c: workspace.get, depth: i32.const(e) }, [
            onWeights.get,
          ])
          callFinish(f, makeWeights, position, addressesOf(softmax, onWeights))
          const b = f.let(from(gradients, g.offset, g.row, row))
          callBlock(
            f,
            slopesBlock,
            { ...once, a: b, packedA: b, b: packedValues, c: scores, depth: i32.const(d) },
            addressesOf(onTiles, onScores).map(({ get }) => get),
          )
          if (finishSlopes !== undefined) callFinish(f, finishSlopes, position, addressesOf(slopes, onScores))
          products.forEach(({ of, isTransposed, columns: width }, i) => {
            const left = of === "scores" ? scores : workspace.get
            const [at, depth] = isTransposed ? [column, row] : [row, column]
            const panels = packed[i] as Expr<"i32">
            callBlock(
              f,
              (made[i] as { block: number }).block,
              {
                ...{ a: left, packedA: left, row: i32.const(0), column: i32.const(0), isLast: i32.const(1) },
                ...{ rows: isTransposed ? size : rows, columns: i32.const(width), depth: isTransposed ? rows : size },
                b: isTransposed ? i32.add(panels, i32.mul(depth, i32.const(4 * padded(width)))) : panels,
                c: from(sums[i] as Pointer, 0, width, at),
                adds: isTransposed ? i32.sub(i32.const(1), isFirst.get) : i32.ltU(firstKey.get, depth),
              },
              [],
            )
          })
          f.set(isFirst, i32.const(0))
        })
      }
      f.doWhile(() => {
        products.forEach(({ results: [first, ...others] }, i) => {
          const sum = sums[i] as Pointer
          f.set(sum, argument(first as number).get)
          others.forEach((other, at) => {
            f.set(sum, i32.select(sum.get, argument(other).get, i32.ltU(part.get, i32.const(at + 1))))
          })
        })
        f.set(firstKey, i32.mul(part.get, i32.const(attention.part)))
        const last = f.let(i32.add(firstKey.get, i32.const(attention.part)))
        inBlocks(f, { from: firstKey.get, to: f.let(smaller(last, i32.const(n))) }, tiling.keys, addUp)
        advance(f, part, i32.const(1))
        return i32.ltU(part.get, end.get)
      })
    },
  )
}

/** The first block of rows of which one may see a key; the last where none does: what nobody sees is written too. */
const firstSeeing = (
  f: FunctionBuilder,
  { m, reach = 0 }: AttentionGradient,
  { rows }: GradientTiling,
  column: Expr<"i32">,
  firstKey: Expr<"i32">,
): Expr<"i32"> => {
  const last = Math.floor((m - 1) / rows)
  const first = f.let(i32.sub(column, i32.const(reach)))
  const block = f.let(i32.divU(i32.select(i32.const(0), first, i32.ltS(first, i32.const(0))), i32.const(rows)))
  const some = f.let(i32.select(block, i32.const(last), i32.ltU(block, i32.const(last))))
  // products that add up over keys start with the first
  return f.let(i32.mul(i32.select(some, i32.const(0), i32.ltU(firstKey, column)), i32.const(rows)))
}

/** Some columns of an operand as panels. Parameters: where they start, how deep they are, how many, where they go. */
const packFunction = ({ row, column }: MatrixView, total: number): WasmFunction =>
  defineFunction(undefined, ["i32", "i32", "i32", "i32"], ([source, depth, columns, target], f) => {
    packPanels(f, total, panelColumns, undefined, {
      ...{ source, target, total: columns, depth, deep: row, across: column, listed: undefined },
      ...{ start: i32.const(0), steps: i32.const(0) },
    })
  })
