/**
 * @file Einstein summation: a letter is a size, the output lists those that stay. Sizes of letters are an intersection
 * of records, so that an unknown size meets a known one, and two that differ make the whole intersection `never`.
 */
import type { Broadcast } from "./broadcast.js"
import type { IsUnion } from "./dim.js"
import type { DType, Promote } from "./dtype.js"
import type { Backwards, LeftOf, Letter, RightOf, Spaceless, Terms } from "./einsum-pattern.js"
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

/** What is found of an operand on the way: sizes of letters, and the dims that `...` stands for. */
export interface Found<E, Dots extends Shape> {
  readonly sizes: E
  readonly dots: Dots
}

export type Sizes<P extends string, Ts extends readonly AnyTensor[]> = Next<Terms<LeftOf<P>>, Ts, NoSizes, []>

// internal

type PromoteAll<D extends DType, Ts extends readonly AnyTensor[]> = Ts extends readonly [
  infer X extends AnyTensor,
  ...infer Rest extends readonly AnyTensor[],
]
  ? PromoteAll<Promote<D, X["dtype"]>, Rest>
  : D

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
  R extends Found<infer E extends Record<string, Dim>, infer Dots>
    ? [E] extends [never]
      ? Dims<Right, NoSizes>
      : Right extends `${infer Head}...${infer Tail}`
        ? number extends Dots["length"]
          ? number[]
          : [...Dims<Head, E>, ...Dots, ...Dims<Tail, E>]
        : Dims<Right, E>
    : Dims<Right, NoSizes>

type Dims<
  Right extends string,
  E extends Record<string, Dim>,
  Done extends Dim[] = [],
> = Right extends `${infer L}${infer Tail}` ? Dims<Tail, E, [...Done, L extends keyof E ? E[L] : number]> : Done

type NoSizes = Record<never, never>
