/** @file Files changed at random, from fixed seeds: each must load or be refused with a typed error, and soon. */
import type { Either } from "fp-ts/lib/Either.js"
import { FormatError } from "tuplet/io"
import { expect } from "vitest"

/** Mulberry32: numbers below `n`. */
export const generatorOf = (seed: number) => {
  let state = seed
  return (n: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

export type Draw = (n: number) => number

export interface Outcomes {
  readonly loaded: number
  readonly refused: ReadonlyMap<string, number>
}

/**
 * What became of `count` mutations of the seeds; throws where something else is thrown than an error of the format, or
 * where arrays of more than `more` bytes are made for it: as many as the file has, and what Node makes for itself,
 * unless it is compressed.
 */
export const fuzzed = (
  seeds: readonly Uint8Array[],
  count: number,
  parse: (bytes: Uint8Array) => Either<FormatError, unknown>,
  use: (value: unknown) => void,
  more: (bytes: number) => number = (bytes) => bytes + 1024,
): Outcomes => {
  const draw = generatorOf(1)
  const refused = new Map<string, number>()
  let loaded = 0
  for (let i = 0; i < count; i++) {
    const bytes = mutated(seeds[draw(seeds.length)] as Uint8Array, draw)
    const start = performance.now()
    const { arrayBuffers } = process.memoryUsage()
    const result = parse(bytes)
    // the collector may take some away meanwhile, but nothing adds to them
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThanOrEqual(more(bytes.length))
    if (result._tag === "Right") {
      use(result.right)
      loaded++
    } else {
      expect(result.left).toBeInstanceOf(FormatError)
      expect(result.left.message.length).toBeLessThan(2000)
      refused.set(result.left.code, (refused.get(result.left.code) ?? 0) + 1)
    }
    expect(performance.now() - start).toBeLessThan(2000)
  }
  return { loaded, refused }
}

// internal

/** One to four changes, of a kind that parsers stumble over. */
const mutated = (seed: Uint8Array, draw: Draw): Uint8Array => {
  let bytes = seed.slice()
  for (let i = draw(4); i >= 0; i--) bytes = (mutations[draw(mutations.length)] as Mutation)(bytes, draw)
  return bytes
}

type Mutation = (bytes: Uint8Array<ArrayBuffer>, draw: Draw) => Uint8Array<ArrayBuffer>

const telling = [0, 1, 2, 7, 8, 127, 128, 254, 255, ..."\"\\{}[](),:.-+eE0129\n\r\t '"].map((value) =>
  typeof value === "number" ? value : value.charCodeAt(0),
)

const mutations: readonly Mutation[] = [
  // a bit
  (bytes, draw) => {
    const at = draw(bytes.length + 1)
    if (at < bytes.length) bytes[at] = (bytes[at] as number) ^ (1 << draw(8))
    return bytes
  },
  // a byte that means something, near the front more often
  (bytes, draw) => {
    if (bytes.length > 0) bytes[draw(draw(bytes.length) + 1)] = telling[draw(telling.length)] as number
    return bytes
  },
  // the end, cut
  (bytes, draw) => bytes.slice(0, draw(bytes.length + 1)),
  // more at the end
  (bytes, draw) =>
    joined(
      bytes,
      Uint8Array.from({ length: draw(40) }, () => draw(256)),
    ),
  // a part, taken out
  (bytes, draw) => {
    const at = draw(bytes.length + 1)
    return joined(bytes.slice(0, at), bytes.slice(at + draw(16)))
  },
  // a part, twice
  (bytes, draw) => {
    const at = draw(bytes.length + 1)
    const end = at + draw(64)
    return joined(bytes.slice(0, end), bytes.slice(at))
  },
  // a number as large as it gets
  (bytes, draw) => {
    const at = draw(bytes.length + 1)
    return bytes.fill(255, at, at + 2 ** draw(4))
  },
  // another digit
  (bytes, draw) => {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57)
    if (digits.length > 0) bytes[digits[draw(digits.length)] as number] = 48 + draw(10)
    return bytes
  },
]

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
