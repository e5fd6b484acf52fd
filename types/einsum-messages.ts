/** @file The sentences of errors in Einstein summation; src/shape/einsum-messages.ts throws the same. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type OperandCountMessage<
  P extends string,
  Wanted extends number,
  Got extends number,
> = `einsum: "${P}" is for ${Wanted} tensors, got ${Got}`

export type NoLetterMessage<P extends string, C extends string> = `einsum: '${C}' is not a letter in "${P}"`

export type EllipsisMessage<Term extends string> = `einsum: '${Term}' has more than one '...'`

export type TermRankMessage<
  Term extends string,
  Count extends number,
  Operand extends number,
  S extends Shape,
> = `einsum: '${Term}' names ${Count} dims but operand ${Operand} is ${Show<S>}`

export type TermRankAtLeastMessage<
  Term extends string,
  Count extends number,
  Operand extends number,
  S extends Shape,
> = `einsum: '${Term}' names at least ${Count} dims but operand ${Operand} is ${Show<S>}`

export type OutputLetterMessage<P extends string, L extends string> = `einsum: '${L}' is not on the left of "${P}"`

export type OutputTwiceMessage<P extends string, L extends string> = `einsum: '${L}' is twice on the right of "${P}"`

export type LetterSizeMessage<
  L extends string,
  D extends Dim,
  Operand extends number,
  E extends Dim,
  Other extends number,
> = `einsum: '${L}' is ${D} in operand ${Operand} but ${E} in operand ${Other}`

export type DiagonalMessage<
  L extends string,
  D extends Dim,
  E extends Dim,
  Operand extends number,
> = `einsum: '${L}' is both ${D} and ${E} in operand ${Operand}`
