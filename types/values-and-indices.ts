/** @file Elements, and where they were. */
import type { DType } from "./dtype.js"
import type { Shape, Tensor } from "./tensor.js"

export interface ValuesAndIndices<S extends Shape, D extends DType> {
  readonly values: Tensor<S, D>
  /** The position of each along the axis. */
  readonly indices: Tensor<S, "int32">
}
