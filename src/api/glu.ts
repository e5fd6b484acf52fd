/** @file Activations with a gate or a slope of their own. */
import type { GluOp, PreluOp } from "../../types/call/glu.js"
import { broadcastTo, reshape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { sigmoid } from "../primitives/elementary.js"
import { channelWeightMessage } from "../shape/activation-messages.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { halved } from "../shape/halve.js"
import { operation, tensorOrDim, twoTensors } from "./dual.js"
import { choose, is, times } from "./expression.js"
import { assertTensor, floatTensor, inCommonDType } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * The first half of an axis times the sigmoid of the second; the last axis unless another is named. `glu(dim)` waits
 * for its tensor.
 *
 * Any shape of rank 1 or more, of which the axis is halved; floats only. Errors: ShapeError for a dim out of range, or
 * of odd size. PyTorch: `torch.nn.functional.glu`. JAX: `jax.nn.glu`.
 * @example
 * ```ts
 * import { glu, tensor, toArray } from "tuplet"
 * toArray(glu(tensor([[1, 2, 0, 3]]))) // [[0.5, 1.905148]]
 * ```
 */
export const glu: GluOp = operation("glu(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) => {
  const node = floatTensor("glu", x)
  const { axis, size } = halved(node.shape, dim)
  return times(part(node, axis, 0, size), sigmoid(part(node, axis, size, size)))
})

/**
 * Each element, times the weight where it is not above 0; `prelu(weight)` waits for its tensor.
 *
 * The weight has one number for each channel (dim 1), or one for all; dtypes promote to a float. The gradient at 0 is
 * the weight's. Errors: ShapeError for a weight of another shape. PyTorch: `torch.nn.functional.prelu`.
 * @example
 * ```ts
 * import { prelu, tensor, toArray } from "tuplet"
 * toArray(prelu(tensor([[-2, -2, 3]]), tensor([0.5, 0.25, 1]))) // [[-1, -0.5, 3]]
 * ```
 */
export const prelu: PreluOp = operation("prelu(x, weight)", twoTensors, (x: unknown, weight: unknown) => {
  const [node, slope] = inCommonDType([assertTensor("prelu", x), assertTensor("prelu", weight)])
  assertFloat("prelu", node.dtype)
  const slopes = broadcastTo(overChannels(node.shape, slope), node.shape)
  return withSlopes(choose(is(node, "gt", 0), node, times(node, slopes)), [node, slopes], (_, args) => {
    const [at, factor] = args as [Node, Node]
    const isPositive = is(at, "gt", 0)
    return [choose(isPositive, 1, factor), choose(isPositive, 0, at)]
  })
})

// internal

/** The weight beside the axis of the channels. */
const overChannels = (shape: readonly number[], weight: Node): Node => {
  const channels = shape.length > 1 ? (shape[1] as number) : 1
  const count = sizeOf(weight.shape)
  if (weight.shape.length > 1 || (count !== 1 && count !== channels)) {
    throw new ShapeError(channelWeightMessage(shape, channels, weight.shape))
  }
  const place = count === 1 ? shape.map(() => 1) : shape.map((_, axis) => (axis === 1 ? count : 1))
  return reshape(weight, place)
}
