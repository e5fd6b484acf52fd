/** @file Vectors by their columns: four of four lanes, or two of two. */
import type { Expr } from "./encode.js"
import type { FunctionBuilder } from "./function.js"
import { v128 } from "./instructions.js"

type Vector = Expr<"v128">

/** The columns of as many vectors as they have lanes. */
export const transpose = (f: FunctionBuilder, vectors: readonly Vector[]): readonly Vector[] => {
  const [a, b, c, d] = vectors as [Vector, Vector, Vector | undefined, Vector | undefined]
  if (c === undefined || d === undefined) return [v128.shuffle(a, b, lowHalves), v128.shuffle(a, b, highHalves)]
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
const lanesToBytes = (lanes: readonly number[]): readonly number[] =>
  lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))

const interleaveLow = lanesToBytes([0, 4, 1, 5])
const interleaveHigh = lanesToBytes([2, 6, 3, 7])
const lowHalves = lanesToBytes([0, 1, 4, 5])
const highHalves = lanesToBytes([2, 3, 6, 7])
