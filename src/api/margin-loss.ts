/** @file Losses that ask for a margin: between a pair that is alike and one that is not. */
import type { HingeEmbeddingLossOp } from "../../types/call/pair-loss.js"
import type {
  CosineEmbeddingLossOp,
  MarginRankingLossOp,
  TripletMarginLossOp,
  TripletMarginWithDistanceLossOp,
} from "../../types/call/triple-loss.js"
import { broadcastTo, reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { assertEqualRanks, assertPairTargets } from "../shape/loss.js"
import { rankMessage } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { operation, tensorAndTarget, threeTensors } from "./dual.js"
import { choose, is, minus, notBelowZero, of, over, plus, smaller, times } from "./expression.js"
import { lengthOf } from "./length.js"
import { lossOperands } from "./loss-operand.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"
import { assertTensor, floatTensor, inCommonDType, inCommonShape } from "./operand.js"

/**
 * The distance of a pair where the target is 1, and what it lacks to the `margin` where it is -1;
 * `hingeEmbeddingLoss(target, options)` waits for the distances.
 *
 * x where t is 1, max(0, margin - x) where t is -1, the sum of both for other targets. `margin` (1); `reduction`:
 * "mean", "sum" or "none". Shapes broadcast, dtypes promote; the distances are float.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for distances of int32 or bool.
 * PyTorch: `torch.nn.functional.hinge_embedding_loss`.
 * @example
 * ```ts
 * import { hingeEmbeddingLoss, tensor, toArray } from "tuplet"
 * const target = tensor([1, -1, -1])
 * toArray(hingeEmbeddingLoss(tensor([2, 0.25, 3]), target, { reduction: "none" })) // [2, 0.75, 0]
 * ```
 */
export const hingeEmbeddingLoss: HingeEmbeddingLossOp = operation(
  "hingeEmbeddingLoss(x, target, options)",
  tensorAndTarget,
  (x: unknown, target: unknown, options: unknown) => {
    const op = "hingeEmbeddingLoss"
    const { reduction, margin } = readOptions(op, options, { reduction: "mean", margin: 1 })
    const [input, wanted] = lossOperands(op, x, target)
    const apart = choose(is(wanted, "ne", 1), notBelowZero(minus(assertNumber(op, "margin", margin), input)), 0)
    const alike = choose(is(wanted, "ne", -1), input, 0)
    return reducedLoss(plus(alike, apart), assertReduction(op, reduction))
  },
)

/**
 * How far two scores are from the order that the target asks for, max(0, -t · (x1 - x2) + margin): 1 asks for a larger
 * first one, -1 for a larger second one; `marginRankingLoss(x2, target, options)` waits for the first.
 *
 * `margin` (0); `reduction`: "mean", "sum" or "none". Shapes of one rank broadcast, dtypes promote; the scores are
 * float.
 * Errors: ShapeError for ranks that differ, or shapes that don't broadcast; DTypeError for scores of int32 or bool.
 * PyTorch: `torch.nn.functional.margin_ranking_loss`.
 * @example
 * ```ts
 * import { marginRankingLoss, tensor, toArray } from "tuplet"
 * const [a, b] = [tensor([1, 2]), tensor([3, 1])]
 * toArray(marginRankingLoss(a, b, tensor([1, 1]), { reduction: "none" })) // [2, 0]
 * ```
 */
export const marginRankingLoss: MarginRankingLossOp = operation(
  "marginRankingLoss(x1, x2, target, options)",
  threeTensors,
  (x1: unknown, x2: unknown, target: unknown, options: unknown) => {
    const op = "marginRankingLoss"
    const { reduction, margin } = readOptions(op, options, { reduction: "mean", margin: 0 })
    const [first, second, wanted] = inCommonDType([floatTensor(op, x1), floatTensor(op, x2), assertTensor(op, target)])
    assertEqualRanks(op, first.shape, second.shape)
    assertEqualRanks(op, first.shape, wanted.shape)
    const [a, b, t] = inCommonShape(op, [first, second, wanted])
    const gap = times(of("neg", t), minus(a, b))
    return reducedLoss(notBelowZero(plus(gap, assertNumber(op, "margin", margin))), assertReduction(op, reduction))
  },
)

/**
 * 1 less the cosine of two vectors where the target is 1, what the cosine exceeds `margin` by where it is -1;
 * `cosineEmbeddingLoss(x2, target, options)` waits for the first vectors.
 *
 * [N, D] and [N, D] with targets [N], or [D] and [D] with a scalar. `margin` (0); `reduction`: "mean", "sum" or "none".
 * Dtypes promote; the vectors are float. Squared lengths are 1e-12 more than they are, so that the cosine of nothing is
 * 0.
 * Errors: ShapeError for other shapes; DTypeError for vectors of int32 or bool.
 * PyTorch: `torch.nn.functional.cosine_embedding_loss`.
 * @example
 * ```ts
 * import { cosineEmbeddingLoss, tensor, toArray } from "tuplet"
 * const [a, b] = [tensor([[1, 0], [1, 0]]), tensor([[0, 2], [3, 0]])]
 * toArray(cosineEmbeddingLoss(a, b, tensor([1, -1]), { reduction: "none" })) // [1, 1]
 * ```
 */
export const cosineEmbeddingLoss: CosineEmbeddingLossOp = operation(
  "cosineEmbeddingLoss(x1, x2, target, options)",
  threeTensors,
  (x1: unknown, x2: unknown, target: unknown, options: unknown) => {
    const op = "cosineEmbeddingLoss"
    const { reduction, margin } = readOptions(op, options, { reduction: "mean", margin: 0 })
    const [first, second, wanted] = inCommonDType([floatTensor(op, x1), floatTensor(op, x2), assertTensor(op, target)])
    const shape = assertPairTargets(first.shape, second.shape, wanted.shape)
    const [a, b] = [broadcastTo(first, shape), broadcastTo(second, shape)]
    const sum = (x: Node) => reduce("sum", x, [shape.length - 1])
    const product = times(plus(sum(times(a, a)), 1e-12), plus(sum(times(b, b)), 1e-12))
    const cosine = over(sum(times(a, b)), of("sqrt", product))
    const apart = notBelowZero(minus(cosine, assertNumber(op, "margin", margin)))
    const losses = plus(choose(is(wanted, "eq", 1), minus(1, cosine), 0), choose(is(wanted, "eq", -1), apart, 0))
    return reducedLoss(losses, assertReduction(op, reduction))
  },
)

/**
 * What the distance to a negative lacks to exceed that to a positive by `margin`, max(0, d(a, p) - d(a, n) + margin);
 * `tripletMarginLoss(positive, negative, options)` waits for the anchors.
 *
 * [..., D] each, of one rank, broadcast; the losses are [...]. d is the `p`-norm (2) of the difference, `eps` (1e-6)
 * added to its elements. `margin` (1); `swap` (false): the negative's distance is that to the positive, if it is
 * smaller; `reduction`: "mean", "sum" or "none". Floats, promoted.
 * Errors: ShapeError for ranks that differ, scalars, or shapes that don't broadcast; DTypeError for int32 or bool.
 * PyTorch: `torch.nn.functional.triplet_margin_loss`. JAX: `optax.losses.triplet_margin_loss`.
 * @example
 * ```ts
 * import { tensor, toArray, tripletMarginLoss } from "tuplet"
 * const [a, p, n] = [tensor([[0, 0]]), tensor([[3, 4]]), tensor([[0, 2]])]
 * toArray(tripletMarginLoss(a, p, n)) // 4.000
 * ```
 */
export const tripletMarginLoss: TripletMarginLossOp = operation(
  "tripletMarginLoss(anchor, positive, negative, options)",
  threeTensors,
  (anchor: unknown, positive: unknown, negative: unknown, options: unknown) => {
    const op = "tripletMarginLoss"
    const { reduction, margin, p, eps, swap } = readOptions(op, options, {
      reduction: "mean",
      margin: 1,
      p: 2,
      eps: 1e-6,
      swap: false,
    })
    const apart = distanceBy(assertNumber(op, "p", p), assertNumber(op, "eps", eps))
    const gaps = tripletGaps(op, [anchor, positive, negative], apart, margin, swap)
    return reducedLoss(notBelowZero(gaps), assertReduction(op, reduction))
  },
)

/**
 * tripletMarginLoss with a distance of one's own, max(0, d(a, p) - d(a, n) + margin);
 * `tripletMarginWithDistanceLoss(positive, negative, options)` waits for the anchors.
 *
 * `distanceFunction` takes two tensors of the common shape and dtype, and gives their distances, of floats, which the
 * losses have the shape of; the 2-norm of the difference, [..., D] to [...], unless given. `margin` (1); `swap` (false)
 * as in tripletMarginLoss; `reduction`: "mean", "sum" or "none". Shapes of one rank broadcast. Floats, promoted.
 * Errors: ShapeError for ranks that differ, scalars, or shapes that don't broadcast; DTypeError for int32 or bool.
 * PyTorch: `torch.nn.functional.triplet_margin_with_distance_loss`.
 * @example
 * ```ts
 * import { abs, sub, sum, tensor, toArray, tripletMarginWithDistanceLoss } from "tuplet"
 * const [a, p, n] = [tensor([[0, 0]]), tensor([[3, 4]]), tensor([[0, 2]])]
 * toArray(tripletMarginWithDistanceLoss(a, p, n, { distanceFunction: (x, y) => sum(abs(sub(x, y)), -1) })) // 6
 * ```
 */
export const tripletMarginWithDistanceLoss: TripletMarginWithDistanceLossOp = operation(
  "tripletMarginWithDistanceLoss(anchor, positive, negative, options)",
  threeTensors,
  (anchor: unknown, positive: unknown, negative: unknown, options: unknown) => {
    const op = "tripletMarginWithDistanceLoss"
    const { reduction, margin, swap, distanceFunction } = readOptions(op, options, {
      reduction: "mean",
      margin: 1,
      swap: false,
      distanceFunction: undefined as unknown,
    })
    if (distanceFunction !== undefined && typeof distanceFunction !== "function") {
      throw new TypeError(`${op}: distanceFunction is a function, got ${describe(distanceFunction)}`)
    }
    const apart = (distanceFunction ?? distanceBy(2, 1e-6)) as Distance
    const gaps = tripletGaps(op, [anchor, positive, negative], apart, margin, swap)
    return reducedLoss(notBelowZero(gaps), assertReduction(op, reduction))
  },
)

// internal

type Distance = (a: Node, b: Node) => unknown

const distanceBy =
  (p: number, eps: number): Distance =>
  (x, y) =>
    lengthOf(plus(minus(x, y), eps), p, [x.shape.length - 1])

/** d(a, p) - d(a, n) + margin */
const tripletGaps = (
  op: string,
  triplet: readonly [unknown, unknown, unknown],
  distance: Distance,
  margin: unknown,
  swap: unknown,
): Node => {
  const given = inCommonDType(triplet.map((x) => floatTensor(op, x)) as [Node, Node, Node])
  if (given[0].shape.length === 0) throw new ShapeError(rankMessage(op, 1, given[0].shape))
  assertEqualRanks(op, given[0].shape, given[1].shape)
  assertEqualRanks(op, given[0].shape, given[2].shape)
  const [a, b, c] = inCommonShape(op, given)
  const between = (x: Node, y: Node): Node => floatTensor(`${op}: distanceFunction`, distance(x, y))
  const away = between(a, c)
  const nearest = assertBoolean(op, "swap", swap) ? smaller(away, between(b, c)) : away
  return plus(minus(between(a, b), nearest), assertNumber(op, "margin", margin))
}
