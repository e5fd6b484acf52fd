/** @file Axes of a shape: which numbers name one, and which position they name. */
import type { AxisMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

/**
 * Ranks beyond the table, and ranks unknown until run time, take any number. A scalar takes 0 and -1, as in PyTorch.
 */
export interface AxisTable {
  [rank: number]: number
  0: 0 | -1
  1: 0 | -1
  2: 0 | 1 | -1 | -2
  3: 0 | 1 | 2 | -1 | -2 | -3
  4: 0 | 1 | 2 | 3 | -1 | -2 | -3 | -4
  5: 0 | 1 | 2 | 3 | 4 | -1 | -2 | -3 | -4 | -5
  6: 0 | 1 | 2 | 3 | 4 | 5 | -1 | -2 | -3 | -4 | -5 | -6
  7: 0 | 1 | 2 | 3 | 4 | 5 | 6 | -1 | -2 | -3 | -4 | -5 | -6 | -7
  8: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8
}

/** The places of an axis that is put in: those of one axis more. */
export interface NewAxisTable {
  [rank: number]: number
  0: AxisTable[1]
  1: AxisTable[2]
  2: AxisTable[3]
  3: AxisTable[4]
  4: AxisTable[5]
  5: AxisTable[6]
  6: AxisTable[7]
  7: AxisTable[8]
}

/** The ranks whose axes are listed. */
export type KnownRank = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** By rank, up to 16: ranks whose axes are not listed have them all the same. */
interface FromEnd {
  "-1": [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
  "-2": [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
  "-3": [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
  "-4": [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  "-5": [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
  "-6": [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  "-7": [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  "-8": [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
  "-9": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7]
  "-10": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6]
  "-11": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5]
  "-12": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]
  "-13": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]
  "-14": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]
  "-15": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
  "-16": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
}

/**
 * The numbers that name an axis; an index into the table rather than a condition, so generic code may pass literals.
 */
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
