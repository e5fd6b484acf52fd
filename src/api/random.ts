/**
 * @file Random numbers from explicit keys: the same key gives the same numbers everywhere, in whatever order they are
 * used.
 */
import type { DrawOp, PermutationOp, RandintOp, TruncatedNormalOp } from "../../types/call/random.js"
import { binary, fill, unary } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import type { Draw } from "../graph/op.js"
import * as draws from "../primitives/random.js"
import { isInt32 } from "../shape/dtype.js"
import { assertInteger, assertShape, describe } from "../shape/operand.js"
import { alwaysFirst, operation } from "./dual.js"
import { draw, wordsOfKey } from "./key.js"

/**
 * Numbers from [0, 1), evenly: float32 of 24 random bits. The same key gives the same numbers everywhere.
 *
 * `uniform(key, x)` draws one for each element of a tensor, whose dims are names within `compile`.
 * Errors: TypeError for something else than a key. PyTorch: `torch.rand` with a generator, `torch.rand_like`.
 * NumPy: `Generator.random`.
 * JAX: `jax.random.uniform`.
 * @example
 * ```ts
 * import { key, uniform } from "tuplet"
 * uniform(key(0), [2, 3]).shape // [2, 3]
 * ```
 */
export const uniform: DrawOp = operation(
  "uniform(key, shape): use mul and add for other ranges",
  alwaysFirst,
  (from: unknown, shape: unknown) => drawn("uniform", draws.uniform, from, shape),
)

/**
 * Numbers from the standard normal distribution, as float32. The same key gives the same numbers everywhere.
 *
 * `normal(key, x)` draws one for each element of a tensor, whose dims are names within `compile`.
 * Errors: TypeError for something else than a key. PyTorch: `torch.randn` with a generator, `torch.randn_like`.
 * NumPy: `Generator.standard_normal`. JAX: `jax.random.normal`.
 * @example
 * ```ts
 * import { key, normal, toArray } from "tuplet"
 * toArray(normal(key(0), [2])) // [1.36011, -0.131077]
 * ```
 */
export const normal: DrawOp = operation(
  "normal(key, shape): use mul and add for another mean and deviation",
  alwaysFirst,
  (from: unknown, shape: unknown) => drawn("normal", draws.normal, from, shape),
)

/**
 * Numbers from the standard normal distribution between two bounds, as float32.
 *
 * By inversion in float64, exact in the tails too. Errors: RangeError where `low` is not below `high`.
 * PyTorch: `torch.nn.init.trunc_normal_`. JAX: `jax.random.truncated_normal`.
 * @example
 * ```ts
 * import { item, key, max, truncatedNormal } from "tuplet"
 * item(max(truncatedNormal(key(0), -2, 2, [1000]))) <= 2 // true
 * ```
 */
export const truncatedNormal: TruncatedNormalOp = operation(
  "truncatedNormal(key, low, high, shape)",
  alwaysFirst,
  (from: unknown, low: unknown, high: unknown, shape: unknown): Node => {
    const op = "truncatedNormal"
    for (const [name, bound] of Object.entries({ low, high })) {
      if (typeof bound !== "number" || Number.isNaN(bound)) {
        throw new TypeError(`${op}: ${name} is a number, got ${describe(bound)}`)
      }
    }
    const [start, end] = [low as number, high as number]
    if (start >= end) throw new RangeError(`${op}: low ${start} is not below high ${end}`)
    return draw(draws.truncatedNormal(start, end), wordsOfKey(op, from), assertShape(op, shape), "float32")
  },
)

/**
 * Numbers from the standard Gumbel distribution, as float32: -log(-log(u)) of evenly drawn u.
 *
 * Errors: TypeError for something else than a key. NumPy: `Generator.gumbel`. JAX: `jax.random.gumbel`.
 * PyTorch: `torch.distributions.Gumbel(0, 1).sample`.
 * @example
 * ```ts
 * import { gumbel, key } from "tuplet"
 * gumbel(key(0), [2, 3]).shape // [2, 3]
 * ```
 */
export const gumbel: DrawOp = operation("gumbel(key, shape)", alwaysFirst, (from: unknown, shape: unknown) =>
  gumbelOf("gumbel", from, shape),
)

/**
 * Integers from low to high - 1, evenly, as int32. The same key gives the same numbers everywhere.
 *
 * Errors: RangeError for an empty range or one beyond int32. PyTorch: `torch.randint` with a generator.
 * NumPy: `Generator.integers`. JAX: `jax.random.randint`.
 * @example
 * ```ts
 * import { key, randint, toArray } from "tuplet"
 * toArray(randint(key(0), 0, 10, [3])) // [7, 4, 7]
 * ```
 */
export const randint: RandintOp = operation(
  "randint(key, low, high, shape)",
  alwaysFirst,
  (from: unknown, low: unknown, high: unknown, shape: unknown): Node => {
    const [start, end] = [assertInteger("randint", "low", low), assertInteger("randint", "high", high)]
    if (start >= end) throw new RangeError(`randint: low ${start} is not below high ${end}`)
    if (!isInt32(start) || !isInt32(end - 1)) throw new RangeError(`randint: ${start} to ${end} exceeds int32`)
    return draw(draws.integers(start, end), wordsOfKey("randint", from), assertShape("randint", shape), "int32")
  },
)

/**
 * The numbers from 0 to n - 1 in a random order, as int32: `indexSelect(x, 0, permutation(key, n))` shuffles rows.
 *
 * Errors: TypeError for a length that is no whole number. PyTorch: `torch.randperm` with a generator.
 * NumPy: `Generator.permutation`. JAX: `jax.random.permutation`.
 * @example
 * ```ts
 * import { key, permutation, toArray } from "tuplet"
 * toArray(permutation(key(0), 5)).sort() // [0, 1, 2, 3, 4]
 * ```
 */
export const permutation: PermutationOp = operation(
  "permutation(key, n)",
  alwaysFirst,
  (from: unknown, n: unknown): Node => {
    const length = assertInteger("permutation", "a length", n)
    return draw(draws.permutation, wordsOfKey("permutation", from), assertShape("permutation", [length]), "int32")
  },
)

/** Gumbel noise as other operations draw it. */
export const gumbelOf = (op: string, from: unknown, shape: unknown): Node => {
  const u = drawn(op, draws.uniform, from, shape)
  // half a step off 0, so that the logarithm is finite
  const positive = binary("maximum", u, fill(2 ** -25, u.shape, u.dtype))
  return unary("neg", unary("log", unary("neg", unary("log", positive))))
}

// internal

const drawn = (op: string, kind: Draw, from: unknown, shape: unknown): Node =>
  draw(kind, wordsOfKey(op, from), isNode(shape) ? shape.shape : assertShape(op, shape), "float32")
