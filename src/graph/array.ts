/** @file The typed array of each dtype; bool is kept as bytes of 0 and 1. */
import type { DType, TypedArray } from "../../types/dtype.js"

/** Numbers as an array of a dtype; int32 and bool values must already be of that dtype. */
export const arrayOf = (values: ArrayLike<number>, dtype: DType): TypedArray => new arrays[dtype](values)

/** The dtype of a typed array's elements, undefined for what holds none of them. */
export const dtypeOf = (values: unknown): DType | undefined =>
  (Object.keys(arrays) as DType[]).find((dtype) => values instanceof arrays[dtype])

// internal

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const satisfies { readonly [D in DType]: new (values: ArrayLike<number>) => TypedArray }
