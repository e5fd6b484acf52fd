/** @file Losses of scores whose signs, or whose order among classes, are asked for. */
import {
  abs,
  multilabelMarginLoss,
  multilabelSoftMarginLoss,
  multiMarginLoss,
  ones,
  pipe,
  softMarginLoss,
  sub,
  sum,
  type Tensor,
  tripletMarginWithDistanceLoss,
  zeros,
} from "tuplet"
import * as torch from "tuplet/torch"

const x = zeros([8, 3])
const classes = zeros([8], "int32")
const lists = zeros([8, 3], "int32")
const unranked: Tensor<number[]> = x
const taxicab = (a: Tensor<[8, 3]>, b: Tensor<[8, 3]>) => sum(abs(sub(a, b)), -1)

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
export const a11 = multilabelMarginLoss(x, lists, { reduction: "none" })
//? Tensor<[8], "float32">
export const a12 = pipe(x, multilabelMarginLoss(lists))
//? Tensor<[], "float32">
export const a13 = multilabelMarginLoss(zeros([8, 3, 2]), zeros([8, 3, 2], "int32"), { reduction: "none" })
//? Tensor<[8, 2], "float32">
export const a14 = new torch.nn.MultiLabelMarginLoss({ reduction: "none" }).forward(x, lists)
//? Tensor<[8], "float32">
export const a15 = tripletMarginWithDistanceLoss(x, x, x)
//? Tensor<[], "float32">
export const a16 = tripletMarginWithDistanceLoss(x, x, x, { reduction: "none", distanceFunction: taxicab })
//? Tensor<[8], "float32">
const options = {
  reduction: "none",
  distanceFunction: (a: Tensor<number[]>, b: Tensor<number[]>) => sum(sub(a, b), -1),
} as const
export const a17 = tripletMarginWithDistanceLoss(x, x, x, options)
//? Tensor<number[], "float32">
export const a18 = pipe(x, tripletMarginWithDistanceLoss(x, x, { reduction: "none", swap: true }))
//? Tensor<[8], "float32">
export const a19 = new torch.nn.TripletMarginWithDistanceLoss({ distanceFunction: taxicab }).forward(x, x, x)
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
//! zeros([8, 1], "int32") : multilabelMarginLoss: [8, 3] needs a target of its shape, got [8, 1]
export const b8 = multilabelMarginLoss(x, zeros([8, 1], "int32"))
//! x : multilabelMarginLoss needs int32 class indices, got float32: use cast(x, "int32") first
export const b9 = multilabelMarginLoss(zeros([8, 3]), x)
//! zeros([8]) : tripletMarginWithDistanceLoss: ranks differ: [8, 3] vs [8]
export const b10 = tripletMarginWithDistanceLoss(x, zeros([8]), x)
//! zeros([8, 4]) : tripletMarginWithDistanceLoss: [8, 3] and [8, 4] do not broadcast: 3 vs 4
export const b11 = tripletMarginWithDistanceLoss(x, x, zeros([8, 4]))
