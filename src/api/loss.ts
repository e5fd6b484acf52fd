/** @file Negative log-likelihood and cross-entropy of classes. */
import type { CrossEntropyOp, MultiMarginLossOp, NllLossOp } from "../../types/call/loss.js"
import { broadcastTo, cast, checkIndex, iota, reduce, reshape, sameShape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { isFloat } from "../shape/dtype.js"
import { needsIndices } from "../shape/dtype-messages.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { probabilitiesMessage, targetMessage, weightMessage } from "../shape/loss-messages.js"
import { assertInteger, describe } from "../shape/operand.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"
import { operation, tensorAndTarget } from "./dual.js"
import { along, choose, is, minus, over, plus, times } from "./expression.js"
import { assertReduction, type Reduction, reducedLoss, totalLoss } from "./loss-reduction.js"
import { assertTensor, floatTensor } from "./operand.js"
import { logSoftmaxNode } from "./softmax.js"

/**
 * The negative log-likelihood of class indices, given log-probabilities; `nllLoss(target, options)` waits for them.
 *
 * [N, C] with [N] targets, [N, C, ...] with [N, ...], or [C] with a scalar; floats, and targets of int32.
 * `reduction`: "mean" (by weight, over targets that count), "sum" or "none"; `ignoreIndex` (-100) marks targets
 * that don't count; `weight` [C] scales classes.
 * Errors: ShapeError, DTypeError; IndexError when evaluated with a class that does not exist.
 * PyTorch: `torch.nn.functional.nll_loss`.
 * @example
 * ```ts
 * import { logSoftmax, nllLoss, tensor, toArray } from "tuplet"
 * const logp = logSoftmax(tensor([[1, 2, 3], [3, 2, 1]]), -1)
 * toArray(nllLoss(logp, tensor([2, 0], "int32"))) // 0.4076
 * ```
 */
export const nllLoss: NllLossOp = operation(
  "nllLoss(logp, target, options)",
  tensorAndTarget,
  (logp: unknown, target: unknown, options: unknown) => {
    const given = readOptions("nllLoss", options, defaults)
    const input = assertInput("nllLoss", logp)
    return likelihood(input, problem("nllLoss", input, target, given), given.reduction as Reduction)
  },
)

/**
 * The cross-entropy of classes, given logits: nllLoss of logSoftmax, to the bit; `crossEntropy(target, options)` waits.
 *
 * [N, C] logits with [N] targets, [N, C, ...] with [N, ...], or [C] with a scalar; targets are int32. Targets of float
 * are probabilities, one for each logit.
 * `reduction`: "mean" (by weight, over targets that count; of probabilities over all), "sum" or "none"; `ignoreIndex`
 * (-100) marks indices that don't count; `weight` [C] scales classes; `labelSmoothing` (0) is the share of the target
 * spread over all classes.
 * Errors: ShapeError, DTypeError; IndexError when evaluated with a class that does not exist.
 * PyTorch: `torch.nn.functional.cross_entropy`. JAX: `optax.softmax_cross_entropy_with_integer_labels`.
 * @example
 * ```ts
 * import { crossEntropy, tensor, toArray } from "tuplet"
 * const logits = tensor([[1, 2, 3], [3, 2, 1]])
 * const target = tensor([2, 1], "int32")
 * toArray(crossEntropy(logits, target)) // 0.9076
 * toArray(crossEntropy(logits, target, { reduction: "none" })) // [0.4076, 1.4076]
 * ```
 */
export const crossEntropy: CrossEntropyOp = operation(
  "crossEntropy(logits, target, options)",
  tensorAndTarget,
  (logits: unknown, target: unknown, options: unknown) => {
    const { labelSmoothing, ...given } = readOptions("crossEntropy", options, { ...defaults, labelSmoothing: 0 })
    if (typeof labelSmoothing !== "number" || !(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new RangeError(`crossEntropy: labelSmoothing is from 0 to 1, got ${describe(labelSmoothing)}`)
    }
    const input = assertInput("crossEntropy", logits)
    const wanted = assertTensor("crossEntropy", target)
    if (isFloat(wanted.dtype)) return ofProbabilities(input, wanted, given, labelSmoothing)
    const checked = problem("crossEntropy", input, target, given)
    const logp = logSoftmaxNode(input, checked.axis)
    const reduction = given.reduction as Reduction
    const sharp = likelihood(logp, checked, reduction)
    return labelSmoothing === 0 ? sharp : smoothed(labelSmoothing, sharp, logp, checked, reduction)
  },
)

/**
 * What the score of the target's class lacks to exceed every other by `margin`, to the power of `p`, over the number of
 * classes; `multiMarginLoss(target, options)` waits for the scores.
 *
 * Σ max(0, margin - x[t] + x[c])ᵖ / C over the classes c ≠ t. Shapes and targets as in nllLoss. `margin` (1); `p`, 1
 * (unless given) or 2; `weight` [C] scales classes; `reduction`: "mean" (over targets that count, whatever their
 * weights), "sum" or "none"; `ignoreIndex` (-100).
 * Errors: ShapeError, DTypeError; RangeError for `p`; IndexError when evaluated with a class that does not exist.
 * PyTorch: `torch.nn.functional.multi_margin_loss`.
 * @example
 * ```ts
 * import { multiMarginLoss, tensor, toArray } from "tuplet"
 * toArray(multiMarginLoss(tensor([[0.5, 1, 2]]), tensor([1], "int32"))) // 0.8333
 * ```
 */
export const multiMarginLoss: MultiMarginLossOp = operation(
  "multiMarginLoss(scores, target, options)",
  tensorAndTarget,
  (scores: unknown, target: unknown, options: unknown) => {
    const op = "multiMarginLoss"
    const { margin, p, ...given } = readOptions(op, options, { ...defaults, margin: 1, p: 1 })
    if (p !== 1 && p !== 2) throw new RangeError(`${op}: p is 1 or 2, got ${describe(p)}`)
    const input = assertInput(op, scores)
    const checked = problem(op, input, target, given)
    const { axis, hit, valid, weights } = checked
    const wanted = along(atClass(input, checked), [axis], input.shape)
    const gap = plus(minus(input, wanted), assertNumber(op, "margin", margin))
    // no gradient at 0, as in PyTorch
    const lack = choose(hit, 0, choose(is(gap, "le", 0), 0, gap))
    const total = over(reduce("sum", p === 1 ? lack : times(lack, lack), [axis]), input.shape[axis] as number)
    const losses = choose(valid, weights === undefined ? total : times(total, atClass(weights, checked)), 0)
    return reduced(losses, { ...checked, weights: undefined }, given.reduction as Reduction)
  },
)

/** The scores of classes, which are not a scalar. */
export const assertInput = (op: string, x: unknown): Node => {
  const node = floatTensor(op, x)
  if (node.shape.length === 0) throw new ShapeError(`${op}: needs rank >= 1, got ${show(node.shape)}`)
  return node
}

export const classAxis = (input: Node): number => (input.shape.length === 1 ? 0 : 1)

// internal

interface Given {
  readonly reduction: unknown
  readonly ignoreIndex: unknown
  readonly weight: unknown
}

const defaults: Given = { reduction: "mean", ignoreIndex: -100, weight: undefined }

/** What the arguments say, checked. */
interface Problem {
  readonly axis: number
  /** Where an element's class is, over the input's shape; nowhere for ignored elements. */
  readonly hit: Node
  /** The elements that count, over the target's shape. */
  readonly valid: Node
  /** Class weights over the input's shape. */
  readonly weights: Node | undefined
}

const problem = (op: string, input: Node, target: unknown, given: Given): Problem => {
  const axis = classAxis(input)
  const classes = input.shape[axis] as number
  const wanted = input.shape.filter((_, i) => i !== axis)
  const indices = assertTensor(op, target)
  if (indices.dtype !== "int32") throw new DTypeError(needsIndices(op, indices.dtype))
  if (!sameShape(indices.shape, wanted)) throw new ShapeError(targetMessage(op, input.shape, wanted, indices.shape))
  assertReduction(op, given.reduction)
  const ignore = assertInteger(op, "ignoreIndex", given.ignoreIndex)
  const checked = checkIndex(indices, classes, op, ignore)
  const valid = is(checked, "ne", ignore)
  const isClass = ignore >= 0 && ignore < classes
  const counted = isClass ? choose(valid, checked, -1) : checked
  const hit = is(iota(input.shape, axis), "eq", along(counted, [axis], input.shape))
  return { axis, hit, valid, weights: weightsOf(op, given.weight, input, axis) }
}

const weightsOf = (op: string, weight: unknown, input: Node, axis: number): Node | undefined => {
  if (weight === undefined) return undefined
  const node = floatTensor(`${op}: weight`, weight)
  const classes = input.shape[axis] as number
  if (!sameShape(node.shape, [classes])) throw new ShapeError(weightMessage(op, node.shape, classes))
  const alone = input.shape.map((_, i) => (i === axis ? classes : 1))
  return broadcastTo(reshape(cast(node, input.dtype), alone), input.shape)
}

/** The minus log-probability of each target's class, weighted. */
const likelihood = (logp: Node, checked: Problem, reduction: Reduction): Node => {
  const losses = lossOf(atClass(logp, checked))
  const { weights } = checked
  const weighted = weights === undefined ? losses : times(losses, atClass(weights, checked))
  return reduced(weighted, checked, reduction)
}

/** PyTorch's label smoothing: a share of the loss is that of a target spread evenly over the classes. */
const smoothed = (share: number, sharp: Node, logp: Node, checked: Problem, reduction: Reduction): Node => {
  const { axis, valid, weights } = checked
  const spread = lossOf(reduce("sum", weights === undefined ? logp : times(logp, weights), [axis]))
  const even = reduced(choose(valid, spread, 0), checked, reduction)
  return plus(times(sharp, 1 - share), times(even, share / (logp.shape[axis] as number)))
}

/** PyTorch's mean is over places, whatever the weights of the classes. */
const ofProbabilities = (input: Node, target: Node, given: Given, smoothing: number): Node => {
  const op = "crossEntropy"
  if (!sameShape(input.shape, target.shape)) throw new ShapeError(probabilitiesMessage(input.shape, target.shape))
  const reduction = assertReduction(op, given.reduction)
  const axis = classAxis(input)
  const classes = input.shape[axis] as number
  const logp = logSoftmaxNode(input, axis)
  const sharp = cast(target, input.dtype)
  const wanted = smoothing === 0 ? sharp : plus(times(sharp, 1 - smoothing), smoothing / classes)
  const weights = weightsOf(op, given.weight, input, axis)
  const terms = times(logp, weights === undefined ? wanted : times(wanted, weights))
  return reducedLoss(lossOf(reduce("sum", terms, [axis])), reduction)
}

/** What x has for each target's class; chosen, not multiplied by 0 and 1: other classes may be at -Infinity. */
const atClass = (x: Node, { axis, hit }: Problem): Node => reduce("sum", choose(hit, x, 0), [axis])

/** The mean is by weight, over the targets that count. */
const reduced = (losses: Node, checked: Problem, reduction: Reduction): Node => {
  if (reduction !== "mean") return reducedLoss(losses, reduction)
  const { valid, weights } = checked
  const counts = weights === undefined ? cast(valid, losses.dtype) : atClass(weights, checked)
  return over(totalLoss(losses), totalLoss(counts))
}

/** 0 - x: the loss of an ignored element is 0, not -0. */
const lossOf = (logp: Node): Node => minus(0, logp)
