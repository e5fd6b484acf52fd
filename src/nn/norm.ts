/**
 * @file Normalisation within one example: over the last dims, over groups of channels, by the root of the mean square.
 */
import type { GroupNormLayerOp, LayerNormLayerOp, RmsNormOp } from "../../types/normalised.js"
import type { AnyTensor } from "../../types/tensor.js"
import { ones, zeros } from "../api/create.js"
import { along, of, over, plus, times } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { groupNorm as byGroups, layerNorm as overLast } from "../api/normalisation.js"
import { spec } from "../compile.js"
import { reduce } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { assertGroups } from "../shape/normalisation.js"
import { noDimsMessage } from "../shape/normalisation-messages.js"
import { assertShape } from "../shape/operand.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"
import { assertChannels } from "./batch-norm.js"
import { shaped } from "./layer.js"
import { assertInput, assertWidth, parameterOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { channelsKept, widthAfter, widthTaken } from "./width.js"

/**
 * A layer that brings the last dims to mean 0 and variance 1, then scales and shifts them: `layerNorm(64)`,
 * `layerNorm([8, 8])`.
 *
 * Parameters: `weight` of ones and, unless `{ bias: false }`, `bias` of zeros, of those dims. Options: `eps` (1e-5),
 * `bias`.
 * Errors: ShapeError `layerNorm([64]) needs [..., 64], got [2, 32]`.
 * PyTorch: `torch.nn.LayerNorm`. JAX: `flax.linen.LayerNorm`.
 * @example
 * ```ts
 * import { key, tensor, toArray } from "tuplet"
 * import { layerNorm } from "tuplet/nn"
 * const layer = layerNorm(3)
 * toArray(layer.apply(layer.init(key(0)), tensor([[1, 2, 3]]))) // [[-1.224736, 0, 1.224736]]
 * ```
 */
export const layerNorm = ((shape: unknown, options?: unknown): Part => {
  const op = "layerNorm"
  const sizes = assertShape(op, typeof shape === "number" ? [shape] : shape)
  if (sizes.length === 0) throw new ShapeError(noDimsMessage)
  const given = readOptions(op, options, { eps: 1e-5, bias: true })
  const eps = assertNumber(op, "eps", given.eps)
  const hasBias = assertBoolean(op, "bias", given.bias)
  return affine(`layerNorm(${show(sizes)})`, sizes, hasBias, (params, x) =>
    untyped(overLast)(x, sizes, {
      weight: parameterOf(params, "weight", sizes),
      ...(hasBias && { bias: parameterOf(params, "bias", sizes) }),
      eps,
    }),
  )
}) as unknown as LayerNormLayerOp

/**
 * A layer that divides the last dim by the root of its mean square, then scales it.
 *
 * Parameters: `weight` of ones [width]. Options: `eps` (that of float32, 2⁻²³).
 * Errors: ShapeError `rmsNorm(64) needs [..., 64], got [2, 32]`.
 * PyTorch: `torch.nn.RMSNorm`. JAX: `flax.linen.RMSNorm`.
 * @example
 * ```ts
 * import { key, tensor, toArray } from "tuplet"
 * import { rmsNorm } from "tuplet/nn"
 * const layer = rmsNorm(2)
 * toArray(layer.apply(layer.init(key(0)), tensor([3, 4]))) // [0.848528, 1.131371]
 * ```
 */
export const rmsNorm = ((width: unknown, options?: unknown): Part => {
  const op = "rmsNorm"
  const size = assertWidth(op, "width", width)
  const eps = assertNumber(op, "eps", readOptions(op, options, { eps: 2 ** -23 }).eps)
  return affine(`rmsNorm(${size})`, [size], false, (params, x) => {
    const node = nodeOf(x)
    const last = [node.shape.length - 1]
    const square = over(reduce("sum", times(node, node), last), size)
    const factor = over(1, of("sqrt", plus(square, eps)))
    const scale = nodeOf(parameterOf(params, "weight", [size]))
    const front = node.shape.slice(0, -1).map((_, axis) => axis)
    return tensorOf(times(times(node, along(factor, last, node.shape)), along(scale, front, node.shape)))
  })
}) as unknown as RmsNormOp

/**
 * A layer that brings each group of channels to mean 0 and variance 1, then scales and shifts the channels:
 * [N, C, ...].
 *
 * Parameters: `weight` of ones and `bias` of zeros [channels]. Options: `eps` (1e-5).
 * Errors: ShapeError where the groups don't divide the channels, or the channels are others.
 * PyTorch: `torch.nn.GroupNorm`. JAX: `flax.linen.GroupNorm`.
 * @example
 * ```ts
 * import { key, tensor, toArray } from "tuplet"
 * import { groupNorm } from "tuplet/nn"
 * const layer = groupNorm(2, 4, { eps: 0 })
 * toArray(layer.apply(layer.init(key(0)), tensor([[1, 3, 10, 30]]))) // [[-1, 1, -1, 1]]
 * ```
 */
export const groupNorm = ((groups: unknown, channels: unknown, options?: unknown): Part => {
  const op = "groupNorm"
  const size = assertWidth(op, "channels", channels)
  const count = assertGroups(op, size, groups)
  const eps = assertNumber(op, "eps", readOptions(op, options, { eps: 1e-5 }).eps)
  const title = `groupNorm(${count}, ${size})`
  return partFrom({
    [titleOf]: title,
    ...startOf([size], true),
    apply: (params, x) => {
      assertChannels(title, size, assertInput(op, x).shape)
      return untyped(byGroups)(x, count, {
        weight: parameterOf(params, "weight", [size]),
        bias: parameterOf(params, "bias", [size]),
        eps,
      })
    },
    [widthAfter]: channelsKept((images) => assertChannels(title, size, images)),
    [widthTaken]: () => "any",
  })
}) as unknown as GroupNormLayerOp

// internal

/** Ones that scale, zeros that shift. */
const startOf = (sizes: readonly number[], hasBias: boolean) => ({
  spec: { weight: spec([...sizes]), ...(hasBias && { bias: spec([...sizes]) }) },
  init: () => ({ weight: ones([...sizes]), ...(hasBias && { bias: zeros([...sizes]) }) }),
})

const affine = (
  name: string,
  sizes: readonly number[],
  hasBias: boolean,
  apply: (params: unknown, x: AnyTensor) => AnyTensor,
): Part =>
  shaped(
    name,
    ["...", ...sizes],
    ["...", ...sizes],
    partFrom({ ...startOf(sizes, hasBias), apply: (params, x) => apply(params, assertInput(name, x)) }),
  )
