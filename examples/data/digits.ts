/** @file The 1,797 handwritten digits, split once and for all: every fifth row is held out. */
import { at, div, evaluate, pipe, reshape, type Tensor, tensor } from "tuplet"
import { loadCsv } from "tuplet/io"

export interface Digits {
  /** From 0 to 1, an 8×8 image a row. */
  readonly x: Tensor<[number, 64]>
  readonly y: Tensor<[number], "int32">
}

/** Rows 4, 9, 14, … (counted from 0) are held out: 359 of 1,797. The order in the file is the one UCI publishes. */
export const readDigits = async (): Promise<{ readonly training: Digits; readonly heldOut: Digits }> => {
  const file = await loadCsv(new URL("digits.csv", import.meta.url), { ink: { columns: pixels }, label: "int32" })
  const x = pipe(file.columns.ink, div(16), reshape([-1, 64]))
  const y = file.columns.label
  const learnt = tensor(
    Array.from({ length: file.rows }, (_, row) => row).filter((row) => row % 5 !== 4),
    "int32",
  )
  return evaluate({
    training: { x: at(x, learnt), y: at(y, learnt) },
    heldOut: { x: at(x, "4::5"), y: at(y, "4::5") },
  })
}

// internal

const pixels = Array.from({ length: 64 }, (_, i) => `p${i}`)
