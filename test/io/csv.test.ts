import { toArray } from "tuplet"
import { type CsvOptions, type CsvSchema, FormatError, loadCsv, parseCsv, readCsv } from "tuplet/io"
import { describe, expect, it } from "vitest"
import { type Draw, fuzzed, generatorOf } from "./fuzz.js"

const parsed = <const S extends CsvSchema>(text: string | Uint8Array, schema: S, options?: CsvOptions) => {
  const result = parseCsv(text, schema, options)
  if (result._tag === "Left") throw result.left
  return result.right
}

const faultOf = (text: string | Uint8Array, schema: CsvSchema, options?: CsvOptions): string => {
  const result = parseCsv(text, schema, options)
  return result._tag === "Left" ? `${result.left.code}: ${result.left.message}` : "none"
}

const trees = `height,"width, m",kind,old
1.5,-2e3,oak,true
 +3. ,.5,"the ""elm""",0
`

describe("a CSV file", () => {
  it("becomes the tensors of its schema", () => {
    const { rows, columns, classes } = parsed(trees, {
      height: "float64",
      old: "bool",
      kind: { classes: "found" },
      sizes: { columns: ["width, m", "height"] },
      w: { column: "width, m", dtype: "float32" },
    })
    expect(rows).toBe(2)
    expect(columns.height.dtype).toBe("float64")
    expect(toArray(columns.height)).toEqual([1.5, 3])
    expect(toArray(columns.old)).toEqual([true, false])
    expect(toArray(columns.kind)).toEqual([0, 1])
    expect(classes.kind).toEqual(["oak", 'the "elm"'])
    expect(toArray(columns.sizes)).toEqual([
      [-2000, 1.5],
      [0.5, 3],
    ])
    expect(toArray(columns.w)).toEqual([-2000, 0.5])
  })

  it("has any line ends, a byte order mark, empty lines, quoted line ends, another delimiter, no header", () => {
    const schema = { b: "int32" } as const
    for (const text of [
      "a,b\r\n1,2\r\n\r\n3,4\r\n",
      "\ufeffa,b\n1,2\n\n3,4",
      "a,b\r1,2\r3,4",
      'a,b\n"1\n1",2\nx,4\n\n',
    ]) {
      expect(toArray(parsed(text, schema).columns.b)).toEqual([2, 4])
      expect(toArray(parsed(new TextEncoder().encode(text), schema).columns.b)).toEqual([2, 4])
    }
    expect(toArray(parsed("a;b\n1;2", schema, { delimiter: ";" }).columns.b)).toEqual([2])
    expect(toArray(parsed("1\t2\n3\t4", { "1": "int32" }, { delimiter: "\t", header: false }).columns[1])).toEqual([
      2, 4,
    ])
  })

  it("may be a header alone", () => {
    const { rows, columns } = parsed("a,b", { a: "int32", m: { columns: ["a", "b"] } })
    expect(rows).toBe(0)
    expect(columns.a.shape).toEqual([0])
    expect(columns.m.shape).toEqual([0, 2])
  })

  it("takes a value for empty fields, and the words for what is no number", () => {
    const schema = { a: { dtype: "float32", missing: Number.NaN }, b: "float32" } as const
    const { columns } = parsed("a,b\n,nan\n2,-Infinity\n3,inf", schema)
    expect(toArray(columns.a)).toEqual([Number.NaN, 2, 3])
    expect(toArray(columns.b)).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })

  it("may be long", () => {
    const text = `a,k\n${Array.from({ length: 10_000 }, (_, i) => `${i},k${i % 3}`).join("\n")}`
    const { columns, classes } = parsed(text, { a: "int32", k: { classes: "found" } })
    expect(toArray(columns.a)).toEqual(Array.from({ length: 10_000 }, (_, i) => i))
    expect(classes.k).toEqual(["k0", "k1", "k2"])
    expect(toArray(columns.k).slice(-3)).toEqual([1, 2, 0])
  })

  it("may be longer than is parsed at once: fields, quotes and line ends across the parts, and errors behind them", () => {
    const line = (i: number) => `${i},"a\n""${"x".repeat(i % 50)}"`
    for (const end of ["\n", "\r\n"]) {
      const text = `a,b${end}${Array.from({ length: 20_000 }, (_, i) => line(i)).join(end)}`
      expect(text.length).toBeGreaterThan(2 ** 19)
      const { columns, classes } = parsed(text, { a: "int32", b: { classes: "found" } })
      expect(toArray(columns.a)).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
      expect(classes.b).toHaveLength(50)
      expect(faultOf(`${text}${end}x,y${end}1,2`, { a: "int32" })).toBe('value: row 20002, column a: "x" is no int32')
      expect(faultOf(`${text}${end}1,"y`, { a: "int32" })).toBe("header: row 20002: a quoted field has no end")
    }
  })

  it("has no row that is longer than two parts", () => {
    const wide = (fields: number) => `a,b${",".repeat(fields)}\n1,2${",".repeat(fields)}`
    const schema = { a: "int32" } as const
    expect(faultOf(wide(2 ** 16), schema)).toBe("none")
    expect(faultOf(wide(2 ** 20), schema)).toBe("oversized: row 1: has more than 262144 characters")
    expect(faultOf(`a,b\n1,"${"x\n".repeat(2 ** 19)}`, schema)).toBe(
      "oversized: row 2: has more than 262144 characters",
    )
  })

  it("may call its columns anything", () => {
    const text = "__proto__,constructor\n1,2"
    const { columns } = parsed(
      text,
      Object.fromEntries([
        ["__proto__", "int32"],
        ["constructor", "int32"],
      ]) as CsvSchema,
    )
    expect(Object.keys(columns)).toEqual(["__proto__", "constructor"])
    expect(({} as { shape?: unknown }).shape).toBeUndefined()
  })
})

describe("what is wrong is said with its row, column and value", () => {
  const wrong: readonly (readonly [string, CsvSchema, string])[] = [
    ["", { a: "int32" }, "truncated: the file has no rows"],
    ["a,b\n1,2", { c: "int32" }, "name: there is no column c (nearest: a, b)"],
    ["width\n1", { widht: "int32" }, "name: there is no column widht (nearest: width)"],
    ["a,a\n1,2", { a: "int32" }, "name: there are two columns a"],
    ["a,b\n1,2\n3", { a: "int32" }, "shape: row 3: has 1 field, not 2"],
    ["a,b\n1,2,3", { a: "int32" }, "shape: row 2: has 3 fields, not 2"],
    ["a\n1\nx\n", { a: "float32" }, 'value: row 3, column a: "x" is no float32'],
    ["a,b\n,2", { a: "float32" }, "value: row 2, column a: is empty: give it a value with { missing }"],
    ["a\n1.5", { a: "int32" }, 'value: row 2, column a: "1.5" is no int32'],
    ["a\n2147483648", { a: "int32" }, 'value: row 2, column a: "2147483648" is no int32'],
    ["a\n0x10", { a: "float64" }, 'value: row 2, column a: "0x10" is no float64'],
    ["a\n1e39", { a: "float32" }, 'value: row 2, column a: "1e39" is no float32'],
    ["a\n1_000", { a: "float32" }, 'value: row 2, column a: "1_000" is no float32'],
    ["a\nyes", { a: "bool" }, 'value: row 2, column a: "yes" is no bool'],
    ["a\nash", { a: { classes: ["oak", "elm"] } }, 'value: row 2, column a: "ash" is none of oak | elm'],
    [`a\n${"x".repeat(1000)}`, { a: "float32" }, `value: row 2, column a: "${"x".repeat(60)}…" is no float32`],
    ['a\n1\n"2', { a: "float32" }, "header: row 3: a quoted field has no end"],
    ['a,b\n"1"x,2', { a: "float32" }, "header: row 2: more follows the end of a quoted field"],
  ]
  it.each(wrong.map(([text, schema, says]) => ({ says, text, schema })))("$says", ({ says, text, schema }) =>
    expect(faultOf(text, schema)).toBe(says),
  )

  it("bytes that are not UTF-8", () =>
    expect(faultOf(Uint8Array.of(97, 10, 255), { a: "int32" })).toBe("header: the file is not UTF-8"))

  it("by a task and by a promise that rejects", async () => {
    const result = await readCsv(new Blob(["a\nx"]), { a: "int32" })()
    expect(result._tag === "Left" && result.left.code).toBe("value")
    await expect(loadCsv("/there/is/none.csv", { a: "int32" })).rejects.toThrow(FormatError)
  })

  it("a schema that is none, as a mistake of the program", () => {
    for (const schema of [
      3,
      { a: "float16" },
      { a: { classes: 3 } },
      { a: { columns: "ab" } },
      { a: { dtype: "int32", missing: "" } },
    ]) {
      expect(() => parseCsv("a\n1", schema as never)).toThrow(Error)
      expect(() => parseCsv("a\n1", schema as never)).not.toThrow(FormatError)
    }
    expect(() => parseCsv("a\n1", { a: "int32" }, { delimiter: '"' })).toThrow("parseCsv: a delimiter is one character")
    expect(() => parseCsv("a\n1", { a: "int32" }, { separator: ";" } as never)).toThrow(TypeError)
  })
})

describe("2,500 CSV files, changed at random", () => {
  it("load or are refused", { timeout: 15_000 }, () => {
    const draw: Draw = generatorOf(2)
    const lines = Array.from({ length: 20 }, () => `${draw(100) / 7},${draw(9)},"k${draw(3)}",${draw(2) === 0}`)
    const seeds = [trees, `height,"width, m",kind,old\r\n${lines.join("\r\n")}\r\n`].map((text) =>
      new TextEncoder().encode(text),
    )
    const schema = { height: "float32", "width, m": "int32", kind: { classes: "found" }, old: "bool" } as const
    const { loaded, refused } = fuzzed(
      seeds,
      2500,
      (bytes) => parseCsv(bytes, schema),
      (file) => {
        const { columns } = file as { columns: Record<string, never> }
        for (const x of Object.values(columns)) toArray(x)
      },
      // a digit and a comma become eight bytes at most, in arrays that grow; the smallest of the four columns have 64
      // numbers
      (bytes) => 16 * bytes + 2 ** 12,
    )
    expect(loaded).toBeGreaterThan(20)
    expect([...refused.keys()].sort()).toEqual(["header", "name", "shape", "truncated", "value"])
  })

  it("take no longer than their length asks for", { timeout: 15_000 }, () => {
    const n = 300_000
    for (const text of [
      '"'.repeat(n),
      `a\n${'"a",'.repeat(n)}`,
      ",".repeat(n),
      `a\n"${'""'.repeat(n)}`,
      `a\n${" ".repeat(n)}`,
    ]) {
      const start = performance.now()
      faultOf(text, { a: "int32" })
      expect(performance.now() - start).toBeLessThan(3000)
    }
  })
})
