/** @file Norms of matrices, which two axes hold. */
import type { AxisListFault } from "./axis-list.js"
import type { Known } from "./dim.js"
import type { OrderMessage } from "./linear-algebra-messages.js"
import type { Reduce } from "./reduce.js"
import type { Shape } from "./tensor.js"
import type { Blame } from "./window.js"

export interface MatrixNormOptions {
  /** The axes of rows and of columns; the last two unless given. */
  readonly dim?: readonly [number, number]
  /** Keep the two axes, with size 1. */
  readonly keepdim?: boolean
}

export type MatrixOrder = "fro" | "nuc" | 1 | -1 | 2 | -2

/** What is left of the shape; unknown where options are. */
export type MatrixNorm<S extends Shape, O> = Reduce<S, DimsOf<O>, KeepOf<O>>

/** A message when `P` is no order, else `unknown`. The type of Infinity is `number`. */
export type OrderFault<P> = [P] extends [MatrixOrder | undefined]
  ? unknown
  : Known<P> extends true
    ? P extends string | number
      ? OrderMessage<P>
      : unknown
    : unknown

/** The first mistake in options, as blame on `dim`, else `unknown`. */
export type MatrixDimsFault<S extends Shape, O> = [number] extends [S["length"]]
  ? unknown
  : AxisListFault<"matrixNorm", S, DimsOf<O>> extends infer M extends string
    ? Blame<"dim", M>
    : unknown

// internal

type DimsOf<O> = O extends { readonly dim: infer D }
  ? D extends readonly [number, number]
    ? D
    : number[]
  : O extends { readonly dim?: unknown }
    ? "dim" extends keyof O
      ? number[]
      : [-2, -1]
    : [-2, -1]

type KeepOf<O> = O extends { readonly keepdim: infer K } ? K : "keepdim" extends keyof O ? boolean : false
