/** @file The sentences of linear algebra. The functions that throw them at run time return these types. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type NeedsVectorsMessage<Op extends string, S extends Shape> = `${Op} needs vectors, got ${Show<S>}`

export type NeedsMatricesMessage<Op extends string, S extends Shape> = `${Op} needs matrices, got ${Show<S>}`

export type NeedsSquareMessage<Op extends string, S extends Shape> = `${Op} needs square matrices, got ${Show<S>}`

export type LastDimsMessage<
  Op extends string,
  A extends Shape,
  B extends Shape,
  X extends Dim,
  Y extends Dim,
> = `${Op}: last dims differ: ${X} vs ${Y} in ${Show<A>} and ${Show<B>}`

export type RowsMessage<
  A extends Shape,
  B extends Shape,
  N extends Dim,
  M extends Dim,
> = `solve: ${Show<A>} needs ${N} rows on the right, got ${M} in ${Show<B>}`
