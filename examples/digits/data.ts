/** @file The 1,797 handwritten digits, split once and for all: every fifth row is held out. */
import { readFileSync } from "node:fs"
import { add, data, fromArray, type Key, mul, normal, type Tensor, toArray, uniform } from "tuplet"

export interface Digits<N extends number = number> {
  /** ink from 0 to 1, an 8×8 image a row */
  readonly images: Tensor<[N, 64]>
  readonly labels: Tensor<[N], "int32">
}

/** Rows as plain numbers, for taking batches out of them. */
export interface Rows {
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
  images: fromArray(ink, [labels.length, 64]),
  labels: fromArray(labels, [labels.length]),
})

/** The same digits with other noise in every epoch, so that they can't be learnt by heart. */
export const noisy = ({ ink, labels }: Rows, noise: Key): Rows => {
  const clean = fromArray(ink, [labels.length, 64])
  return { ink: data(add(clean, mul(normal(noise, [labels.length, 64]), 0.25))), labels }
}

/** One epoch in an order drawn from the key; rows that don't fill a last batch wait for another epoch. */
export function* batches<const N extends number>(rows: Rows, size: N, order: Key): Generator<Digits<N>> {
  const ranks = toArray(uniform(order, [rows.labels.length])) as number[]
  const shuffled = ranks.map((_, row) => row).sort((a, b) => (ranks[a] as number) - (ranks[b] as number))
  for (let start = 0; start + size <= shuffled.length; start += size) {
    const chosen = shuffled.slice(start, start + size)
    const ink = new Float32Array(size * 64)
    chosen.forEach((row, i) => {
      ink.set(rows.ink.subarray(row * 64, row * 64 + 64), i * 64)
    })
    const labels = Int32Array.from(chosen, (row) => rows.labels[row] as number)
    yield { images: fromArray(ink, [size, 64]), labels: fromArray(labels, [size]) }
  }
}

// internal

const rowsOf = (rows: readonly (readonly number[])[]): Rows => ({
  ink: Float32Array.from(rows.flatMap((row) => row.slice(0, 64).map((pixel) => pixel / 16))),
  labels: Int32Array.from(rows, (row) => row[64] as number),
})
