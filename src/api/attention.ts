/** @file Attention: values weighed by how well their keys go with each query. */
import type { AttentionWeightsOp, ScaledDotProductAttentionOp } from "../../types/call/attention.js"
import { broadcastTo, cast, reduce, reshapeTo, unary } from "../graph/infer.js"
import { transposed, whereRow } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import { assertMask, assertValues, attentionShape } from "../shape/attention.js"
import { causalMaskMessage } from "../shape/attention-messages.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { operation, tensorAndTarget, threeTensors } from "./dual.js"
import { along, choose, is, plus, times } from "./expression.js"
import { wordsOfKey } from "./key.js"
import { productOf } from "./matmul.js"
import { assertTensor, floatTensor, inCommonDType } from "./operand.js"
import { dropped } from "./sample.js"
import { logSoftmaxNode } from "./softmax.js"

/**
 * Values weighed by attention: the softmax of queries · keys / √E, times the values; `scaledDotProductAttention(keys,
 * values, options)` waits for the queries.
 *
 * [..., L, E] queries, [..., S, E] keys and [..., S, V] values give [..., L, V]; leading dims broadcast. Options:
 * `mask` (JAX's name for `attn_mask`), which broadcasts to [..., L, S], bool (true: may be attended to) or float (added
 * to the products); `isCausal` (false): a query attends to keys up to its own position; `scale` (1 / √E); `dropout`
 * ({ p, key }): weights dropped with probability p.
 * A query that may attend to nothing gets zeros. Floats, promoted.
 * Errors: ShapeError where shapes don't go together, or mask and isCausal are both given; DTypeError for int32 and
 * bool.
 * PyTorch: `torch.nn.functional.scaled_dot_product_attention`. JAX: `jax.nn.dot_product_attention`.
 * @example
 * ```ts
 * import { scaledDotProductAttention, tensor, toArray } from "tuplet"
 * const [q, k, v] = [tensor([[1, 0]]), tensor([[9, 0], [0, 9]]), tensor([[1, 2], [3, 4]])]
 * toArray(scaledDotProductAttention(q, k, v)) // [[1.003439, 2.003439]]
 * toArray(scaledDotProductAttention(q, k, v, { mask: tensor([[false, true]]) })) // [[3, 4]]
 * ```
 */
export const scaledDotProductAttention: ScaledDotProductAttentionOp = operation(
  "scaledDotProductAttention(queries, keys, values, options)",
  threeTensors,
  (queries: unknown, keys: unknown, values: unknown, options: unknown) => {
    const op = "scaledDotProductAttention"
    const [q, k, v] = inCommonDType([floatTensor(op, queries), floatTensor(op, keys), floatTensor(op, values)])
    assertValues(op, attentionShape(op, q.shape, k.shape), k.shape, v.shape)
    return productOf(weightsOf(op, q, k, options), v)
  },
)

/**
 * How much each query attends to each key, the weights of scaledDotProductAttention; `attentionWeights(keys, options)`
 * waits for the queries.
 *
 * [..., L, E] queries and [..., S, E] keys give [..., L, S]; rows add up to 1, or hold zeros where nothing may be
 * attended to. Options, dtypes and errors are those of scaledDotProductAttention.
 * PyTorch: no counterpart: `torch.nn.MultiheadAttention` returns them with `need_weights`.
 * @example
 * ```ts
 * import { attentionWeights, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 0], [0, 1]])
 * toArray(attentionWeights(x, x, { isCausal: true, scale: 1 })) // [[1, 0], [0.268941, 0.731059]]
 * ```
 */
export const attentionWeights: AttentionWeightsOp = operation(
  "attentionWeights(queries, keys, options)",
  tensorAndTarget,
  (queries: unknown, keys: unknown, options: unknown) => {
    const op = "attentionWeights"
    const [q, k] = inCommonDType([floatTensor(op, queries), floatTensor(op, keys)])
    return weightsOf(op, q, k, options)
  },
)

// internal

const weightsOf = (op: string, queries: Node, keys: Node, options: unknown): Node => {
  const given = readOptions(op, options, {
    mask: undefined,
    isCausal: false,
    scale: undefined,
    dropout: undefined,
  })
  const shape = attentionShape(op, queries.shape, keys.shape)
  const features = queries.shape.at(-1) as number
  const scale = given.scale === undefined ? 1 / Math.sqrt(features) : assertNumber(op, "scale", given.scale)
  const scores = productOf(times(queries, scale), transposed(keys))
  const isCausal = assertBoolean(op, "isCausal", given.isCausal)
  if (isCausal && given.mask !== undefined) throw new ShapeError(causalMaskMessage(op))
  const weights =
    given.mask === undefined
      ? softmaxOf(isCausal ? choose(whereRow("ge", shape), scores, Number.NEGATIVE_INFINITY) : scores)
      : masked(scores, maskOf(op, given.mask, scores))
  return given.dropout === undefined ? weights : thinned(op, weights, given.dropout)
}

const softmaxOf = (scores: Node): Node => unary("exp", logSoftmaxNode(scores, scores.shape.length - 1))

/** The mask, of rank 1 at least; a bool says what may be attended to, a float is added. */
const maskOf = (op: string, mask: unknown, scores: Node): Node => {
  const node = assertTensor(`${op}: mask`, mask)
  if (node.dtype !== "bool") assertFloat(`${op}: mask`, node.dtype)
  assertMask(op, node.shape, scores.shape)
  const ranked = node.shape.length === 0 ? reshapeTo(node, [1]) : node
  return ranked.dtype === "bool" ? ranked : cast(ranked, scores.dtype)
}

/**
 * A row that may attend to nothing has no softmax: it is computed without its mask, and then is 0, gradient included.
 */
const masked = (scores: Node, mask: Node): Node => {
  const last = [mask.shape.length - 1]
  const isEmpty =
    mask.dtype === "bool"
      ? is(reduce("max", cast(mask, "int32"), last), "eq", 0)
      : is(reduce("max", mask, last), "eq", Number.NEGATIVE_INFINITY)
  const empty = broadcastTo(along(isEmpty, last, mask.shape.with(-1, 1)), scores.shape)
  const whole = broadcastTo(mask, scores.shape)
  const allowed = mask.dtype === "bool" ? choose(whole, scores, Number.NEGATIVE_INFINITY) : plus(scores, whole)
  return choose(empty, 0, softmaxOf(choose(empty, 0, allowed)))
}

const thinned = (op: string, weights: Node, options: unknown): Node => {
  const { p, key } = readOptions(`${op}: dropout`, options, { p: 0.5, key: undefined })
  return dropped(`${op}: dropout`, wordsOfKey(`${op}: dropout`, key), weights, p)
}
