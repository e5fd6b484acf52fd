/**
 * @file One sentence, twice: each constant below is a sentence as the compiler makes it, assigned where only that
 * literal type fits, and compared with what the same mistake says when it is made at run time.
 */
import { describe, expect, it } from "vitest"
import { add } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { tensor, zeros } from "../../src/api/create.js"
import { crossEntropy, nllLoss } from "../../src/api/loss.js"
import { matmul } from "../../src/api/matmul.js"
import { broadcastTo, permute, reshape, squeeze, transpose } from "../../src/api/movement.js"
import { sum } from "../../src/api/reduce.js"
import { logSoftmax } from "../../src/api/softmax.js"
import { where } from "../../src/api/where.js"
import { refinement } from "../../src/shape/refine.js"
import type { AxisFault } from "../../types/axis.js"
import type { BroadcastFault, BroadcastToFault } from "../../types/broadcast.js"
import type { DTypeMessage } from "../../types/dtype-messages.js"
import type { RaggedFault } from "../../types/literal.js"
import type { TargetFault, WeightFault } from "../../types/loss.js"
import type { MatmulFault } from "../../types/matmul.js"
import type { RefineMessage, RefineRankMessage } from "../../types/messages.js"
import type { PermuteFault, TransposeFault } from "../../types/permute.js"
import type { AxesFault } from "../../types/reduce.js"
import type { ReshapeFault } from "../../types/reshape.js"
import type { SqueezeFault } from "../../types/squeeze.js"
import type { DTypeFault } from "../../types/takes.js"
import { untyped } from "../api/untyped.js"

const any = untyped({
  add,
  broadcastTo,
  cast,
  crossEntropy,
  logSoftmax,
  matmul,
  nllLoss,
  permute,
  reshape,
  squeeze,
  sum,
  tensor,
  transpose,
  where,
})

/** The sentence a relation of types comes to: not `string`, so that a literal that differs does not compile. */
type Said<M> = [M] extends [string] ? (string extends M ? never : M) : never

const thrown = (f: () => unknown): string => {
  try {
    f()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error("nothing was thrown")
}

const x = zeros([2, 3])
const flags = tensor([true, false])
const whole = tensor([1, 2], "int32")

const notBroadcast: Said<BroadcastFault<[2, 3], [4], "add">> = "add: [2, 3] and [4] do not broadcast: 3 vs 4"
const notGrown: Said<BroadcastToFault<[2, 3], [4, 3]>> = "broadcastTo: [2, 3] does not broadcast to [4, 3]"
const inner: Said<MatmulFault<[2, 3], [1, 2]>> = "matmul: inner dims differ: 3 vs 1 in [2, 3] @ [1, 2]"
const vector: Said<MatmulFault<[2, 3], [4]>> = "matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4]"
const left: Said<MatmulFault<[], [3]>> = "matmul: the left tensor is a scalar"
const right: Said<MatmulFault<[3], []>> = "matmul: the right tensor is a scalar"
const batch: Said<MatmulFault<[2, 1, 3], [3, 3, 1]>> = "matmul batch dims: [2] and [3] do not broadcast: 2 vs 3"
const axis: Said<AxisFault<"logSoftmax", [2, 3], 2>> =
  "logSoftmax: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2"
const twice: Said<AxesFault<"sum", [2, 3], [1, -1]>> = "sum: dim 1 is named twice in [1, -1]"
const size: Said<ReshapeFault<[2, 3], [4, 2]>> = "reshape: [2, 3] has 6 elements but [4, 2] has 8"
const wildcards: Said<ReshapeFault<[2, 3], [-1, -1]>> = "reshape: only one -1 is allowed, got [-1, -1]"
const division: Said<ReshapeFault<[2, 3], [4, -1]>> = "reshape: 6 elements of [2, 3] do not divide into [4, -1]"
const rank: Said<TransposeFault<[3]>> = "transpose: needs rank >= 2, got [3]"
const order: Said<PermuteFault<[2, 3], [0, 0]>> = "permute: [0, 0] is not a permutation of the axes of [2, 3]"
const squeezed: Said<SqueezeFault<[2, 3], 1>> = "squeeze: dim 1 of [2, 3] is 3, not 1"
const float: Said<DTypeFault<"float", "logSoftmax", "int32">> =
  'logSoftmax needs a float tensor, got int32: use cast(x, "float32") first'
const numeric: Said<DTypeFault<"number", "add", "bool">> = 'add needs numbers, got bool: use cast(x, "int32") first'
const indices: Said<DTypeFault<"index", "nllLoss", "float32">> =
  'nllLoss needs int32 class indices, got float32: use cast(x, "int32") first'
const condition: Said<DTypeFault<"condition", "where", "float32">> =
  "where needs a bool condition, got float32: use notEqual(x, 0) first"
const ragged: Said<RaggedFault<readonly [readonly [1, 2, 3], readonly [4, 5], readonly [6, 7, 8]]>> =
  "ragged array: row lengths are 3, 2, 3"
const target: Said<TargetFault<"nllLoss", [8, 10], [7]>> = "nllLoss: [8, 10] needs class indices of shape [8], got [7]"
const classesLast: Said<TargetFault<"crossEntropy", [8, 16, 28], [8, 16]>> =
  "crossEntropy: [8, 16, 28] needs class indices of shape [8, 28], got [8, 16]: classes are dim 1: movedim(x, -1, 1)"
const weight: Said<WeightFault<"crossEntropy", [8, 10], [9]>> =
  "crossEntropy: weight has shape [9], but there are 10 classes"
const dtype: DTypeMessage<"int7"> = 'unknown dtype "int7": use float32 | float64 | int32 | bool'
const refined: RefineMessage<[32, 784], ["batch", 100], 1, 784, 100> =
  "refine: [32, 784] is not [batch, 100]: dim 1 is 784, not 100"
const ranks: RefineRankMessage<[4, 5], ["n"]> = "refine: [4, 5] is not [n]: ranks differ"

describe("the compiler's sentence is the one that is thrown", () => {
  it.each<readonly [string, () => unknown]>([
    [notBroadcast, () => any.add(x, zeros([4]))],
    [notGrown, () => any.broadcastTo(x, [4, 3])],
    [inner, () => any.matmul(x, zeros([1, 2]))],
    [vector, () => any.matmul(x, zeros([4]))],
    [left, () => any.matmul(tensor(1), zeros([3]))],
    [right, () => any.matmul(zeros([3]), tensor(1))],
    [batch, () => any.matmul(zeros([2, 1, 3]), zeros([3, 3, 1]))],
    [axis, () => any.logSoftmax(x, 2)],
    [twice, () => any.sum(x, [1, -1])],
    [size, () => any.reshape(x, [4, 2])],
    [wildcards, () => any.reshape(x, [-1, -1])],
    [division, () => any.reshape(x, [4, -1])],
    [rank, () => any.transpose(zeros([3]))],
    [order, () => any.permute(x, [0, 0])],
    [squeezed, () => any.squeeze(x, 1)],
    [float, () => any.logSoftmax(whole)],
    [numeric, () => any.add(flags, flags)],
    [indices, () => any.nllLoss(x, zeros([2]))],
    [condition, () => any.where(x, x, x)],
    [
      ragged,
      () =>
        any.tensor([
          [1, 2, 3],
          [4, 5],
          [6, 7, 8],
        ]),
    ],
    [target, () => any.nllLoss(zeros([8, 10]), zeros([7], "int32"))],
    [classesLast, () => any.crossEntropy(zeros([8, 16, 28]), zeros([8, 16], "int32"))],
    [weight, () => any.crossEntropy(zeros([8, 10]), zeros([8], "int32"), { weight: zeros([9]) })],
    [dtype, () => any.cast(x, "int7")],
  ])("%s", (sentence, f) => {
    expect(thrown(f)).toBe(sentence)
  })
  it("in refinement, which returns it", () => {
    expect(refinement([32, 784], ["batch", 100])).toBe(refined)
    expect(refinement([4, 5], ["n"])).toBe(ranks)
  })
})
