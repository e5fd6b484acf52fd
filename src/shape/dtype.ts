/** @file Dtypes at run time: promotion, in which a scalar tensor counts like any other, and what operations refuse. */
import type { DType } from "../../types/dtype.js"
import { dtypeMessage, needsFloat, needsNumbers, notInteger } from "./dtype-messages.js"
import { DTypeError } from "./error.js"
import { describe } from "./operand.js"

/** From the weakest to the strongest; each holds what those before it stand for. */
const order = ["bool", "int32", "float32", "float64"] as const satisfies readonly DType[]

export const promote = (a: DType, b: DType): DType => (order.indexOf(a) > order.indexOf(b) ? a : b)

export const isFloat = (dtype: DType): boolean => dtype === "float32" || dtype === "float64"

export const assertDType = (dtype: unknown): DType => {
  if (order.includes(dtype as DType)) return dtype as DType
  throw new DTypeError(
    typeof dtype === "string" ? dtypeMessage(dtype) : `a dtype is a string like "float32", got ${describe(dtype)}`,
  )
}

export const assertFloat = (op: string, dtype: DType): void => {
  if (!isFloat(dtype)) throw new DTypeError(needsFloat(op, dtype))
}

export const assertNumbers = (op: string, dtype: DType): void => {
  if (dtype === "bool") throw new DTypeError(needsNumbers(op, dtype))
}

export const isInt32 = (value: number): boolean => value === (value | 0)

/** Throws unless a plain number can be written in a dtype without changing what it means. */
export const assertFits = (op: string, value: number, dtype: DType): void => {
  if (dtype === "int32" && !isInt32(value)) throw new DTypeError(notInteger(op, value))
}
