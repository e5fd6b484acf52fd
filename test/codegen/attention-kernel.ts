/** @file Running kernels of attention in tests: in a memory that is full of NaN, with guards beside every array. */
import { expect } from "vitest"
import { instantiate } from "./kernel.js"
import type { Buffer } from "./reference.js"

/**
 * Runs a module range by range, from each edge to the next one, and gives what it wrote; it finds nothing where its
 * results go. Checks that nothing else has changed, the workspace aside, which is the argument after the first three.
 */
export const runRanges = (
  module: Uint8Array,
  arrays: readonly Buffer[],
  results: readonly number[],
  workspace: number,
  edges: readonly number[],
): readonly Float32Array[] => {
  const sizes = [...arrays.map(({ byteLength }) => byteLength), workspace]
  const addresses: number[] = []
  let end = guard
  for (const size of sizes) {
    addresses.push(end)
    end += Math.ceil(size / 16) * 16 + guard
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65536) + 1 })
  const bytes = new Uint8Array(memory.buffer).fill(0xff)
  const placeOf = (i: number): Uint8Array =>
    bytes.subarray(addresses[i], (addresses[i] as number) + (sizes[i] as number))
  const isRead = (i: number): boolean => i < arrays.length && !results.includes(i)
  for (const i of arrays.keys()) if (isRead(i)) placeOf(i).set(bytesOf(arrays[i] as Buffer))

  const run = instantiate(module, memory)
  const used = addresses.slice(0, -1).toSpliced(3, 0, addresses.at(-1) as number)
  edges.slice(1).forEach((to, i) => {
    if ((edges[i] as number) < to) run(...used, edges[i] as number, to)
  })

  const written = results.map((i) => new Float32Array(placeOf(i).slice().buffer))
  for (const i of sizes.keys()) {
    if (isRead(i)) expect(placeOf(i)).toEqual(bytesOf(arrays[i] as Buffer))
    placeOf(i).fill(0xff)
  }
  expect(bytes.every((byte) => byte === 0xff)).toBe(true)
  return written
}

// internal

const guard = 64

const bytesOf = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
