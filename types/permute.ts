/** @file Orders of axes: any permutation, and the exchange of the last two. */
import type { Axis, Norm } from "./axis.js"
import type { PermuteMessage, TransposeMessage } from "./movement-messages.js"
import type { Dim, Shape } from "./tensor.js"

export type Permute<S extends Shape, Order extends readonly number[]> = S extends unknown ? Permuted<S, Order> : never

type Permuted<S extends Shape, Order extends readonly number[]> = number extends S["length"] | Order["length"]
  ? number[]
  : { -readonly [I in keyof Order]: S[Norm<Order[I], S["length"]> & keyof S] & Dim }

/** A message when `Order` does not name each axis once, else `unknown`. */
export type PermuteFault<S extends Shape, Order extends readonly number[]> = [number] extends [
  S["length"] | Order["length"],
]
  ? unknown
  : [Order["length"], S["length"]] extends [S["length"], Order["length"]]
    ? Distinct<Order, S> extends true
      ? unknown
      : PermuteMessage<S, Order>
    : PermuteMessage<S, Order>

export type Transpose<S extends Shape> = S extends readonly [
  ...infer Batch extends Shape,
  infer M extends Dim,
  infer N extends Dim,
]
  ? [...Batch, N, M]
  : number[]

/** A message when there are no two axes to exchange, else `unknown`. */
export type TransposeFault<S extends Shape> = [S] extends [readonly [...unknown[], unknown, unknown]]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : TransposeMessage<S>

// internal

type Distinct<Order, S extends Shape, Seen = never> = Order extends readonly [infer Head, ...infer Tail]
  ? [number] extends [Head]
    ? true
    : [Head] extends [Axis<S>]
      ? [Norm<Head, S["length"]>] extends [Seen]
        ? false
        : Distinct<Tail, S, Seen | Norm<Head, S["length"]>>
      : false
  : true
