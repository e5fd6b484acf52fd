/**
 * @file rearrange, reduce and repeat: the pattern's left side gives names to the dims of a tensor, its right side
 * builds the result from them. The shape is found without asking whether the sizes fit; the faults ask.
 */
import type { IsUnion, Unify } from "./dim.js"
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
import type { DivMod, Mul, Product } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** Sizes of names, where the tensor doesn't tell. */
export type Sizes = Readonly<Record<string, number>>

/** No sizes. */
export type NoSizes = Readonly<Record<never, never>>

/** The shape of the result; unknown where the pattern is, or where it can't be read. */
export type Einops<Op extends EinopsName, P extends string, S extends Shape, Z> = S extends unknown
  ? string extends P
    ? number[]
    : IsUnion<P> extends true
      ? number[]
      : ReadPattern<Op, P, keyof Z> extends Pattern<infer Left, infer Right, unknown, unknown>
        ? Build<Right, Bind<Left, S, Z>, Z>
        : number[]
  : never

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

/** Sizes of names, tokens beside the dims they stand for, and the dims that `...` stands for. */
interface Bound<E, Pairs extends readonly unknown[], Dots extends Shape> {
  readonly sizes: E
  readonly pairs: Pairs
  readonly dots: Dots
}

/** `false` where the ranks differ. */
type Bind<Left extends readonly Token[], S extends Shape, Z> = number extends S["length"]
  ? Bound<unknown, [], number[]>
  : FromFront<Left, S, Z>

type FromFront<
  Left extends readonly unknown[],
  S extends Shape,
  Z,
  E = unknown,
  Pairs extends readonly unknown[] = [],
> = Left extends readonly [infer Head, ...infer Tail]
  ? Head extends "..."
    ? FromBack<Tail, S, Z, E, Pairs>
    : S extends readonly [infer D extends Dim, ...infer Rest extends Shape]
      ? FromFront<Tail, Rest, Z, E & SizeOf<Head, D, Z>, [...Pairs, [Head, D]]>
      : false
  : S extends readonly []
    ? Bound<E, Pairs, []>
    : false

type FromBack<
  Left extends readonly unknown[],
  S extends Shape,
  Z,
  E,
  Front extends readonly unknown[],
  Pairs extends readonly unknown[] = [],
> = Left extends readonly [...infer Init, infer Last]
  ? S extends readonly [...infer Rest extends Shape, infer D extends Dim]
    ? FromBack<Init, Rest, Z, E & SizeOf<Last, D, Z>, Front, [[Last, D], ...Pairs]>
    : false
  : Bound<E, [...Front, ...Pairs], S>

/** What a token says of its names, as a record. A size that is given is not asked of the tensor, unless unknown. */
type SizeOf<Head, D extends Dim, Z> = Head extends readonly string[]
  ? Members<Head, Z> extends [infer Known extends readonly number[], readonly [infer Name extends string]]
    ? { [K in Name]: Quotient<D, ProductOf<Known>> }
    : unknown
  : Head extends `${number}`
    ? unknown
    : Head extends keyof Z
      ? number extends Z[Head]
        ? { [K in Head]: D }
        : unknown
      : { [K in Head & string]: D }

type Quotient<D, N extends number> = N extends 1
  ? D
  : D extends number
    ? N extends 0
      ? number
      : DivMod<D, N>[0]
    : number

/** The product, of which one factor is the rule. */
type ProductOf<Known extends readonly number[]> = Known extends readonly [infer N extends number] ? N : Product<Known>

/** The sizes and the names without one of a pair of brackets. */
type Members<
  Group extends readonly string[],
  Z,
  Known extends readonly number[] = [],
  Open extends readonly string[] = [],
> = Group extends readonly [infer Head, ...infer Tail extends readonly string[]]
  ? Head extends `${infer N extends number}`
    ? Members<Tail, Z, N extends 1 ? Known : [...Known, N], Open>
    : Head extends keyof Z
      ? Members<Tail, Z, [...Known, Z[Head] & number], Open>
      : Members<Tail, Z, Known, [...Open, Head & string]>
  : [Known, Open]

type Build<Right extends readonly Token[], R, Z> =
  R extends Bound<infer E, readonly unknown[], infer Dots>
    ? Built<Right, E, Z, Dots>
    : Built<Right, unknown, Z, number[]>

type Built<
  Right extends readonly unknown[],
  E,
  Z,
  Dots extends Shape,
  Done extends Shape = [],
> = Right extends readonly [infer Head, ...infer Tail]
  ? Head extends "..."
    ? number extends Dots["length"]
      ? number[]
      : Built<Tail, E, Z, Dots, [...Done, ...Dots]>
    : Built<Tail, E, Z, Dots, [...Done, Head extends readonly string[] ? Merged<Head, E, Z, Dots> : Size<Head, E, Z>]>
  : Done

type Size<Name, E, Z> = Name extends keyof E
  ? E[Name] & Dim
  : Name extends `${infer N extends number}`
    ? N
    : Name extends keyof Z
      ? Z[Name] & Dim
      : number

/** The product of a pair of brackets; a single dim that isn't 1 stays what it is, be it a name. */
type Merged<Group extends readonly string[], E, Z, Dots extends Shape, N extends Dim = 1> = Group extends readonly [
  infer Head,
  ...infer Tail extends readonly string[],
]
  ? Merged<Tail, E, Z, Dots, Head extends "..." ? Times<N, Dots> : Times1<N, Size<Head, E, Z>>>
  : N

type Times1<N extends Dim, D extends Dim> = [N] extends [1]
  ? D
  : [D] extends [1]
    ? N
    : N extends number
      ? D extends number
        ? Mul<N, D>
        : number
      : number

type Times<N extends Dim, S extends Shape> = S extends readonly [infer D extends Dim, ...infer Rest extends Shape]
  ? Times<Times1<N, D>, Rest>
  : number extends S["length"]
    ? number
    : N

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
