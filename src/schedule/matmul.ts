/** @file A dot as matrix products over strided views: transposes and broadcast batches are read in place. */
import { type Node, sizeOf } from "../graph/node.js"
import { type Argument, lowerEpilogue } from "./epilogue.js"
import type { BatchAxis, Gemm, MatrixView } from "./gemm.js"
import type { Access, Nest } from "./nest.js"
import { batchOf, matrixOf, type Operand, operandOf } from "./operand.js"
import type { Trace } from "./traced.js"

export interface LoweredDot {
  readonly gemm: Gemm
  /** The nodes in whose buffers a, b and c lie, and whatever else the epilogue reads or writes. */
  readonly arguments: readonly Node[]
}

/** `isKept`: the product is written although there is an epilogue. */
export const lowerDot = (node: Node, trace: Trace | undefined, isKept: boolean): LoweredDot => {
  const [left, right] = node.inputs as [Node, Node]
  const dims = node.shape.slice(0, -2)
  const [m, n] = node.shape.slice(-2) as [number, number]
  const k = left.shape.at(-1) as number
  const [a, b] = [left, right].map(operandOf) as [Operand, Operand]
  const lowered = trace && lowerEpilogue(trace, node, isKept)
  const whole: Argument = { node, batch: dims.map((_, axis) => m * n * sizeOf(dims.slice(axis + 1))) }
  const { gemm, batch, args } = asRows(
    asRow({
      gemm: {
        ...{ m, n, k, a: matrixOf(a), b: matrixOf(b) },
        ...(node.dtype === "float64" && { dtype: node.dtype }),
        ...(lowered && { epilogue: lowered.epilogue }),
      },
      batch: dims,
      args: [
        { node: a.node, batch: batchOf(a) },
        { node: b.node, batch: batchOf(b) },
        ...(lowered?.arguments ?? [whole]),
      ],
    }),
  )
  return { gemm: { ...gemm, batch: axesOf(batch, args) }, arguments: args.map((arg) => arg.node) }
}

// internal

interface Batched {
  readonly gemm: Omit<Gemm, "batch">
  readonly batch: readonly number[]
  /** a, b, c and the others */
  readonly args: readonly Argument[]
}

/** A x, a single column, is the row xᵀ Aᵀ: lanes are filled with what lies side by side in c. */
const asRow = (batched: Batched): Batched => {
  const { gemm, batch, args } = batched
  const { m, n, epilogue } = gemm
  const sums = epilogue?.nest.values.find((value) => value.kind === "load" && value.access.buffer === 0)
  if (n !== 1 || m === 1 || (sums?.kind === "load" && sums.access.strides[0] !== 1)) return batched
  const [a, b, ...others] = args as [Argument, Argument, ...Argument[]]
  return {
    gemm: {
      ...gemm,
      ...{ m: n, n: m, a: transposed(gemm.b), b: transposed(gemm.a) },
      ...(epilogue && { epilogue: { ...epilogue, nest: turned(epilogue.nest) } }),
    },
    batch,
    args: [b, a, ...others],
  }
}

const transposed = ({ offset, row, column, axes }: MatrixView): MatrixView => ({
  ...{ offset, row: column, column: row },
  ...(axes && { axes: { rows: axes.columns, columns: axes.rows } }),
})

/** The nest of an epilogue with its rows as columns. */
const turned = (nest: Nest): Nest => {
  const moved = (access: Access): Access => ({ ...access, strides: access.strides.toReversed() })
  return {
    ...nest,
    variables: nest.variables.toReversed(),
    values: nest.values.map((value) => {
      if (value.kind === "load") return { ...value, access: moved(value.access) }
      return value.kind === "index" ? { ...value, strides: value.strides.toReversed() } : value
    }),
    stores: nest.stores.map((store) => ({ ...store, access: moved(store.access) })),
  }
}

/**
 * A batch over which b is repeated is more rows of one product, where all else moves on to the next matrix as it moves
 * on to the next row: b is packed once.
 */
const asRows = (batched: Batched): Batched => {
  const { gemm, batch, args } = batched
  const { m, n, epilogue } = gemm
  const [dim, strides] = [batch.at(-1), args.map((arg) => arg.batch.at(-1) as number)]
  if (dim === undefined || (dim > 1 && strides[1] !== 0)) return batched
  const moves = (row: number, arg: number): boolean => dim === 1 || m === 1 || strides[arg] === m * row
  const isSplit = gemm.a.axes !== undefined && gemm.a.axes.rows.length > 1
  const isIndexed = epilogue?.nest.values.some((value) => value.kind === "index" && value.strides[0] !== 0)
  const accesses = epilogue === undefined ? [{ buffer: 0, strides: [n, 1] }] : accessesOf(epilogue.nest)
  const fits = moves(gemm.a.row, 0) && accesses.every((access) => moves(access.strides[0] as number, access.buffer + 2))
  if (!fits || ((isIndexed || isSplit) && dim > 1)) return batched
  const rowOf = (row: number, arg: number): number => (m === 1 && dim > 1 ? (strides[arg] as number) : row)
  return asRows({
    gemm: {
      ...gemm,
      m: m * dim,
      a: dim === 1 ? gemm.a : withRow(gemm.a, m * dim, rowOf(gemm.a.row, 0)),
      ...(epilogue && {
        epilogue: { ...epilogue, nest: withRows(epilogue.nest, m * dim, (row, buffer) => rowOf(row, buffer + 2)) },
      }),
    },
    batch: batch.slice(0, -1),
    args: args.map((arg) => ({ ...arg, batch: arg.batch.slice(0, -1) })),
  })
}

const withRow = ({ offset, column, axes }: MatrixView, extent: number, row: number): MatrixView => ({
  ...{ offset, row, column },
  ...(axes && { axes: { rows: [{ extent, stride: row }], columns: axes.columns } }),
})

const accessesOf = ({ values, stores }: Nest) => [
  ...values.flatMap((value) => (value.kind === "load" ? [value.access] : [])),
  ...stores.map(({ access }) => access),
]

/** The nest of an epilogue over another number of rows, with other strides along them. */
const withRows = (nest: Nest, m: number, strideOf: (row: number, buffer: number) => number): Nest => {
  const moved = (access: Access): Access => {
    const [row, column] = access.strides as [number, number]
    return { ...access, strides: [strideOf(row, access.buffer), column] }
  }
  return {
    ...nest,
    variables: nest.variables.with(0, { extent: m, role: "row" }),
    values: nest.values.map((value) => (value.kind === "load" ? { ...value, access: moved(value.access) } : value)),
    stores: nest.stores.map((store) => ({ ...store, access: moved(store.access) })),
  }
}

/** Axes of more than one product; two that all arguments go through as through one are one. */
export const axesOf = (batch: readonly number[], args: readonly Argument[]): readonly BatchAxis[] => {
  const axes: BatchAxis[] = []
  for (const [axis, extent] of batch.entries()) {
    if (extent === 1) continue
    const strides = args.map((arg) => arg.batch[axis] as number)
    const outer = axes.at(-1)
    const isJoined = outer?.strides.every((stride, i) => stride === extent * (strides[i] as number))
    if (outer && isJoined) axes[axes.length - 1] = { extent: outer.extent * extent, strides }
    else axes.push({ extent, strides })
  }
  return axes
}
