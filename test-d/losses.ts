/** @file Losses of two and of three tensors, and of class probabilities. */
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  cosineEmbeddingLoss,
  crossEntropy,
  gaussianNllLoss,
  hingeEmbeddingLoss,
  huberLoss,
  klDiv,
  l1Loss,
  marginRankingLoss,
  mseLoss,
  pipe,
  poissonNllLoss,
  sigmoid,
  smoothL1Loss,
  type Tensor,
  tripletMarginLoss,
  zeros,
} from "tuplet"
import { sequential } from "tuplet/nn"

const x = zeros([8, 3])
const n: number = 8
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = x
declare const named: Tensor<["batch", 3]>

export const a1 = mseLoss(x, zeros([8, 3]))
//? Tensor<[], "float32">
export const a2 = mseLoss(x, zeros([8, 3]), { reduction: "none" })
//? Tensor<[8, 3], "float32">
export const a3 = l1Loss(x, zeros([3]), { reduction: "none" })
//? Tensor<[8, 3], "float32">
export const a4 = smoothL1Loss(x, zeros([8, 3], "float64"), { beta: 0.5, reduction: "sum" })
//? Tensor<[], "float64">
export const a5 = huberLoss(unknown, x, { delta: 2, reduction: "none" })
//? Tensor<[8, 3], "float32">
export const a6 = pipe(x, sigmoid, binaryCrossEntropy(zeros([8, 3])))
//? Tensor<[], "float32">
export const a7 = pipe(x, binaryCrossEntropyWithLogits(zeros([8, 3]), { reduction: "none", posWeight: zeros([3]) }))
//? Tensor<[8, 3], "float32">
export const a8 = binaryCrossEntropyWithLogits(x, zeros([8, 3], "bool"), { weight: zeros([8, 1]) })
//? Tensor<[], "float32">
export const a9 = klDiv(x, x, { reduction: "batchmean", logTarget: true })
//? Tensor<[], "float32">
export const a10 = klDiv(x, zeros([8, 1]), { reduction: "none" })
//? Tensor<[8, 3], "float32">
export const a11 = poissonNllLoss(x, zeros([8, 3], "int32"), { logInput: false, full: true, eps: 1e-6 })
//? Tensor<[], "float32">
export const a12 = hingeEmbeddingLoss(x, zeros([8, 1]), { margin: 2, reduction: "none" })
//? Tensor<[8, 3], "float32">
export const a13 = mseLoss(named, named, { reduction: "none" })
//? Tensor<["batch", 3], "float32">
export const a14 = mseLoss(unranked, x, { reduction: "none" })
//? Tensor<number[], "float32">
const toZero = mseLoss(zeros([8, 3]))
export const a15 = toZero(x)
//? Tensor<[], "float32">
export const a16 = pipe(x, mseLoss(zeros([8, 3]), { reduction: "none" }))
//? Tensor<[8, 3], "float32">
export const a17 = sequential(sigmoid, binaryCrossEntropy(zeros([8, 3]), { reduction: "none" })).apply([{}, {}], x)
//? Tensor<[8, 3], "float32">
export const a18 = marginRankingLoss(zeros([5]), zeros([5]), zeros([5], "int32"))
//? Tensor<[], "float32">
export const a19 = marginRankingLoss(zeros([5, 4]), zeros([5, 1]), zeros([1, 4]), { reduction: "none", margin: 0.5 })
//? Tensor<[5, 4], "float32">
export const a20 = cosineEmbeddingLoss(zeros([5, 7]), zeros([5, 7]), zeros([5]), { reduction: "none" })
//? Tensor<[5], "float32">
export const a21 = cosineEmbeddingLoss(zeros([7]), zeros([7]), zeros([], "int32"), { reduction: "none" })
//? Tensor<[], "float32">
export const a22 = tripletMarginLoss(zeros([5, 7]), zeros([5, 7]), zeros([5, 7]), {
  reduction: "none",
  p: 1,
  swap: true,
})
//? Tensor<[5], "float32">
export const a23 = pipe(
  zeros([5, 7]),
  tripletMarginLoss(zeros([5, 7]), zeros([5, 7], "float64"), { reduction: "none" }),
)
//? Tensor<[5], "float64">
export const a24 = gaussianNllLoss(zeros([5, 4]), zeros([5, 1]), zeros([5]), { reduction: "none", full: true })
//? Tensor<[5, 4], "float32">
export const a25 = gaussianNllLoss(zeros([5, 4]), zeros([5, 4]), zeros([5, 1]))
//? Tensor<[], "float32">
export const a26 = pipe(zeros([5, 4]), gaussianNllLoss(zeros([5, 4]), zeros([5, 4])))
//? Tensor<[], "float32">
export const a27 = crossEntropy(zeros([8, 10]), zeros([8, 10]))
//? Tensor<[], "float32">
export const a28 = crossEntropy(zeros([8, 10, 4]), zeros([8, 10, 4]), { reduction: "none", labelSmoothing: 0.1 })
//? Tensor<[8, 4], "float32">
export const a29 = pipe(zeros([8, 10]), crossEntropy(zeros([8, 10]), { weight: zeros([10]), reduction: "none" }))
//? Tensor<[8], "float32">
const generic = <B extends number>(t: Tensor<[B, 3]>) => mseLoss(t, zeros([3]), { reduction: "none" })
export const a30 = generic(zeros([6, 3]))
//? Tensor<[6, 3], "float32">

//! zeros([8, 4]) : mseLoss: [8, 3] and [8, 4] do not broadcast: 3 vs 4
export const b1 = mseLoss(x, zeros([8, 4]))
//! zeros([7, 3]) : l1Loss: [8, 3] and [7, 3] do not broadcast: 8 vs 7
export const b2 = l1Loss(x, zeros([7, 3]), { reduction: "sum" })
//! zeros([8, 4]) : huberLoss: [8, 3] and [8, 4] do not broadcast: 3 vs 4
export const b3 = pipe(x, huberLoss(zeros([8, 4])))
//! zeros([8, 4]) : smoothL1Loss: [8, 3] and [8, 4] do not broadcast: 3 vs 4
export const b4 = pipe(x, smoothL1Loss(zeros([8, 4]), { beta: 2 }))
//! zeros([7, 3]) : mseLoss: [7, 3] and [8, 3] do not broadcast: 7 vs 8
export const b5 = toZero(zeros([7, 3]))
//! zeros([8, 1]) : binaryCrossEntropy: [8, 3] needs a target of its shape, got [8, 1]
export const b6 = binaryCrossEntropy(x, zeros([8, 1]))
//! zeros([3]) : binaryCrossEntropyWithLogits: [8, 3] needs a target of its shape, got [3]
export const b7 = pipe(x, binaryCrossEntropyWithLogits(zeros([3])))
//! weight : binaryCrossEntropy: weight [4] does not broadcast to [8, 3]
export const b8 = binaryCrossEntropy(x, x, { weight: zeros([4]) })
//! posWeight : binaryCrossEntropyWithLogits: posWeight [2, 8, 3] does not broadcast to [8, 3]
export const b9 = binaryCrossEntropyWithLogits(x, x, { weight: zeros([3]), posWeight: zeros([2, 8, 3]) })
//! posWeight : binaryCrossEntropyWithLogits: posWeight [2] does not broadcast to [8, 3]
export const b10 = pipe(x, binaryCrossEntropyWithLogits(x, { posWeight: zeros([2]) }))
//! zeros([3], "int32") : mseLoss needs a float tensor, got int32: use cast(x, "float32") first
export const b11 = mseLoss(zeros([3], "int32"), zeros([3]))
//! zeros([3], "bool") : klDiv needs a float tensor, got bool: use cast(x, "float32") first
export const b12 = klDiv(zeros([3], "bool"), zeros([3]), { logTarget: true })
//! mseLoss(zeros([3])) : mseLoss needs a float tensor, got int32: use cast(x, "float32") first
export const b13 = pipe(zeros([3], "int32"), mseLoss(zeros([3])))
//> mseLoss: unknown reduction "batchmean": use mean | sum | none
//! reduction : Type '"batchmean"' is not assignable to type
export const b14 = mseLoss(x, x, { reduction: "batchmean" })
//> huberLoss: unknown option beta: use reduction | delta
//! beta : 'beta' does not exist in type
export const b15 = huberLoss(x, x, { beta: 1 })
//! zeros([4]) : marginRankingLoss: [5] and [4] do not broadcast: 5 vs 4
export const b16 = marginRankingLoss(zeros([5]), zeros([4]), zeros([5]))
//! zeros([5, 1]) : marginRankingLoss: ranks differ: [5] vs [5, 1]
export const b17 = marginRankingLoss(zeros([5]), zeros([5]), zeros([5, 1]), { margin: 1 })
//! zeros([5], "int32") : marginRankingLoss needs a float tensor, got int32: use cast(x, "float32") first
export const b18 = marginRankingLoss(zeros([5]), zeros([5], "int32"), zeros([5]))
//! zeros([4]) : cosineEmbeddingLoss: [5, 7] needs a target for each vector, got [4]
export const b19 = cosineEmbeddingLoss(zeros([5, 7]), zeros([5, 7]), zeros([4]))
//! zeros([5, 6]) : cosineEmbeddingLoss: [5, 7] and [5, 6] do not broadcast: 7 vs 6
export const b20 = cosineEmbeddingLoss(zeros([5, 7]), zeros([5, 6]), zeros([5]))
//! zeros([5, 6]) : tripletMarginLoss: [5, 7] and [5, 6] do not broadcast: 7 vs 6
export const b21 = tripletMarginLoss(zeros([5, 7]), zeros([5, 7]), zeros([5, 6]))
//! zeros([7]) : tripletMarginLoss: ranks differ: [5, 7] vs [7]
export const b22 = pipe(zeros([5, 7]), tripletMarginLoss(zeros([7]), zeros([5, 7])))
//! zeros([4]) : gaussianNllLoss: [5, 4] needs a variance of its shape, or without its last dim, got [4]
export const b23 = gaussianNllLoss(zeros([5, 4]), zeros([5, 4]), zeros([4]))
//! zeros([5, 3]) : gaussianNllLoss: [5, 4] and [5, 3] do not broadcast: 4 vs 3
export const b24 = pipe(zeros([5, 4]), gaussianNllLoss(zeros([5, 3]), zeros([5])))
//! zeros([8]) : crossEntropy: [8, 10] needs class probabilities of its shape, got [8]
export const b25 = crossEntropy(zeros([8, 10]), zeros([8]))
//! zeros([8, 9]) : crossEntropy: [8, 10] needs class probabilities of its shape, got [8, 9]
export const b26 = pipe(zeros([8, 10]), crossEntropy(zeros([8, 9])))
//! zeros([8], "bool") : crossEntropy needs int32 class indices, got bool: use cast(x, "int32") first
export const b27 = crossEntropy(zeros([8, 10]), zeros([8], "bool"))
//! x : layer 1: binaryCrossEntropy: [8, 3] needs a target of its shape, got [8, 4]
export const b28 = sequential(sigmoid, binaryCrossEntropy(zeros([8, 4]))).apply([{}, {}], x)
