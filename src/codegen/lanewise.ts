/** @file Values of a nest that follow lane by lane from other values, wherever those come from. */
import type { DType } from "../../types/dtype.js"
import type { Nest, Value } from "../schedule/nest.js"
import { v128 } from "./instructions.js"
import { applyBinary, applyCompare, applyUnary, convertLanes, literalVector, maskFor } from "./lanes.js"
import { elements, isFloat } from "./math/elements.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

type ValueOf<K extends Value["kind"]> = Value & { readonly kind: K }

export type Lanewise = ValueOf<"literal" | "unary" | "binary" | "compare" | "select" | "cast">

/** `operand` gives the vector of a value by its position in the nest. */
export const lanewise = (v: VectorBuilder, nest: Nest, value: Lanewise, operand: (x: number) => Vector): Vector => {
  const dtypeOf = (x: number): DType => (nest.values[x] as Value).dtype
  switch (value.kind) {
    case "literal":
      return literalVector(v, value.value, value.dtype)
    case "unary":
      return applyUnary(v, value, operand(value.x), dtypeOf(value.x))
    case "binary":
      return (
        bounded(nest, value, operand) ?? applyBinary(v, value, operand(value.a), operand(value.b), dtypeOf(value.a))
      )
    case "compare":
      return applyCompare(value.fn, operand(value.a), operand(value.b), dtypeOf(value.a))
    case "select":
      return select(nest, value, operand)
    case "cast":
      return convertLanes(v, operand(value.x), dtypeOf(value.x), value.dtype)
  }
}

// internal

/** Engines take eight instructions to keep a NaN of either operand: beside a number, one keeps that of the first. */
const bounded = (
  nest: Nest,
  { fn, a, b, dtype }: ValueOf<"binary">,
  operand: (x: number) => Vector,
): Vector | undefined => {
  if ((fn !== "maximum" && fn !== "minimum") || !isFloat(dtype)) return undefined
  const numberOf = (x: number): number => {
    const value = nest.values[x] as Value
    return value.kind === "literal" ? value.value : Number.NaN
  }
  const [x, bound] = Number.isNaN(numberOf(b)) ? [b, a] : [a, b]
  const limit = numberOf(bound)
  // of zeros of both signs the first operand is chosen; adding 0 to -0 gives the maximum, 0
  if (Number.isNaN(limit) || (fn === "minimum" && Object.is(limit, -0))) return undefined
  const f = elements[dtype]
  if (fn === "minimum") return f.pmin(operand(x), operand(bound))
  const larger = f.pmax(operand(x), operand(bound))
  return Object.is(limit, 0) ? f.add(larger, operand(bound)) : larger
}

/** Beside a literal whose bits are all 0, one instruction does. */
const select = (nest: Nest, { condition, a, b, dtype }: ValueOf<"select">, operand: (x: number) => Vector): Vector => {
  const mask = (): Vector => maskFor(dtype, operand(condition))
  const isZero = (x: number): boolean => {
    const value = nest.values[x] as Value
    return value.kind === "literal" && Object.is(value.value, 0)
  }
  if (isZero(a)) return v128.andnot(operand(b), mask())
  if (isZero(b)) return v128.and(operand(a), mask())
  return v128.bitselect(operand(a), operand(b), mask())
}
