/** @file The adaptive softmax: its parameters follow from its cutoffs. */
import { key, type Tensor, zeros } from "tuplet"
import { adaptiveLogSoftmaxWithLoss, linear, sequential } from "tuplet/nn"
import * as torch from "tuplet/torch"

const model = adaptiveLogSoftmaxWithLoss(16, 1000, [20, 200])
const params = model.init(key(0))
const x = zeros([8, 16])
const classes = zeros([8], "int32")
const cutoffs: number[] = [20, 200]

export const a1 = params.head.weight
//? Tensor<[22, 16], "float32">
export const a2 = params.tail[0][0].weight
//? Tensor<[4, 16], "float32">
export const a3 = params.tail[1][1].weight
//? Tensor<[800, 1], "float32">
export const a4 = model.apply(params, x)
//? Tensor<[8, 1000], "float32">
export const a5 = model.withLoss(params, x, classes).output
//? Tensor<[8], "float32">
export const a6 = model.withLoss(params, x, classes).loss
//? Tensor<[], "float32">
export const a7 = model.predict(params, zeros([2, 5, 16]))
//? Tensor<[2, 5], "int32">
export const a8 = adaptiveLogSoftmaxWithLoss(8, 12, [2, 7], { headBias: true, divValue: 2 }).init(key(0)).head.bias
//? Tensor<[4], "float32">
export const a9 = adaptiveLogSoftmaxWithLoss(16, 1000, cutoffs).init(key(0)).head.weight
//? Tensor<[number, 16], "float32">
const net = sequential(linear(4, 16), model)
export const a10 = net.apply(net.init(key(0)), zeros([8, 4]))
//? Tensor<[8, 1000], "float32">
const module = new torch.nn.AdaptiveLogSoftmaxWithLoss(16, 1000, [20, 200])
export const a11 = module.forward(x, classes).output
//? Tensor<[8], "float32">
export const a12 = module.logProb(x)
//? Tensor<[8, 1000], "float32">
export const a13 = module.predict(x)
//? Tensor<[8], "int32">

export class Classifier extends torch.nn.Module {
  private readonly classes: torch.nn.AdaptiveLogSoftmaxWithLoss = new torch.nn.AdaptiveLogSoftmaxWithLoss(16, 10, [2])

  override forward(x: Tensor<[8, 16]>, target: Tensor<[8], "int32">) {
    return this.classes.forward(x, target).loss
  }
}
export const a14 = new Classifier().forward(x, classes)
//? Tensor<[], "float32">

//! [200, 20] : adaptiveLogSoftmaxWithLoss: cutoffs [200, 20] do not rise between 0 and 1000, the number of classes
export const b1 = adaptiveLogSoftmaxWithLoss(16, 1000, [200, 20])
//! [20, 1000] : adaptiveLogSoftmaxWithLoss: cutoffs [20, 1000] do not rise between 0 and 1000, the number of classes
export const b2 = adaptiveLogSoftmaxWithLoss(16, 1000, [20, 1000])
//! [] : adaptiveLogSoftmaxWithLoss: cutoffs [] do not rise between 0 and 1000, the number of classes
export const b3 = adaptiveLogSoftmaxWithLoss(16, 1000, [])
//! [0, 20] : adaptiveLogSoftmaxWithLoss: cutoffs [0, 20] do not rise between 0 and 1000, the number of classes
export const b4 = new torch.nn.AdaptiveLogSoftmaxWithLoss(16, 1000, [0, 20])
//! zeros([8, 15]) : adaptiveLogSoftmaxWithLoss(16, 1000) needs a last dim of 16, got 15
export const b5 = model.apply(params, zeros([8, 15]))
//! zeros([7], "int32") : adaptiveLogSoftmaxWithLoss: [8, 16] needs class indices of shape [8], got [7]
export const b6 = model.withLoss(params, x, zeros([7], "int32"))
//! zeros([8]) : adaptiveLogSoftmaxWithLoss needs int32 class indices, got float32: use cast(x, "int32") first
export const b7 = module.forward(x, zeros([8]))
//! model : layer 1: adaptiveLogSoftmaxWithLoss(16, 1000) needs a last dim of 16, got 8
export const b8 = sequential(linear(4, 8), model)
