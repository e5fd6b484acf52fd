/** @file Losses of scores whose signs are asked for: of one class, and of many at once. */
import type { MultilabelSoftMarginLossOp, SoftMarginLossOp } from "../../types/call/pair-loss.js"
import { reduce } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { rankMessage } from "../shape/messages.js"
import { readOptions } from "../shape/options.js"
import { ofLogits, weighted } from "./binary-loss.js"
import { operation, tensorAndTarget } from "./dual.js"
import { larger, of, over, plus, softTail, times } from "./expression.js"
import { equalOperands, lossOperands, lossWeight } from "./loss-operand.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"

/**
 * The logistic loss of scores against targets of 1 and -1, log(1 + exp(-t · x)), stable at any size;
 * `softMarginLoss(target, options)` waits for the scores.
 *
 * Shapes broadcast, dtypes promote; the scores are float. `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError where shapes don't broadcast; DTypeError for scores of int32 or bool.
 * PyTorch: `torch.nn.functional.soft_margin_loss`, which overflows.
 * @example
 * ```ts
 * import { softMarginLoss, tensor, toArray } from "tuplet"
 * toArray(softMarginLoss(tensor([0, -200]), tensor([1, 1]), { reduction: "none" })) // [0.693147, 200]
 * ```
 */
export const softMarginLoss: SoftMarginLossOp = operation(
  "softMarginLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "softMarginLoss"
    const { reduction } = readOptions(op, options, { reduction: "mean" })
    const [input, wanted] = lossOperands(op, x, target)
    const wrong = times(of("neg", wanted), input)
    return reducedLoss(plus(larger(wrong, 0), softTail(wrong)), assertReduction(op, reduction))
  },
)

/**
 * The mean over the last dim of the binary cross-entropy of logits: each class is there or not;
 * `multilabelSoftMarginLoss(target, options)` waits for the logits.
 *
 * [..., C] logits and targets from 0 to 1, losses [...]. One shape; dtypes promote, the logits are float. `weight`
 * scales classes and broadcasts to the logits; `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError for a target of another shape, or scalars; DTypeError for logits of int32 or bool.
 * PyTorch: `torch.nn.functional.multilabel_soft_margin_loss`.
 * @example
 * ```ts
 * import { multilabelSoftMarginLoss, tensor, toArray } from "tuplet"
 * toArray(multilabelSoftMarginLoss(tensor([[0, 200]]), tensor([[1, 0]]), { reduction: "none" })) // [100.3466]
 * ```
 */
export const multilabelSoftMarginLoss: MultilabelSoftMarginLossOp = operation(
  "multilabelSoftMarginLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "multilabelSoftMarginLoss"
    const { reduction, weight } = readOptions(op, options, { reduction: "mean", weight: undefined })
    const [input, wanted] = equalOperands(op, x, target)
    const last = input.shape.length - 1
    if (last < 0) throw new ShapeError(rankMessage(op, 1, input.shape))
    const losses = weighted(ofLogits(input, wanted, undefined), lossWeight(op, "weight", weight, input))
    return reducedLoss(over(reduce("sum", losses, [last]), input.shape[last] as number), assertReduction(op, reduction))
  },
)
