/** @file Element types, PyTorch's promotion between them, and what an operation takes. */
import type { Same } from "./dim.js"
import type { NeedsCondition, NeedsFloat, NeedsIndices, NeedsNumbers } from "./messages.js"

export type FloatDType = "float32" | "float64"
export type DType = FloatDType | "int32" | "bool"

interface Promotion {
  bool: { bool: "bool"; int32: "int32"; float32: "float32"; float64: "float64" }
  int32: { bool: "int32"; int32: "int32"; float32: "float32"; float64: "float64" }
  float32: { bool: "float32"; int32: "float32"; float32: "float32"; float64: "float64" }
  float64: { bool: "float64"; int32: "float64"; float32: "float64"; float64: "float64" }
}

/** The dtype two operands are brought to: float64 over float32 over int32 over bool. */
export type Promote<A extends DType, B extends DType> = Same<A, B> extends true ? A : Promotion[A][B]

/** What an operation asks of its operands' dtype. */
export type Takes = "float" | "number" | "index" | "condition" | "any"

/**
 * A message when the operation does not take `D`, else `unknown`. Dtypes unknown until run time pass. The accepting
 * branch comes first: TypeScript takes it for a type parameter, so generic code is not refused.
 */
export type DTypeFault<T extends Takes, Op extends string, D extends DType> = T extends "float"
  ? [D] extends [FloatDType]
    ? unknown
    : [D] extends ["int32" | "bool"]
      ? NeedsFloat<Op, D>
      : unknown
  : T extends "number"
    ? [D] extends [Exclude<DType, "bool">]
      ? unknown
      : [D] extends ["bool"]
        ? NeedsNumbers<Op, D>
        : unknown
    : T extends "index"
      ? Exactly<"int32", D, NeedsIndices<Op, D>>
      : T extends "condition"
        ? Exactly<"bool", D, NeedsCondition<Op, D>>
        : unknown

type Exactly<Wanted extends DType, D, Message> = [D] extends [Wanted] ? unknown : Wanted extends D ? unknown : Message

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
