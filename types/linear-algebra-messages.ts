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

export type TensordotCountMessage<
  N extends number,
  S extends Shape,
> = `tensordot: ${N} dims are too many for ${Show<S>}`

export type TensordotMessage<
  A extends Shape,
  I extends number,
  X extends Dim,
  B extends Shape,
  J extends number,
  Y extends Dim,
> = `tensordot: dim ${I} of ${Show<A>} is ${X}, but dim ${J} of ${Show<B>} is ${Y}`

export type AddmmMessage<S extends Shape, T extends Shape> = `addmm: ${Show<S>} does not broadcast to ${Show<T>}`

export type OrderMessage<P extends string | number> =
  `matrixNorm: unknown order ${P}: use fro | nuc | 1 | -1 | 2 | -2 | Infinity | -Infinity`
