/** @file Four vectors by their columns. */
import type { Expr } from "./encode.js"
import type { FunctionBuilder } from "./function.js"
import { v128 } from "./instructions.js"

export type Quad<T> = readonly [T, T, T, T]

/** The columns of four vectors. */
export const transpose = (f: FunctionBuilder, [a, b, c, d]: Quad<Expr<"v128">>): Quad<Expr<"v128">> => {
  const low = [f.let(v128.shuffle(a, b, interleaveLow)), f.let(v128.shuffle(c, d, interleaveLow))] as const
  const high = [f.let(v128.shuffle(a, b, interleaveHigh)), f.let(v128.shuffle(c, d, interleaveHigh))] as const
  return [
    v128.shuffle(...low, lowHalves),
    v128.shuffle(...low, highHalves),
    v128.shuffle(...high, lowHalves),
    v128.shuffle(...high, highHalves),
  ]
}

// internal

/** Bytes of a shuffle that picks whole 32-bit lanes: 0 to 3 of the first operand, 4 to 7 of the second. */
const lanesToBytes = (lanes: Quad<number>): readonly number[] =>
  lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))

const interleaveLow = lanesToBytes([0, 4, 1, 5])
const interleaveHigh = lanesToBytes([2, 6, 3, 7])
const lowHalves = lanesToBytes([0, 1, 4, 5])
const highHalves = lanesToBytes([2, 3, 6, 7])
