/** @file Columns of a CSV file: what a schema says of them, and the tensors that follow from it. */
import type { DType } from "./dtype.js"
import type { Tensor } from "./tensor.js"

export interface NumberColumn<D extends DType = DType> {
  /** The name in the file, unless it is that of the entry. */
  readonly column?: string
  readonly dtype: D
  /** The value of an empty field, which is an error otherwise. */
  readonly missing?: number
}

/** Several columns side by side: a matrix. */
export interface MatrixColumns<C extends readonly string[] = readonly string[], D extends DType = DType> {
  readonly columns: C
  /** float32, unless it is given. */
  readonly dtype?: D
  readonly missing?: number
}

/** Words, as their position among the classes; `"found"`: among those of the file, in the order that they come. */
export interface ClassColumn<L extends readonly string[] | "found" = readonly string[] | "found"> {
  readonly column?: string
  readonly classes: L
}

export type CsvColumn = DType | NumberColumn | MatrixColumns | ClassColumn

export interface CsvSchema {
  readonly [name: string]: CsvColumn
}

/** What a file of the schema `S` holds. */
export interface Csv<S> {
  /** Not counting the header. */
  readonly rows: number
  readonly columns: { readonly [K in keyof S]: ColumnTensor<S[K]> }
  /** Of the columns of classes. */
  readonly classes: {
    readonly [K in keyof S as S[K] extends { readonly classes: unknown } ? K : never]: ClassesOf<S[K]>
  }
}

export interface CsvOptions {
  /** A comma, unless it is given. */
  readonly delimiter?: string
  /** Whether the first row names the columns; if not, they are called `"0"`, `"1"`, … */
  readonly header?: boolean
}

// internal

type ColumnTensor<C> = C extends DType
  ? Tensor<[number], C>
  : C extends { readonly columns: infer N extends readonly string[] }
    ? Tensor<[number, N["length"]], C extends { readonly dtype: infer D extends DType } ? D : "float32">
    : C extends { readonly dtype: infer D extends DType }
      ? Tensor<[number], D>
      : Tensor<[number], "int32">

type ClassesOf<C> = C extends { readonly classes: infer L extends readonly string[] } ? L : readonly string[]
