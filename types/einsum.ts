/**
 * @file Einstein summation: a letter is a size, the output lists those that stay. Sizes of letters are an intersection
 * of records, so that an unknown size meets a known one, and two that differ make the whole intersection `never`.
 */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { IsUnion, Known, Same, Unify } from "./dim.js"
import type { DType, Promote } from "./dtype.js"
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

/** The shape of the result. A pattern or a number of operands that is not known gives an unknown one. */
export type Einsum<P extends string, Ts extends readonly AnyTensor[]> = P extends unknown
  ? number extends Ts["length"]
    ? number[]
    : IsUnion<P> extends true
      ? number[]
      : string extends P
        ? number[]
        : Result<RightOf<Spaceless<P>>, Sizes<Spaceless<P>, Ts>>
  : never

/** The dtype all operands are brought to. */
export type EinsumDType<Ts extends readonly AnyTensor[]> = Ts extends readonly [
  infer X extends AnyTensor,
  ...infer Rest extends readonly AnyTensor[],
]
  ? PromoteAll<X["dtype"], Rest>
  : Ts[number]["dtype"]

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

type PromoteAll<D extends DType, Ts extends readonly AnyTensor[]> = Ts extends readonly [
  infer X extends AnyTensor,
  ...infer Rest extends readonly AnyTensor[],
]
  ? PromoteAll<Promote<D, X["dtype"]>, Rest>
  : D

/** What is found of an operand on the way: sizes of letters, and the dims that `...` stands for. */
interface Found<E, Dots extends Shape> {
  readonly sizes: E
  readonly dots: Dots
}

type Sizes<P extends string, Ts extends readonly AnyTensor[]> = Next<Terms<LeftOf<P>>, Ts, unknown, []>

/** `false` where an operand does not fit its term. */
type Next<Terms extends string[], Ts extends readonly AnyTensor[], E, Dots extends Shape> = Terms extends [
  infer T extends string,
  ...infer Rest extends string[],
]
  ? Ts extends readonly [infer X extends AnyTensor, ...infer Others extends readonly AnyTensor[]]
    ? number extends X["shape"]["length"]
      ? Next<Rest, Others, E, T extends `${string}...${string}` ? number[] : Dots>
      : T extends `${infer Head}...${infer Tail}`
        ? FromBack<Backwards<Tail>, X["shape"], E, Head, Rest, Others, Dots>
        : FromFront<T, X["shape"], E, Rest, Others, Dots, false>
    : false
  : Ts extends readonly []
    ? Found<E, Dots>
    : false

type FromFront<
  T extends string,
  S extends Shape,
  E,
  Rest extends string[],
  Others extends readonly AnyTensor[],
  Dots extends Shape,
  Ellipsis,
> = T extends `${infer L}${infer Tail}`
  ? S extends readonly [infer D, ...infer Dims extends Shape]
    ? L extends Letter
      ? FromFront<Tail, Dims, E & { [K in L]: D }, Rest, Others, Dots, Ellipsis>
      : false
    : false
  : Ellipsis extends true
    ? Next<Rest, Others, E, Broadcast<Dots, S>>
    : S extends readonly []
      ? Next<Rest, Others, E, Dots>
      : false

type FromBack<
  T extends string,
  S extends Shape,
  E,
  Head extends string,
  Rest extends string[],
  Others extends readonly AnyTensor[],
  Dots extends Shape,
> = T extends `${infer L}${infer Tail}`
  ? S extends readonly [...infer Dims extends Shape, infer D]
    ? L extends Letter
      ? FromBack<Tail, Dims, E & { [K in L]: D }, Head, Rest, Others, Dots>
      : false
    : false
  : FromFront<Head, S, E, Rest, Others, Dots, true>

type Result<Right extends string, R> =
  R extends Found<infer E, infer Dots>
    ? Right extends `${infer Head}...${infer Tail}`
      ? number extends Dots["length"]
        ? number[]
        : [...Dims<Head, E>, ...Dots, ...Dims<Tail, E>]
      : Dims<Right, E>
    : Dims<Right, unknown>

type Dims<Right extends string, E, Done extends Dim[] = []> = Right extends `${infer L}${infer Tail}`
  ? Dims<Tail, E, [...Done, SizeOf<E, L>]>
  : Done

type SizeOf<E, L> = L extends keyof E ? (Same<E[L], never> extends true ? number : E[L] & Dim) : number

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
