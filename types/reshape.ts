/** @file Reshaping: the same number of elements; one -1 stands for what is left. Dims on both sides cancel first. */
import type { Known } from "./dim.js"
import type { DivisionMessage, ElementsMessage, NamedDimsMessage, WildcardMessage } from "./movement-messages.js"
import type { DivMod, Product } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** The target with its -1 filled in. */
export type Reshape<S extends Shape, T extends Shape> = number extends T["length"]
  ? number[]
  : Wildcards<T> extends 1
    ? Fill<T, Missing<Cancel<S, T>>>
    : Fill<T, number>

/** A message when `S` cannot become `T`, else `unknown`. */
export type ReshapeFault<S extends Shape, T extends Shape> = [number] extends [S["length"] | T["length"]]
  ? unknown
  : [S, T] extends [T, S]
    ? unknown
    : Wildcards<T> extends 0
      ? SizeFault<S, T, Cancel<S, T>>
      : Wildcards<T> extends 1
        ? DivisionFault<S, T, Cancel<S, T>>
        : WildcardMessage<T>

// internal

type Fill<T extends Shape, Rest> = { -readonly [I in keyof T]: T[I] extends -1 ? Rest : T[I] }

type Wildcards<T extends Shape, Count extends 0[] = []> = T extends readonly [infer Head, ...infer Tail extends Shape]
  ? Wildcards<Tail, [Head] extends [-1] ? [...Count, 0] : Count>
  : Count["length"]

/** What is left on each side: names, the product of the numbers, whether a dim is unknown. */
interface Rest {
  readonly names: readonly string[]
  readonly size: number
  readonly unknown: boolean
}

/** Dims that stand on both sides cancel. A 0 stays: it makes the other dims irrelevant. */
type Cancel<S extends Shape, T extends Shape, Kept extends Shape = []> = number extends S["length"]
  ? [{ names: []; size: number; unknown: true }, Summary<T>]
  : S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
    ? [Head] extends [0]
      ? Cancel<Tail, T, [...Kept, 0]>
      : Known<Head> extends true
        ? Without<T, Head> extends infer Left extends Shape
          ? Cancel<Tail, Left, Kept>
          : Cancel<Tail, T, [...Kept, Head]>
        : Cancel<Tail, T, [...Kept, Head]>
    : [Summary<Kept>, Summary<T>]

type Without<T extends Shape, D, Before extends Shape = []> = T extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? [Head, D] extends [D, Head]
    ? [...Before, ...Tail]
    : Without<Tail, D, [...Before, Head]>
  : false

type Summary<S extends Shape, Sizes extends number[] = [], Names extends string[] = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? [Head] extends [-1]
    ? Summary<Tail, Sizes, Names>
    : Known<Head> extends true
      ? Head extends string
        ? Summary<Tail, Sizes, [...Names, Head]>
        : Summary<Tail, [...Sizes, Head & number], Names>
      : { names: Names; size: number; unknown: true }
  : { names: Names; size: Product<Sizes>; unknown: false }

type Missing<R> = R extends [infer From extends Rest, infer To extends Rest]
  ? true extends From["unknown"] | To["unknown"]
    ? number
    : To["names"] extends []
      ? From["names"] extends []
        ? DivMod<From["size"], To["size"]>[0]
        : From["names"] extends [infer Only]
          ? From["size"] extends To["size"]
            ? Only
            : number
          : number
      : number
  : number

type SizeFault<S extends Shape, T extends Shape, R> = R extends [infer From extends Rest, infer To extends Rest]
  ? true extends From["unknown"] | To["unknown"]
    ? unknown
    : [From["names"], To["names"]] extends [[], []]
      ? [From["size"], To["size"]] extends [To["size"], From["size"]]
        ? unknown
        : ElementsMessage<S, T, Sizes<S>, Sizes<T>>
      : NamedDimsMessage<S, T>
  : unknown

type DivisionFault<S extends Shape, T extends Shape, R> = R extends [infer From extends Rest, infer To extends Rest]
  ? true extends From["unknown"] | To["unknown"]
    ? unknown
    : [From["names"], To["names"]] extends [[], []]
      ? To["size"] extends 0
        ? DivisionMessage<S, T, Sizes<S>>
        : DivMod<From["size"], To["size"]>[1] extends 0
          ? unknown
          : number extends From["size"] | To["size"]
            ? unknown
            : DivisionMessage<S, T, Sizes<S>>
      : unknown
  : unknown

type Sizes<S extends Shape> = Summary<S>["size"]
