/** @file Convolution and its transpose: windows, one matrix product a group, and the bias. */
import type { Conv1dOp, Conv2dOp, ConvTranspose1dOp, ConvTranspose2dOp } from "../../types/call/conv.js"
import { binary, broadcastTo, cast, expand, permute, reshape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { dot } from "../primitives/dot.js"
import { assertBias, type ConvPlan, convPlan, convTransposePlan } from "../shape/conv.js"
import { readOptions } from "../shape/options.js"
import type { SpatialAxes } from "../shape/window.js"
import { operation, tensorAndTarget } from "./dual.js"
import { floatTensor, inCommonDType } from "./operand.js"
import { cutAxes, overlapAdd, windowsOf } from "./window.js"

/**
 * The cross-correlation of signals with kernels; `conv1d(weight, options)` waits for the signals.
 *
 * [N, C, L] or [C, L] with a weight [O, C / groups, K] gives [N, O, L'] or [O, L'].
 * Options: `bias` [O], `stride` (1), `padding` (0; a number, "same" or "valid"), `dilation` (1), `groups` (1).
 * Floats, promoted. Errors: ShapeError where channels, groups or the kernel don't fit.
 * PyTorch: `torch.nn.functional.conv1d`. JAX: `jax.lax.conv_general_dilated`.
 * @example
 * ```ts
 * import { conv1d, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 4, 8]])
 * toArray(conv1d(x, tensor([[[1, -1]]]))) // [[-1, -2, -4]]
 * toArray(conv1d(x, tensor([[[1, 1, 1]]]), { padding: "same" })) // [[3, 7, 14, 12]]
 * ```
 */
export const conv1d: Conv1dOp = operation(
  "conv1d(x, weight, options)",
  tensorAndTarget,
  (x: unknown, weight: unknown, options: unknown) => convolved("conv1d", 1, x, weight, options),
)

/**
 * The cross-correlation of images with kernels; `conv2d(weight, options)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] with a weight [O, C / groups, KH, KW] gives [N, O, H', W'] or [O, H', W'], where
 * H' = floor((H + 2 · padding - dilation · (KH - 1) - 1) / stride) + 1.
 * Options: `bias` [O], `stride` (1), `padding` (0; "same" keeps the sizes), `dilation` (1), `groups` (1): numbers, or
 * pairs. Floats, promoted. Errors: ShapeError where channels, groups or the kernel don't fit.
 * PyTorch: `torch.nn.functional.conv2d`. JAX: `jax.lax.conv_general_dilated`.
 * @example
 * ```ts
 * import { conv2d, ones, toArray, zeros } from "tuplet"
 * conv2d(zeros([8, 3, 32, 32]), zeros([16, 3, 3, 3]), { stride: 2, padding: 1 }).shape // [8, 16, 16, 16]
 * toArray(conv2d(ones([1, 3, 3]), ones([1, 1, 2, 2]))) // [[[4, 4], [4, 4]]]
 * ```
 */
export const conv2d: Conv2dOp = operation(
  "conv2d(x, weight, options)",
  tensorAndTarget,
  (x: unknown, weight: unknown, options: unknown) => convolved("conv2d", 2, x, weight, options),
)

/**
 * The transpose of conv1d: every element spreads a kernel; `convTranspose1d(weight, options)` waits for the signals.
 *
 * [N, C, L] or [C, L] with a weight [C, O / groups, K] gives [N, O, L'] or [O, L'].
 * Options: those of conv1d, `padding` (a number: what is cut from both ends) and `outputPadding` (added to the end).
 * Floats, promoted. Errors: ShapeError where channels, groups or padding don't fit.
 * PyTorch: `torch.nn.functional.conv_transpose1d`. JAX: `jax.lax.conv_transpose`.
 * @example
 * ```ts
 * import { convTranspose1d, tensor, toArray } from "tuplet"
 * toArray(convTranspose1d(tensor([[1, 2]]), tensor([[[1, 10, 100]]]), { stride: 2 })) // [[1, 10, 102, 20, 200]]
 * ```
 */
export const convTranspose1d: ConvTranspose1dOp = operation(
  "convTranspose1d(x, weight, options)",
  tensorAndTarget,
  (x: unknown, weight: unknown, options: unknown) => spread("convTranspose1d", 1, x, weight, options),
)

/**
 * The transpose of conv2d: every element spreads a kernel; `convTranspose2d(weight, options)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] with a weight [C, O / groups, KH, KW] gives [N, O, H', W'] or [O, H', W'], where
 * H' = (H - 1) · stride - 2 · padding + dilation · (KH - 1) + outputPadding + 1.
 * Options: those of conv2d, `padding` (numbers: what is cut from all sides) and `outputPadding` (added to the ends).
 * Floats, promoted. Errors: ShapeError where channels, groups or padding don't fit.
 * PyTorch: `torch.nn.functional.conv_transpose2d`. JAX: `jax.lax.conv_transpose`.
 * @example
 * ```ts
 * import { convTranspose2d, zeros } from "tuplet"
 * convTranspose2d(zeros([8, 16, 7, 7]), zeros([16, 3, 4, 4]), { stride: 2, padding: 1 }).shape // [8, 3, 14, 14]
 * ```
 */
export const convTranspose2d: ConvTranspose2dOp = operation(
  "convTranspose2d(x, weight, options)",
  tensorAndTarget,
  (x: unknown, weight: unknown, options: unknown) => spread("convTranspose2d", 2, x, weight, options),
)

// internal

const defaults = {
  bias: undefined,
  stride: 1,
  padding: 0,
  dilation: 1,
  groups: 1,
}

const convolved = (op: string, axes: SpatialAxes, x: unknown, weight: unknown, options: unknown): Node => {
  const given = readOptions(op, options, defaults)
  const [images, kernels] = operands(op, x, weight)
  const plan = convPlan(op, axes, images.shape, kernels.shape, given)
  const batch = images.shape.length - axes - 1 === 1 ? (images.shape[0] as number) : 1
  const [own, inner] = [plan.channels / plan.groups, sizeOf(kernels.shape.slice(1))]
  const counts = plan.windows.map(({ count }) => count)
  const columns = reshape(windowsOf(images, plan.windows, 0), [batch, plan.groups, inner, sizeOf(counts)])
  const rows = reshape(kernels, [1, plan.groups, own, inner])
  return finished(op, grouped(rows, columns, batch), images, plan, counts, given.bias)
}

const spread = (op: string, axes: SpatialAxes, x: unknown, weight: unknown, options: unknown): Node => {
  const given = readOptions(op, options, { ...defaults, outputPadding: 0 })
  const [images, kernels] = operands(op, x, weight)
  const plan = convTransposePlan(op, axes, images.shape, kernels.shape, given)
  const lead = images.shape.slice(0, images.shape.length - axes - 1)
  const batch = lead[0] ?? 1
  const [inputs, inner] = [(kernels.shape[0] as number) / plan.groups, sizeOf(kernels.shape.slice(1))]
  const sizes = images.shape.slice(lead.length + 1)
  const columns = reshape(images, [batch, plan.groups, inputs, sizeOf(sizes)])
  const rows = permute(reshape(kernels, [1, plan.groups, inputs, inner]), [0, 1, 3, 2])
  const product = reshape(grouped(rows, columns, batch), [
    batch,
    plan.channels,
    ...plan.windows.map(({ kernel }) => kernel),
    ...sizes,
  ])
  const whole = overlapAdd(product, plan.windows, plan.covered)
  const cut = cutAxes(
    whole,
    plan.windows.map(({ low }) => low),
    plan.sizes,
  )
  return finished(op, cut, images, plan, plan.sizes, given.bias)
}

const operands = (op: string, x: unknown, weight: unknown): readonly [Node, Node] => {
  return inCommonDType([floatTensor(op, x), floatTensor(op, weight)])
}

/** [1, groups, m, k] · [batch, groups, k, n]: the same kernels for every image. */
const grouped = (rows: Node, columns: Node, batch: number): Node => {
  const [, groups, m, k] = rows.shape as [number, number, number, number]
  const n = columns.shape[3] as number
  if (groups === 1) return dot(expand(reshape(rows, [1, m, k]), [batch, m, k]), reshape(columns, [batch, k, n]))
  return dot(expand(rows, [batch, groups, m, k]), columns)
}

const finished = (
  op: string,
  product: Node,
  images: Node,
  { channels, windows }: ConvPlan,
  sizes: readonly number[],
  bias: unknown,
): Node => {
  const lead = images.shape.slice(0, images.shape.length - windows.length - 1)
  const result = reshape(product, [...lead, channels, ...sizes])
  if (bias === undefined) return result
  const node = floatTensor(`${op}: bias`, bias)
  assertBias(op, node.shape, channels)
  const column = reshape(cast(node, result.dtype), [channels, ...sizes.map(() => 1)])
  return binary("add", result, broadcastTo(column, result.shape))
}
