/**
 * @file Random numbers from explicit keys: a key is a value, and the same key gives the same numbers on every host.
 * Draws use additions, multiplications, divisions and square roots only, which IEEE 754 defines to the last bit.
 */
import type { DrawOp, KeyOp, RandintOp, SplitKeyOp } from "../../types/call/random.js"
import type { Key } from "../../types/key.js"
import { type Node, sizeOf } from "../graph/node.js"
import { isInt32 } from "../shape/dtype.js"
import { assertInteger, assertShape, describe } from "../shape/operand.js"
import { constantOf } from "./constant.js"
import { alwaysFirst, operation } from "./dual.js"
import { normalPair } from "./normal.js"
import { threefryWords, type Words } from "./threefry.js"

/**
 * A key of a whole number: a value, to be passed on and split, never used up. PyTorch: `torch.Generator`, without its state.
 * NumPy: `np.random.default_rng`. JAX: `jax.random.key`.
 * @example
 * ```ts
 * import { key, toArray, uniform } from "tuplet"
 * const [x] = toArray(uniform(key(7), [1]))
 * const [y] = toArray(uniform(key(7), [1]))
 * x === y // true
 * ```
 */
export const key: KeyOp = (seed) => {
  const whole = assertInteger("key", "a seed", seed)
  return keyOf([Math.floor(whole / 2 ** 32) >>> 0, whole >>> 0])
}

/** What `split` does to a key: new ones, independent of each other and of draws with their parent. */
export const split = ((parent: Key, count?: number) => {
  const length = assertCount(count ?? 2)
  const words = draw("split", parent, "split", 2 * length)
  return Array.from({ length }, (_, i) => keyOf([words[2 * i] as number, words[2 * i + 1] as number]))
}) as SplitKeyOp

/**
 * Numbers from [0, 1), evenly: float32 of 24 random bits. The same key gives the same numbers everywhere.
 *
 * Errors: TypeError for something else than a key. PyTorch: `torch.rand` with a generator.
 * NumPy: `Generator.random`. JAX: `jax.random.uniform`.
 * @example
 * ```ts
 * import { key, uniform } from "tuplet"
 * uniform(key(0), [2, 3]).shape // [2, 3]
 * ```
 */
export const uniform: DrawOp = operation(
  "uniform(key, shape): use mul and add for other ranges",
  alwaysFirst,
  (from: unknown, shape: unknown) => {
    const to = assertShape("uniform", shape)
    const words = draw("uniform", from, "uniform", sizeOf(to))
    // 24 bits: every value is a float32, and 1 is never reached
    return constantOf(
      Float32Array.from(words, (word) => (word >>> 8) * 2 ** -24),
      to,
      "float32",
    )
  },
)

/**
 * Numbers from the standard normal distribution, as float32. The same key gives the same numbers everywhere.
 *
 * Errors: TypeError for something else than a key. PyTorch: `torch.randn` with a generator.
 * NumPy: `Generator.standard_normal`. JAX: `jax.random.normal`.
 * @example
 * ```ts
 * import { key, normal, toArray } from "tuplet"
 * toArray(normal(key(0), [2])) // [1.36011, -0.131077]
 * ```
 */
export const normal: DrawOp = operation(
  "normal(key, shape): use mul and add for another mean and deviation",
  alwaysFirst,
  (from: unknown, shape: unknown) => {
    const to = assertShape("normal", shape)
    const size = sizeOf(to)
    const words = draw("normal", from, "normal", size + (size & 1))
    const data = new Float32Array(size)
    for (let i = 0; i < size; i += 2) {
      const [x, y] = normalPair(words[i] as number, words[i + 1] as number)
      data[i] = x
      if (i + 1 < size) data[i + 1] = y
    }
    return constantOf(data, to, "float32")
  },
)

/**
 * Integers from low to high - 1, evenly, as int32. The same key gives the same numbers everywhere.
 *
 * Errors: RangeError for an empty range or one beyond int32. PyTorch: `torch.randint` with a generator.
 * NumPy: `Generator.integers`. JAX: `jax.random.randint`.
 * @example
 * ```ts
 * import { key, randint, toArray } from "tuplet"
 * toArray(randint(key(0), 0, 10, [3])) // [7, 4, 7]
 * ```
 */
export const randint: RandintOp = operation(
  "randint(key, low, high, shape)",
  alwaysFirst,
  (from: unknown, low: unknown, high: unknown, shape: unknown): Node => {
    const [start, end] = [assertInteger("randint", "low", low), assertInteger("randint", "high", high)]
    if (start >= end) throw new RangeError(`randint: low ${start} is not below high ${end}`)
    if (!isInt32(start) || !isInt32(end - 1)) throw new RangeError(`randint: ${start} to ${end} exceeds int32`)
    const to = assertShape("randint", shape)
    const words = draw("randint", from, "randint", 2 * sizeOf(to))
    // 53 bits of a fraction below 1: the product never rounds up to the width
    const fraction = (i: number) =>
      (words[2 * i] as number) * 2 ** -32 + ((words[2 * i + 1] as number) >>> 11) * 2 ** -53
    const data = Int32Array.from({ length: sizeOf(to) }, (_, i) => start + Math.floor(fraction(i) * (end - start)))
    return constantOf(data, to, "int32")
  },
)

// internal

/** The streams under one key: draws for different purposes share no words. */
const streams = { split: 0, uniform: 1, normal: 2, randint: 3 } as const

/** What a key is behind its opaque type. */
interface KeyWords {
  readonly words: Words
}

const keyOf = (words: Words): Key => Object.freeze({ words: Object.freeze(words) }) as unknown as Key

const draw = (op: string, from: unknown, stream: keyof typeof streams, count: number): Uint32Array =>
  threefryWords(wordsOf(op, from), [streams[stream], 0], count)

const wordsOf = (op: string, from: unknown): Words => {
  const words: unknown = (from as Partial<KeyWords> | null | undefined)?.words
  const isWord = (word: unknown) => typeof word === "number" && word >>> 0 === word
  if (Array.isArray(words) && words.length === 2 && words.every(isWord)) return words as unknown as Words
  throw new TypeError(`${op}: expected a key, got ${describe(from)}: use key(seed)`)
}

const assertCount = (count: unknown): number => {
  const whole = assertInteger("split", "a count", count)
  if (whole < 0) throw new RangeError(`split: a count is at least 0, got ${whole}`)
  return whole
}
