/** @file The sentences of errors in rearrange, reduce and repeat; src/shape/einops-messages.ts throws the same. */
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type ArrowMessage<Op extends string, P extends string> = `${Op}: "${P}" needs one '->'`

export type BracketsMessage<Op extends string, P extends string> = `${Op}: the brackets don't match in "${P}"`

export type NoNameMessage<
  Op extends string,
  P extends string,
  Word extends string,
> = `${Op}: '${Word}' is no name in "${P}"`

export type TwiceMessage<
  Op extends string,
  P extends string,
  Name extends string,
  Side extends "left" | "right",
> = `${Op}: '${Name}' is twice on the ${Side} of "${P}"`

export type SideMessage<
  Op extends string,
  P extends string,
  Name extends string,
  Side extends "left" | "right",
> = `${Op}: '${Name}' is not on the ${Side} of "${P}"`

export type GroupedDotsMessage<
  Op extends string,
  P extends string,
> = `${Op}: '...' is in brackets on the left of "${P}"`

export type NamelessMessage<
  Op extends string,
  P extends string,
  Word extends string,
> = `${Op}: '${Word}' needs a name in "${P}"`

export type NewNameMessage<
  Op extends string,
  P extends string,
  Name extends string,
> = `${Op}: '${Name}' is new in "${P}": give its size, as in { ${Name}: 2 }`

export type NotInPatternMessage<
  Op extends string,
  P extends string,
  Name extends string,
> = `${Op}: '${Name}' is not in "${P}"`

export type PatternRankMessage<
  Op extends string,
  Left extends string,
  Count extends number,
  S extends Shape,
> = `${Op}: "${Left}" is for ${Count} dims, but the tensor is ${Show<S>}`

export type PatternRankAtLeastMessage<
  Op extends string,
  Left extends string,
  Count extends number,
  S extends Shape,
> = `${Op}: "${Left}" is for at least ${Count} dims, but the tensor is ${Show<S>}`

export type NameSizeMessage<
  Op extends string,
  Name extends string,
  N extends number,
  D extends Dim,
  S extends Shape,
> = `${Op}: '${Name}' is ${N} but ${D} in ${Show<S>}`

export type LiteralSizeMessage<
  Op extends string,
  Literal extends string,
  D extends Dim,
  S extends Shape,
> = `${Op}: '${Literal}' is ${D} in ${Show<S>}`

export type GroupSizeMessage<
  Op extends string,
  Group extends string,
  N extends number,
  D extends Dim,
  S extends Shape,
> = `${Op}: (${Group}) is ${N} but ${D} in ${Show<S>}`

export type DivideMessage<
  Op extends string,
  Group extends string,
  D extends Dim,
  Known extends string,
> = `${Op}: (${Group}) does not divide ${D} into ${Known}`

export type GroupUnknownMessage<
  Op extends string,
  Group extends string,
  Name extends string,
> = `${Op}: give a size in (${Group}), as in { ${Name}: 2 }`
