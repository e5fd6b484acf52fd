/**
 * @file What a key gives: the numbers of each kind of draw, from the words of threefry. A draw is carried by the node
 * that asks for it, so that a program holds the kinds it uses and no others; `primitives/random.ts` has them all.
 * Draws use additions, multiplications, divisions and square roots only, which IEEE 754 defines to the last bit.
 */
import { type Meaning, type Node, sizeOf } from "./node.js"
import { normalPair, quantile } from "./normal.js"
import type { Numbers } from "./op.js"
import { erfc } from "./special.js"
import { threefryWords, type Words } from "./threefry.js"

/** A key among the numbers of an int32 tensor. */
export const wordsAt = (numbers: ArrayLike<number>, at = 0): Words => [
  (numbers[at] as number) >>> 0,
  (numbers[at + 1] as number) >>> 0,
]

/** What a node means: for each key the numbers under it, one after another. */
export const drawn: Meaning<"random"> = (node, [keys, data]) => {
  const values = new Float64Array(sizeOf(node.shape))
  const count = sizeOf(node.shape.slice((node.inputs[0] as Node).shape.length - 1))
  for (let start = 0, i = 0; start < values.length; start += count, i++) {
    values.set(node.op.draw.numbers(wordsAt(keys as Float64Array, 2 * i), count, data?.[i] ?? 0), start)
  }
  return values
}

/** The streams under one key: draws for different purposes share no words. */
export const streams = {
  ...{ split: 0, uniform: 1, normal: 2, integers: 3, truncatedNormal: 4, permutation: 5, fold: 6 },
} as const

/** Words of new keys. */
export const split: Numbers = (key, count) => Int32Array.from(threefryWords(key, [streams.split, 0], count))

/** Words of the key of a number. */
export const fold: Numbers = (key, _, data) => Int32Array.from(threefryWords(key, [streams.fold, data >>> 0], 2))

/** 24 bits: every value is a float32, and 1 is never reached. */
export const uniform: Numbers = (key, count) => {
  const words = threefryWords(key, [streams.uniform, 0], count)
  const data = new Float32Array(count)
  // no `filled`: what is called from many places with other functions is not inlined
  for (let i = 0; i < count; i++) data[i] = ((words[i] as number) >>> 8) * 2 ** -24
  return data
}

export const normal: Numbers = (key, count) => {
  const words = threefryWords(key, [streams.normal, 0], count + (count & 1))
  const data = new Float32Array(count)
  for (let i = 0; i < count; i += 2) {
    const [x, y] = normalPair(words[i] as number, words[i + 1] as number)
    data[i] = x
    if (i + 1 < count) data[i + 1] = y
  }
  return data
}

/** From low to high - 1. */
export const integers =
  (low: number, high: number): Numbers =>
  (key, count) => {
    const fractions = fractionsOf(key, streams.integers, count)
    return filled(new Int32Array(count), (i) => low + Math.floor((fractions[i] as number) * (high - low)))
  }

export const truncatedNormal =
  (low: number, high: number): Numbers =>
  (key, count) => {
    const { isUpper, from, to, first, last } = tailsOf(low, high)
    const fractions = fractionsOf(key, streams.truncatedNormal, count)
    return filled(new Float32Array(count), (i) => {
      const x = Math.min(to, Math.max(from, quantile(first + (fractions[i] as number) * (last - first))))
      return isUpper ? -x : x
    })
  }

/**
 * Bounds of a normal number, and the probabilities below them. In the upper half the complement keeps its digits: draw
 * below 0 and turn round.
 */
export const tailsOf = (low: number, high: number) => {
  const isUpper = low > 0
  const [from, to] = isUpper ? [-high, -low] : [low, high]
  return { isUpper, from, to, first: lowerTail(from), last: lowerTail(to) }
}

/** The numbers from 0 to count - 1 in a random order, as Fisher and Yates (1938) find it. */
export const permutation: Numbers = (key, count) => {
  const order = filled(new Int32Array(count), (i) => i)
  const fractions = fractionsOf(key, streams.permutation, count)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((fractions[i] as number) * (i + 1))
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}

// internal

/** 53 bits of fractions below 1: a product with a width never rounds up to it. */
const fractionsOf = (key: Words, stream: number, count: number): Float64Array => {
  const words = threefryWords(key, [stream, 0], 2 * count)
  return filled(
    new Float64Array(count),
    (i) => (words[2 * i] as number) * 2 ** -32 + ((words[2 * i + 1] as number) >>> 11) * 2 ** -53,
  )
}

/** `TypedArray.from` takes ten times as long for each number. */
const filled = <A extends Float32Array | Float64Array | Int32Array>(out: A, f: (i: number) => number): A => {
  for (let i = 0; i < out.length; i++) out[i] = f(i)
  return out
}

/** The probability of a standard normal number below x. */
const lowerTail = (x: number): number => erfc(-x / Math.SQRT2) / 2
