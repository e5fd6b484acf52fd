/**
 * @file What a key gives: the numbers of each kind of draw, row-major, from the words of threefry.
 * Draws use additions, multiplications, divisions and square roots only, which IEEE 754 defines to the last bit.
 */
import { normalPair, quantile } from "./normal.js"
import type { Draw, TypedArray } from "./op.js"
import { erfc } from "./special.js"
import { threefryWords, type Words } from "./threefry.js"

/** `count` numbers; `data` is what is folded into the key, or nothing. */
export const drawNumbers = (draw: Draw, key: Words, count: number, data: number): TypedArray =>
  (draws[draw.kind] as Drawing<Draw["kind"]>)(draw, key, count, data)

/** Draws of one shape under one key need their words in the order of elements, whatever is drawn beside them. */
export const wordsOf = (numbers: ArrayLike<number>, at = 0): Words => [
  (numbers[at] as number) >>> 0,
  (numbers[at + 1] as number) >>> 0,
]

// internal

type DrawOf<K extends Draw["kind"]> = Draw & { readonly kind: K }

type Drawing<K extends Draw["kind"]> = (draw: DrawOf<K>, key: Words, count: number, data: number) => TypedArray

/** The streams under one key: draws for different purposes share no words. */
const streams = { split: 0, uniform: 1, normal: 2, integers: 3, truncatedNormal: 4, permutation: 5, fold: 6 } as const

const draws: { readonly [K in Draw["kind"]]: Drawing<K> } = {
  split: (_, key, count) => Int32Array.from(threefryWords(key, [streams.split, 0], count)),
  fold: (_, key, __, data) => Int32Array.from(threefryWords(key, [streams.fold, data >>> 0], 2)),
  // 24 bits: every value is a float32, and 1 is never reached
  uniform: (_, key, count) =>
    Float32Array.from(threefryWords(key, [streams.uniform, 0], count), (word) => (word >>> 8) * 2 ** -24),
  normal: (_, key, count) => {
    const words = threefryWords(key, [streams.normal, 0], count + (count & 1))
    const data = new Float32Array(count)
    for (let i = 0; i < count; i += 2) {
      const [x, y] = normalPair(words[i] as number, words[i + 1] as number)
      data[i] = x
      if (i + 1 < count) data[i + 1] = y
    }
    return data
  },
  integers: ({ low, high }, key, count) => {
    const fractions = fractionsOf(key, streams.integers, count)
    return Int32Array.from(fractions, (fraction) => low + Math.floor(fraction * (high - low)))
  },
  truncatedNormal: ({ low, high }, key, count) => {
    // in the upper half the complement keeps its digits: draw below 0 and turn round
    const isUpper = low > 0
    const [from, to] = isUpper ? [-high, -low] : [low, high]
    const [first, last] = [lowerTail(from), lowerTail(to)]
    const fractions = fractionsOf(key, streams.truncatedNormal, count)
    return Float32Array.from(fractions, (fraction) => {
      const x = Math.min(to, Math.max(from, quantile(first + fraction * (last - first))))
      return isUpper ? -x : x
    })
  },
  // Fisher and Yates (1938)
  permutation: (_, key, count) => {
    const order = Int32Array.from({ length: count }, (__, i) => i)
    const fractions = fractionsOf(key, streams.permutation, count)
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor((fractions[i] as number) * (i + 1))
      const kept = order[i] as number
      order[i] = order[j] as number
      order[j] = kept
    }
    return order
  },
}

/** 53 bits of fractions below 1: a product with a width never rounds up to it. */
const fractionsOf = (key: Words, stream: number, count: number): Float64Array => {
  const words = threefryWords(key, [stream, 0], 2 * count)
  return Float64Array.from(
    { length: count },
    (_, i) => (words[2 * i] as number) * 2 ** -32 + ((words[2 * i + 1] as number) >>> 11) * 2 ** -53,
  )
}

/** The probability of a standard normal number below x. */
const lowerTail = (x: number): number => erfc(-x / Math.SQRT2) / 2
