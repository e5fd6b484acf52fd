/** @file The margin loss of several classes at once, of which the target is a list. */
import type { MultilabelMarginLossOp } from "../../types/call/loss.js"
import { binary, cast, checkIndex, iota, reduce, sameShape } from "../graph/infer.js"
import { scan } from "../primitives/scan.js"
import { needsIndices } from "../shape/dtype-messages.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { sameTargetMessage } from "../shape/loss-messages.js"
import { readOptions } from "../shape/options.js"
import { operation, tensorAndTarget } from "./dual.js"
import { along, choose, is, minus, over, plus } from "./expression.js"
import { assertInput, classAxis } from "./loss.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"
import { assertTensor } from "./operand.js"

/**
 * What the scores of the target's classes lack to exceed each of the others by 1, over the number of classes;
 * `multilabelMarginLoss(target, options)` waits for the scores.
 *
 * Σ max(0, 1 - x[t] + x[c]) / C over the target's classes t and the classes c that are none of them. [N, C] scores, or
 * [N, C, ...], or [C]; int32 targets of the same shape are lists of classes, each ended by its first -1: what follows
 * it counts for nothing. Losses are [N, ...]; `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError, DTypeError; IndexError when evaluated with a class that does not exist.
 * PyTorch: `torch.nn.functional.multilabel_margin_loss`.
 * @example
 * ```ts
 * import { multilabelMarginLoss, tensor, toArray } from "tuplet"
 * const target = tensor([[3, 0, -1, 1]], "int32")
 * toArray(multilabelMarginLoss(tensor([[0.1, 0.2, 0.4, 0.8]]), target)) // 0.85
 * ```
 */
export const multilabelMarginLoss: MultilabelMarginLossOp = operation(
  "multilabelMarginLoss(scores, target, options)",
  tensorAndTarget,
  (scores: unknown, target: unknown, options: unknown) => {
    const op = "multilabelMarginLoss"
    const reduction = assertReduction(op, readOptions(op, options, { reduction: "mean" }).reduction)
    const input = assertInput(op, scores)
    const indices = assertTensor(op, target)
    if (indices.dtype !== "int32") throw new DTypeError(needsIndices(op, indices.dtype))
    if (!sameShape(input.shape, indices.shape)) throw new ShapeError(sameTargetMessage(op, input.shape, indices.shape))
    const axis = classAxis(input)
    const classes = input.shape[axis] as number
    // every place of a list beside every class
    const pairs = input.shape.toSpliced(axis, 0, classes)
    const listed = checkIndex(indices, classes, op, -1)
    const isListed = is(scan("min", listed, axis), "ge", 0)
    const hit = is(iota(pairs, axis + 1), "eq", along(choose(isListed, listed, -1), [axis + 1], pairs))
    const others = along(input, [axis], pairs)
    const wanted = reduce("sum", choose(hit, others, 0), [axis + 1])
    const isOther = is(reduce("sum", cast(hit, "int32"), [axis]), "eq", 0)
    const gap = minus(plus(others, 1), along(wanted, [axis + 1], pairs))
    const isPair = binary("and", along(isListed, [axis + 1], pairs), along(isOther, [axis], pairs))
    // no gradient at 0, as in PyTorch
    const lack = choose(isPair, choose(is(gap, "le", 0), 0, gap), 0)
    return reducedLoss(over(reduce("sum", lack, [axis, axis + 1]), classes), reduction)
  },
)
