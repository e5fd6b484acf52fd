/** @file A few labelled examples of each digit: what there is to learn from. */
import { at, evaluate, tensor, toArray } from "tuplet"
import type { Digits } from "../data/digits.js"

/** So many of each class that stand together in the file, so they are by few hands; every draw has others. */
export const fewOfEach = ({ x, y }: Digits, each: number, draw: number): Digits => {
  const rows = tensor(rowsOfEach(toArray(y), each, draw), "int32")
  return evaluate({ x: at(x, rows), y: at(y, rows) })
}

/** Their rows, in order. */
export const rowsOfEach = (labels: readonly number[], each: number, draw: number): number[] => {
  const seen = new Map<number, number>()
  return labels.flatMap((label, row) => {
    const before = seen.get(label) ?? 0
    seen.set(label, before + 1)
    return Math.floor(before / each) === draw ? [row] : []
  })
}
