/**
 * @file rearrange, reduce and repeat: the pattern's left side gives names to the dims of a tensor, its right side
 * builds the result from them. The shape is found without asking whether the sizes fit.
 */
import type { IsUnion } from "./dim.js"
import type { EinopsName, Pattern, ReadPattern, Token } from "./einops-pattern.js"
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

/** Sizes of names, tokens beside the dims they stand for, and the dims that `...` stands for. */
export interface Bound<E, Pairs extends readonly unknown[], Dots extends Shape> {
  readonly sizes: E
  readonly pairs: Pairs
  readonly dots: Dots
}

/** `false` where the ranks differ. */
export type Bind<Left extends readonly Token[], S extends Shape, Z> = number extends S["length"]
  ? Bound<unknown, [], number[]>
  : FromFront<Left, S, Z>

/** The sizes and the names without one of a pair of brackets. */
export type Members<
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

/** The product, of which one factor is the rule. */
export type ProductOf<Known extends readonly number[]> = Known extends readonly [infer N extends number]
  ? N
  : Product<Known>

// internal

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
