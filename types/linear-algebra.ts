/** @file Products of vectors, and what square matrices have: leading axes are batches, and broadcast. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Unify } from "./dim.js"
import type {
  LastDimsMessage,
  NeedsMatricesMessage,
  NeedsSquareMessage,
  NeedsVectorsMessage,
  RowsMessage,
} from "./linear-algebra-messages.js"
import type { Dim, Shape } from "./tensor.js"

/** [..., M] and [..., N] to [..., M, N] */
export type Outer<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? number extends A["length"] | B["length"]
      ? number[]
      : [...Broadcast<Init<A>, Init<B>>, ...Last<A>, ...Last<B>]
    : never
  : never

export type OuterFault<A extends Shape, B extends Shape> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : B extends readonly []
    ? NeedsVectorsMessage<"outer", B>
    : BroadcastFault<Init<A>, Init<B>, "outer batch dims">

/** [..., K] and [..., K] to [...] */
export type Dot<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? number extends A["length"] | B["length"]
      ? number[]
      : Broadcast<Init<A>, Init<B>>
    : never
  : never

export type DotFault<A extends Shape, B extends Shape> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : B extends readonly []
    ? NeedsVectorsMessage<"dot", B>
    : Unify<Last<A>[0], Last<B>[0]> extends true
      ? BroadcastFault<Init<A>, Init<B>, "dot batch dims">
      : LastDimsMessage<"dot", A, B, Last<A>[0] & Dim, Last<B>[0] & Dim>

/** A message when there are no vectors, else `unknown`. */
export type VectorFault<Op extends string, S extends Shape> = [S] extends [readonly [unknown, ...unknown[]]]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : NeedsVectorsMessage<Op, S>

/** [..., M, N] to [...] */
export type Trace<S extends Shape> = S extends unknown ? WithoutTwo<S> : never

/** A message when there are no matrices, else `unknown`. */
export type MatrixFault<Op extends string, S extends Shape> = [S] extends [readonly [...unknown[], unknown, unknown]]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : NeedsMatricesMessage<Op, S>

/** [..., N, N] to [...] */
export type Det<S extends Shape> = Trace<S>

/** A message when the matrices can't be square, else `unknown`. */
export type SquareFault<Op extends string, S extends Shape> = [number] extends [S["length"]]
  ? unknown
  : S extends readonly [...infer _Batch, infer M, infer N]
    ? Unify<M, N> extends true
      ? unknown
      : NeedsSquareMessage<Op, S>
    : NeedsSquareMessage<Op, S>

/**
 * A · X = B, [..., N, N] and [..., N, K] to [..., N, K]. As in PyTorch, B holds vectors if it has rank 1, or the shape
 * of A without its last axis.
 */
export type Solve<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? Solved<A, B>
    : never
  : never

export type SolveFault<A extends Shape, B extends Shape> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : SquareFault<"solve", A> extends infer M extends string
    ? M
    : B extends readonly []
      ? NeedsVectorsMessage<"solve", B>
      : Vectors<A, B> extends true
        ? Unify<Last<A>[0], Last<B>[0]> extends true
          ? unknown
          : RowsMessage<A, B, Last<A>[0] & Dim, Last<B>[0] & Dim>
        : Unify<Last<A>[0], Rows<B>> extends true
          ? BroadcastFault<WithoutTwo<A>, WithoutTwo<B>, "solve batch dims">
          : RowsMessage<A, B, Last<A>[0] & Dim, Rows<B>>

// internal

type Init<S extends Shape> = S extends readonly [...infer Rest extends Shape, infer _Last] ? Rest : []

type Last<S extends Shape> = S extends readonly [...infer _Rest, infer D extends Dim] ? [D] : []

type Rows<S extends Shape> = S extends readonly [...infer _Rest, infer M extends Dim, infer _K] ? M : number

type WithoutTwo<S extends Shape> = S extends readonly [...infer Batch extends Shape, infer _M, infer _N]
  ? Batch
  : number[]

type Solved<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? number[]
  : Vectors<A, B> extends true
    ? [...WithoutTwo<A>, ...Last<B>]
    : [...Broadcast<WithoutTwo<A>, WithoutTwo<B>>, Rows<B>, ...Last<B>]

type Vectors<A extends Shape, B extends Shape> = B extends readonly [unknown]
  ? true
  : [Init<A>["length"]] extends [B["length"]]
    ? Agree<Init<A>, B>
    : false

type Agree<A extends Shape, B extends Shape> = A extends readonly [infer X, ...infer RestA extends Shape]
  ? B extends readonly [infer Y, ...infer RestB extends Shape]
    ? Unify<X, Y> extends true
      ? Agree<RestA, RestB>
      : false
    : false
  : true
