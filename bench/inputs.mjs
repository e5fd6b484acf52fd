/** @file The numbers that workloads are made of: the same for every peer, in every run. */

/** A multiplicative congruential sequence of `count` numbers between -scale and scale. */
const sequence = (count, seed, scale) => {
  let state = Math.imul(seed, 2654435761)
  const numbers = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    numbers[i] = (state / 2 ** 31) * scale
  }
  return numbers
}

const sizeOf = (shape) => shape.reduce((size, extent) => size * extent, 1)

export const uniform = (shape, seed, scale = 1) => ({ shape, data: sequence(sizeOf(shape), seed, scale) })

/** Class indices below `classes`. */
export const labels = (shape, classes) => ({
  shape,
  data: Int32Array.from({ length: sizeOf(shape) }, (_, i) => (i * 7 + (i >> 5)) % classes),
})

/** The weight [out, in] and the bias of an affine map, as wide as layers are usually initialised. */
export const affine = (inner, outer, seed) => ({
  w: uniform([outer, inner], seed, 1 / Math.sqrt(inner)),
  b: uniform([outer], seed + 1, 1 / Math.sqrt(inner)),
})

export const layersOf = (sizes) => sizes.slice(1).map((outer, i) => affine(sizes[i], outer, 11 + 2 * i))
