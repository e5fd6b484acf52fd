/** @file Connectionist temporal classification. */
import { ctcLoss, logSoftmax, pipe, type Tensor, zeros } from "tuplet"

const x = zeros([50, 16, 20])
const targets = zeros([16, 10], "int32")
const lengths = zeros([16], "int32")
const one = zeros([], "int32")
const unranked: Tensor<number[]> = x

export const a1 = ctcLoss(x, targets, lengths, lengths)
//? Tensor<[], "float32">
export const a2 = ctcLoss(x, targets, lengths, lengths, { reduction: "none", blank: 3, zeroInfinity: true })
//? Tensor<[16], "float32">
export const a3 = ctcLoss(zeros([50, 20], "float64"), zeros([10], "int32"), one, one, { reduction: "none" })
//? Tensor<[], "float64">
export const a4 = pipe(x, logSoftmax(-1), ctcLoss(targets, lengths, lengths))
//? Tensor<[], "float32">
export const a5 = pipe(x, logSoftmax(-1), ctcLoss(targets, lengths, lengths, { reduction: "none" }))
//? Tensor<[16], "float32">
export const a6 = ctcLoss(unranked, targets, lengths, lengths, { reduction: "none" })
//? Tensor<number[], "float32">
const generic = <N extends number>(
  logp: Tensor<[50, N, 20]>,
  labels: Tensor<[N, 10], "int32">,
  all: Tensor<[N], "int32">,
) => ctcLoss(logp, labels, all, all, { reduction: "none" })
export const a7 = generic(x, targets, lengths)
//? Tensor<[16], "float32">

//! zeros([8, 10], "int32") : ctcLoss: [50, 16, 20] needs targets of shape [16, S], got [8, 10]
export const b1 = ctcLoss(x, zeros([8, 10], "int32"), lengths, lengths)
//! zeros([160], "int32") : ctcLoss: [50, 16, 20] needs targets of shape [16, S], got [160]
export const b2 = ctcLoss(x, zeros([160], "int32"), lengths, lengths, { reduction: "sum" })
//! zeros([8], "int32") : ctcLoss: [50, 16, 20] needs inputLengths of shape [16], got [8]
export const b3 = ctcLoss(x, targets, zeros([8], "int32"), lengths)
//! one : ctcLoss: [50, 16, 20] needs targetLengths of shape [16], got []
export const b4 = ctcLoss(x, targets, lengths, one, { blank: 1 })
//! zeros([20]) : ctcLoss needs log-probabilities [T, N, C] or [T, C], got [20]
export const b5 = ctcLoss(zeros([20]), zeros([10], "int32"), one, one)
//! zeros([50, 16, 20], "int32") : ctcLoss needs a float tensor, got int32: use cast(x, "float32") first
export const b6 = ctcLoss(zeros([50, 16, 20], "int32"), targets, lengths, lengths)
//! zeros([16, 10]) : ctcLoss needs int32 indices, got float32: use cast(x, "int32") first
export const b7 = ctcLoss(x, zeros([16, 10]), lengths, lengths)
//! zeros([16]) : ctcLoss needs int32 indices, got float32: use cast(x, "int32") first
export const b8 = ctcLoss(x, targets, lengths, zeros([16]), { reduction: "none" })
//! zeros([8], "int32") : ctcLoss: [50, 16, 20] needs inputLengths of shape [16], got [8]
export const b9 = pipe(x, logSoftmax(-1), ctcLoss(targets, zeros([8], "int32"), lengths))
//! zeros([8], "int32") : ctcLoss: [50, 16, 20] needs targetLengths of shape [16], got [8]
export const b10 = pipe(x, ctcLoss(targets, lengths, zeros([8], "int32"), { reduction: "none" }))
//> ctcLoss: unknown reduction "batchmean": use mean | sum | none
//! reduction : Type '"batchmean"' is not assignable to type
export const b11 = ctcLoss(x, targets, lengths, lengths, { reduction: "batchmean" })
