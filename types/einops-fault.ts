/**
 * @file What is wrong with a rearrange, reduce or repeat: its pattern, the tensor's rank, or a size that doesn't fit.
 */
import type { IsUnion, Unify } from "./dim.js"
import type { Bind, Bound, Members, ProductOf } from "./einops.js"
import type {
  DivideMessage,
  GroupSizeMessage,
  GroupUnknownMessage,
  LiteralSizeMessage,
  NameSizeMessage,
  NotInPatternMessage,
  PatternRankAtLeastMessage,
  PatternRankMessage,
} from "./einops-messages.js"
import type { EinopsName, Pattern, ReadPattern, Token, Trim } from "./einops-pattern.js"
import type { DivMod } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** A message about the pattern, or, where no sizes are given, about it and the tensor; else `unknown`. */
export type PatternFault<Op extends EinopsName, P extends string, S extends Shape, Z> = [number] extends [S["length"]]
  ? string extends P
    ? unknown
    : UnshapedFault<ReadPattern<Op, P, keyof Z>>
  : string extends P
    ? unknown
    : IsUnion<P> extends true
      ? unknown
      : ReadPattern<Op, P, keyof Z> extends infer R
        ? R extends Pattern<infer Left, readonly Token[], unknown, infer Numbers>
          ? Bind<Left, S, Z> extends Bound<unknown, infer Pairs, Shape>
            ? [keyof Z] extends [never]
              ? PairsFault<Op, Pairs, S, Z>
              : [Numbers] extends [never]
                ? unknown
                : LiteralFault<Op, Pairs, S>
            : RankFault<Op, P, Left, S>
          : R
        : never

/** A message about the sizes of a pattern that is in order, else `unknown`. */
export type SizesFault<Op extends EinopsName, P extends string, S extends Shape, Z> = string extends P
  ? unknown
  : IsUnion<P> extends true
    ? unknown
    : ReadPattern<Op, P, keyof Z> extends Pattern<infer Left, readonly Token[], infer Names, unknown>
      ? [keyof Z] extends [Names]
        ? [number] extends [S["length"]]
          ? unknown
          : Bind<Left, S, Z> extends Bound<unknown, infer Pairs, Shape>
            ? PatternFault<Op, P, S, Z> extends string
              ? unknown
              : PairsFault<Op, Pairs, S, Z>
            : unknown
        : NotInPatternMessage<Op, P, Exclude<keyof Z, Names> & string>
      : unknown

/** Both at once, for a tensor that comes later. */
export type EinopsFault<Op extends EinopsName, P extends string, S extends Shape, Z> = [number] extends [S["length"]]
  ? unknown
  : PatternFault<Op, P, S, Z> extends infer M extends string
    ? M
    : [keyof Z] extends [never]
      ? unknown
      : SizesFault<Op, P, S, Z>

// internal

type UnshapedFault<R> = [R] extends [string] ? R : unknown

type RankFault<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  S extends Shape,
> = P extends `${infer Text}->${string}`
  ? "..." extends Left[number]
    ? Left extends readonly [unknown, ...infer Rest]
      ? PatternRankAtLeastMessage<Op, Trim<Text>, Rest["length"], S>
      : never
    : PatternRankMessage<Op, Trim<Text>, Left["length"], S>
  : never

/** The first token that its dim doesn't fit. */
type PairsFault<Op extends EinopsName, Pairs, S extends Shape, Z> = Pairs extends readonly [
  [infer Head, infer D extends Dim],
  ...infer Tail,
]
  ? PairFault<Op, Head, D, S, Z> extends infer M extends string
    ? M
    : PairsFault<Op, Tail, S, Z>
  : unknown

/** The first size in the pattern that its dim doesn't fit. */
type LiteralFault<Op extends EinopsName, Pairs, S extends Shape> = Pairs extends readonly [
  [infer Head, infer D extends Dim],
  ...infer Tail,
]
  ? Head extends `${infer N extends number}`
    ? Unify<N, D> extends true
      ? LiteralFault<Op, Tail, S>
      : LiteralSizeMessage<Op, Head, D, S>
    : LiteralFault<Op, Tail, S>
  : unknown

type PairFault<Op extends EinopsName, Head, D extends Dim, S extends Shape, Z> = Head extends readonly string[]
  ? Members<Head, Z> extends [infer Known extends readonly number[], infer Open extends readonly string[]]
    ? Open extends readonly []
      ? Unify<ProductOf<Known>, D> extends true
        ? unknown
        : GroupSizeMessage<Op, Joined<Head>, ProductOf<Known>, D, S>
      : Open extends readonly [string]
        ? Divides<D, ProductOf<Known>> extends true
          ? unknown
          : DivideMessage<Op, Joined<Head>, D, KnownText<Head, Z>>
        : GroupUnknownMessage<Op, Joined<Head>, Open[0] & string>
    : never
  : Head extends `${infer N extends number}`
    ? Unify<N, D> extends true
      ? unknown
      : LiteralSizeMessage<Op, Head, D, S>
    : Head extends keyof Z
      ? Unify<Z[Head], D> extends true
        ? unknown
        : NameSizeMessage<Op, Head & string, Z[Head] & number, D, S>
      : unknown

/** Whether a dim may be a multiple; a name may be. */
type Divides<D, N extends number> = [number] extends [D | N]
  ? true
  : N extends 1
    ? true
    : N extends 0
      ? false
      : D extends number
        ? number extends DivMod<D, N>[1]
          ? true
          : DivMod<D, N>[1] extends 0
            ? true
            : false
        : true

type Joined<Words extends readonly string[], Text extends string = ""> = Words extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? Joined<Tail, Text extends "" ? Head : `${Text} ${Head}`>
  : Text

/** `h = 3, 2`: the sizes of a pair of brackets that are known. */
type KnownText<Words extends readonly string[], Z, Text extends string = ""> = Words extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? KnownText<
      Tail,
      Z,
      Head extends `${number}`
        ? Listed<Text, Head>
        : Head extends keyof Z
          ? Listed<Text, `${Head} = ${Z[Head] & number}`>
          : Text
    >
  : Text

type Listed<Text extends string, Item extends string> = Text extends "" ? Item : `${Text}, ${Item}`
