/**
 * @file Metrics: how good predictions are, as functions of logits and classes, which `fit` and `compile` take as they
 * are.
 */
import type { ConfusionOp, F1Options, MetricOp } from "../../types/metric.js"
import type { Tensor } from "../../types/tensor.js"
import { positionsOf } from "../api/argmax.js"
import { along, choose, is, over, plus } from "../api/expression.js"
import { nodeOf, tensorOf, untyped } from "../api/handle.js"
import { crossEntropy } from "../api/loss.js"
import { matmul } from "../api/matmul.js"
import { assertTensor, floatTensor } from "../api/operand.js"
import { exp } from "../api/unary.js"
import { cast, checkIndex, iota, permute, reduce, reshape, sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { needsIndices } from "../shape/dtype-messages.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { targetMessage } from "../shape/loss-messages.js"
import { assertInteger, describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"

/**
 * The share of predictions that are right: the largest logit is that of the target, the first of equal ones.
 *
 * [N, C] with [N] class indices, [N, C, ...] with [N, ...], or [C] with a scalar; targets of -100 don't count.
 * Errors: ShapeError, DTypeError; IndexError when evaluated with a class that does not exist.
 * PyTorch: `torcheval.metrics.functional.multiclass_accuracy`.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import { accuracy } from "tuplet/train"
 * item(accuracy(tensor([[1, 3], [2, 0]]), tensor([1, 1], "int32"))) // 0.5
 * ```
 */
export const accuracy = ((logits: unknown, target: unknown) =>
  within(1, problem("accuracy", logits, target))) as MetricOp<"accuracy">

/**
 * The share of targets that are among the k largest logits.
 *
 * Shapes, ties and errors are those of `accuracy`.
 * PyTorch: `torcheval.metrics.functional.multiclass_accuracy` with k.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import { topkAccuracy } from "tuplet/train"
 * item(topkAccuracy(tensor([[3, 2, 1], [3, 2, 1]]), tensor([1, 2], "int32"), 2)) // 0.5
 * ```
 */
export const topkAccuracy = ((logits: unknown, target: unknown, k: unknown) => {
  const count = assertInteger("topkAccuracy", "k", k)
  if (count < 1) throw new RangeError(`topkAccuracy: k is at least 1, got ${count}`)
  return within(count, problem("topkAccuracy", logits, target))
}) as MetricOp<"topkAccuracy", [k: number]>

/**
 * e to the cross-entropy: of how many equally likely classes a model is as uncertain.
 *
 * Of several batches it is e to the mean of their losses. Shapes and errors are those of `accuracy`.
 * PyTorch: `torch.exp(torch.nn.functional.cross_entropy(logits, target))`.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import { perplexity } from "tuplet/train"
 * item(perplexity(tensor([[1, 1, 1, 1]]), tensor([2], "int32"))) // 4
 * ```
 */
export const perplexity = ((logits: unknown, target: unknown) => {
  const { scores, classes } = problem("perplexity", logits, target)
  return exp(untyped(crossEntropy)(tensorOf(scores), tensorOf(classes)) as Tensor<[]>)
}) as MetricOp<"perplexity">

/**
 * How often each class (a row) was taken for each class (a column): counts as float32 [C, C].
 *
 * Its sums over batches are those of all of them. Shapes and errors are those of `accuracy`.
 * PyTorch: `torcheval.metrics.functional.multiclass_confusion_matrix`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { confusionMatrix } from "tuplet/train"
 * toArray(confusionMatrix(tensor([[1, 3], [2, 0]]), tensor([1, 1], "int32"))) // [[0, 0], [1, 1]]
 * ```
 */
export const confusionMatrix = ((logits: unknown, target: unknown) =>
  confusion(problem("confusionMatrix", logits, target))) as unknown as ConfusionOp

/**
 * The F1 score, 2 · hits / (predictions + targets): the mean over the classes that occur, or with
 * `{ average: "micro" }` over all predictions.
 *
 * Shapes and errors are those of `accuracy`. Of several batches it is `f1OfCounts` of the sum of their confusion
 * matrices: `metrics: { f1: { sums: (logits, { y }) => confusionMatrix(logits, y), value: f1OfCounts } }` of `fit`.
 * PyTorch: `torcheval.metrics.functional.multiclass_f1_score`.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import { f1 } from "tuplet/train"
 * const [logits, target] = [tensor([[1, 3], [2, 0], [0, 1]]), tensor([1, 1, 1], "int32")]
 * item(f1(logits, target)) // 0.4
 * item(f1(logits, target, { average: "micro" })) // 0.666667
 * ```
 */
export const f1 = ((logits: unknown, target: unknown, options?: unknown) =>
  score("f1", confusion(problem("f1", logits, target)), options)) as MetricOp<"f1", [options?: F1Options]>

/**
 * The F1 score of a confusion matrix, whose rows are the true classes.
 *
 * Options: those of `f1`. Errors: ShapeError for a matrix that isn't square. PyTorch: no counterpart: scores take
 * predictions there.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import { f1OfCounts } from "tuplet/train"
 * item(f1OfCounts(tensor([[0, 0], [1, 2]]))) // 0.4
 * ```
 */
export const f1OfCounts = (counts: Tensor<[number, number]>, options?: F1Options): Tensor<[]> => {
  const { shape } = floatTensor("f1OfCounts", counts)
  if (shape.length !== 2 || shape[0] !== shape[1]) {
    throw new ShapeError(`f1OfCounts: counts are [C, C], got ${show(shape)}`)
  }
  return score("f1OfCounts", counts, options)
}

// internal

/** As PyTorch's losses have it. */
const IGNORED = -100

/** Scores [N, C, ...] with their classes, checked. */
interface Problem {
  readonly scores: Node
  readonly axis: number
  readonly classes: Node
  /** The targets that count. */
  readonly valid: Node
}

const problem = (op: string, logits: unknown, target: unknown): Problem => {
  const scores = floatTensor(op, logits)
  if (scores.shape.length === 0) throw new ShapeError(`${op}: needs rank >= 1, got ${show(scores.shape)}`)
  const axis = scores.shape.length === 1 ? 0 : 1
  const wanted = scores.shape.filter((_, i) => i !== axis)
  const indices = assertTensor(op, target)
  if (indices.dtype !== "int32") throw new DTypeError(needsIndices(op, indices.dtype))
  if (!sameShape(indices.shape, wanted)) throw new ShapeError(targetMessage(op, scores.shape, wanted, indices.shape))
  const classes = checkIndex(indices, scores.shape[axis] as number, op, IGNORED)
  return { scores, axis, classes, valid: is(classes, "ne", IGNORED) }
}

const total = (x: Node): Node => reduce("sum", cast(x, "float32"), [...x.shape.keys()])

/**
 * The share of targets with fewer than k classes before them: of larger scores, or of the same at a lower position. NaN
 * is the largest.
 */
const within = (k: number, { scores, axis, classes, valid }: Problem): Tensor<[]> => {
  const wide = along(classes, [axis], scores.shape)
  const position = iota(scores.shape, axis)
  const own = reduce("sum", choose(is(position, "eq", wide), scores, 0), [axis])
  const wideOwn = along(own, [axis], scores.shape)
  const earlier = choose(is(position, "lt", wide), cast(is(scores, "eq", wideOwn), "int32"), 0)
  const before = choose(is(scores, "le", wideOwn), earlier, 1)
  const right = choose(valid, cast(is(reduce("sum", before, [axis]), "lt", k), "float32"), 0)
  return tensorOf(over(total(right), total(valid)))
}

const confusion = ({ scores, axis, classes, valid }: Problem): Tensor<[number, number]> => {
  const count = scores.shape[axis] as number
  const rows = sizeOf(classes.shape)
  const oneHot = (of: Node): Node => {
    const flat = reshape(of, [rows])
    return cast(is(iota([rows, count], 1), "eq", along(flat, [1], [rows, count])), "float32")
  }
  const truth = oneHot(choose(valid, classes, -1))
  const told = oneHot(positionsOf("max", scores, axis))
  return untyped(matmul)(tensorOf(permute(truth, [1, 0])), tensorOf(told)) as Tensor<[number, number]>
}

const score = (op: string, counts: Tensor<[number, number]>, options: unknown): Tensor<[]> => {
  const { average } = readOptions(op, options, { average: "macro" })
  if (average !== "macro" && average !== "micro") {
    throw new TypeError(`${op}: average is "macro" or "micro", got ${describe(average)}`)
  }
  const matrix = nodeOf(counts)
  const { shape } = matrix
  const hits = reduce("sum", choose(is(iota(shape, 0), "eq", iota(shape, 1)), matrix, 0), [1])
  const seen = plus(reduce("sum", matrix, [0]), reduce("sum", matrix, [1]))
  if (average === "micro") return tensorOf(over(plus(total(hits), total(hits)), total(seen)))
  const occurs = is(seen, "ne", 0)
  const each = choose(occurs, over(plus(hits, hits), choose(occurs, seen, 1)), 0)
  return tensorOf(over(total(each), total(occurs)))
}
