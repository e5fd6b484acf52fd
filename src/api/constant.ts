/** @file Tensors of given numbers. */
import type { DType } from "../../types/dtype.js"
import { constant } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { TypedArray } from "../graph/op.js"

/** A constant that owns its array: the caller keeps no reference to it. */
export const constantOf = (data: TypedArray, shape: readonly number[], dtype: DType): Node =>
  constant({ dtype, length: data.length, data, address: undefined }, shape)

/** The typed array of a dtype, filled from numbers it can hold; bool takes 0 and 1. */
export const arrayOf = (values: ArrayLike<number>, dtype: DType): TypedArray =>
  dtype === "bool" ? Uint8Array.from(values, (value) => Number(value !== 0)) : new arrays[dtype](values)

// internal

const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array }
