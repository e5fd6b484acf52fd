/**
 * @file Losses that are negative log-likelihoods, or differences of them: of distributions, counts and normal
 * variables.
 */
import type { KlDivOp, PoissonNllLossOp } from "../../types/call/pair-loss.js"
import type { GaussianNllLossOp } from "../../types/call/triple-loss.js"
import { reshapeTo, stopGradient } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { varianceShape } from "../shape/loss.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { operation, tensorAndTarget, threeTensors } from "./dual.js"
import { choose, is, larger, minus, of, over, plus, times } from "./expression.js"
import { lossOperands } from "./loss-operand.js"
import { assertReduction, reducedLoss, totalLoss } from "./loss-reduction.js"
import { assertTensor, floatTensor, inCommonDType, inCommonShape } from "./operand.js"

/**
 * The Kullback-Leibler divergence from log-probabilities x to a target, t · (log t - x); `klDiv(target, options)` waits
 * for the log-probabilities.
 *
 * Shapes broadcast, dtypes promote; the log-probabilities are float. 0 · log 0 is 0. `logTarget` (false): the target
 * holds log-probabilities too. `reduction`: "mean" of all elements, "batchmean" (the sum over the first dim's size,
 * which is the divergence's mean), "sum" or "none". Errors: ShapeError where shapes don't broadcast, and for the
 * batchmean of a scalar; DTypeError for log-probabilities of int32 or bool.
 * PyTorch: `torch.nn.functional.kl_div`. JAX: `optax.losses.kl_divergence`.
 * @example
 * ```ts
 * import { klDiv, log, tensor, toArray } from "tuplet"
 * const x = log(tensor([[0.25, 0.75]]))
 * toArray(klDiv(x, tensor([[1, 0]]), { reduction: "batchmean" })) // 1.386294
 * ```
 */
export const klDiv: KlDivOp = operation(
  "klDiv(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const given = readOptions("klDiv", options, { reduction: "mean", logTarget: false })
    const reduction = assertReduction("klDiv", given.reduction, ["batchmean"])
    const [input, wanted] = lossOperands("klDiv", x, target)
    const losses = assertBoolean("klDiv", "logTarget", given.logTarget)
      ? times(of("exp", wanted), minus(wanted, input))
      : minus(timesLog(wanted), times(wanted, input))
    if (reduction !== "batchmean") return reducedLoss(losses, reduction)
    const [batch] = assertTensor("klDiv", x).shape
    if (batch === undefined) throw new ShapeError('klDiv: a scalar has no batch: use reduction "sum"')
    return over(totalLoss(losses), batch)
  },
)

/**
 * The negative log-likelihood of counts under Poisson distributions; `poissonNllLoss(target, options)` waits for the
 * rates.
 *
 * exp(x) - t · x where `logInput` (true) says that x is the logarithm of the rate, else x - t · log(x + `eps`) (1e-8).
 * `full` (false) adds Stirling's approximation of log t!, t · log t - t + ½ log(2π t), for targets above 1. Shapes
 * broadcast, dtypes promote; the rates are float. `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError where shapes don't broadcast; DTypeError for rates of int32 or bool.
 * PyTorch: `torch.nn.functional.poisson_nll_loss`.
 * @example
 * ```ts
 * import { poissonNllLoss, tensor, toArray } from "tuplet"
 * toArray(poissonNllLoss(tensor([0, 1]), tensor([1, 2]), { reduction: "none" })) // [1, 0.718282]
 * ```
 */
export const poissonNllLoss: PoissonNllLossOp = operation(
  "poissonNllLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "poissonNllLoss"
    const { reduction, logInput, full, eps } = readOptions(op, options, {
      reduction: "mean",
      logInput: true,
      full: false,
      eps: 1e-8,
    })
    const [input, wanted] = lossOperands(op, x, target)
    const losses = assertBoolean(op, "logInput", logInput)
      ? minus(of("exp", input), times(wanted, input))
      : minus(input, times(wanted, of("log", plus(input, assertNumber(op, "eps", eps)))))
    const whole = assertBoolean(op, "full", full) ? plus(losses, stirling(wanted)) : losses
    return reducedLoss(whole, assertReduction(op, reduction))
  },
)

/**
 * The negative log-likelihood of targets under normal distributions of mean x and a variance, ½ (log v + (x - t)² / v);
 * `gaussianNllLoss(target, variance, options)` waits for the means.
 *
 * The target broadcasts. The variance has the shape of the means, or theirs without the last dim, or with 1 there. It
 * counts as `eps` (1e-6) at least, and its gradient as if it had been that. `full` (false) adds ½ log 2π; `reduction`:
 * "mean", "sum" or "none". Floats, promoted. Errors: ShapeError for another variance; DTypeError for int32 or bool; a
 * negative variance, which PyTorch refuses, counts as `eps`.
 * PyTorch: `torch.nn.functional.gaussian_nll_loss`.
 * @example
 * ```ts
 * import { gaussianNllLoss, tensor, toArray } from "tuplet"
 * toArray(gaussianNllLoss(tensor([1, 2]), tensor([2, 2]), tensor([1, 1]))) // 0.25
 * ```
 */
export const gaussianNllLoss: GaussianNllLossOp = operation(
  "gaussianNllLoss(x, target, variance, options)",
  threeTensors,
  (x: unknown, target: unknown, variance: unknown, options: unknown) => {
    const op = "gaussianNllLoss"
    const { reduction, full, eps } = readOptions(op, options, {
      reduction: "mean",
      full: false,
      eps: 1e-6,
    })
    const least = assertNumber(op, "eps", eps)
    if (!(least > 0)) throw new RangeError(`${op}: eps is a number above 0, got ${least}`)
    const given = [floatTensor(op, x), floatTensor(op, target), floatTensor(op, variance)] as const
    const [means, wanted, spread] = inCommonDType(given)
    const ranked = reshapeTo(spread, varianceShape(means.shape, spread.shape))
    const [a, b, v] = inCommonShape(op, [means, wanted, ranked])
    const held = plus(v, stopGradient(minus(larger(v, least), v)))
    const difference = minus(a, b)
    const losses = times(plus(of("log", held), over(times(difference, difference), held)), 0.5)
    const whole = assertBoolean(op, "full", full) ? plus(losses, 0.5 * Math.log(2 * Math.PI)) : losses
    return reducedLoss(whole, assertReduction(op, reduction))
  },
)

// internal

/** t · log t, which is 0 at 0, where its gradient counts as 0. */
const timesLog = (t: Node): Node => {
  const isZero = is(t, "eq", 0)
  return choose(isZero, 0, times(t, of("log", choose(isZero, 1, t))))
}

/** log t! for large t. What is not chosen is computed for 1: of 0 the gradient would be 0 · ∞. */
const stirling = (t: Node): Node => {
  const isLarge = is(t, "gt", 1)
  const large = choose(isLarge, t, 1)
  const log = of("log", large)
  const sum = plus(minus(times(large, log), large), times(plus(log, Math.log(2 * Math.PI)), 0.5))
  return choose(isLarge, sum, 0)
}
