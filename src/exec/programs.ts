/** @file The programs that were built lately, by the structure of their graphs. */
import { Cache } from "./cache.js"

/** A program that was built for this structure, or a new one. */
export const knownProgram = <P extends object>(structure: string, build: () => P): P => {
  programs ??= new Cache(structureLimit, (key) => key.length + leastWeight)
  return programs.get(structure, build) as P
}

// internal

/**
 * Characters of all structures kept: a program takes some 250 bytes of memory for each, kernels included, so that all
 * of them take some 500 MB, where each step of a loop has a structure of its own.
 */
const structureLimit = 2 ** 21

/** What a program of a few nodes counts as. */
const leastWeight = 128

let programs: Cache<string, object> | undefined
