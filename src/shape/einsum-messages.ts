/** @file The sentences of errors in Einstein summation, one function each; their types are those the compiler shows. */
import type {
  DiagonalMessage,
  EllipsisMessage,
  LetterSizeMessage,
  NoLetterMessage,
  OperandCountMessage,
  OutputLetterMessage,
  OutputTwiceMessage,
  TermRankAtLeastMessage,
  TermRankMessage,
} from "../../types/einsum-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { show } from "./sentence.js"

export const operandCountMessage = <const P extends string, const Wanted extends number, const Got extends number>(
  pattern: P,
  wanted: Wanted,
  got: Got,
): OperandCountMessage<P, Wanted, Got> => `einsum: "${pattern}" is for ${wanted} tensors, got ${got}`

export const noLetterMessage = <const P extends string, const C extends string>(
  pattern: P,
  character: C,
): NoLetterMessage<P, C> => `einsum: '${character}' is not a letter in "${pattern}"`

export const ellipsisMessage = <const Term extends string>(term: Term): EllipsisMessage<Term> =>
  `einsum: '${term}' has more than one '...'`

export const termRankMessage = <
  const Term extends string,
  const Count extends number,
  const Operand extends number,
  const S extends Shape,
>(
  term: Term,
  count: Count,
  operand: Operand,
  shape: S,
): TermRankMessage<Term, Count, Operand, S> =>
  `einsum: '${term}' names ${count} dims but operand ${operand} is ${show(shape)}` as TermRankMessage<
    Term,
    Count,
    Operand,
    S
  >

export const termRankAtLeastMessage = <
  const Term extends string,
  const Count extends number,
  const Operand extends number,
  const S extends Shape,
>(
  term: Term,
  count: Count,
  operand: Operand,
  shape: S,
): TermRankAtLeastMessage<Term, Count, Operand, S> =>
  `einsum: '${term}' names at least ${count} dims but operand ${operand} is ${show(shape)}` as TermRankAtLeastMessage<
    Term,
    Count,
    Operand,
    S
  >

export const outputLetterMessage = <const P extends string, const L extends string>(
  pattern: P,
  letter: L,
): OutputLetterMessage<P, L> => `einsum: '${letter}' is not on the left of "${pattern}"`

export const outputTwiceMessage = <const P extends string, const L extends string>(
  pattern: P,
  letter: L,
): OutputTwiceMessage<P, L> => `einsum: '${letter}' is twice on the right of "${pattern}"`

export const letterSizeMessage = <
  const L extends string,
  const D extends Dim,
  const Operand extends number,
  const E extends Dim,
  const Other extends number,
>(
  letter: L,
  size: D,
  operand: Operand,
  otherSize: E,
  other: Other,
): LetterSizeMessage<L, D, Operand, E, Other> =>
  `einsum: '${letter}' is ${size} in operand ${operand} but ${otherSize} in operand ${other}`

export const diagonalMessage = <
  const L extends string,
  const D extends Dim,
  const E extends Dim,
  const Operand extends number,
>(
  letter: L,
  size: D,
  otherSize: E,
  operand: Operand,
): DiagonalMessage<L, D, E, Operand> => `einsum: '${letter}' is both ${size} and ${otherSize} in operand ${operand}`
