/** @file Nested array literals: their shape, the dtype of their elements, and rows of unequal length. */
import type { IsUnion } from "./dim.js"
import type { RaggedMessage } from "./messages.js"

export type Nested = number | boolean | readonly Nested[]

/** The shape of a nested literal; arrays whose length is unknown give unknown dims, unknown depth an unknown rank. */
export type LiteralShape<A, S extends number[] = []> = Nested extends A
  ? number[]
  : A extends readonly unknown[]
    ? A extends readonly []
      ? [...S, 0]
      : LiteralShape<A[0], [...S, A["length"]]>
    : S

/** Numbers are float32, booleans bool; the first element tells, since a mixture is refused at run time. */
export type LiteralDType<A> = Nested extends A
  ? "float32" | "bool"
  : A extends readonly unknown[]
    ? A extends readonly []
      ? "float32"
      : LiteralDType<A[0]>
    : [A] extends [boolean]
      ? "bool"
      : [A] extends [number]
        ? "float32"
        : "float32" | "bool"

/** A message when rows differ in length, else `unknown`. Equal rows are one type, so they are looked at once. */
export type RaggedFault<A> = Nested extends A
  ? unknown
  : A extends readonly (infer Row)[]
    ? [Row] extends [number | boolean]
      ? unknown
      : IsUnion<LengthOf<Row>> extends true
        ? RaggedMessage<Lengths<A>>
        : RaggedFault<Row>
    : unknown

// internal

type LengthOf<Row> = Row extends readonly unknown[] ? Row["length"] : "a number"

type Lengths<A, Text extends string = ""> = A extends readonly [infer Head, ...infer Tail]
  ? Lengths<Tail, Text extends "" ? `${LengthOf<Head>}` : `${Text}, ${LengthOf<Head>}`>
  : Text
