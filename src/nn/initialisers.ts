/** @file How parameters start: distributions by their usual names, as functions of a key and a shape. */
import type { Key } from "../../types/key.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { mul, sub } from "../api/binary.js"
import { uniform } from "../api/random.js"

/** U(-bound, bound). */
export const spread = (key: Key, shape: readonly number[], bound: number): AnyTensor =>
  mul(sub(mul(uniform(key, [...shape]) as Tensor, 2), 1), bound) as AnyTensor
