/**
 * @file Where numbers are kept: what each dtype takes in memory, and storages made of ordinary typed arrays.
 */
import type { DType, TypedArray } from "../../types/dtype.js"
import { dtypeOf } from "../graph/array.js"
import type { Origin, Storage } from "../graph/op.js"
import { elementBytes } from "../shape/size.js"

/** A storage that owns `data` from now on: nobody else may write to it. */
export const storageOf = (data: TypedArray): Storage => ({
  dtype: dtypeOf(data) as DType,
  length: data.length,
  data,
  address: undefined,
  origin: undefined,
})

/** A storage that gets its numbers when the run has written them. */
export const awaitingStorage = ({ dtype, length }: Pick<Storage, "dtype" | "length">): Storage => ({
  dtype,
  length,
  data: undefined,
  address: undefined,
  origin: undefined,
})

/** Whether numbers must be computed again before they can be read. */
export const isLetGo = ({ data, address }: Storage): boolean => data === undefined && address === undefined

export const restore = (storage: Storage): Storage => {
  if (isLetGo(storage)) (storage.origin as Origin).repeat(storage.origin as Origin)
  return storage
}

/** The bytes a storage takes in memory, rounded up to the alignment kernels ask for. */
export const alignedBytes = ({ dtype, length }: Pick<Storage, "dtype" | "length">): number =>
  alignUp(length * elementBytes[dtype])

/** The next multiple of 16, a vector's size. */
export const alignUp = (bytes: number): number => Math.ceil(bytes / 16) * 16
