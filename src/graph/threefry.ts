/**
 * @file Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
 * a counter-based generator. Block i depends only on the key and i, so numbers never depend on the order of work.
 */

/** Two 32-bit words, unsigned. */
export type Words = readonly [number, number]

/**
 * `count` words: the blocks of the counters (stream, first), (stream, first + 1), … one after another.
 * The stream keeps the words of different purposes apart under one key.
 */
export const threefryWords = (key: Words, [stream, first]: Words, count: number): Uint32Array => {
  const out = new Uint32Array(count + (count & 1))
  for (let i = 0; i < out.length; i += 2) writeBlock(out, i, key[0], key[1], stream, first + (i >>> 1))
  return out.length === count ? out : out.subarray(0, count)
}

// internal

/** The parity constant of the key schedule: it keeps an all-zero key from giving an all-zero schedule. */
const PARITY = 0x1bd11bda

const writeBlock = (
  out: Uint32Array,
  at: number,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): void => {
  const key2 = PARITY ^ key0 ^ key1
  let x = (counter0 + key0) | 0
  let y = (counter1 + key1) | 0
  for (let group = 0; group < 5; group++) {
    if ((group & 1) === 0) {
      x = (x + y) | 0
      y = ((y << 13) | (y >>> 19)) ^ x
      x = (x + y) | 0
      y = ((y << 15) | (y >>> 17)) ^ x
      x = (x + y) | 0
      y = ((y << 26) | (y >>> 6)) ^ x
      x = (x + y) | 0
      y = ((y << 6) | (y >>> 26)) ^ x
    } else {
      x = (x + y) | 0
      y = ((y << 17) | (y >>> 15)) ^ x
      x = (x + y) | 0
      y = ((y << 29) | (y >>> 3)) ^ x
      x = (x + y) | 0
      y = ((y << 16) | (y >>> 16)) ^ x
      x = (x + y) | 0
      y = ((y << 24) | (y >>> 8)) ^ x
    }
    // subkeys s = group + 1 are injected in turn: words s mod 3 and (s + 1) mod 3 of the schedule
    const turn = group % 3
    x = (x + (turn === 0 ? key1 : turn === 1 ? key2 : key0)) | 0
    y = (y + (turn === 0 ? key2 : turn === 1 ? key0 : key1) + group + 1) | 0
  }
  out[at] = x
  out[at + 1] = y
}
