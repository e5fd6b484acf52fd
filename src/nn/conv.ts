/** @file Layers of convolution and its transpose, with PyTorch's weights and their start. */
import type { ConvKind } from "../../types/call/conv.js"
import type { ConvLayerOp } from "../../types/conv-layers.js"
import type { Key } from "../../types/key.js"
import {
  conv1d as correlate1d,
  conv2d as correlate2d,
  convTranspose1d as spread1d,
  convTranspose2d as spread2d,
} from "../api/conv.js"
import { untyped } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { spec } from "../compile.js"
import { sizeOf } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { assertSize, type SpatialAxes, sizesPerAxis } from "../shape/window.js"
import { channelsMessage, groupsMessage } from "../shape/window-messages.js"
import { spread } from "./initialisers.js"
import { assertInput, assertWidth, parameterOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { type Images, widthAfter, widthTaken } from "./width.js"

/**
 * A layer of convolution over signals: [N, inputs, L] -> [N, outputs, L'].
 *
 * Parameters: `weight` [outputs, inputs / groups, kernel] and `bias` [outputs], both from U(-1/√f, 1/√f), where f is
 * inputs / groups · kernel. Options: `stride` (1), `padding` (0; a number, "same" or "valid"), `dilation` (1), `groups`
 * (1), `bias` (true).
 * Errors: ShapeError where channels, groups or the kernel don't fit. PyTorch: `torch.nn.Conv1d`.
 * JAX: `flax.linen.Conv`.
 * @example
 * ```ts
 * import { key, zeros } from "tuplet"
 * import { conv1d } from "tuplet/nn"
 * const layer = conv1d(3, 8, 5, { padding: 2 })
 * layer.apply(layer.init(key(0)), zeros([4, 3, 20])).shape // [4, 8, 20]
 * ```
 */
export const conv1d = ((...given: readonly unknown[]): Part =>
  convolution("conv1d", 1, correlate1d, given)) as unknown as ConvLayerOp<"conv1d">

/**
 * A layer of convolution over images: [N, inputs, H, W] -> [N, outputs, H', W'].
 *
 * Parameters: `weight` [outputs, inputs / groups, KH, KW] and `bias` [outputs], both from U(-1/√f, 1/√f), where f is
 * inputs / groups · KH · KW. Options, numbers or pairs: `stride` (1), `padding` (0; "same" or "valid"), `dilation` (1);
 * `groups` (1), `bias` (true).
 * Errors: ShapeError where channels, groups or the kernel don't fit. PyTorch: `torch.nn.Conv2d`.
 * JAX: `flax.linen.Conv`.
 * @example
 * ```ts
 * import { flatten, key, maxPool2d, relu, zeros } from "tuplet"
 * import { conv2d, linear, sequential } from "tuplet/nn"
 * const net = sequential(conv2d(1, 8, 3), relu, maxPool2d({ kernel: 2 }), flatten(1), linear(72, 10))
 * net.apply(net.init(key(0)), zeros([32, 1, 8, 8])).shape // [32, 10]
 * ```
 */
export const conv2d = ((...given: readonly unknown[]): Part =>
  convolution("conv2d", 2, correlate2d, given)) as unknown as ConvLayerOp<"conv2d">

/**
 * A layer of transposed convolution over signals: [N, inputs, L] -> [N, outputs, L'].
 *
 * Parameters: `weight` [inputs, outputs / groups, kernel] and `bias` [outputs], both from U(-1/√f, 1/√f), where f is
 * outputs / groups · kernel. Options: `stride`, `padding`, `outputPadding`, `dilation`, `groups`, `bias`.
 * Errors: ShapeError where channels, groups or padding don't fit. PyTorch: `torch.nn.ConvTranspose1d`.
 * JAX: `flax.linen.ConvTranspose`.
 * @example
 * ```ts
 * import { key, zeros } from "tuplet"
 * import { convTranspose1d } from "tuplet/nn"
 * const layer = convTranspose1d(8, 3, 4, { stride: 2, padding: 1 })
 * layer.apply(layer.init(key(0)), zeros([4, 8, 10])).shape // [4, 3, 20]
 * ```
 */
export const convTranspose1d = ((...given: readonly unknown[]): Part =>
  convolution("convTranspose1d", 1, spread1d, given)) as unknown as ConvLayerOp<"convTranspose1d">

/**
 * A layer of transposed convolution over images: [N, inputs, H, W] -> [N, outputs, H', W'].
 *
 * Parameters: `weight` [inputs, outputs / groups, KH, KW] and `bias` [outputs], both from U(-1/√f, 1/√f), where f is
 * outputs / groups · KH · KW. Options, numbers or pairs: `stride`, `padding`, `outputPadding`, `dilation`; `groups`,
 * `bias`.
 * Errors: ShapeError where channels, groups or padding don't fit. PyTorch: `torch.nn.ConvTranspose2d`.
 * JAX: `flax.linen.ConvTranspose`.
 * @example
 * ```ts
 * import { key, zeros } from "tuplet"
 * import { convTranspose2d } from "tuplet/nn"
 * const layer = convTranspose2d(16, 3, 4, { stride: 2, padding: 1 })
 * layer.apply(layer.init(key(0)), zeros([8, 16, 7, 7])).shape // [8, 3, 14, 14]
 * ```
 */
export const convTranspose2d = ((...given: readonly unknown[]): Part =>
  convolution("convTranspose2d", 2, spread2d, given)) as unknown as ConvLayerOp<"convTranspose2d">

// internal

const convolution = (
  op: ConvKind,
  axes: SpatialAxes,
  operation: unknown,
  [inputs, outputs, kernel, options]: readonly unknown[],
): Part => {
  const isTransposed = op === "convTranspose1d" || op === "convTranspose2d"
  const defaults = { stride: 1, padding: 0, dilation: 1, groups: 1, ...(isTransposed && { outputPadding: 0 }) }
  const { bias, ...window } = readOptions(op, options, { ...defaults, bias: true })
  const hasBias = assertBoolean(op, "bias", bias)
  const [ins, outs] = [assertWidth(op, "inputs", inputs), assertWidth(op, "outputs", outputs)]
  const sizes = sizesPerAxis(op, "kernel", axes, 1, kernel)
  for (const name of ["stride", "dilation"] as const) sizesPerAxis(op, name, axes, 1, window[name])
  if (typeof window.padding !== "string") sizesPerAxis(op, "padding", axes, 0, window.padding)
  const groups = assertSize(op, "groups", 1, window.groups)
  if (ins % groups !== 0) throw new ShapeError(groupsMessage(op, ins, "channels", groups))
  if (outs % groups !== 0) throw new ShapeError(groupsMessage(op, outs, "output channels", groups))
  const shape = isTransposed ? [ins, outs / groups, ...sizes] : [outs, ins / groups, ...sizes]
  const imagesOf = (channels: number): Images => ["...", channels, ...sizes.map(() => "?")]
  return partFrom({
    [widthAfter]: (before) => {
      const channels = typeof before === "object" && before.at(-1 - axes)
      if (typeof channels === "number" && channels !== ins) {
        throw new ShapeError(channelsMessage(op, shape, ins, channels, before as Images))
      }
      return imagesOf(outs)
    },
    [widthTaken]: () => imagesOf(ins),
    [titleOf]: `${op}(${ins}, ${outs}, ${sizes.join(" × ")})`,
    spec: { weight: spec(shape), ...(hasBias && { bias: spec([outs]) }) },
    init: (key) => {
      const [forWeight, forBias] = splitKey(key) as [Key, Key]
      const bound = 1 / Math.sqrt(sizeOf(shape.slice(1)))
      return { weight: spread(forWeight, shape, bound), ...(hasBias && { bias: spread(forBias, [outs], bound) }) }
    },
    apply: (params, x) =>
      untyped(operation)(assertInput(op, x), parameterOf(params, "weight", shape), {
        ...window,
        ...(hasBias && { bias: parameterOf(params, "bias", [outs]) }),
      }),
  })
}
