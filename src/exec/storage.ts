/**
 * @file Where numbers are kept: what each dtype takes in memory, and storages made of ordinary typed arrays.
 */
import type { DType } from "../../types/dtype.js"
import { elementBytes, type Storage, type TypedArray } from "../graph/op.js"

/** A storage that owns `data` from now on: nobody else may write to it. */
export const storageOf = (data: TypedArray): Storage => ({
  dtype: dtypeOf(data),
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

/** Numbers as an array of a dtype; int32 and bool values must already be of that dtype. */
export const arrayOf = (values: ArrayLike<number>, dtype: DType): TypedArray => makers[dtype](values)

/** The bytes a storage takes in memory, rounded up to the alignment kernels ask for. */
export const alignedBytes = (dtype: DType, length: number): number => alignUp(length * elementBytes[dtype])

/** The next multiple of 16, a vector's size. */
export const alignUp = (bytes: number): number => Math.ceil(bytes / 16) * 16

// internal

const makers: { readonly [D in DType]: (values: ArrayLike<number>) => TypedArray } = {
  float32: (values) => new Float32Array(values),
  float64: (values) => new Float64Array(values),
  int32: (values) => new Int32Array(values),
  bool: (values) => new Uint8Array(values),
}

const dtypeOf = (data: TypedArray): DType => {
  if (data instanceof Float32Array) return "float32"
  if (data instanceof Float64Array) return "float64"
  return data instanceof Int32Array ? "int32" : "bool"
}
