/** @file Element types and promotion between them: PyTorch's, except that a scalar tensor counts like any other. */
import type { Same } from "./dim.js"

export type FloatDType = "float32" | "float64"
export type DType = FloatDType | "int32" | "bool"

/** What numbers are kept in; those of bool, 0 and 1, in bytes. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array

interface Promotion {
  bool: { bool: "bool"; int32: "int32"; float32: "float32"; float64: "float64" }
  int32: { bool: "int32"; int32: "int32"; float32: "float32"; float64: "float64" }
  float32: { bool: "float32"; int32: "float32"; float32: "float32"; float64: "float64" }
  float64: { bool: "float64"; int32: "float64"; float32: "float64"; float64: "float64" }
}

/** The dtype two operands are brought to: float64 over float32 over int32 over bool. */
export type Promote<A extends DType, B extends DType> = Same<A, B> extends true ? A : Promotion[A][B]

interface TrueDivision {
  float32: "float32"
  float64: "float64"
  int32: "float32"
  bool: "float32"
}

/** The dtype of a quotient: integers divide to float32. */
export type Quotient<D extends DType> = TrueDivision[D]

interface Counted {
  float32: "float32"
  float64: "float64"
  int32: "int32"
  bool: "int32"
}

/** The dtype of a sum: booleans count. */
export type Summed<D extends DType> = Counted[D]
