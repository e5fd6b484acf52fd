/** @file The programs that were built lately, by the structure of their graphs. */
import { Cache } from "./cache.js"

/** A program that was built for this structure, or a new one. */
export const knownProgram = <P extends object>(structure: string, build: () => P): P => {
  programs ??= new Cache(structureLimit, (key) => key.length)
  return programs.get(structure, build) as P
}

// internal

/** Characters of all structures kept: a plan takes memory in proportion to its structure's description. */
const structureLimit = 2 ** 24

let programs: Cache<string, object> | undefined
