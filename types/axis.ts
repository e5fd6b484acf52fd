/** @file Axes of a shape: which numbers name one, and which position they name. */
import type { AxisMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/** Ranks beyond the table, and ranks unknown until run time, take any number. A scalar takes 0 and -1, as in PyTorch. */
export interface AxisTable {
  [rank: number]: number
  0: 0 | -1
  1: 0 | -1
  2: 0 | 1 | -1 | -2
  3: 0 | 1 | 2 | -1 | -2 | -3
  4: 0 | 1 | 2 | 3 | -1 | -2 | -3 | -4
  5: 0 | 1 | 2 | 3 | 4 | -1 | -2 | -3 | -4 | -5
  6: 0 | 1 | 2 | 3 | 4 | 5 | -1 | -2 | -3 | -4 | -5 | -6
}

/** The ranks whose axes are listed. */
export type KnownRank = 0 | 1 | 2 | 3 | 4 | 5 | 6

interface FromEnd {
  "-1": [0, 0, 1, 2, 3, 4, 5]
  "-2": [0, 0, 0, 1, 2, 3, 4]
  "-3": [0, 0, 0, 0, 1, 2, 3]
  "-4": [0, 0, 0, 0, 0, 1, 2]
  "-5": [0, 0, 0, 0, 0, 0, 1]
  "-6": [0, 0, 0, 0, 0, 0, 0]
}

/** The numbers that name an axis; an index into the table rather than a condition, so generic code may pass literals. */
export type Axis<S extends Shape> = AxisTable[S["length"]]

/** The position an axis names, counted from the front. */
export type Norm<A, Rank extends number> = A extends number
  ? `${A}` extends keyof FromEnd
    ? FromEnd[`${A}`][Rank]
    : A
  : never

/** The shape with another dim at the position. */
export type Resize<S extends Shape, At extends number, D> = {
  -readonly [I in keyof S]: I extends `${At}` ? D & Dim : S[I]
}

/** A message when `A` is no axis of `S`, else `unknown`. */
export type AxisFault<Op extends string, S extends Shape, A> = [A] extends [Axis<S>]
  ? unknown
  : A extends number
    ? number extends A
      ? unknown
      : AxisMessage<Op, S, A>
    : unknown
