/**
 * @file The layer of attention: one projection to queries, keys and values, heads side by side, one projection back.
 */
import type { Key } from "../../types/key.js"
import type { HeadsMessage, KvHeadsMessage } from "../../types/layer-messages.js"
import type { AnyTensor } from "../../types/tensor.js"
import type { MultiHeadAttentionOp } from "../../types/transformer.js"
import { scaledDotProductAttention } from "../api/attention.js"
import { zeros } from "../api/create.js"
import { along, plus } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { productOf } from "../api/matmul.js"
import { assertProbability } from "../api/sample.js"
import { spec } from "../compile.js"
import { permute, reshapeTo } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { maskFor } from "./attention-mask.js"
import { keyFor } from "./block.js"
import { xavierUniform } from "./initialisers.js"
import { shaped } from "./layer.js"
import { linear } from "./linear.js"
import { assertInput, assertWidth, parameterOf } from "./parameter.js"
import { isRandom, type Part, partFrom } from "./part.js"
import { baseOf, rotated } from "./rotary.js"

/**
 * A layer whose places attend to each other: [..., T, width] -> [..., T, width], with `heads` heads of width / heads
 * each.
 *
 * Parameters: `inProjWeight` [width + 2 · kvHeads · width / heads, width] for queries, keys and values one below the
 * other, evenly from ±√(6 / (rows + width)), `inProjBias` of zeros, `outProj` as `linear(width, width)` with a bias of
 * zeros. Options: `kvHeads`, the heads of keys and values where queries share them; `causal`; `rotary` (true, or
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

  const attend = (params: unknown, value: unknown, key?: Key): AnyTensor => {
    const x = nodeOf(assertInput(op, value))
    const lead = x.shape.slice(0, -2)
    const [batch, places] = [sizeOf(lead), x.shape.at(-2) as number]
    const weight = transposed(nodeOf(parameterOf(op, params, "inProjWeight", [rows, width])))
    const product = productOf(reshapeTo(x, [batch, places, width]), weight)
    const projected = hasBias
      ? plus(product, along(nodeOf(parameterOf(op, params, "inProjBias", [rows])), [0, 1], product.shape))
      : product
    // [N, heads, T, size], or [N, heads of keys, queries that share one, T, size]
    const headsFrom = (from: number, count: number): Node => {
      const own = groups === 1 ? [count] : [shared, count / shared]
      const split = reshapeTo(part(projected, 2, from, count * size), [batch, places, ...own, size])
      return permute(split, groups === 1 ? [0, 2, 1, 3] : [0, 2, 3, 1, 4])
    }
    const turned = (heads: Node): AnyTensor => tensorOf(base === undefined ? heads : rotated(heads, base))
    const [q, k] = [turned(headsFrom(0, heads)), turned(headsFrom(width, shared))]
    const v = tensorOf(headsFrom(width + shared * size, shared)) as AnyTensor
    const attended = untyped(scaledDotProductAttention)(q, k, v, {
      ...maskFor(op, given.mask, isCausal, lead, groups === 1 ? [heads] : [shared, groups], places),
      ...(key !== undefined && { dropout: { p: rate, key } }),
    })
    const back = permute(nodeOf(attended), groups === 1 ? [0, 2, 1, 3] : [0, 3, 1, 2, 4])
    return out.apply((params as Tree).outProj, tensorOf(reshapeTo(back, [...lead, places, width])))
  }

  const pattern = ["...", "t", width]
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
    apply: (params, x) => attend(params, x),
    ...(rate > 0 && {
      train: (params, x, options) => {
        const { key } = readOptions(op, options, { key: undefined, state: undefined })
        return { output: attend(params, x, keyFor(op, key)), state: {} }
      },
    }),
    [isRandom]: rate > 0,
  })
  return shaped(`${op}(${width}, ${heads})`, pattern, pattern, layer)
}) as unknown as MultiHeadAttentionOp

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
