/** @file Matrix products: vectors stand for a row on the left and a column on the right, leading axes broadcast. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Unify } from "./dim.js"
import type { InnerDimsMessage, ScalarMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** The product's shape; it does not depend on the contracted dims, so they may be type parameters. */
export type Matmul<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? Multiplied<A, B>
    : never
  : never

type Multiplied<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? number[]
  : [A, B] extends [readonly [infer M extends Dim, unknown], readonly [unknown, infer N extends Dim]]
    ? [M, N]
    : [...Broadcast<BatchOf<A>, BatchOf<B>>, ...Rows<A>, ...Columns<B>]

/** A message when the product does not exist, else `unknown`. */
export type MatmulFault<A extends Shape, B extends Shape> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : [A, B] extends [readonly [unknown, infer X extends Dim], readonly [infer Y extends Dim, unknown]]
    ? Unify<X, Y> extends true
      ? unknown
      : InnerDimsMessage<A, B, X, Y>
    : A extends readonly []
      ? ScalarMessage<"left">
      : B extends readonly []
        ? ScalarMessage<"right">
        : Unify<LastOf<A>, InnerOf<B>> extends true
          ? BroadcastFault<BatchOf<A>, BatchOf<B>, "matmul batch dims">
          : InnerDimsMessage<A, B, LastOf<A>, InnerOf<B>>

// internal: every dim is inferred, since TypeScript would not decide whether a type parameter is a `Dim`

type BatchOf<S extends Shape> = S extends readonly [...infer Batch extends Shape, infer _M, infer _K] ? Batch : []

type Rows<S extends Shape> = S extends readonly [...infer _Batch, infer M extends Dim, infer _K] ? [M] : []

type Columns<S extends Shape> = S extends readonly [...infer _Batch, infer _K, infer N extends Dim] ? [N] : []

type LastOf<S extends Shape> = S extends readonly [...infer _Rest, infer K extends Dim] ? K : never

type InnerOf<S extends Shape> = S extends readonly [...infer _Batch, infer K extends Dim, infer _N] ? K : LastOf<S>
