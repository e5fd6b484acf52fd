/** @file What random numbers are drawn from. */
import type { Dim, Tensor } from "./tensor.js"

/**
 * A seed that is passed explicitly: the same key gives the same numbers. A tree of one tensor, so that functions of
 * keys are compiled and mapped like others.
 */
export interface Key {
  readonly words: Tensor<[2], "int32">
}

/** One key for each row: what a function of a key is mapped over. */
export interface KeyBatch<N extends Dim = number> {
  readonly words: Tensor<[N, 2], "int32">
}
