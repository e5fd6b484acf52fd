/** @file Tensors of given numbers. */
import type { DType, TypedArray } from "../../types/dtype.js"
import { constant } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

/** A constant that owns its array: the caller keeps no reference to it. */
export const constantOf = (data: TypedArray, shape: readonly number[], dtype: DType): Node =>
  constant({ dtype, length: data.length, data, address: undefined }, shape)
