/**
 * @file Reading what was computed. Users get copies: memory moves under views, and remembered values must not change.
 */
import type { TypedArray } from "../../types/dtype.js"
import type { Storage } from "../graph/op.js"
import { sharedRunner } from "./run.js"
import { restore } from "./storage.js"

/** The numbers of a storage, in an array that the caller owns. */
export const readStorage = (storage: Storage): TypedArray => {
  const { dtype, length, data, address } = restore(storage)
  return data?.slice() ?? sharedRunner().arena.memory.copyOut(dtype, address as number, length)
}

/** The numbers of a storage, only to be read, and only before anything else runs. */
export const viewStorage = (storage: Storage): TypedArray => {
  const { dtype, length, data, address } = restore(storage)
  return data ?? sharedRunner().arena.view(dtype, address as number, length)
}
