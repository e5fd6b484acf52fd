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
export const threefryWords = ([first, second]: Words, [stream, start]: Words, count: number): Uint32Array => {
  const out = new Int32Array(count + (count & 1))
  // signed words, and rounds written out, stay in registers: a table of rotations takes four times as long
  const key0 = first | 0
  const key1 = second | 0
  const key2 = PARITY ^ key0 ^ key1
  const counter = (start + key1) | 0
  for (let i = 0; i < out.length; i += 2) {
    let x = (stream + key0) | 0
    let y = (counter + (i >>> 1)) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + key1) | 0
    y = (y + key2 + 1) | 0
    x = (x + y) | 0
    y = ((y << 17) | (y >>> 15)) ^ x
    x = (x + y) | 0
    y = ((y << 29) | (y >>> 3)) ^ x
    x = (x + y) | 0
    y = ((y << 16) | (y >>> 16)) ^ x
    x = (x + y) | 0
    y = ((y << 24) | (y >>> 8)) ^ x
    x = (x + key2) | 0
    y = (y + key0 + 2) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + key0) | 0
    y = (y + key1 + 3) | 0
    x = (x + y) | 0
    y = ((y << 17) | (y >>> 15)) ^ x
    x = (x + y) | 0
    y = ((y << 29) | (y >>> 3)) ^ x
    x = (x + y) | 0
    y = ((y << 16) | (y >>> 16)) ^ x
    x = (x + y) | 0
    y = ((y << 24) | (y >>> 8)) ^ x
    x = (x + key1) | 0
    y = (y + key2 + 4) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + key2) | 0
    y = (y + key0 + 5) | 0
    out[i] = x
    out[i + 1] = y
  }
  return new Uint32Array(out.buffer, 0, count)
}

// internal

/** The parity constant of the key schedule: it keeps an all-zero key from giving an all-zero schedule. */
const PARITY = 0x1bd11bda
