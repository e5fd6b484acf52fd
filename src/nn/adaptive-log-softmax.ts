/** @file The adaptive softmax of many classes: frequent ones in a head, the others in clusters of low rank. */
import type { AdaptiveLogSoftmaxWithLossOp } from "../../types/adaptive-log-softmax.js"
import type { Key } from "../../types/key.js"
import type { CutoffsMessage } from "../../types/layer-messages.js"
import type { AnyTensor, Dim, Shape } from "../../types/tensor.js"
import { positionsOf } from "../api/argmax.js"
import { choose, is, minus, plus, smaller } from "../api/expression.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { crossEntropy } from "../api/loss.js"
import { reducedLoss } from "../api/loss-reduction.js"
import { assertTensor } from "../api/operand.js"
import { logSoftmaxNode } from "../api/softmax.js"
import { binary, broadcastTo, cast, checkIndex, concat, reshape, sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { needsIndices } from "../shape/dtype-messages.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { entriesOf } from "../shape/given.js"
import { targetMessage } from "../shape/loss-messages.js"
import { describe } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { sentence, show } from "../shape/sentence.js"
import { linear, linearMessage } from "./linear.js"
import { assertInput, assertWidth } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { inEntry } from "./place.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * The log-probabilities of many classes, sorted by how often they occur: `[..., inputs] -> [..., classes]`, float32.
 * The classes below the first cutoff have scores of their own in the head, which has one more for each cluster; the
 * clusters, between one cutoff and the next, are scored behind projections that are `divValue` (4) times narrower each.
 *
 * `apply(params, x)` gives all log-probabilities; `withLoss(params, x, target)`, int32 targets of x's shape without the
 * last dim, gives `{ output, loss }`: the targets' log-probabilities and minus their mean; `predict(params, x)` the
 * likeliest classes. Every cluster is scored for every row, and rows of other clusters are masked: shapes don't depend
 * on the targets. PyTorch gathers the rows of each cluster, and computes less where clusters are rare.
 * Parameters: `head.weight` [first cutoff + clusters, inputs], with `{ headBias: true }` `head.bias` too, and for each
 * cluster `tail.i.0.weight` and `tail.i.1.weight`; drawn as those of `linear`.
 * Errors: ShapeError for cutoffs that don't rise between 0 and the number of classes, or another last dim; IndexError
 * when evaluated with a class that does not exist.
 * PyTorch: `torch.nn.AdaptiveLogSoftmaxWithLoss`.
 * @example
 * ```ts
 * import { key, ones, zeros } from "tuplet"
 * import { adaptiveLogSoftmaxWithLoss } from "tuplet/nn"
 * const adaptive = adaptiveLogSoftmaxWithLoss(16, 1000, [20, 200])
 * const params = adaptive.init(key(0))
 * params.tail[1][1].weight.shape // [800, 1]
 * adaptive.apply(params, ones([8, 16])).shape // [8, 1000]
 * adaptive.withLoss(params, ones([8, 16]), zeros([8], "int32")).output.shape // [8]
 * ```
 */
export const adaptiveLogSoftmaxWithLoss = ((inputs: unknown, classes: unknown, cutoffs: unknown, options?: unknown) => {
  const [width, count] = [assertWidth(op, "inputs", inputs), assertWidth(op, "classes", classes)]
  const { divValue, headBias } = readOptions(op, options, { divValue: 4, headBias: false })
  if (typeof divValue !== "number" || !(divValue > 0)) {
    throw new RangeError(`${op}: divValue is a number above 0, got ${describe(divValue)}`)
  }
  const [first, clusters] = clustersOf(cutoffs, count)
  const head = layerOf(width, first + clusters.length, assertBoolean(op, "headBias", headBias))
  const tail = clusters.map(({ start, end }, i) => {
    const hidden = Math.floor(width / divValue ** (i + 1))
    return [layerOf(width, hidden, false), layerOf(hidden, end - start, false)] as const
  })
  const assertLast = (last: Dim): void => {
    if (last !== width) throw new ShapeError(linearMessage(width, count, last, op))
  }
  /** Of the head, and of each cluster. */
  const scoresOf = (params: unknown, x: unknown): readonly [Node, ...Node[]] => {
    const input = assertInput(op, x)
    assertLast(input.shape.at(-1) ?? "a scalar")
    entriesOf("params", { keys: ["head", "tail"], isList: false, exact: false }, params)
    const given = params as Params
    const scores = tail.map(([narrow, wide], i) => {
      const [first, second] = given.tail?.[i] ?? []
      const hidden = inEntry(`.tail[${i}][0]`, () => narrow.apply(first, input))
      return nodeOf(inEntry(`.tail[${i}][1]`, () => wide.apply(second, hidden)))
    })
    return [nodeOf(inEntry(".head", () => head.apply(given.head, input))), ...scores]
  }
  const apply = (params: unknown, x: unknown): AnyTensor => {
    const scores = scoresOf(params, x)
    const axis = scores[0].shape.length - 1
    const [common, ...others] = scores.map((each) => logSoftmaxNode(each, axis)) as [Node, ...Node[]]
    const shares = others.map((logp, i) => plus(logp, broadcastTo(part(common, axis, first + i, 1), logp.shape)))
    return tensorOf(concat([part(common, axis, 0, first), ...shares], axis))
  }
  const withLoss = (params: unknown, x: unknown, target: unknown) => {
    const [common, ...others] = scoresOf(params, x)
    const rows = common.shape.slice(0, -1)
    const wanted = checkIndex(assertTarget(nodeOf(x as AnyTensor), rows, target), count, op)
    const later = clusters.slice(1).map(({ start }) => cast(is(wanted, "ge", start), "int32"))
    const lacks = clusters.map(({ start, end }, i) => {
      const isInside = binary("and", is(wanted, "ge", start), is(wanted, "lt", end))
      return lackOf(others[i] as Node, choose(isInside, minus(wanted, start), -1))
    })
    const total = lacks.reduce(plus, lackOf(common, later.reduce(plus, smaller(wanted, first))))
    return { output: tensorOf(minus(0, total)), loss: tensorOf(reducedLoss(total, "mean")) }
  }
  const layer = partFrom({
    [titleOf]: `${op}(${width}, ${count})`,
    spec: { head: head.spec, tail: tail.map((pair) => pair.map(({ spec }) => spec)) },
    init: (key) => {
      const [forHead, ...others] = splitKey(key, 1 + 2 * tail.length) as readonly Key[] as readonly [Key, ...Key[]]
      return {
        head: head.init(forHead),
        tail: tail.map((pair, i) => pair.map((layer, j) => layer.init(others[2 * i + j] as Key))),
      }
    },
    apply,
    [widthAfter]: (before) => {
      if (typeof before === "number") assertLast(before)
      return count
    },
    [widthTaken]: () => width,
  })
  const predict = (params: unknown, x: unknown): AnyTensor => {
    const logp = nodeOf(apply(params, x))
    return tensorOf(positionsOf("max", logp, logp.shape.length - 1))
  }
  return { ...layer, withLoss, predict }
}) as unknown as AdaptiveLogSoftmaxWithLossOp

// internal

const op = "adaptiveLogSoftmaxWithLoss"

interface Params {
  readonly head?: unknown
  readonly tail?: readonly (readonly unknown[])[]
}

const layerOf = (inputs: number, outputs: number, bias: boolean): Part =>
  linear(inputs, outputs, { bias } as never) as unknown as Part

/** The first cutoff, and from where to where each cluster reaches. */
const clustersOf = (cutoffs: unknown, classes: number) => {
  if (!Array.isArray(cutoffs)) throw new TypeError(`${op}: cutoffs are a list, got ${describe(cutoffs)}`)
  const ends: readonly number[] = [...cutoffs, classes]
  const rises = ends.every((end, i) => Number.isInteger(end) && end > (ends[i - 1] ?? 0))
  if (cutoffs.length === 0 || !rises) throw new ShapeError(cutoffsMessage(cutoffs, classes))
  return [ends[0] as number, ends.slice(1).map((end, i) => ({ start: ends[i] as number, end }))] as const
}

const cutoffsMessage = <const K extends Shape, const C extends Dim>(cutoffs: K, classes: C): CutoffsMessage<K, C> =>
  sentence(`${op}: cutoffs ${show(cutoffs)} do not rise between 0 and ${classes}, the number of classes`)

const assertTarget = (x: Node, rows: readonly number[], target: unknown): Node => {
  const indices = assertTensor(op, target)
  if (indices.dtype !== "int32") throw new DTypeError(needsIndices(op, indices.dtype))
  if (!sameShape(indices.shape, rows)) throw new ShapeError(targetMessage(op, x.shape, rows, indices.shape))
  return indices
}

/** Minus the log-probability of each row's target; 0 where that is -1. */
const lackOf = (scores: Node, target: Node): Node => {
  const [rows, classes] = [sizeOf(target.shape), scores.shape.at(-1) as number]
  const x = tensorOf<[number, number], "float32">(reshape(scores, [rows, classes]))
  const indices = tensorOf<[number], "int32">(reshape(target, [rows]))
  return reshape(nodeOf(crossEntropy(x, indices, { reduction: "none", ignoreIndex: -1 })), target.shape)
}
