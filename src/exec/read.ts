/** @file Reading what was computed. Users get copies: memory moves under views, and remembered values must not change. */
import type { Storage, TypedArray } from "../graph/op.js"
import { sharedRunner } from "./run.js"

/** The numbers of a storage, in an array that the caller owns. */
export const readStorage = (storage: Storage): TypedArray => {
  const { dtype, length, data, address } = storage
  return data?.slice() ?? sharedRunner().arena.memory.copyOut(dtype, address as number, length)
}

/** The numbers of a storage, only to be read, and only before anything else runs. */
export const viewStorage = ({ dtype, length, data, address }: Storage): TypedArray =>
  data ?? sharedRunner().arena.view(dtype, address as number, length)
