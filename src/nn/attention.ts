/**
 * @file The layer of attention: one projection to queries, keys and values, heads side by side, one projection back.
 */
import type { Key } from "../../types/key.js"
import type { HeadsMessage, KvHeadsMessage } from "../../types/layer-messages.js"
import type { AnyTensor } from "../../types/tensor.js"
import type { MultiHeadAttentionOp } from "../../types/transformer.js"
import { attentionWeights, scaledDotProductAttention } from "../api/attention.js"
import { zeros } from "../api/create.js"
import { along, plus } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { productOf } from "../api/matmul.js"
import { assertProbability } from "../api/sample.js"
import { spec } from "../compile.js"
import { broadcastTo, permute, reshapeTo } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { assertValues, attentionShape } from "../shape/attention.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { maskFor } from "./attention-mask.js"
import { keyFor } from "./block.js"
import { xavierUniform } from "./initialisers.js"
import { assertTakes, shaped } from "./layer.js"
import { linear } from "./linear.js"
import { assertInput, assertWidth, parameterOf } from "./parameter.js"
import { type Drawing, isRandom, type Part, partFrom } from "./part.js"
import { inEntry } from "./place.js"
import { baseOf, rotated } from "./rotary.js"

/**
 * A layer whose places attend to each other: [..., T, width] -> [..., T, width], with `heads` heads of width / heads
 * each.
 *
 * Parameters: `inProjWeight` [width + 2 · kvHeads · width / heads, width] for queries, keys and values one below the
 * other, evenly from ±√(6 / (rows + width)), `inProjBias` of zeros, `outProj` as `linear(width, width)` with a bias
 * of zeros. Options: `kvHeads`, the heads of keys and values where queries share them; `causal`; `rotary` (true, or
 * `{ base }`): queries and keys turned by their positions, halves of a head being pairs; `bias` (true); `dropout` (0)
 * of the weights in training, which then needs a key; `mask`, bool or float, which broadcasts to [..., heads, T, T].
 * For another mask make another layer: parameters fit each of them.
 * Errors: ShapeError where the width doesn't divide into the heads, or the input has another width.
 * PyTorch: `torch.nn.MultiheadAttention` of one tensor. JAX: `flax.linen.SelfAttention`.
 * @example
 * ```ts
 * import { key, zeros } from "tuplet"
 * import { multiHeadAttention } from "tuplet/nn"
 * const layer = multiHeadAttention({ width: 32, heads: 4, kvHeads: 2, causal: true, rotary: true })
 * layer.apply(layer.init(key(0)), zeros([8, 10, 32])).shape // [8, 10, 32]
 * ```
 */
export const multiHeadAttention = ((options: unknown): Part => {
  const op = "multiHeadAttention"
  const given = readOptions(op, options, attentionDefaults)
  const width = assertWidth(op, "width", given.width)
  const heads = assertWidth(op, "heads", given.heads)
  if (width % heads !== 0) throw new ShapeError(headsMessage(width, heads))
  const shared = given.kvHeads === undefined ? heads : assertWidth(op, "kvHeads", given.kvHeads)
  if (heads % shared !== 0) throw new ShapeError(kvHeadsMessage(heads, shared))
  const size = width / heads
  const base = baseOf(op, given.rotary, size)
  const isCausal = assertBoolean(op, "causal", given.causal)
  const hasBias = assertBoolean(op, "bias", given.bias)
  const rate = assertProbability(op, given.dropout)
  const rows = width + 2 * shared * size
  // whether there is a bias is known when it runs, and linear's type asks for it
  const out = (linear as unknown as (...args: readonly unknown[]) => Part)(width, width, { bias: hasBias })
  const groups = heads / shared

  const [title, pattern] = [`${op}(${width}, ${heads})`, ["...", "t", width]]
  const own = groups === 1 ? [heads] : [shared, groups]
  const toFront = groups === 1 ? [0, 2, 1, 3] : [0, 2, 3, 1, 4]

  const attend: Attend = (params, inputs, masking, training) => {
    const nodes = inputs.map((x) => {
      assertTakes(title, pattern, x)
      return nodeOf(assertInput(op, x))
    })
    const [q, k, v] = nodes as [Node, Node, Node]
    const shape = attentionShape(op, q.shape, k.shape)
    const lead = assertValues(op, shape, k.shape, v.shape)
    const [batch, places] = [sizeOf(lead), shape.slice(-2) as [number, number]]
    const weight = transposed(nodeOf(parameterOf(params, "inProjWeight", [rows, width])))
    const bias = hasBias ? nodeOf(parameterOf(params, "inProjBias", [rows])) : undefined
    const project = (x: Node, from: number, count: number): Node => {
      const product = productOf(
        reshapeTo(x, [sizeOf(x.shape.slice(0, -2)), x.shape.at(-2) as number, width]),
        part(weight, 1, from, count),
      )
      return bias === undefined ? product : plus(product, along(part(bias, 0, from, count), [0, 1], product.shape))
    }
    const whole = q === k && k === v ? project(q, 0, rows) : undefined
    // [N, heads, T, size], or [N, heads of keys, queries that share one, T, size]
    const headsOf = (x: Node, from: number, count: number): Node => {
      const projected = whole ? part(whole, 2, from, count * size) : project(x, from, count * size)
      const split = count === heads ? own : own.map((dim, i) => (i === 0 ? dim : 1))
      const parts = reshapeTo(projected, [...projected.shape.slice(0, 2), ...split, size])
      const front = permute(parts, toFront)
      const rest = front.shape.slice(1)
      const alone = [...x.shape.slice(0, -2), ...rest]
      return reshapeTo(broadcastTo(reshapeTo(front, alone), [...lead, ...rest]), [batch, ...rest])
    }
    const turned = (heads: Node): AnyTensor => tensorOf(base === undefined ? heads : rotated(heads, base))
    const [queries, keys] = [turned(headsOf(q, 0, heads)), turned(headsOf(k, width, shared))]
    const values = tensorOf(headsOf(v, width + shared * size, shared)) as AnyTensor
    const options = {
      ...masking(lead, places),
      ...(training !== undefined && rate > 0 && { dropout: { p: rate, key: keyFor(op, training.key) } }),
    }
    const attended = nodeOf(untyped(scaledDotProductAttention)(queries, keys, values, options))
    const back = reshapeTo(permute(attended, groups === 1 ? toFront : [0, 3, 1, 2, 4]), [...lead, places[0], width])
    return {
      output: inEntry(".outProj", () => out.apply((params as Tree).outProj, tensorOf(back))),
      weights: () => {
        const weights = nodeOf(untyped(attentionWeights)(queries, keys, options))
        return tensorOf(reshapeTo(weights, [...lead, heads, ...places]))
      },
    }
  }
  const toItself = (params: unknown, x: unknown, training?: Drawing): AnyTensor =>
    attend(params, [x, x, x], (lead, [places]) => maskFor(op, given.mask, isCausal, lead, own, places), training).output

  const layer = partFrom({
    spec: { inProjWeight: spec([rows, width]), ...(hasBias && { inProjBias: spec([rows]) }), outProj: out.spec },
    init: (key) => {
      const [forIn, forOut] = splitKey(key) as [Key, Key]
      const { weight } = out.init(forOut) as Tree
      return {
        inProjWeight: xavierUniform(forIn, [rows, width]),
        ...(hasBias && { inProjBias: zeros([rows]) }),
        outProj: { weight, ...(hasBias && { bias: zeros([width]) }) },
      }
    },
    apply: (params, x) => toItself(params, x),
    ...(rate > 0 && {
      train: (params, x, options) => {
        const { key } = readOptions(op, options, { key: undefined, state: undefined })
        return { output: toItself(params, x, { key: key as Key | undefined }), state: {} }
      },
    }),
    [isRandom]: rate > 0,
  })
  return { ...shaped(title, pattern, pattern, layer), [attending]: attend } as Part
}) as unknown as MultiHeadAttentionOp

/**
 * Attention of queries to keys, whose values are weighed: [..., T, width] each, leading dims broadcast. `masking`
 * gives what scaledDotProductAttention is told of weights [batch, heads, L, S]; the weights given back are [...,
 * heads, L, S].
 */
export type Attend = (
  params: unknown,
  inputs: readonly [queries: unknown, keys: unknown, values: unknown],
  masking: (lead: readonly number[], places: readonly [queries: number, keys: number]) => object,
  training?: Drawing,
) => { readonly output: AnyTensor; readonly weights: () => AnyTensor }

/** Of a layer of attention. */
export const attending: unique symbol = Symbol("attending")

export const attentionDefaults = {
  width: undefined,
  heads: undefined,
  kvHeads: undefined,
  causal: false,
  rotary: false,
  bias: true,
  dropout: 0,
  mask: undefined,
}

// internal

type Tree = Readonly<Record<string, unknown>>

const headsMessage = <W extends number, H extends number>(width: W, heads: H): HeadsMessage<W, H> =>
  `multiHeadAttention: width ${width} does not divide into ${heads} heads`

const kvHeadsMessage = <H extends number, KV extends number>(heads: H, kvHeads: KV): KvHeadsMessage<H, KV> =>
  `multiHeadAttention: ${heads} heads do not divide among ${kvHeads} kvHeads`
