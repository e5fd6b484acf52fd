/** @file Columns of a schema: where their fields stand in a row, and how the text of each becomes a number. */
import type { CsvColumn, CsvSchema } from "../../types/csv.js"
import type { DType, TypedArray } from "../../types/dtype.js"
import { arrayOf } from "../graph/array.js"
import { assertDType, isInt32 } from "../shape/dtype.js"
import { describe, isRecord } from "../shape/operand.js"
import { refuse, shown } from "./error.js"

/** A tensor in the making. */
export interface Column {
  readonly dtype: DType
  readonly matrix: boolean
  /** The names in the file of its fields. */
  readonly names: readonly string[]
  /** Known before, or filled with what is found. */
  readonly classes: string[] | undefined
  /** Of a field's text; `row` and `name` are for messages. */
  readonly numberOf: (text: string, row: number, name: string) => number
  readonly values: Values
}

/** Numbers of which nobody knows how many will come. */
export interface Values {
  readonly push: (value: number) => void
  readonly all: () => TypedArray
}

export const columnsOf = (schema: CsvSchema): ReadonlyMap<string, Column> => {
  if (!isRecord(schema)) throw new TypeError(`parseCsv: a schema is a record of columns, got ${describe(schema)}`)
  return new Map(Object.entries(schema).map(([key, said]) => [key, columnOf(key, said)]))
}

// internal

type Said = Partial<Record<"column" | "columns" | "dtype" | "classes" | "missing", unknown>>

const columnOf = (key: string, said: CsvColumn): Column => {
  const { column, columns, dtype, classes, missing }: Said = typeof said === "string" ? { dtype: said } : said
  const names = columns ?? [column ?? key]
  if (!isTexts(names)) throw new TypeError(`parseCsv: ${key} has columns that are no names: ${describe(names)}`)
  const matrix = columns !== undefined
  if (classes !== undefined) {
    if (classes !== "found" && !isTexts(classes)) {
      throw new TypeError(`parseCsv: the classes of ${key} are texts or "found", got ${describe(classes)}`)
    }
    const known = classes === "found" ? [] : [...classes]
    return {
      dtype: "int32",
      matrix,
      names,
      classes: known,
      numberOf: classOf(known, classes === "found"),
      values: growing("int32"),
    }
  }
  const kind = assertDType(dtype ?? "float32")
  if (missing !== undefined && typeof missing !== "number") {
    throw new TypeError(`parseCsv: ${key}'s missing is a number, got ${describe(missing)}`)
  }
  return { dtype: kind, matrix, names, classes: undefined, numberOf: numberOf(kind, missing), values: growing(kind) }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string")

const at = (row: number, name: string): string => `row ${row}, column ${shown(name)}`

const numberOf =
  (dtype: DType, missing: number | undefined) =>
  (text: string, row: number, name: string): number => {
    const trimmed = text.trim()
    if (trimmed === "") {
      return missing ?? refuse("value", `${at(row, name)}: is empty: give it a value with { missing }`)
    }
    return (
      readers[dtype](trimmed) ?? refuse("value", `${at(row, name)}: ${JSON.stringify(cut(trimmed))} is no ${dtype}`)
    )
  }

const classOf = (classes: string[], isOpen: boolean) => {
  const known = new Map(classes.map((text, i) => [text, i]))
  return (text: string, row: number, name: string): number => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (!isOpen) {
      const few = classes.slice(0, 6).map(shown).join(" | ")
      refuse(
        "value",
        `${at(row, name)}: ${JSON.stringify(cut(text))} is none of ${few}${classes.length > 6 ? " | …" : ""}`,
      )
    }
    known.set(text, classes.length)
    return classes.push(text) - 1
  }
}

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Decimal numbers, and what JavaScript and NumPy write of the others; neither hexadecimal nor empty texts. */
const float = (text: string): number | undefined => {
  const value = Number(text)
  if (Number.isFinite(value)) return /^[+-]?0[xob]/i.test(text) ? undefined : value
  const [, sign, word] = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text) ?? []
  if (word === undefined) return undefined
  return word.toLowerCase() === "nan" ? Number.NaN : sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

const readers: { readonly [D in DType]: (text: string) => number | undefined } = {
  float64: float,
  float32: (text) => {
    const value = float(text)
    // a number that only becomes infinite here was not meant to
    return value !== undefined && Number.isFinite(value) && !Number.isFinite(Math.fround(value)) ? undefined : value
  },
  int32: (text) => {
    const value = float(text)
    return value !== undefined && isInt32(value) ? value : undefined
  },
  bool: (text) => (/^(?:true|1)$/i.test(text) ? 1 : /^(?:false|0)$/i.test(text) ? 0 : undefined),
}

const growing = (dtype: DType): Values => {
  let values = arrayOf({ length: 64 }, dtype).fill(0)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = arrayOf({ length: 2 * length }, dtype)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
    all: () => values.slice(0, length),
  }
}
