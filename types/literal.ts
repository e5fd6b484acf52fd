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
export type RaggedFault<A> = Nested extends A ? unknown : RaggedAt<A, [A]>

// internal

/** `Row` is the union of a level's items, `Level` the items in order: it is spread out only for a message. */
type RaggedAt<Row, Whole extends readonly unknown[], Depth extends 0[] = []> = [Row] extends [number | boolean]
  ? unknown
  : IsUnion<LengthOf<Row>> extends true
    ? RaggedMessage<Lengths<LevelOf<Whole, Depth>>>
    : RaggedAt<ItemOf<Row>, Whole, [...Depth, 0]>

type LengthOf<Item> = Item extends readonly unknown[] ? Item["length"] : "a number"

type ItemOf<Item> = Item extends readonly (infer Inner)[] ? Inner : never

type LevelOf<Level extends readonly unknown[], Depth extends 0[]> = Depth extends [0, ...infer Rest extends 0[]]
  ? LevelOf<Flat<Level>, Rest>
  : Level

type Flat<Level, Items extends readonly unknown[] = []> = Level extends readonly [infer Head, ...infer Tail]
  ? Flat<Tail, [...Items, ...(Head extends readonly unknown[] ? Head : [Head])]>
  : Items

type Lengths<Level, Text extends string = ""> = Level extends readonly [infer Head, ...infer Tail]
  ? Lengths<Tail, Text extends "" ? `${LengthOf<Head>}` : `${Text}, ${LengthOf<Head>}`>
  : Text
