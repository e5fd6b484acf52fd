/** @file CSV files: the types of their tensors follow from the schema. */
import { parseCsv } from "tuplet/io"

const text = "length,width,kind,old\n1,2,oak,1\n3,4,elm,0"
const result = parseCsv(text, {
  length: "float64",
  x: { columns: ["length", "width"] },
  n: { columns: ["width"], dtype: "int32" },
  w: { column: "width", dtype: "float32", missing: 0 },
  kind: { classes: ["oak", "elm"] },
  found: { column: "kind", classes: "found" },
  old: "bool",
})
if (result._tag === "Left") throw result.left
const { columns, classes } = result.right
const length = columns.length
//? Tensor<[number], "float64">
const x = columns.x
//? Tensor<[number, 2], "float32">
const n = columns.n
//? Tensor<[number, 1], "int32">
const w = columns.w
//? Tensor<[number], "float32">
const kind = columns.kind
//? Tensor<[number], "int32">
const old = columns.old
//? Tensor<[number], "bool">
const known = classes.kind
//? readonly ["oak", "elm"]
const found = classes.found
//? readonly string[]

//- a property that isn't there is undefined
//! depth : Property 'depth' does not exist
columns.depth
//- a property that isn't there is undefined
//! length : Property 'length' does not exist
classes.length
//> unknown dtype "float16": use float32 | float64 | int32 | bool
//! length : Type '"float16"' is not assignable to type 'CsvColumn'
parseCsv(text, { length: "float16" })
