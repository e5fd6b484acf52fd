/** @file How many elements a shape has, and may have, and how many bytes they take. */
import type { DType } from "../../types/dtype.js"
import { show } from "./sentence.js"

/** Bytes of one element. */
export const elementBytes: { readonly [D in DType]: number } = { float32: 4, float64: 8, int32: 4, bool: 1 }

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, dim) => product * dim, 1)

export const memoryMessage = (op: string, shape: readonly number[], dtype: DType, label?: string): string => {
  const bytes = sizeOf(shape) * elementBytes[dtype]
  const name = label === undefined ? "" : ` (${label})`
  return `${op}: out of memory: ${show(shape)} ${dtype}${name} needs ${Math.ceil(bytes / 2 ** 20)} MiB`
}

/** Of what is made at once: as many elements as a memory of 4 GiB has room for. */
export const assertRoom = (op: string, shape: readonly number[]): void => {
  const size = sizeOf(shape)
  if (size > 2 ** 30)
    throw new RangeError(`${op}: ${show(shape)} has ${size} elements: at most ${2 ** 30} can be made at once`)
}

/** Of positions that are listed one by one when an operation is called. */
export const assertListable = (op: string, count: number): void => {
  if (count > 2 ** 22) throw new RangeError(`${op}: ${count} elements along a dim: at most ${2 ** 22} can be listed`)
}
