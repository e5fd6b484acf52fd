/** @file The sentences of linear algebra, one function each. */
import type {
  AddmmMessage,
  LastDimsMessage,
  NeedsMatricesMessage,
  NeedsSquareMessage,
  NeedsVectorsMessage,
  OrderMessage,
  RowsMessage,
  TensordotCountMessage,
  TensordotMessage,
} from "../../types/linear-algebra-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const needsVectorsMessage = <const Op extends string, const S extends Shape>(
  op: Op,
  shape: S,
): NeedsVectorsMessage<Op, S> => sentence(`${op} needs vectors, got ${show(shape)}`)

export const needsMatricesMessage = <const Op extends string, const S extends Shape>(
  op: Op,
  shape: S,
): NeedsMatricesMessage<Op, S> => sentence(`${op} needs matrices, got ${show(shape)}`)

export const needsSquareMessage = <const Op extends string, const S extends Shape>(
  op: Op,
  shape: S,
): NeedsSquareMessage<Op, S> => sentence(`${op} needs square matrices, got ${show(shape)}`)

export const lastDimsMessage = <
  const Op extends string,
  const A extends Shape,
  const B extends Shape,
  const X extends Dim,
  const Y extends Dim,
>(
  op: Op,
  a: A,
  b: B,
  x: X,
  y: Y,
): LastDimsMessage<Op, A, B, X, Y> => sentence(`${op}: last dims differ: ${x} vs ${y} in ${show(a)} and ${show(b)}`)

export const rowsMessage = <const A extends Shape, const B extends Shape, const N extends Dim, const M extends Dim>(
  a: A,
  b: B,
  needed: N,
  rows: M,
): RowsMessage<A, B, N, M> => sentence(`solve: ${show(a)} needs ${needed} rows on the right, got ${rows} in ${show(b)}`)

export const tensordotCountMessage = <const N extends number, const S extends Shape>(
  count: N,
  shape: S,
): TensordotCountMessage<N, S> => sentence(`tensordot: ${count} dims are too many for ${show(shape)}`)

export const tensordotMessage = <
  const A extends Shape,
  const I extends number,
  const X extends Dim,
  const B extends Shape,
  const J extends number,
  const Y extends Dim,
>(
  a: A,
  i: I,
  x: X,
  b: B,
  j: J,
  y: Y,
): TensordotMessage<A, I, X, B, J, Y> =>
  sentence(`tensordot: dim ${i} of ${show(a)} is ${x}, but dim ${j} of ${show(b)} is ${y}`)

export const addmmMessage = <const S extends Shape, const T extends Shape>(from: S, to: T): AddmmMessage<S, T> =>
  sentence(`addmm: ${show(from)} does not broadcast to ${show(to)}`)

export const orderMessage = <const P extends string | number>(order: P): OrderMessage<P> =>
  `matrixNorm: unknown order ${order}: use fro | nuc | 1 | -1 | 2 | -2 | Infinity | -Infinity`
