/** @file CSV files into tensors, by a schema from which the types of the result follow. */
import type { Either } from "fp-ts/lib/Either.js"
import type { TaskEither } from "fp-ts/lib/TaskEither.js"
import papa, { type ParseResult } from "papaparse"
import type { Csv, CsvOptions, CsvSchema } from "../../types/csv.js"
import type { AnyTensor } from "../../types/tensor.js"
import { constantOf } from "../api/constant.js"
import { tensorOf } from "../api/handle.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { type Column, columnsOf } from "./csv-columns.js"
import { attempt, attemptLater, type FormatError, refuse, shown } from "./error.js"
import { nearestTo } from "./nearest.js"
import { bytesFrom, bytesOf, type Source } from "./source.js"

/**
 * The columns of a CSV file that a schema names, as tensors: `Right` of them, or `Left` of what is wrong and where.
 *
 * A schema has an entry for each tensor: a dtype, for the column of that name; `{ column, dtype, missing }`;
 * `{ columns, dtype, missing }` for a matrix [rows, columns]; `{ column, classes }` for words, as int32 positions among
 * the classes, `"found"` for those that the file has, listed in the result's `classes`. bool takes true, false, 1, 0.
 * Left: FormatError of the row (the header is row 1), the column and the value.
 * PyTorch: no counterpart: pandas.
 * NumPy: `np.genfromtxt`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import { parseCsv } from "tuplet/io"
 * const text = "length,width,kind\n1.5,2,oak\n3,4,elm"
 * const file = parseCsv(text, { x: { columns: ["length", "width"] }, kind: { classes: ["elm", "oak"] } })
 * file._tag === "Right" && toArray(file.right.columns.x) // [[1.5, 2], [3, 4]]
 * file._tag === "Right" && toArray(file.right.columns.kind) // [1, 0]
 * const wrong = parseCsv(text, { kind: "float32" })
 * wrong._tag === "Left" && wrong.left.message // 'row 2, column kind: "oak" is no float32'
 * ```
 */
export const parseCsv = <const S extends CsvSchema>(
  text: string | Uint8Array | ArrayBuffer,
  schema: S,
  options: CsvOptions = {},
): Either<FormatError, Csv<S>> =>
  attempt(() => csvOf(typeof text === "string" ? text : decoded(bytesOf(text)), schema, options))

/**
 * Loads columns of a CSV file: from a path, bytes, a Blob or a Response. Schema and options as `parseCsv`.
 * Errors: rejects with FormatError. PyTorch: no counterpart: pandas. NumPy: `np.genfromtxt`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import { loadCsv } from "tuplet/io"
 * const { columns } = await loadCsv(new Blob(["a,b\n1,2\n3,4"]), { b: "int32" })
 * toArray(columns.b) // [2, 4]
 * ```
 */
export const loadCsv = async <const S extends CsvSchema>(
  source: Source,
  schema: S,
  options: CsvOptions = {},
): Promise<Csv<S>> => csvOf(decoded(await bytesFrom(source)), schema, options)

/**
 * `loadCsv` as a task: `Left` of what is wrong. PyTorch: no counterpart: pandas. NumPy: `np.genfromtxt`.
 * @example
 * ```ts
 * import { readCsv } from "tuplet/io"
 * const result = await readCsv(new Blob(["a,b\n1,2\n3"]), { a: "int32" })()
 * result._tag === "Left" && result.left.message // "row 3: has 1 field, not 2"
 * ```
 */
export const readCsv = <const S extends CsvSchema>(
  source: Source,
  schema: S,
  options: CsvOptions = {},
): TaskEither<FormatError, Csv<S>> => attemptLater(() => loadCsv(source, schema, options))

// internal

interface Place {
  readonly field: number
  readonly name: string
  readonly column: Column
}

const csvOf = <S extends CsvSchema>(text: string, schema: S, options: CsvOptions): Csv<S> => {
  const { delimiter, header } = readOptions("parseCsv", options, { delimiter: ",", header: true })
  if (typeof delimiter !== "string" || delimiter.length !== 1 || papa.BAD_DELIMITERS.includes(delimiter)) {
    throw new TypeError(`parseCsv: a delimiter is one character, got ${describe(delimiter)}`)
  }
  const columns = columnsOf(schema)
  let places: readonly Place[] | undefined
  let width = 0
  let row = 0
  let rows = 0
  const take = (fields: readonly string[]): void => {
    row++
    if (fields.length === 1 && fields[0] === "") return
    if (places === undefined) {
      width = fields.length
      places = placesIn(header === false ? fields.map((_, i) => `${i}`) : fields, columns)
      if (header !== false) return
    }
    if (fields.length !== width) {
      refuse("shape", `row ${row}: has ${fields.length} field${fields.length === 1 ? "" : "s"}, not ${width}`)
    }
    for (const { field, name, column } of places)
      column.values.push(column.numberOf(fields[field] as string, row, name))
    rows++
  }
  // part by part: all rows as texts would take many times the file; few parts, as a quotation without end is read
  // again in each
  const parse = papa.parse as unknown as ParseParts
  const chunkSize = Math.max(PART, Math.ceil(text.length / 16))
  let isLong = false
  parse(text, {
    delimiter,
    chunkSize,
    chunk: ({ data, errors: [error] }) => {
      if (isLong && data.length === 0) refuse("oversized", `row ${row + 1}: has more than ${chunkSize} characters`)
      isLong = data.length === 0
      for (const fields of data.slice(0, error?.row)) take(fields)
      if (error !== undefined) refuse("header", `row ${row + 1}: ${quotes[error.code] ?? error.message}`)
    },
  })
  if (places === undefined) refuse("truncated", "the file has no rows")
  const tensors: Record<string, AnyTensor> = Object.create(null)
  const classes: Record<string, readonly string[]> = Object.create(null)
  for (const [key, column] of columns) {
    const shape = column.matrix ? [rows, column.names.length] : [rows]
    tensors[key] = tensorOf(constantOf(column.values.all(), shape, column.dtype))
    if (column.classes !== undefined) classes[key] = column.classes
  }
  // TypeScript does not follow the schema through the loop
  return { rows, columns: tensors, classes } as unknown as Csv<S>
}

/** Its types tell of parts of files, but not of parts of texts. */
type ParseParts = (text: string, config: Parsing) => unknown

interface Parsing {
  readonly delimiter: string
  readonly chunkSize: number
  readonly chunk: (part: Pick<ParseResult<string[]>, "data" | "errors">) => void
}

/** Characters. */
const PART = 2 ** 18

const quotes: Readonly<Record<string, string>> = {
  MissingQuotes: "a quoted field has no end",
  InvalidQuotes: "more follows the end of a quoted field",
}

/** Where each field of each column stands. */
const placesIn = (header: readonly string[], columns: ReadonlyMap<string, Column>): readonly Place[] =>
  [...columns.values()].flatMap((column) =>
    column.names.map((name) => {
      const field = header.indexOf(name)
      if (field < 0) {
        const near = nearestTo(name, header).map(shown).join(", ")
        refuse("name", `there is no column ${shown(name)}${near === "" ? "" : ` (nearest: ${near})`}`)
      }
      if (header.indexOf(name, field + 1) >= 0) refuse("name", `there are two columns ${shown(name)}`)
      return { field, name, column }
    }),
  )

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return refuse("header", "the file is not UTF-8")
  }
}
