/** @file Nested arrays of numbers or booleans: their shape, their dtype, their elements in order. */
import type { DType } from "../../types/dtype.js"
import { isInt32 } from "./dtype.js"
import { notInteger } from "./dtype-messages.js"
import { DTypeError, ShapeError } from "./error.js"
import { raggedMessage } from "./messages.js"
import { describe } from "./operand.js"

export interface Literal {
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly values: readonly number[]
}

/** Without a dtype, numbers are float32 and booleans are bool. */
export const literal = (op: string, data: unknown, dtype?: DType): Literal => {
  const shape: number[] = []
  let level: readonly unknown[] = [data]
  while (level.some(Array.isArray)) {
    const lengths = level.map(lengthOf)
    const length = lengths[0]
    if (typeof length !== "number" || lengths.some((other) => other !== length)) {
      throw new ShapeError(raggedMessage(lengths.join(", ")))
    }
    if (shape.push(length) > MAX_RANK) throw new ShapeError(`${op}: an array is nested more than ${MAX_RANK} deep`)
    // Array.from turns holes into undefined, which `element` refuses; flat would drop them
    level = (level as readonly (readonly unknown[])[]).flatMap((row) => Array.from(row))
  }
  const kind = dtype ?? (level.length > 0 && level.every((item) => typeof item === "boolean") ? "bool" : "float32")
  return { shape, dtype: kind, values: level.map((item) => element(op, item, kind, dtype === undefined)) }
}

// internal

/** An array that contains itself ends here. */
const MAX_RANK = 64

/** What stands for an item among the lengths of rows, as the compiler puts it. */
const lengthOf = (item: unknown): number | string =>
  Array.isArray(item)
    ? item.length
    : typeof item === "number" || typeof item === "boolean"
      ? "a number"
      : describe(item)

const element = (op: string, item: unknown, dtype: DType, inferred: boolean): number => {
  if (typeof item === "boolean") {
    if (inferred && dtype !== "bool") {
      throw new DTypeError(`${op}: numbers and booleans are mixed: name a dtype, as in ${op}(data, "float32")`)
    }
    return Number(item)
  }
  if (typeof item !== "number") {
    const remedy = ArrayBuffer.isView(item) ? ": use fromArray(values, shape)" : ""
    throw new DTypeError(`${op}: an element is a number or a boolean, got ${describe(item)}${remedy}`)
  }
  if (dtype === "bool") return Number(item !== 0)
  if (dtype === "int32" && !isInt32(item)) throw new DTypeError(notInteger(op, item))
  return item
}
