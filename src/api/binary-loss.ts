/** @file The cross-entropy of yes and no: of probabilities, and of logits. */
import type { BinaryCrossEntropyOp, BinaryCrossEntropyWithLogitsOp } from "../../types/call/pair-loss.js"
import type { Node } from "../graph/node.js"
import { log1p } from "../primitives/elementary.js"
import { readOptions } from "../shape/options.js"
import { operation, tensorAndTarget } from "./dual.js"
import { larger, minus, of, over, plus, softTail, times } from "./expression.js"
import { equalOperands, lossWeight } from "./loss-operand.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"
import { type Slopes, withSlopes } from "./stated.js"

/**
 * The negative log-likelihood of a probability, -(t · log x + (1 - t) · log(1 - x));
 * `binaryCrossEntropy(target, options)` waits for the probabilities.
 *
 * One shape; dtypes promote, the probabilities are float. Logarithms end at -100, so that no loss is infinite, and the
 * gradient's denominator x · (1 - x) at 1e-12. `weight` scales the losses and broadcasts to them; `reduction`: "mean",
 * "sum" or "none". Errors: ShapeError for a target of another shape; DTypeError for probabilities of int32 or bool.
 * PyTorch: `torch.nn.functional.binary_cross_entropy`.
 * @example
 * ```ts
 * import { binaryCrossEntropy, tensor, toArray } from "tuplet"
 * toArray(binaryCrossEntropy(tensor([0.5, 0]), tensor([1, 1]), { reduction: "none" })) // [0.693147, 100]
 * ```
 */
export const binaryCrossEntropy: BinaryCrossEntropyOp = operation(
  "binaryCrossEntropy(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "binaryCrossEntropy"
    const given = readOptions(op, options, { reduction: "mean", weight: undefined })
    const [input, wanted] = equalOperands(op, x, target)
    const losses = withSlopes(ofProbabilities(input, wanted), [input, wanted], slopes)
    return reducedLoss(
      weighted(losses, lossWeight(op, "weight", given.weight, losses)),
      assertReduction(op, given.reduction),
    )
  },
)

/**
 * The binary cross-entropy of logits, stable at any size; `binaryCrossEntropyWithLogits(target, options)` waits for
 * them.
 *
 * max(x, 0) - x · t + log(1 + exp(-|x|)). One shape; dtypes promote, the logits are float. `posWeight` scales the
 * losses of targets that are 1, `weight` all of them; both broadcast. `reduction`: "mean", "sum" or "none".
 * Errors: ShapeError for a target of another shape; DTypeError for logits of int32 or bool.
 * PyTorch: `torch.nn.functional.binary_cross_entropy_with_logits`. JAX: `optax.losses.sigmoid_binary_cross_entropy`.
 * @example
 * ```ts
 * import { binaryCrossEntropyWithLogits, tensor, toArray } from "tuplet"
 * const x = tensor([0, 200])
 * toArray(binaryCrossEntropyWithLogits(x, tensor([1, 0]), { reduction: "none" })) // [0.693147, 200]
 * ```
 */
export const binaryCrossEntropyWithLogits: BinaryCrossEntropyWithLogitsOp = operation(
  "binaryCrossEntropyWithLogits(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "binaryCrossEntropyWithLogits"
    const given = readOptions(op, options, {
      reduction: "mean",
      weight: undefined,
      posWeight: undefined,
    })
    const [input, wanted] = equalOperands(op, x, target)
    const losses = ofLogits(input, wanted, lossWeight(op, "posWeight", given.posWeight, input))
    return reducedLoss(
      weighted(losses, lossWeight(op, "weight", given.weight, losses)),
      assertReduction(op, given.reduction),
    )
  },
)

/** Of logits, element by element. The two halves of the maximum's gradient at 0 make it ½, as of the whole. */
export const ofLogits = (x: Node, target: Node, posWeight: Node | undefined): Node => {
  const tail = softTail(x)
  if (posWeight === undefined) return plus(minus(larger(x, 0), times(x, target)), tail)
  const factor = plus(times(minus(posWeight, 1), target), 1)
  return plus(times(minus(1, target), x), times(factor, plus(tail, larger(of("neg", x), 0))))
}

export const weighted = (losses: Node, weight: Node | undefined): Node =>
  weight === undefined ? losses : times(losses, weight)

// internal

const logarithm = (x: Node): Node => larger(of("log", x), -100)
const logarithmOfRest = (x: Node): Node => larger(log1p(of("neg", x)), -100)

const ofProbabilities = (x: Node, target: Node): Node =>
  minus(times(minus(target, 1), logarithmOfRest(x)), times(target, logarithm(x)))

/** PyTorch's derivative: where the logarithm ends, that of the formula would be 0 · ∞. */
const slopes: Slopes = (_, [x, target]) => [
  over(minus(x as Node, target as Node), larger(times(x as Node, minus(1, x as Node)), 1e-12)),
  minus(logarithmOfRest(x as Node), logarithm(x as Node)),
]
