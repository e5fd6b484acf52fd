/** @file The call forms of drawing random numbers: a key comes first, and is never changed. */
import type { Key } from "../key.js"
import type { Tensor } from "../tensor.js"

/** normal, uniform */
export type DrawOp = <const S extends number[]>(key: Key, shape: readonly [...S]) => Tensor<S>

export type RandintOp = <const S extends number[]>(
  key: Key,
  low: number,
  high: number,
  shape: readonly [...S],
) => Tensor<S, "int32">

export type KeyOp = (seed: number) => Key

export type SplitKeyOp = <const N extends number = 2>(key: Key, count?: N) => Keys<N>

/** A tuple where the count is a small literal, so that `const [a, b] = split(k)` gives two keys. */
export type Keys<N extends number> = N extends 2
  ? readonly [Key, Key]
  : N extends 3
    ? readonly [Key, Key, Key]
    : readonly Key[]
