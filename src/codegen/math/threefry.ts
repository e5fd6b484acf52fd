/** @file Threefry-2x32 with 20 rounds on vectors: the words of `graph/threefry.ts`, a block in each lane. */
import { i32x4, v128 } from "../instructions.js"
import type { Vector, VectorBuilder } from "./vectors.js"

/** The two words of each block: those of the counters (stream, counter). */
export const threefry = (
  v: VectorBuilder,
  [first, second]: readonly [Vector, Vector],
  stream: number,
  counter: Vector,
): readonly [Vector, Vector] => {
  const [key0, key1] = [v.let(first), v.let(second)]
  const keys = [key0, key1, v.let(v128.xor(v128.xor(v.int(PARITY), key0), key1))] as const
  const keyAt = (i: number): Vector => keys[i % 3] as Vector
  let x = v.let(i32x4.add(key0, v.int(stream)))
  let y = v.let(i32x4.add(counter, key1))
  for (let four = 0; four < 5; four++) {
    for (const bits of rotations[four % 2] as readonly number[]) {
      x = v.let(i32x4.add(x, y))
      y = v.let(v128.xor(rotated(y, bits), x))
    }
    x = v.let(i32x4.add(x, keyAt(four + 1)))
    y = v.let(i32x4.add(y, i32x4.add(keyAt(four + 2), v.int(four + 1))))
  }
  return [x, y]
}

// internal

/** The parity constant of the key schedule. */
const PARITY = 0x1bd11bda

/** Of four rounds, and of the next four. */
const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
]

/** To the left. Whole bytes are moved by one instruction. */
const rotated = (x: Vector, bits: number): Vector => {
  if (bits % 8 !== 0) return v128.or(i32x4.shl(x, bits), i32x4.shrU(x, 32 - bits))
  const bytes = Array.from({ length: 16 }, (_, i) => (i & 12) + ((i + 4 - bits / 8) & 3))
  return v128.shuffle(x, x, bytes)
}
