/**
 * @file What is done with the finished sums of a product before they are written: the values of the epilogue for each
 * row and each vector of columns, on a tile while it is in registers; or on a block that is in c, by a function of its
 * own, since much code would crowd the registers of the tiles.
 */
import type { DType } from "../../types/dtype.js"
import { type Access, type Nest, operandsOf, type Value, widthOf } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
import { elementBytes } from "../shape/size.js"
import type { DrawCode } from "./draw.js"
import type { Expr, WasmFunction } from "./encode.js"
import { defineFunction, type FunctionBuilder, type Local } from "./function.js"
import { inTiles } from "./gemm-loops.js"
import { vectorsOf } from "./gemm-micro.js"
import { i32, i32x4 } from "./instructions.js"
import { lanewise } from "./lanewise.js"
import { type Vector, type VectorBuilder, vectorBuilder } from "./math/vectors.js"
import { loadLanes, loadSplat, type Pointer, storeLanes } from "./memory.js"

export interface FinishedTile {
  /** The position of its first element. */
  readonly row: Expr<"i32">
  readonly column: Expr<"i32">
  /** Its sums, row by row in vectors, and how many lanes of each vector exist. */
  readonly sums: readonly (readonly Vector[])[]
  readonly lanes: readonly number[]
  /** Of so many columns only the last tile is smaller. */
  readonly total: number
}

/** `addresses` are those of the nest's buffers. */
export const emitEpilogue = (
  v: VectorBuilder,
  nest: Nest,
  addresses: readonly Local<"i32">[],
  { row, column, sums, lanes, total }: FinishedTile,
): void => {
  const sumOf = (i: number, j: number): Vector => sums[i]?.[j] as Vector
  finishRows({ v, nest, addresses, row: v.let(row), column: v.let(column), rows: sums.length, lanes, total, sumOf })
}

export interface FinishedBlock {
  readonly row: Expr<"i32">
  readonly column: Expr<"i32">
  readonly rows: Expr<"i32">
  readonly columns: Expr<"i32">
}

export const callFinish = (
  f: FunctionBuilder,
  index: number,
  { row, column, rows, columns }: FinishedBlock,
  addresses: readonly Local<"i32">[],
): void => f.call(index, [row, column, rows, columns, ...addresses.map(({ get }) => get)])

/** The epilogue of a block whose sums are in c. Of `total` columns only the last tile is smaller. */
export const finishFunction = (nest: Nest, total: number, target: Target): WasmFunction =>
  defineFunction(
    undefined,
    ["i32", "i32", "i32", "i32", ...nest.buffers.map(() => "i32" as const)],
    ([row, column, rows, columns, ...addresses], f) => {
      const v = vectorBuilder(f, target, widthOf(nest))
      const [dtype] = nest.buffers as [DType]
      const access = placeOfSums(nest)
      v.repeat(rows, () => {
        inTiles(v, total, 2 * v.lanes, columns, (count, at) => {
          const lanes = vectorsOf(count, v)
          const position = { row: row.get, column: v.let(i32.add(column.get, at)), rows: 1, lanes, total }
          finishRows({
            ...{ v, nest, addresses, ...position },
            sumOf: (i, j, sums) => v.let(loadLanes(v, dtype, pointerTo(sums, access, i, j), 1, lanes[j] as number)),
          })
        })
        v.set(row, i32.add(row.get, i32.const(1)))
      })
    },
  )

/** Where the product stands in c; buffer 0 is read there only. */
export const placeOfSums = (nest: Nest): Access => {
  const sums = nest.values.find((value) => value.kind === "load" && value.access.buffer === 0)
  if (sums?.kind !== "load") throw new Error("the epilogue does not read its product")
  return sums.access
}

// internal

interface Rows {
  readonly v: VectorBuilder
  readonly nest: Nest
  readonly addresses: readonly Local<"i32">[]
  readonly row: Expr<"i32">
  readonly column: Expr<"i32">
  readonly rows: number
  readonly lanes: readonly number[]
  readonly total: number
  readonly sumOf: (row: number, vector: number, at: Opened) => Vector
}

/** Rows with what is known of them: pointers to their first element, and values. */
interface Opened extends Rows {
  readonly pointers: Map<string, Expr<"i32">>
  readonly values: Map<string, Vector>
  /** Whether each value differs between rows, and between columns. */
  readonly byRow: readonly boolean[]
  readonly byColumn: readonly boolean[]
}

const opened = (rows: Rows): Opened => ({
  ...rows,
  pointers: new Map(),
  values: new Map(),
  byRow: differing(rows.nest, 0),
  byColumn: differing(rows.nest, 1),
})

/** All values of a row are computed before the first is written: that may be where sums lie, and chains overlap. */
const finishRows = (rows: Rows): void => {
  const at = opened(rows)
  const { v, nest } = rows
  for (let i = 0; i < rows.rows; i++) {
    const results = rows.lanes.map((_, j) => nest.stores.map(({ value }) => valueAt(at, value, i, j)))
    rows.lanes.forEach((count, j) => {
      nest.stores.forEach(({ access }, s) => {
        const pointer = pointerTo(at, access, i, j)
        const [dtype, stride] = [bufferDType(nest, access), access.strides[1] as number]
        storeLanes(v, dtype, pointer, stride, count, results[j]?.[s] as Vector)
      })
    })
  }
}

const valueAt = (at: Opened, index: number, i: number, j: number): Vector => {
  const key = keyOf(at, index, i, j)
  const known = at.values.get(key)
  if (known !== undefined) return known
  const vector = at.v.let(compute(at, index, i, j))
  at.values.set(key, vector)
  return vector
}

const keyOf = ({ byRow, byColumn }: Opened, index: number, i: number, j: number): string =>
  `${index} ${byRow[index] ? i : ""} ${byColumn[index] ? j : ""}`

const compute = (at: Opened, index: number, i: number, j: number): Vector => {
  const { v, nest } = at
  const value = nest.values[index] as Value
  const operand = (x: number): Vector => valueAt(at, x, i, j)
  switch (value.kind) {
    case "load":
      return value.access.buffer === 0 ? at.sumOf(i, j, at) : load(at, value.access, value.dtype, i, j)
    case "index":
      return positions(at, value, i, j)
    case "literal":
    case "unary":
    case "binary":
    case "compare":
    case "select":
    case "cast":
      return lanewise(v, nest, value, operand)
    case "draw":
      return (value.code as DrawCode)(value, {
        ...{ v, nest, operand, vector: j, vectors: at.lanes.length, beginsEven: beginsEven(at) },
        provide: (other, drawn) => at.values.set(keyOf(at, index, i, other), drawn),
      })
    case "scan":
    case "recurrence":
    case "previous":
    case "reduce":
      throw new Error(`an epilogue has no ${value.kind}`)
  }
}

/** Behind a block of an odd number of columns tiles begin at odd ones. */
const beginsEven = ({ nest, total }: Opened): boolean => total % 2 === 0 || total === nest.variables[1]?.extent

const load = (at: Opened, access: Access, dtype: DType, i: number, j: number): Vector => {
  const [, stride] = access.strides as [number, number]
  const pointer = pointerTo(at, access, i, j)
  return stride === 0 ? loadSplat(at.v, dtype, pointer) : loadLanes(at.v, dtype, pointer, stride, at.lanes[j] as number)
}

/** Where the first lane of a vector is. */
const pointerTo = (at: Opened, access: Access, i: number, j: number): Pointer => {
  const { v, nest, pointers } = at
  const [row, column] = access.strides as [number, number]
  const size = elementBytes[bufferDType(nest, access)]
  // a pointer that moves down must start at its element: before the offset is added it could fall below 0
  const from = row < 0 || column < 0 ? access.offset : 0
  const key = [access.buffer, from, row, column].join(" ")
  let base = pointers.get(key)
  if (base === undefined) {
    const { get } = at.addresses[access.buffer] as Local<"i32">
    const moved = [at.row, at.column].reduce(
      (sum, position, axis) => {
        const stride = [row, column][axis] as number
        return stride === 0 ? sum : i32.add(sum, i32.mul(position, i32.const(stride * size)))
      },
      from === 0 ? get : i32.add(get, i32.const(from * size)),
    )
    base = v.let(moved)
    pointers.set(key, base)
  }
  return { base, offset: (access.offset - from + i * row + v.lanes * j * column) * size }
}

const positions = (
  { v, row, column }: Opened,
  { offset, strides }: Value & { readonly kind: "index" },
  i: number,
  j: number,
): Vector => {
  const [down, along] = strides as [number, number]
  const moved = i32.add(i32.mul(row, i32.const(down)), i32.mul(column, i32.const(along)))
  const splat = i32x4.splat(i32.add(moved, i32.const(offset + i * down + v.lanes * j * along)))
  return along === 0 ? splat : i32x4.add(splat, v.ints([0, along, 2 * along, 3 * along]))
}

const bufferDType = (nest: Nest, { buffer }: Access): DType => nest.buffers[buffer] as DType

/** Which values change along a variable. */
const differing = (nest: Nest, variable: number): readonly boolean[] => {
  const known: boolean[] = []
  for (const value of nest.values) {
    const strides = value.kind === "load" ? value.access.strides : value.kind === "index" ? value.strides : []
    const isSum = value.kind === "load" && value.access.buffer === 0
    known.push(isSum || (strides[variable] ?? 0) !== 0 || operandsOf(value).some((operand) => known[operand]))
  }
  return known
}
