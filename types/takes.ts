/** @file What an operation takes of dtypes, and the message where it does not. */
import type { DType, FloatDType } from "./dtype.js"
import type { NeedsCondition, NeedsFloat, NeedsIndices, NeedsNumbers } from "./dtype-messages.js"

/** What an operation asks of its operands' dtype. */
export type Takes = "float" | "number" | "index" | "condition" | "any"

/**
 * A message when the operation does not take `D`, else `unknown`. Dtypes unknown until run time pass. The accepting
 * branch comes first: TypeScript takes it for a type parameter, so generic code is not refused. Each check has a name
 * of its own, which is what hovers of generic functions show.
 */
export type DTypeFault<T extends Takes, Op extends string, D extends DType> = T extends "float"
  ? FloatFault<Op, D>
  : T extends "number"
    ? NumberFault<Op, D>
    : T extends "index"
      ? Exactly<"int32", D, NeedsIndices<Op, D>>
      : T extends "condition"
        ? Exactly<"bool", D, NeedsCondition<Op, D>>
        : unknown

export type FloatFault<Op extends string, D extends DType> = [D] extends [FloatDType]
  ? unknown
  : [D] extends ["int32" | "bool"]
    ? NeedsFloat<Op, D>
    : unknown

export type NumberFault<Op extends string, D extends DType> = [D] extends [Exclude<DType, "bool">]
  ? unknown
  : [D] extends ["bool"]
    ? NeedsNumbers<Op, D>
    : unknown

/** A message where two operands of numbers are both bool; one alone counts as the other's numbers. */
export type PairFault<Op extends string, D extends DType, E extends DType> = [E] extends [FloatDType | "int32"]
  ? unknown
  : [E] extends ["bool"]
    ? NumberFault<Op, D>
    : unknown

// internal

type Exactly<Wanted extends DType, D, Message> = [D] extends [Wanted] ? unknown : Wanted extends D ? unknown : Message
