/**
 * @file Products of tensors, summed over dims of both: the last dims, some last and first ones, or those that are
 * listed.
 */
import type { Norm } from "./axis.js"
import type { AxisListFault } from "./axis-list.js"
import type { Known, Unify } from "./dim.js"
import type { LastDimsMessage, TensordotCountMessage, TensordotMessage } from "./linear-algebra-messages.js"
import type { LengthsMessage, NegativeMessage } from "./messages.js"
import type { Negative } from "./negative.js"
import type { Reduce } from "./reduce.js"
import type { Dim, Shape } from "./tensor.js"
import type { Blame } from "./window.js"

/** [...A, K] and [...B, K] to [...A, ...B]; a scalar multiplies. */
export type Inner<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? number extends A["length"] | B["length"]
      ? number[]
      : A extends readonly [...infer RestA extends Shape, infer _K]
        ? B extends readonly [...infer RestB extends Shape, infer _L]
          ? [...RestA, ...RestB]
          : A
        : B
    : never
  : never

export type InnerFault<A extends Shape, B extends Shape> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : [A, B] extends [readonly [...unknown[], infer X extends Dim], readonly [...unknown[], infer Y extends Dim]]
    ? Unify<X, Y> extends true
      ? unknown
      : LastDimsMessage<"inner", A, B, X, Y>
    : unknown

/** How many of the last dims of the left tensor and the first of the right one, or which of each. */
export type TensordotDims = number | readonly [readonly number[], readonly number[]]

/** The dims that are left, those of the left tensor first. */
export type Tensordot<A extends Shape, B extends Shape, Dims> = A extends unknown
  ? B extends unknown
    ? Joined<Reduce<A, Lists<Dims>[0], false>, Reduce<B, Lists<Dims>[1], false>>
    : never
  : never

/** The first mistake, as blame on the dims or on the right tensor, else `unknown`. */
export type TensordotFault<A extends Shape, B extends Shape, Dims> = [number] extends [A["length"] | B["length"]]
  ? unknown
  : Dims extends number
    ? Known<Dims> extends true
      ? CountFault<A, B, Dims>
      : unknown
    : Lists<Dims> extends [infer I extends readonly number[], infer J extends readonly number[]]
      ? ListsFault<A, B, I, J>
      : unknown

// internal

interface LastDims {
  0: []
  1: [-1]
  2: [-2, -1]
  3: [-3, -2, -1]
  4: [-4, -3, -2, -1]
  5: [-5, -4, -3, -2, -1]
  6: [-6, -5, -4, -3, -2, -1]
}

interface FirstDims {
  0: []
  1: [0]
  2: [0, 1]
  3: [0, 1, 2]
  4: [0, 1, 2, 3]
  5: [0, 1, 2, 3, 4]
  6: [0, 1, 2, 3, 4, 5]
}

/** Numbers beyond the table are known at run time only. */
type Lists<Dims> = Dims extends readonly [infer I extends readonly number[], infer J extends readonly number[]]
  ? [I, J]
  : Known<Dims> extends true
    ? Dims extends keyof LastDims
      ? [LastDims[Dims], FirstDims[Dims]]
      : [number[], number[]]
    : [number[], number[]]

type Joined<A extends Shape, B extends Shape> = number extends A["length"] | B["length"] ? number[] : [...A, ...B]

type CountFault<A extends Shape, B extends Shape, N extends number> = [Negative<N>] extends [never]
  ? N extends keyof LastDims
    ? A extends AtLeast[N]
      ? B extends AtLeast[N]
        ? SizesFault<A, B, LastDims[N], FirstDims[N]>
        : Blame<"dims", TensordotCountMessage<N, B>>
      : Blame<"dims", TensordotCountMessage<N, A>>
    : unknown
  : Blame<"dims", NegativeMessage<"tensordot", N>>

interface AtLeast {
  0: Shape
  1: readonly [...Shape, Dim]
  2: readonly [...Shape, Dim, Dim]
  3: readonly [...Shape, Dim, Dim, Dim]
  4: readonly [...Shape, Dim, Dim, Dim, Dim]
  5: readonly [...Shape, Dim, Dim, Dim, Dim, Dim]
  6: readonly [...Shape, Dim, Dim, Dim, Dim, Dim, Dim]
}

type ListsFault<A extends Shape, B extends Shape, I extends readonly number[], J extends readonly number[]> = [
  number,
] extends [I["length"] | J["length"]]
  ? unknown
  : [I["length"]] extends [J["length"]]
    ? AxisListFault<"tensordot", A, I> extends infer M extends string
      ? Blame<"dims", M>
      : AxisListFault<"tensordot", B, J> extends infer M extends string
        ? Blame<"dims", M>
        : I extends readonly []
          ? unknown
          : A extends AtLeast[1]
            ? B extends AtLeast[1]
              ? SizesFault<A, B, I, J>
              : Blame<"dims", TensordotCountMessage<I["length"], B>>
            : Blame<"dims", TensordotCountMessage<I["length"], A>>
    : Blame<"dims", LengthsMessage<"tensordot", I, J>>

/** A message about the first pair of dims that can't be equal. */
type SizesFault<A extends Shape, B extends Shape, I, J> = [I, J] extends [
  readonly [infer HeadI, ...infer TailI],
  readonly [infer HeadJ, ...infer TailJ],
]
  ? PairFault<A, B, Norm<HeadI, A["length"]>, Norm<HeadJ, B["length"]>> extends infer M extends string
    ? Blame<"b", M>
    : SizesFault<A, B, TailI, TailJ>
  : unknown

type PairFault<A extends Shape, B extends Shape, I, J> = [A[I & keyof A], B[J & keyof B]] extends [
  infer X extends Dim,
  infer Y extends Dim,
]
  ? Unify<X, Y> extends true
    ? unknown
    : TensordotMessage<A, I & number, X, B, J & number, Y>
  : unknown
