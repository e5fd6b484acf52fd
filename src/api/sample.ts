/** @file Random choices whose odds are tensors: coins, classes, and the elements that dropout keeps. */
import type { BernoulliOp, CategoricalOp, DropoutOp } from "../../types/call/random.js"
import { binary, cast, compare, fill } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import * as draws from "../primitives/random.js"
import { axisOf } from "../shape/axis.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { assertShape, describe } from "../shape/operand.js"
import { nonEmptyAxes } from "../shape/reduce.js"
import { show } from "../shape/sentence.js"
import { positionsOf } from "./argmax.js"
import { alwaysFirst, operation } from "./dual.js"
import { choose, is, times } from "./expression.js"
import { draw, wordsOfKey } from "./key.js"
import { floatTensor } from "./operand.js"
import { gumbelOf } from "./random.js"

/**
 * True with the given probability, element by element: `bernoulli(key, 0.3, [2, 3])`, or a tensor of probabilities.
 *
 * The result is bool. Errors: ShapeError for a shape beside a tensor, DTypeError for integers as probabilities,
 * RangeError for a number outside of [0, 1].
 * PyTorch: `torch.bernoulli`. NumPy: `Generator.binomial(1, p)`. JAX: `jax.random.bernoulli`.
 * @example
 * ```ts
 * import { bernoulli, key, tensor, toArray } from "tuplet"
 * toArray(bernoulli(key(0), tensor([0, 1]))) // [false, true]
 * bernoulli(key(0), 0.5, [2, 3]).dtype // "bool"
 * ```
 */
export const bernoulli: BernoulliOp = operation(
  "bernoulli(key, p, shape)",
  alwaysFirst,
  (from: unknown, p: unknown, shape: unknown): Node => {
    if (isNode(p) && shape !== undefined) {
      throw new ShapeError(`bernoulli: the result has the shape of its probabilities, ${show(p.shape)}: give no other`)
    }
    const odds = isNode(p) ? p : fill(assertProbability("bernoulli", p), assertShape("bernoulli", shape), "float32")
    assertFloat("bernoulli", odds.dtype)
    const u = draw(draws.uniform, wordsOfKey("bernoulli", from), odds.shape, "float32")
    return compare("lt", cast(u, odds.dtype), odds)
  },
)

/**
 * Classes drawn with the odds of their logits, along the last axis unless another is named: the largest of logit plus
 * Gumbel noise. `[N, C] -> [N]`, int32.
 *
 * The logits need no normalising; -Infinity is never drawn. Errors: ShapeError for a dim out of range or without
 * classes.
 * PyTorch: `torch.multinomial` of probabilities. JAX: `jax.random.categorical`.
 * @example
 * ```ts
 * import { categorical, key, tensor, toArray } from "tuplet"
 * toArray(categorical(key(0), tensor([[0, -Infinity], [-Infinity, 5]]))) // [0, 1]
 * ```
 */
export const categorical: CategoricalOp = operation(
  "categorical(key, logits, dim)",
  alwaysFirst,
  (from: unknown, logits: unknown, dim: unknown = -1): Node => {
    wordsOfKey("categorical", from)
    const node = floatTensor("categorical", logits)
    const axis = axisOf("categorical", node.shape, dim)
    nonEmptyAxes("categorical", node.shape, dim)
    const noisy = binary("add", node, cast(gumbelOf("categorical", from, node.shape), node.dtype))
    return node.shape.length === 0 ? fill(0, [], "int32") : positionsOf("max", noisy, axis)
  },
)

/**
 * x with each element 0 with probability p, ½ unless told, and the others divided by 1 - p: the mean stays.
 *
 * `p` 0 gives x, `p` 1 zeros. Floats. Errors: RangeError for a probability outside of [0, 1].
 * PyTorch: `torch.nn.functional.dropout(x, p, training=True)`, with a key instead of a hidden generator.
 * @example
 * ```ts
 * import { dropout, key, ones, toArray } from "tuplet"
 * toArray(dropout(key(1), ones([4]))).every((x) => x === 0 || x === 2) // true
 * ```
 */
export const dropout: DropoutOp = operation(
  "dropout(key, x, p)",
  alwaysFirst,
  (from: unknown, x: unknown, p: unknown = 0.5): Node => {
    const words = wordsOfKey("dropout", from)
    return dropped("dropout", words, floatTensor("dropout", x), p)
  },
)

/** A float node some of whose elements are 0, the words being those of a key. */
export const dropped = (op: string, words: Node, x: Node, p: unknown): Node => {
  const rate = assertProbability(op, p)
  if (rate === 0) return x
  // a kept share of 0 would divide by 0
  if (rate === 1) return fill(0, x.shape, x.dtype)
  const isKept = is(draw(draws.uniform, words, x.shape, "float32"), "ge", rate)
  return choose(isKept, times(x, 1 / (1 - rate)), 0)
}

export const assertProbability = (op: string, p: unknown): number => {
  if (typeof p !== "number") throw new TypeError(`${op}: a probability is a number, got ${describe(p)}`)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${op}: a probability is between 0 and 1, got ${p}`)
  return p
}
