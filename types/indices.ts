/** @file Tensors of indices: what an operation says of another dtype than int32. */
import type { NeedsIndexTensor } from "./index-messages.js"

/** A message when `D` is no dtype of indices, else `unknown`. */
export type IndicesFault<Op extends string, D> = [D] extends ["int32"]
  ? unknown
  : [D] extends ["float32" | "float64" | "bool"]
    ? NeedsIndexTensor<Op, D>
    : unknown
