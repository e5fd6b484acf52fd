/** @file Batches: rows of arrays in some order, or what an iterable gives. */
import type { TypedArray } from "../../types/dtype.js"
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import { constantOf } from "../api/constant.js"
import { isTensor, tensorOf } from "../api/handle.js"
import { permutation } from "../api/random.js"
import { sizeOf } from "../graph/node.js"
import { leavesOf, mapLeaves, mapTree } from "../graph/tree.js"
import { data } from "../read.js"
import { type Bindings, bindLeaf } from "../shape/bind.js"
import { ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"

/** How rows are cut into batches; `order` shuffles them. */
export interface Cut {
  readonly size: number
  readonly order: Key | undefined
  readonly dropLast: boolean
}

export interface Batches {
  /** Undefined where it shows at the end. */
  readonly count: number | undefined
  /** All but the first ones. */
  readonly after: (count: number) => Iterable<unknown> | AsyncIterable<unknown>
}

export type Cutting = (cut: Cut) => Batches

/** The batches of data, to be cut anew for each epoch. `path` names the data in messages. */
export const batchesOf = (path: string, given: unknown): Cutting => {
  if (isIterable(given)) return () => ({ count: undefined, after: (count) => rest(path, given, count) })
  const rows = rowsOf(path, given)
  return ({ size, order, dropLast }) => {
    const positions = order === undefined ? undefined : (data(permutation(order, rows.count)) as Int32Array)
    const count = dropLast ? Math.floor(rows.count / size) : Math.ceil(rows.count / size)
    return {
      count,
      *after(done) {
        for (let i = done; i < count; i++) yield rows.take(positions, i * size, Math.min(rows.count, (i + 1) * size))
      },
    }
  }
}

/** How many rows a batch has: the first dim of its first tensor. */
export const rowsIn = (batch: unknown): number => leavesOf(batch, "batch", "fit")[0]?.node.shape[0] ?? 0

/** Typed arrays as tensors. */
export const tensorsOf = (path: string, given: unknown): unknown => {
  if (!isRecord(given)) {
    throw new TypeError(`${path} is a record like { x, y }, or gives such batches, got ${describe(given)}`)
  }
  return mapTree(
    given,
    "",
    isLeaf,
    (leaf, at) => {
      if (isTensor(leaf)) return leaf
      const dtype = dtypes.get(leaf.constructor)
      if (dtype === undefined)
        throw new TypeError(`${path}.${at} is a tensor or an array of floats or int32, got ${describe(leaf)}`)
      return tensorOf(constantOf(leaf.slice(), [leaf.length], dtype))
    },
    "",
  )
}

// internal

interface Rows {
  readonly count: number
  /** The rows at these positions, or of these numbers where there are none. */
  readonly take: (positions: Int32Array | undefined, from: number, to: number) => unknown
}

type Given = Iterable<unknown> | AsyncIterable<unknown>

const isIterable = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)

const dtypes = new Map<unknown, "float32" | "float64" | "int32">([
  [Float32Array, "float32"],
  [Float64Array, "float64"],
  [Int32Array, "int32"],
])

const isLeaf = (value: unknown): value is AnyTensor | TypedArray => isTensor(value) || ArrayBuffer.isView(value)

const rowsOf = (path: string, given: unknown): Rows => {
  const tree = tensorsOf(path, given)
  const bindings: Bindings = new Map()
  const numbers = leavesOf(tree, "", "fit").map(({ path: at, node }) => {
    const [rows, ...dims] = node.shape
    if (rows === undefined) throw new ShapeError(`${path}.${at} has no rows: it is a scalar`)
    bindLeaf(bindings, at, { shape: ["batch", ...dims], dtype: node.dtype }, node)
    return { values: data(tensorOf(node)) as TypedArray, width: sizeOf(dims) }
  })
  const count = bindings.get("batch")?.size ?? 0
  const take: Rows["take"] = (positions, from, to) => {
    let next = 0
    return mapLeaves(tree, "", ({ shape, dtype }) => {
      const { values, width } = numbers[next++] as { values: TypedArray; width: number }
      const taken = values.slice(from * width, to * width)
      for (let i = from; i < to && positions !== undefined; i++) {
        const row = positions[i] as number
        taken.set(values.subarray(row * width, (row + 1) * width), (i - from) * width)
      }
      return constantOf(taken, [to - from, ...shape.slice(1)], dtype)
    })
  }
  return { count, take }
}

async function* rest(path: string, given: Given, count: number): AsyncGenerator<unknown> {
  let read = 0
  for await (const batch of given) if (read++ >= count) yield tensorsOf(path, batch)
}
