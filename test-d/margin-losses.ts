/** @file Losses of scores whose signs, or whose order among classes, are asked for. */
import { multilabelSoftMarginLoss, multiMarginLoss, ones, pipe, softMarginLoss, type Tensor, zeros } from "tuplet"
import * as torch from "tuplet/torch"

const x = zeros([8, 3])
const classes = zeros([8], "int32")
const unranked: Tensor<number[]> = x

export const a1 = softMarginLoss(x, ones([8, 3]))
//? Tensor<[], "float32">
export const a2 = pipe(x, softMarginLoss(ones([3], "int32"), { reduction: "none" }))
//? Tensor<[8, 3], "float32">
export const a3 = multilabelSoftMarginLoss(x, x, { reduction: "none", weight: ones([3]) })
//? Tensor<[8], "float32">
export const a4 = pipe(zeros([2, 8, 3]), multilabelSoftMarginLoss(zeros([2, 8, 3]), { reduction: "none" }))
//? Tensor<[2, 8], "float32">
export const a5 = multilabelSoftMarginLoss(unranked, x, { reduction: "none" })
//? Tensor<number[], "float32">
export const a6 = multiMarginLoss(x, classes, { p: 2, margin: 0.5 })
//? Tensor<[], "float32">
export const a7 = pipe(x, multiMarginLoss(classes, { reduction: "none", weight: ones([3]) }))
//? Tensor<[8], "float32">
export const a8 = new torch.nn.MultiLabelSoftMarginLoss({ reduction: "none" }).forward(x, x)
//? Tensor<[8], "float32">
export const a9 = new torch.nn.MultiMarginLoss({ reduction: "none", p: 2 }).forward(x, classes)
//? Tensor<[8], "float32">
export const a10 = new torch.nn.SoftMarginLoss().forward(x, x)
//? Tensor<[], "float32">

//! zeros([8, 4]) : softMarginLoss: [8, 3] and [8, 4] do not broadcast: 3 vs 4
export const b1 = softMarginLoss(x, zeros([8, 4]))
//! zeros([8, 1]) : multilabelSoftMarginLoss: [8, 3] needs a target of its shape, got [8, 1]
export const b2 = multilabelSoftMarginLoss(x, zeros([8, 1]))
//! weight : multilabelSoftMarginLoss: weight [4] does not broadcast to [8, 3]
export const b3 = multilabelSoftMarginLoss(x, x, { weight: zeros([4]) })
//! zeros([]) : multilabelSoftMarginLoss: needs rank >= 1, got []
export const b4 = multilabelSoftMarginLoss(zeros([]), zeros([]))
//! zeros([7], "int32") : multiMarginLoss: [8, 3] needs class indices of shape [8], got [7]
export const b5 = multiMarginLoss(x, zeros([7], "int32"))
//! zeros([8]) : multiMarginLoss needs int32 class indices, got float32: use cast(x, "int32") first
export const b6 = multiMarginLoss(x, zeros([8]))
//> multiMarginLoss: p is 1 or 2, got 3
//! p : Type '3' is not assignable to type '1 | 2
export const b7 = multiMarginLoss(x, classes, { p: 3 })
