/** @file Feed-forward layers, and transformer blocks of them and of attention. */
import type { AnyTensor } from "../../types/tensor.js"
import type { FeedForwardOp, TransformerBlockOp } from "../../types/transformer.js"
import { gelu } from "../api/activation.js"
import { plus } from "../api/expression.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { attentionDefaults, multiHeadAttention } from "./attention.js"
import { block } from "./block.js"
import { dropout } from "./dropout.js"
import { shaped } from "./layer.js"
import { linear } from "./linear.js"
import { layerNorm } from "./norm.js"
import { assertWidth } from "./parameter.js"
import { type Part, partOf, type Step } from "./part.js"

/**
 * Two linear layers with an activation between them: [..., width] -> [..., hidden] -> [..., width].
 *
 * Parameters: `linear1` and `linear2`, as of `linear`. Options: `activation` (`gelu`), an operation; `dropout` (0)
 * after it in training.
 * Errors: ShapeError `feedForward(64, 256) needs [..., 64], got [2, 32]`.
 * PyTorch: `linear1`, `dropout` and `linear2` of `torch.nn.TransformerEncoderLayer`.
 * @example
 * ```ts
 * import { key, silu, zeros } from "tuplet"
 * import { feedForward } from "tuplet/nn"
 * const layer = feedForward(16, 64, { activation: silu })
 * layer.apply(layer.init(key(0)), zeros([2, 16])).shape // [2, 16]
 * ```
 */
export const feedForward = ((width: unknown, hidden: unknown, options?: unknown): Part => {
  const op = "feedForward"
  const [outer, inner] = [assertWidth(op, "width", width), assertWidth(op, "hidden", hidden)]
  const given = readOptions(op, options, { activation: gelu, dropout: 0 })
  const layers = { linear1: untyped(linear)(outer, inner), linear2: untyped(linear)(inner, outer) }
  const within = [partOf(op, given.activation, "activation"), ...noise(given.dropout)]
  const compute = (step: Step, x: unknown): AnyTensor =>
    step(
      1,
      within.reduce((y, _, i) => step(2 + i, y), step(0, x)),
    )
  const pattern = ["...", outer]
  return shaped(`${op}(${outer}, ${inner})`, pattern, pattern, block(op, layers, compute, {}, within))
}) as unknown as FeedForwardOp

/**
 * A block of a transformer: attention, then two linear layers, each added to what it was given: [..., T, width] keeps
 * its shape.
 *
 * Parameters: `selfAttn`, `linear1`, `linear2`, `norm1`, `norm2`, those of the layers. Options: those of
 * `multiHeadAttention`; `hidden` (4 · width), `activation` (`gelu`), `eps` (1e-5); `normFirst` (true; PyTorch's is
 * false): whether a branch normalises what it is given, and not the sum. `dropout` is also of the activations and of
 * what is added, `bias` also of the other layers.
 * Errors: ShapeError `transformerBlock(64, 8) needs [..., t, 64], got [2, 5, 32]`; those of multiHeadAttention.
 * PyTorch: `torch.nn.TransformerEncoderLayer(width, heads, batch_first=True)`. JAX: no counterpart in Flax itself.
 * @example
 * ```ts
 * import { key, tensor } from "tuplet"
 * import { embedding, linear, repeat, sequential, transformerBlock } from "tuplet/nn"
 * const block = transformerBlock({ width: 16, heads: 4, causal: true, rotary: true })
 * const net = sequential(embedding(100, 16), repeat(2, block), linear(16, 100))
 * net.apply(net.init(key(0)), tensor([[5, 2, 7]], "int32")).shape // [1, 3, 100]
 * ```
 */
export const transformerBlock = ((options: unknown): Part => {
  const op = "transformerBlock"
  const { hidden, activation, normFirst, eps, ...attention } = readOptions(op, options, {
    ...attentionDefaults,
    hidden: undefined,
    activation: gelu,
    normFirst: true,
    eps: 1e-5,
  })
  const width = assertWidth(op, "width", attention.width)
  const inner = hidden === undefined ? 4 * width : assertWidth(op, "hidden", hidden)
  const isFirst = assertBoolean(op, "normFirst", normFirst)
  const bias = { bias: attention.bias }
  const layers = {
    selfAttn: untyped(multiHeadAttention)(attention),
    linear1: untyped(linear)(width, inner, bias),
    linear2: untyped(linear)(inner, width, bias),
    norm1: untyped(layerNorm)(width, { eps, ...bias }),
    norm2: untyped(layerNorm)(width, { eps, ...bias }),
  }
  const drop = noise(attention.dropout)
  const hiddenParts = [partOf(op, activation, "activation"), ...drop, ...drop, ...drop]
  const compute = (step: Step, x: unknown): AnyTensor => {
    const dropped = (i: number, y: unknown) => (drop.length === 0 ? y : step(6 + i, y)) as AnyTensor
    const attended = (y: unknown) => dropped(0, step(0, y))
    const fed = (y: unknown) => dropped(2, step(2, dropped(1, step(5, step(1, y)))))
    const added = (a: unknown, b: AnyTensor): AnyTensor => tensorOf(plus(nodeOf(a as AnyTensor), nodeOf(b)))
    if (isFirst) {
      const middle = added(x, attended(step(3, x)))
      return added(middle, fed(step(4, middle)))
    }
    const middle = step(3, added(x, attended(x)))
    return step(4, added(middle, fed(middle)))
  }
  const pattern = ["...", "t", width]
  const name = `${op}(${width}, ${attention.heads})`
  return shaped(name, pattern, pattern, block(op, layers, compute, {}, hiddenParts))
}) as unknown as TransformerBlockOp

// internal

const untyped = (op: unknown) => op as (...args: readonly unknown[]) => Part

/** Dropout, unless it does nothing. */
const noise = (p: unknown): readonly Part[] => (p === 0 ? [] : [untyped(dropout)(p)])
