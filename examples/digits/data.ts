/** @file The 1,797 handwritten digits, split once and for all: every fifth row is held out. */
import { readFileSync } from "node:fs"
import { fromArray, type Tensor } from "tuplet"

export interface Digits {
  readonly x: Tensor<[number, 64]>
  readonly y: Tensor<[number], "int32">
}

export interface Rows {
  /** From 0 to 1, an 8×8 image a row. */
  readonly ink: Float32Array
  readonly labels: Int32Array
}

/** Rows 4, 9, 14, … (counted from 0) are held out: 359 of 1,797. The order in the file is the one UCI publishes. */
export const readDigits = (): { readonly training: Rows; readonly heldOut: Rows } => {
  const text = readFileSync(new URL("../data/digits.csv", import.meta.url), "utf8")
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number))
  const isHeldOut = (row: number): boolean => row % 5 === 4
  return {
    training: rowsOf(rows.filter((_, i) => !isHeldOut(i))),
    heldOut: rowsOf(rows.filter((_, i) => isHeldOut(i))),
  }
}

export const digitsOf = ({ ink, labels }: Rows): Digits => ({
  x: fromArray(ink, [labels.length, 64]),
  y: fromArray(labels, [labels.length]),
})

// internal

const rowsOf = (rows: readonly (readonly number[])[]): Rows => ({
  ink: Float32Array.from(rows.flatMap((row) => row.slice(0, 64).map((pixel) => pixel / 16))),
  labels: Int32Array.from(rows, (row) => row[64] as number),
})
