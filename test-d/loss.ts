/** @file Losses over class indices. */
import { crossEntropy, logSoftmax, nllLoss, pipe, tensor, zeros } from "tuplet"

const logits = zeros([8, 10])
const target = zeros([8], "int32")
const ids = zeros([4, 16], "int32")

export const a1 = nllLoss(logSoftmax(logits), target)
//? Tensor<[], "float32">
export const a2 = crossEntropy(logits, target, { reduction: "none" })
//? Tensor<[8], "float32">
export const a3 = crossEntropy(logits, target, { labelSmoothing: 0.1, weight: zeros([10]), ignoreIndex: 3 })
//? Tensor<[], "float32">
export const a4 = pipe(logits, logSoftmax(1), nllLoss(target))
//? Tensor<[], "float32">
export const a5 = pipe(logits, crossEntropy(target, { reduction: "none" }))
//? Tensor<[8], "float32">
export const a6 = nllLoss(zeros([4, 5, 6, 7], "float64"), zeros([4, 6, 7], "int32"), { reduction: "none" })
//? Tensor<[4, 6, 7], "float64">
export const a7 = nllLoss(tensor([1, 2, 3]), zeros([], "int32"))
//? Tensor<[], "float32">

//! zeros([7], "int32") : nllLoss: [8, 10] needs class indices of shape [8], got [7]
export const b1 = nllLoss(logits, zeros([7], "int32"))
//! zeros([7], "int32") : crossEntropy: [8, 10] needs class indices of shape [8], got [7]
export const b2 = crossEntropy(logits, zeros([7], "int32"), { reduction: "sum" })
//! zeros([7], "int32") : crossEntropy: [8, 10] needs class indices of shape [8], got [7]
export const b3 = pipe(logits, crossEntropy(zeros([7], "int32")))
//! ids : crossEntropy: [4, 16, 28] needs class indices of shape [4, 28], got [4, 16]: classes are dim 1: movedim(x, -1, 1)
export const b8 = crossEntropy(zeros([4, 16, 28]), ids)
//! zeros([8]) : nllLoss needs int32 class indices, got float32: use cast(x, "int32") first
export const b4 = nllLoss(logits, zeros([8]))
//! weight : crossEntropy: weight has shape [9], but there are 10 classes
export const b5 = crossEntropy(logits, target, { weight: zeros([9]) })
//! zeros([8, 10], "int32") : nllLoss needs a float tensor, got int32: use cast(x, "float32") first
export const b6 = nllLoss(zeros([8, 10], "int32"), target)
//> reduction
//! reduction : Type '"median"' is not assignable to type
export const b7 = nllLoss(logits, target, { reduction: "median" })
