/** @file What is wrong with an Einstein summation: its pattern, the ranks of its operands, or the sizes of a letter. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { IsUnion, Known, Same, Unify } from "./dim.js"
import type { EinsumDType, Found, Sizes } from "./einsum.js"
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
} from "./einsum-messages.js"
import type { Backwards, LeftOf, Letter, LetterCount, RightOf, Spaceless, Stray, Terms } from "./einsum-pattern.js"
import type { DTypeFault } from "./takes.js"
import type { AnyTensor, Dim, Shape } from "./tensor.js"

/** A message about the pattern, or about it and the operands, else `unknown`, also where a rank is unknown. */
export type EinsumFault<P extends string, Ts extends readonly AnyTensor[]> = [number] extends [
  Ts["length"] | Ts[number]["shape"]["length"],
]
  ? unknown
  : string extends P
    ? unknown
    : IsUnion<P> extends true
      ? unknown
      : Checked<Spaceless<P>, Ts, Sizes<Spaceless<P>, Ts>>

// internal

type Checked<P extends string, Ts extends readonly AnyTensor[], R> =
  R extends Found<infer E, Shape>
    ? OutputFault<P, RightOf<P>, LeftOf<P>> extends infer M extends string
      ? M
      : Same<E, never> extends false
        ? P extends `${string}...${string}`
          ? LastFault<DotsFault<Terms<LeftOf<P>>, Ts, []>, Ts>
          : DTypeFault<"number", "einsum", EinsumDType<Ts>>
        : LastFault<SizeFault<Terms<LeftOf<P>>, Ts>, Ts>
    : TermsFault<P, Terms<LeftOf<P>>, Ts>

type LastFault<M, Ts extends readonly AnyTensor[]> = [M] extends [string]
  ? M
  : DTypeFault<"number", "einsum", EinsumDType<Ts>>

type OutputFault<
  P extends string,
  Right extends string,
  Left extends string,
  Seen = never,
> = Right extends `...${infer Tail}`
  ? "..." extends Seen
    ? EllipsisMessage<RightOf<P>>
    : OutputFault<P, Tail, Left, Seen | "...">
  : Right extends `${infer L}${infer Tail}`
    ? L extends Letter
      ? Left extends `${string}${L}${string}`
        ? L extends Seen
          ? OutputTwiceMessage<P, L>
          : OutputFault<P, Tail, Left, Seen | L>
        : OutputLetterMessage<P, L>
      : NoLetterMessage<P, L>
    : unknown

/** The sentence for terms that don't fit: too many or too few, a stray character, another rank. */
type TermsFault<P extends string, All extends string[], Ts extends readonly AnyTensor[]> = [
  All["length"],
  Ts["length"],
] extends [Ts["length"], All["length"]]
  ? TermFault<P, All, Ts, [0]>
  : OperandCountMessage<P, All["length"], Ts["length"]>

type TermFault<
  P extends string,
  All extends string[],
  Ts extends readonly AnyTensor[],
  Operand extends 0[],
> = All extends [infer T extends string, ...infer Rest extends string[]]
  ? Ts extends readonly [infer X extends AnyTensor, ...infer Others extends readonly AnyTensor[]]
    ? OneTermFault<P, T, X["shape"], Operand["length"]> extends infer M extends string
      ? M
      : TermFault<P, Rest, Others, [...Operand, 0]>
    : unknown
  : unknown

type OneTermFault<
  P extends string,
  T extends string,
  S extends Shape,
  Operand extends number,
> = number extends S["length"]
  ? unknown
  : [Stray<T>] extends [never]
    ? T extends `${infer Head}...${infer Tail}`
      ? Tail extends `${string}...${string}`
        ? EllipsisMessage<T>
        : Fits<`${Head}${Tail}`, S> extends false
          ? TermRankAtLeastMessage<T, LetterCount<T>, Operand, S>
          : unknown
      : LetterCount<T> extends S["length"]
        ? unknown
        : TermRankMessage<T, LetterCount<T>, Operand, S>
    : NoLetterMessage<P, Stray<T>>

/** Whether there is a dim for each letter. */
type Fits<T extends string, S extends Shape> = T extends `${string}${infer Tail}`
  ? S extends readonly [unknown, ...infer Dims extends Shape]
    ? Fits<Tail, Dims>
    : false
  : true

/** The dims that `...` stands for broadcast. */
type DotsFault<All extends string[], Ts extends readonly AnyTensor[], Dots extends Shape> = All extends [
  infer T extends string,
  ...infer Rest extends string[],
]
  ? Ts extends readonly [infer X extends AnyTensor, ...infer Others extends readonly AnyTensor[]]
    ? T extends `${infer Head}...${infer Tail}`
      ? Middle<Head, Tail, X["shape"]> extends infer S extends Shape
        ? BroadcastFault<Dots, S, "einsum '...'"> extends infer M extends string
          ? M
          : DotsFault<Rest, Others, Broadcast<Dots, S>>
        : unknown
      : DotsFault<Rest, Others, Dots>
    : unknown
  : unknown

type Middle<Head extends string, Tail extends string, S extends Shape> = Head extends `${string}${infer Letters}`
  ? S extends readonly [unknown, ...infer Dims extends Shape]
    ? Middle<Letters, Tail, Dims>
    : S
  : Tail extends `${string}${infer Letters}`
    ? S extends readonly [...infer Dims extends Shape, unknown]
      ? Middle<"", Letters, Dims>
      : S
    : S

type Seen = Readonly<Record<string, readonly [Dim, number]>>

/** The first letter with two sizes. */
type SizeFault<
  All extends string[],
  Ts extends readonly AnyTensor[],
  E extends Seen = Readonly<Record<never, never>>,
  Operand extends 0[] = [0],
> = All extends [infer T extends string, ...infer Rest extends string[]]
  ? Ts extends readonly [infer X extends AnyTensor, ...infer Others extends readonly AnyTensor[]]
    ? Clash<Pairs<T, X["shape"]>, E, Operand["length"]> extends infer R
      ? R extends string
        ? R
        : R extends Seen
          ? SizeFault<Rest, Others, R, [...Operand, 0]>
          : never
      : never
    : unknown
  : unknown

/** The letters of a term beside their dims, in the order they are read. */
type Pairs<
  T extends string,
  S extends Shape,
  Done extends [string, unknown][] = [],
  Back extends [string, unknown][] = [],
> = T extends `...${infer Tail}`
  ? PairsBack<Backwards<Tail>, S, Done>
  : T extends `${infer L}${infer Tail}`
    ? S extends readonly [infer D, ...infer Dims extends Shape]
      ? Pairs<Tail, Dims, [...Done, [L, D]], Back>
      : Done
    : Done

type PairsBack<
  T extends string,
  S extends Shape,
  Front extends [string, unknown][],
  Done extends [string, unknown][] = [],
> = T extends `${infer L}${infer Tail}`
  ? S extends readonly [...infer Dims extends Shape, infer D]
    ? PairsBack<Tail, Dims, Front, [[L, D], ...Done]>
    : [...Front, ...Done]
  : [...Front, ...Done]

type Clash<List extends readonly unknown[], E extends Seen, Operand extends number> = List extends [
  [infer L extends string, infer D extends Dim],
  ...infer Rest,
]
  ? L extends keyof E
    ? Unify<E[L][0], D> extends true
      ? Clash<Rest, Known<E[L][0]> extends true ? E : Put<E, L, D, Operand>, Operand>
      : E[L][1] extends Operand
        ? DiagonalMessage<L, E[L][0], D, Operand>
        : LetterSizeMessage<L, E[L][0], E[L][1], D, Operand>
    : Clash<Rest, Put<E, L, D, Operand>, Operand>
  : E

type Put<E, L extends string, D extends Dim, Operand extends number> = {
  readonly [K in keyof E | L]: K extends L ? readonly [D, Operand] : E[K & keyof E]
}
