/** @file Residual blocks. */
import type { ResidualMessage } from "../../types/layer-messages.js"
import type { ResidualOp } from "../../types/residual.js"
import type { AnyTensor, Shape } from "../../types/tensor.js"
import { add } from "../api/binary.js"
import { isTensor } from "../api/handle.js"
import { sameShape } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { block } from "./block.js"
import { type Part, partsOf, type Step } from "./part.js"
import { inOrder } from "./sequential.js"
import { takenBy, through } from "./walk.js"
import { alike, patternOf, type Width, widthAfter, widthTaken } from "./width.js"

/**
 * A model that adds what its layers make of the input to the input: x + f(x), with f the layers in order.
 * The shapes must be equal: nothing is broadcast.
 *
 * Parameters: as of `sequential`, a list with one entry a layer.
 * Errors: ShapeError where the layers change the shape, when the model is built or at last when it is applied.
 * PyTorch: `x + self.layers(x)`.
 * @example
 * ```ts
 * import { key, ones, relu } from "tuplet"
 * import { linear, residual, sequential } from "tuplet/nn"
 * const net = sequential(linear(64, 32), residual(linear(32, 128), relu, linear(128, 32)), linear(32, 10))
 * net.apply(net.init(key(0)), ones([8, 64])).shape // [8, 10]
 * ```
 */
export const residual = ((...layers: readonly unknown[]): Part => {
  const parts = partsOf("residual", layers)
  const inside = inOrder(parts.length)
  const around = (before: Width | "indices"): Width => {
    const after = through(parts)(before)
    const known = before === "indices" ? undefined : before
    if (!alike(known, after)) throw new ShapeError(residualMessage(patternOf(known), patternOf(after)))
    return known ?? after
  }
  const taken = takenBy(parts)
  around(taken === "any" ? undefined : taken)
  const compute = (step: Step, x: unknown): AnyTensor => {
    if (!isTensor(x)) throw new TypeError(`residual: expected a tensor, got ${describe(x)}`)
    const result = inside(step, x)
    if (!sameShape(x.shape as readonly number[], result.shape as readonly number[])) {
      throw new ShapeError(residualMessage(x.shape, result.shape))
    }
    return add(x, result)
  }
  return block("residual", parts, compute, { [widthAfter]: around, [widthTaken]: () => taken })
}) as unknown as ResidualOp

// internal

const residualMessage = (before: Shape, after: Shape): ResidualMessage<Shape, Shape> =>
  `residual: the layers turn ${show(before)} into ${show(after)}, which can't be added to it` as ResidualMessage<
    Shape,
    Shape
  >
