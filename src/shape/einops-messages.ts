/**
 * @file The sentences of errors in rearrange, reduce and repeat, one function each; their types are those the compiler
 * shows.
 */
import type {
  ArrowMessage,
  BracketsMessage,
  DivideMessage,
  GroupedDotsMessage,
  GroupSizeMessage,
  GroupUnknownMessage,
  LiteralSizeMessage,
  NamelessMessage,
  NameSizeMessage,
  NewNameMessage,
  NoNameMessage,
  NotInPatternMessage,
  PatternRankAtLeastMessage,
  PatternRankMessage,
  SideMessage,
  TwiceMessage,
} from "../../types/einops-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

// the pattern

export const arrowMessage = <const Op extends string, const P extends string>(
  op: Op,
  pattern: P,
): ArrowMessage<Op, P> => `${op}: "${pattern}" needs one '->'`

export const bracketsMessage = <const Op extends string, const P extends string>(
  op: Op,
  pattern: P,
): BracketsMessage<Op, P> => `${op}: the brackets don't match in "${pattern}"`

export const noNameMessage = <const Op extends string, const P extends string, const Word extends string>(
  op: Op,
  pattern: P,
  word: Word,
): NoNameMessage<Op, P, Word> => `${op}: '${word}' is no name in "${pattern}"`

export const twiceMessage = <
  const Op extends string,
  const P extends string,
  const Name extends string,
  const Side extends "left" | "right",
>(
  op: Op,
  pattern: P,
  name: Name,
  side: Side,
): TwiceMessage<Op, P, Name, Side> => `${op}: '${name}' is twice on the ${side} of "${pattern}"`

export const sideMessage = <
  const Op extends string,
  const P extends string,
  const Name extends string,
  const Side extends "left" | "right",
>(
  op: Op,
  pattern: P,
  name: Name,
  side: Side,
): SideMessage<Op, P, Name, Side> => `${op}: '${name}' is not on the ${side} of "${pattern}"`

export const groupedDotsMessage = <const Op extends string, const P extends string>(
  op: Op,
  pattern: P,
): GroupedDotsMessage<Op, P> => `${op}: '...' is in brackets on the left of "${pattern}"`

export const namelessMessage = <const Op extends string, const P extends string, const Word extends string>(
  op: Op,
  pattern: P,
  word: Word,
): NamelessMessage<Op, P, Word> => `${op}: '${word}' needs a name in "${pattern}"`

export const newNameMessage = <const Op extends string, const P extends string, const Name extends string>(
  op: Op,
  pattern: P,
  name: Name,
): NewNameMessage<Op, P, Name> => `${op}: '${name}' is new in "${pattern}": give its size, as in { ${name}: 2 }`

export const notInPatternMessage = <const Op extends string, const P extends string, const Name extends string>(
  op: Op,
  pattern: P,
  name: Name,
): NotInPatternMessage<Op, P, Name> => `${op}: '${name}' is not in "${pattern}"`

// the pattern and the tensor

export const patternRankMessage = <
  const Op extends string,
  const Left extends string,
  const Count extends number,
  const S extends Shape,
>(
  op: Op,
  left: Left,
  count: Count,
  shape: S,
): PatternRankMessage<Op, Left, Count, S> =>
  sentence(`${op}: "${left}" is for ${count} dims, but the tensor is ${show(shape)}`)

export const patternRankAtLeastMessage = <
  const Op extends string,
  const Left extends string,
  const Count extends number,
  const S extends Shape,
>(
  op: Op,
  left: Left,
  count: Count,
  shape: S,
): PatternRankAtLeastMessage<Op, Left, Count, S> =>
  sentence(`${op}: "${left}" is for at least ${count} dims, but the tensor is ${show(shape)}`)

export const nameSizeMessage = <
  const Op extends string,
  const Name extends string,
  const N extends number,
  const D extends Dim,
  const S extends Shape,
>(
  op: Op,
  name: Name,
  wanted: N,
  size: D,
  shape: S,
): NameSizeMessage<Op, Name, N, D, S> => sentence(`${op}: '${name}' is ${wanted} but ${size} in ${show(shape)}`)

export const literalSizeMessage = <
  const Op extends string,
  const Literal extends string,
  const D extends Dim,
  const S extends Shape,
>(
  op: Op,
  literal: Literal,
  size: D,
  shape: S,
): LiteralSizeMessage<Op, Literal, D, S> => sentence(`${op}: '${literal}' is ${size} in ${show(shape)}`)

export const groupSizeMessage = <
  const Op extends string,
  const Group extends string,
  const N extends number,
  const D extends Dim,
  const S extends Shape,
>(
  op: Op,
  group: Group,
  wanted: N,
  size: D,
  shape: S,
): GroupSizeMessage<Op, Group, N, D, S> => sentence(`${op}: (${group}) is ${wanted} but ${size} in ${show(shape)}`)

export const divideMessage = <
  const Op extends string,
  const Group extends string,
  const D extends Dim,
  const Known extends string,
>(
  op: Op,
  group: Group,
  size: D,
  known: Known,
): DivideMessage<Op, Group, D, Known> => `${op}: (${group}) does not divide ${size} into ${known}`

export const groupUnknownMessage = <const Op extends string, const Group extends string, const Name extends string>(
  op: Op,
  group: Group,
  name: Name,
): GroupUnknownMessage<Op, Group, Name> => `${op}: give a size in (${group}), as in { ${name}: 2 }`
