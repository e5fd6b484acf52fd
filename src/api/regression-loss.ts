/** @file Losses of numbers against numbers: how far a prediction is from its target. */
import type { HuberLossOp, L1LossOp, MseLossOp, SmoothL1LossOp } from "../../types/call/pair-loss.js"
import type { Node } from "../graph/node.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { operation, tensorAndTarget } from "./dual.js"
import { choose, is, minus, of, times } from "./expression.js"
import { lossOperands } from "./loss-operand.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"

/**
 * The squared difference to the target; `mseLoss(target, options)` waits for the prediction.
 *
 * Shapes broadcast, dtypes promote; the prediction is float. `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError where shapes don't broadcast; DTypeError for a prediction of int32 or bool.
 * PyTorch: `torch.nn.functional.mse_loss`. JAX: `optax.losses.squared_error`.
 * @example
 * ```ts
 * import { mseLoss, tensor, toArray } from "tuplet"
 * toArray(mseLoss(tensor([1, 2]), tensor([3, 2]))) // 2
 * ```
 */
export const mseLoss: MseLossOp = operation(
  "mseLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const reduction = assertReduction("mseLoss", readOptions("mseLoss", options, { reduction: "mean" }).reduction)
    const [input, wanted] = lossOperands("mseLoss", x, target)
    const difference = minus(input, wanted)
    return reducedLoss(times(difference, difference), reduction)
  },
)

/**
 * The absolute difference to the target; `l1Loss(target, options)` waits for the prediction.
 *
 * Shapes broadcast, dtypes promote; the prediction is float. `reduction`: "mean", "sum" or "none". Its gradient at 0 is
 * 0.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for a prediction of int32 or bool.
 * PyTorch: `torch.nn.functional.l1_loss`.
 * @example
 * ```ts
 * import { l1Loss, tensor, toArray } from "tuplet"
 * toArray(l1Loss(tensor([1, 2]), tensor([3, 2]), { reduction: "none" })) // [2, 0]
 * ```
 */
export const l1Loss: L1LossOp = operation(
  "l1Loss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const reduction = assertReduction("l1Loss", readOptions("l1Loss", options, { reduction: "mean" }).reduction)
    return reducedLoss(of("abs", minus(...lossOperands("l1Loss", x, target))), reduction)
  },
)

/**
 * The absolute difference to the target, less half of `beta`, and below `beta` a parabola that meets it;
 * `smoothL1Loss(target, options)` waits for the prediction.
 *
 * d < β: ½ d² / β; else d - ½ β. Shapes broadcast, dtypes promote; the prediction is float. `beta` (1) is at least 0,
 * where the loss is l1Loss; `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError where shapes don't broadcast; DTypeError for a prediction of int32 or bool; RangeError for `beta`.
 * PyTorch: `torch.nn.functional.smooth_l1_loss`.
 * @example
 * ```ts
 * import { smoothL1Loss, tensor, toArray } from "tuplet"
 * toArray(smoothL1Loss(tensor([0.5, 3]), tensor([0, 0]), { reduction: "none" })) // [0.125, 2.5]
 * ```
 */
export const smoothL1Loss: SmoothL1LossOp = operation(
  "smoothL1Loss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const { reduction, beta } = readOptions("smoothL1Loss", options, { reduction: "mean", beta: 1 })
    if (typeof beta !== "number" || !(beta >= 0)) {
      throw new RangeError(`smoothL1Loss: beta is a number of at least 0, got ${describe(beta)}`)
    }
    const difference = minus(...lossOperands("smoothL1Loss", x, target))
    const far = of("abs", difference)
    const isNear = is(far, "lt", beta)
    const losses = beta === 0 ? far : choose(isNear, parabola(difference, isNear, 0.5 / beta), minus(far, 0.5 * beta))
    return reducedLoss(losses, assertReduction("smoothL1Loss", reduction))
  },
)

/**
 * Half of the squared difference to the target, and from `delta` on a line that continues it;
 * `huberLoss(target, options)` waits for the prediction.
 *
 * d ≤ δ: ½ d²; else δ (d - ½ δ). Shapes broadcast, dtypes promote; the prediction is float. `delta` (1) is above 0;
 * `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError where shapes don't broadcast; DTypeError for a prediction of int32 or bool; RangeError for
 * `delta`.
 * PyTorch: `torch.nn.functional.huber_loss`. JAX: `optax.losses.huber_loss`.
 * @example
 * ```ts
 * import { huberLoss, tensor, toArray } from "tuplet"
 * toArray(huberLoss(tensor([1, 4]), tensor([0, 0]), { delta: 2, reduction: "none" })) // [0.5, 6]
 * ```
 */
export const huberLoss: HuberLossOp = operation(
  "huberLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const { reduction, delta } = readOptions("huberLoss", options, { reduction: "mean", delta: 1 })
    if (typeof delta !== "number" || !(delta > 0)) {
      throw new RangeError(`huberLoss: delta is a number above 0, got ${describe(delta)}`)
    }
    const difference = minus(...lossOperands("huberLoss", x, target))
    const far = of("abs", difference)
    const isNear = is(far, "le", delta)
    const losses = choose(isNear, parabola(difference, isNear, 0.5), times(minus(far, 0.5 * delta), delta))
    return reducedLoss(losses, assertReduction("huberLoss", reduction))
  },
)

// internal

/** Nothing far away is squared: its gradient would be 0 · ∞. */
const parabola = (difference: Node, isNear: Node, factor: number): Node => {
  const near = choose(isNear, difference, 0)
  return times(times(near, near), factor)
}
