/**
 * @file Losses, normalisation, resizing and attention of tensors of which not all is known: unions, `any`, unknown
 * ranks, generic functions.
 */
import {
  adaptiveAvgPool2d,
  attentionWeights,
  batchNorm,
  type Dim,
  type DType,
  groupNorm,
  interpolate,
  layerNorm,
  mseLoss,
  normalize,
  pad,
  pipe,
  type Shape,
  scaledDotProductAttention,
  type Tensor,
  tripletMarginLoss,
  unfold,
  zeros,
} from "tuplet"

const n: number = 2
const flag: boolean = [1].length === 1
const either = flag ? zeros([2, 3]) : zeros([4, 3])
const images = flag ? zeros([2, 3, 4, 4]) : zeros([1, 3, 8, 8])
const unranked: Tensor<number[]> = zeros([2, 3, 4, 4])
// biome-ignore lint/suspicious/noExplicitAny: what comes from JavaScript
const whatever: any = zeros([2, 3, 4, 4])

export const a1 = layerNorm(either, [3])
//? Tensor<[2, 3] | [4, 3], "float32">
export const a2 = mseLoss(either, zeros([3]), { reduction: "none" })
//? Tensor<[2, 3] | [4, 3], "float32">
export const a3 = normalize(either)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a4 = interpolate(images, { scaleFactor: 2 })
//? Tensor<[2, 3, 8, 8] | [1, 3, 16, 16], "float32">
export const a5 = adaptiveAvgPool2d(images, 2)
//? Tensor<[2, 3, 2, 2] | [1, 3, 2, 2], "float32">
export const a6 = layerNorm(unranked, [4])
//? Tensor<number[], "float32">
export const a7 = groupNorm(unranked, 3)
//? Tensor<number[], "float32">
export const a8 = batchNorm(unranked, { training: true })
//? Tensor<number[], "float32">
export const a9 = interpolate(unranked, { size: 2, mode: "bilinear" })
//? Tensor<number[], "float32">
export const a10 = scaledDotProductAttention(unranked, unranked, unranked)
//? Tensor<number[], "float32">
export const a11 = mseLoss(whatever, whatever)
//? Tensor<[], any>
export const a12 = layerNorm(whatever, [4])
//? Tensor<any, any>
export const a13 = interpolate(whatever, { size: 2 })
//? Tensor<number[], any>
export const a14 = scaledDotProductAttention(whatever, whatever, whatever)
//? Tensor<number[], any>
export const a15 = pad(whatever, 1, { mode: "reflect" })
//? Tensor<number[], any>
export const a16 = pipe(unranked, layerNorm([4]), interpolate({ size: 2 }), unfold({ kernel: 2 }))
//? Tensor<number[], "float32">
export const a17 = tripletMarginLoss(unranked, unranked, unranked, { reduction: "none" })
//? Tensor<number[], "float32">
const normed = <B extends Dim, C extends number>(x: Tensor<[B, C, 4, 4]>, w: Tensor<[C]>) =>
  pipe(x, batchNorm({ training: true, weight: w }), groupNorm(1))
export const a18 = normed(zeros([2, 3, 4, 4]), zeros([3]))
//? Tensor<[2, 3, 4, 4], "float32">
const attend = <B extends Dim, T extends Dim, D extends DType>(x: Tensor<[B, T, 8], D>) =>
  scaledDotProductAttention(x, x, x, { isCausal: true })
export const a19 = attend(zeros([2, 5, 8]))
//? Tensor<[2, 5, 8], "float32">
const block = <S extends Shape>(x: Tensor<S>) => layerNorm(x, [3])
export const a20 = block(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
const whole = <S extends Shape, D extends DType>(x: Tensor<S, D>) => mseLoss(x, zeros([1]), { reduction: "sum" })
export const a21 = whole(zeros([2, 3]))
//? Tensor<[], "float32">
export const a22 = attentionWeights(zeros([n, 4]), zeros([n, 4]))
//? Tensor<[number, number], "float32">
const half = <N extends number>(x: Tensor<[N, 3, 4, 4]>) => interpolate(x, { scaleFactor: 0.5, mode: "bilinear" })
export const a23 = half(zeros([2, 3, 4, 4]))
//? Tensor<[2, 3, 2, 2], "float32">
export const a24 = interpolate(zeros([1, 3, n, 4]), { scaleFactor: n })
//? Tensor<[1, 3, number, number], "float32">
export const a25 = pad(either, [
  [0, 0],
  [1, -1],
])
//? Tensor<[2, 3] | [4, 3], "float32">
