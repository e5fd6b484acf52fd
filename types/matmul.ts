/** @file Matrix products: vectors stand for a row on the left and a column on the right, leading axes broadcast. */
import type { Broadcast } from "./broadcast.js"
import type { Unify } from "./dim.js"
import type { InnerDimsMessage, ScalarMessage } from "./messages.js"
import type { Out } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

/** The product's shape; it does not depend on the contracted dims, so they may be type parameters. */
export type Matmul<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? number[]
  : [...Out<Batch<A, B>>, ...Rows<A>, ...Columns<B>]

/** A message when the product does not exist, else `unknown`. */
export type MatmulFault<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? unknown
  : A extends readonly []
    ? ScalarMessage<"left">
    : B extends readonly []
      ? ScalarMessage<"right">
      : Unify<LastOf<A>, InnerOf<B>> extends true
        ? Batch<A, B>
        : InnerDimsMessage<A, B, LastOf<A>, InnerOf<B>>

// internal

type Batch<A extends Shape, B extends Shape> = Broadcast<BatchOf<A>, BatchOf<B>, "matmul batch dims">

type BatchOf<S extends Shape> = S extends readonly [...infer Batch extends Shape, Dim, Dim] ? Batch : []

type Rows<S extends Shape> = S extends readonly [...Shape, infer M extends Dim, Dim] ? [M] : []

type Columns<S extends Shape> = S extends readonly [...Shape, Dim, infer N extends Dim] ? [N] : []

type LastOf<S extends Shape> = S extends readonly [...Shape, infer K extends Dim] ? K : never

type InnerOf<S extends Shape> = S extends readonly [...Shape, infer K extends Dim, Dim] ? K : LastOf<S>
