/**
 * @file NumPy's indexing: what each index takes of the shape, and where the gathered axes go.
 * Integers beside lists and tensors decide about that place too, as if they gathered.
 */
import type { DType } from "../../types/dtype.js"
import { broadcast } from "./broadcast.js"
import { DTypeError, IndexError, ShapeError } from "./error.js"
import {
  boolIndexMessage,
  ellipsisMessage,
  fractionMessage,
  indexMessage,
  needsIndexTensor,
  tooManyIndicesMessage,
} from "./index-messages.js"
import { describe } from "./operand.js"
import { type Slice, sliceOf } from "./slice.js"

/** What a tensor looks like here. */
export interface Indices {
  readonly shape: readonly number[]
  readonly dtype: DType
}

/** One place of the result of slicing, or an axis that is gone. */
export type Part<T> =
  | { readonly kind: "keep"; readonly slice: Slice }
  | { readonly kind: "drop"; readonly slice: Slice }
  | { readonly kind: "new" }
  | { readonly kind: "gather"; readonly size: number; readonly by: readonly number[] | T }

export interface Selection<T> {
  /** Every axis of the operand and every new one, in order. */
  readonly parts: readonly Part<T>[]
  /** The common shape of what gathers. */
  readonly gathered: readonly number[]
  /** How many axes of the result are in front of the gathered ones. */
  readonly place: number
}

/** The selection that a list of indices makes; negative integers are counted from the front. */
export const selectionOf = <T extends Indices>(
  shape: readonly number[],
  indices: readonly unknown[],
  isTensor: (value: unknown) => value is T,
): Selection<T> => {
  const parts: Part<T>[] = []
  let gathered: readonly number[] = []
  for (const { index, axis } of aligned(shape, indices)) {
    const part = partOf(index, shape, axis, isTensor)
    if (part.kind === "gather") gathered = broadcast("at", gathered, extent(part.by))
    parts.push(part)
  }
  const first = parts.findIndex(({ kind }) => kind === "gather" || kind === "drop")
  return { parts, gathered, place: first < 0 || !standTogether(indices) ? 0 : kept(parts.slice(0, first)) }
}

// internal

/** Each index with its axis; "..." and the axes after the last index are whole slices. */
function* aligned(shape: readonly number[], indices: readonly unknown[]) {
  let axis = 0
  let filled = false
  for (const [position, index] of indices.entries()) {
    if (index === "...") {
      if (filled) throw new ShapeError(ellipsisMessage())
      filled = true
      const end = shape.length - indices.slice(position + 1).filter(takesAxis).length
      while (axis < end) yield { index: ":", axis: axis++ }
    } else if (index === null) {
      yield { index, axis }
    } else {
      if (axis === shape.length) throw new ShapeError(tooManyIndicesMessage(shape, indices.filter(takesAxis).length))
      yield { index, axis: axis++ }
    }
  }
  while (axis < shape.length) yield { index: ":", axis: axis++ }
}

const partOf = <T extends Indices>(
  index: unknown,
  shape: readonly number[],
  axis: number,
  isTensor: (value: unknown) => value is T,
): Part<T> => {
  if (index === null) return { kind: "new" }
  const size = shape[axis] as number
  if (typeof index === "string") return { kind: "keep", slice: sliceOf(index, size) }
  if (isTensor(index)) {
    assertIndices(index)
    return { kind: "gather", size, by: index }
  }
  if (Array.isArray(index)) return { kind: "gather", size, by: index.map((item) => integerAt(item, shape, axis)) }
  return { kind: "drop", slice: { start: integerAt(index, shape, axis), step: 1, count: 1 } }
}

const extent = (by: readonly number[] | Indices): readonly number[] => ("shape" in by ? by.shape : [by.length])

const kept = (parts: readonly Part<unknown>[]): number =>
  parts.filter(({ kind }) => kind === "keep" || kind === "new").length

/** Whether no other index, be it "..." for no axes, stands between those that gather. */
const standTogether = (indices: readonly unknown[]): boolean => {
  const gathers = (index: unknown) => index !== null && typeof index !== "string"
  return indices.slice(indices.findIndex(gathers), indices.findLastIndex(gathers) + 1).every(gathers)
}

const takesAxis = (index: unknown): boolean => index !== null && index !== "..."

const assertIndices = ({ dtype }: Indices): void => {
  if (dtype === "bool") throw new DTypeError(boolIndexMessage())
  if (dtype !== "int32") throw new DTypeError(needsIndexTensor("at", dtype))
}

const integerAt = (index: unknown, shape: readonly number[], axis: number): number => {
  if (typeof index !== "number") {
    throw new TypeError(
      `at: an index is an integer, a slice like "1:3", "...", null, a list of integers or an int32 tensor, got ${describe(index)}`,
    )
  }
  if (!Number.isInteger(index)) throw new IndexError(fractionMessage(index))
  const size = shape[axis] as number
  if (index < -size || index >= size) throw new IndexError(indexMessage(index, axis, size, shape))
  return index < 0 ? index + size : index
}
