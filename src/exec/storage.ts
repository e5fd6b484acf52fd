/**
 * @file Where numbers are kept: what each dtype takes in memory, and storages made of ordinary typed arrays.
 */
import type { DType } from "../../types/dtype.js"
import { dtypeOf } from "../graph/array.js"
import { elementBytes, type Storage, type TypedArray } from "../graph/op.js"

/** A storage that owns `data` from now on: nobody else may write to it. */
export const storageOf = (data: TypedArray): Storage => ({
  dtype: dtypeOf(data) as DType,
  length: data.length,
  data,
  address: undefined,
})

/** A storage whose numbers are at an address of the evaluator's memory. */
export const residentStorage = (dtype: DType, length: number, address: number): Storage => ({
  dtype,
  length,
  data: undefined,
  address,
})

/** The bytes a storage takes in memory, rounded up to the alignment kernels ask for. */
export const alignedBytes = (dtype: DType, length: number): number => alignUp(length * elementBytes[dtype])

/** The next multiple of 16, a vector's size. */
export const alignUp = (bytes: number): number => Math.ceil(bytes / 16) * 16
