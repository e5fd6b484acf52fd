/**
 * @file Random tensors without explicit keys. PyTorch has one generator for the whole process, so this file holds
 * the library's only hidden state of random numbers; everything else takes keys.
 */
import type { Key } from "../../types/key.js"
import type { Tensor } from "../../types/tensor.js"
import { alwaysFirst, operation } from "../api/dual.js"
import { nodeOf } from "../api/handle.js"
import { key, splitKey } from "../api/key.js"
import { normal, permutation, randint as randintOf, uniform } from "../api/random.js"
import { assertShape } from "../shape/operand.js"

/**
 * Starts the generator anew: the same seed gives the same numbers from here on. Until it is called the seed is 0.
 * PyTorch: `torch.manual_seed`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * torch.manualSeed(1)
 * const first = toArray(torch.randint(0, 10, [4]))
 * torch.manualSeed(1)
 * toArray(torch.randint(0, 10, [4])).every((n, i) => n === first[i]) // true
 * ```
 */
export const manualSeed = (seed: number): void => {
  current = key(seed)
}

/**
 * Normally distributed numbers, mean 0 and deviation 1: float32 of the given shape.
 * PyTorch: `torch.randn`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * torch.randn([32, 10]).shape // [32, 10]
 * ```
 */
export const randn: <const S extends number[]>(shape: S) => Tensor<S> = operation(
  "randn(shape): a shape is an array like [2, 3]",
  alwaysFirst,
  (shape: unknown) => {
    const to = assertShape("randn", shape)
    return nodeOf(normal(nextKey(), [...to]))
  },
)

/**
 * Numbers from 0 to 1, all equally likely: float32 of the given shape.
 * PyTorch: `torch.rand`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * torch.rand([32, 10]).shape // [32, 10]
 * ```
 */
export const rand: <const S extends number[]>(shape: S) => Tensor<S> = operation(
  "rand(shape): a shape is an array like [2, 3]",
  alwaysFirst,
  (shape: unknown) => nodeOf(uniform(nextKey(), [...assertShape("rand", shape)])),
)

/**
 * The integers from 0 to n - 1 in random order: int32.
 * PyTorch: `torch.randperm`, which gives int64.
 * @example
 * ```ts
 * import { max, item } from "tuplet"
 * import * as torch from "tuplet/torch"
 * item(max(torch.randperm(10))) // 9
 * ```
 */
export const randperm = <const N extends number>(n: N): Tensor<[N], "int32"> => permutation(nextKey(), n)

/**
 * Integers from `low` to `high` - 1, all equally likely: int32 of the given shape.
 * Errors: RangeError where `low` is not below `high`.
 * PyTorch: `torch.randint`, which gives int64.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * torch.randint(0, 10, [32]).dtype // "int32"
 * ```
 */
export const randint: <const S extends number[]>(low: number, high: number, shape: S) => Tensor<S, "int32"> = operation(
  "randint(low, high, shape)",
  alwaysFirst,
  (low: number, high: number, shape: number[]) => nodeOf(randintOf(nextKey(), low, high, shape)),
)

/** A key for one draw; the generator moves on. */
export const nextKey = (): Key => {
  const [next, drawn] = splitKey(current ?? key(0)) as [Key, Key]
  current = next
  return drawn
}

// internal

let current: Key | undefined
