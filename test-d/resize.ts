/** @file Resizing, adaptive pooling, windows as columns, and where the largest elements are. */
import {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  interpolate,
  maxPool1dWithIndices,
  maxPool2dWithIndices,
  pipe,
  relu,
  type Tensor,
  unfold,
  zeros,
} from "tuplet"
import { sequential } from "tuplet/nn"

const image = zeros([8, 3, 28, 20])
const n: number = 8
declare const named: Tensor<["batch", "channels", 28, "width"]>

export const a1 = interpolate(image, { size: 14 })
//? Tensor<[8, 3, 14, 14], "float32">
export const a2 = interpolate(image, { size: [56, 40], mode: "bilinear", alignCorners: true })
//? Tensor<[8, 3, 56, 40], "float32">
export const a3 = interpolate(image, { scaleFactor: 2 })
//? Tensor<[8, 3, 56, 40], "float32">
export const a4 = interpolate(image, { scaleFactor: 0.5, mode: "area" })
//? Tensor<[8, 3, 14, 10], "float32">
export const a5 = interpolate(image, { scaleFactor: [1.3, 1.25], mode: "bicubic" })
//? Tensor<[8, 3, 36, 25], "float32">
// a product that is whole for decimals may not be for floats
export const a6 = interpolate(image, { scaleFactor: [0.25, 1.7] })
//? Tensor<[8, 3, 7, number], "float32">
export const a7 = interpolate(zeros([2, 3, 10], "float64"), { scaleFactor: 1.75, mode: "linear" })
//? Tensor<[2, 3, 17], "float64">
export const a8 = interpolate(zeros([2, 3, 4, 4, 4]), { size: [5, 6, 7], mode: "trilinear" })
//? Tensor<[2, 3, 5, 6, 7], "float32">
export const a9 = pipe(image, interpolate({ scaleFactor: 2, mode: "nearest-exact" }), relu)
//? Tensor<[8, 3, 56, 40], "float32">
export const a10 = interpolate(named, { scaleFactor: 2 })
//? Tensor<["batch", "channels", 56, number], "float32">
export const a11 = interpolate(named, { scaleFactor: 1 })
//? Tensor<["batch", "channels", 28, "width"], "float32">
export const a12 = interpolate(image, { size: n })
//? Tensor<[8, 3, number, number], "float32">
const twice = interpolate({ scaleFactor: 2 })
export const a13 = twice(zeros([1, 1, 9]))
//? Tensor<[1, 1, 18], "float32">
export const a14 = sequential(relu, interpolate({ size: 7 })).apply([{}, {}], image)
//? Tensor<[8, 3, 7, 7], "float32">

export const c1 = adaptiveAvgPool2d(image, 1)
//? Tensor<[8, 3, 1, 1], "float32">
export const c2 = adaptiveAvgPool2d(image, [5, 7])
//? Tensor<[8, 3, 5, 7], "float32">
export const c3 = adaptiveAvgPool2d(zeros([3, 28, 20]), [5, null])
//? Tensor<[3, 5, 20], "float32">
export const c4 = pipe(image, adaptiveMaxPool2d([null, 4]), relu)
//? Tensor<[8, 3, 28, 4], "float32">
export const c5 = adaptiveAvgPool1d(zeros([2, 3, 9]), 4)
//? Tensor<[2, 3, 4], "float32">
export const c6 = adaptiveMaxPool1d(zeros([3, 9], "int32"), [4])
//? Tensor<[3, 4], "int32">
export const c7 = adaptiveAvgPool2d(named, [null, 2])
//? Tensor<["batch", "channels", 28, 2], "float32">
export const c8 = sequential(relu, adaptiveAvgPool2d(2)).apply([{}, {}], image)
//? Tensor<[8, 3, 2, 2], "float32">
export const c9 = adaptiveAvgPool2d(image, n)
//? Tensor<[8, 3, number, number], "float32">

export const d1 = unfold(image, { kernel: 3 })
//? Tensor<[8, 27, 468], "float32">
export const d2 = unfold(zeros([3, 6, 6], "int32"), { kernel: [2, 3], stride: 2, padding: [0, 1], dilation: 1 })
//? Tensor<[18, 9], "int32">
export const d3 = pipe(image, unfold({ kernel: 3, padding: 1 }), relu)
//? Tensor<[8, 27, 560], "float32">
export const d4 = unfold(named, { kernel: 2 })
//? Tensor<["batch", number, number], "float32">
const { values, indices } = maxPool2dWithIndices(image, { kernel: 2 })
export const d5 = values
//? Tensor<[8, 3, 14, 10], "float32">
export const d6 = indices
//? Tensor<[8, 3, 14, 10], "int32">
export const d7 = pipe(zeros([3, 9]), maxPool1dWithIndices({ kernel: 3, stride: 2 })).indices
//? Tensor<[3, 4], "int32">

//! {} : interpolate: needs size or scaleFactor
export const b1 = interpolate(image, {})
//! scaleFactor : interpolate: takes size or scaleFactor, not both
export const b2 = interpolate(image, { size: 2, scaleFactor: 2 })
//! mode : interpolate: mode "linear" needs a tensor of rank 3, got [8, 3, 28, 20]
export const b3 = interpolate(image, { size: 2, mode: "linear" })
//! mode : interpolate: mode "trilinear" needs a tensor of rank 5, got [8, 3, 28, 20]
export const b4 = pipe(image, interpolate({ size: 2, mode: "trilinear" }))
//! alignCorners : interpolate: mode "nearest" takes no alignCorners
export const b5 = interpolate(image, { size: 2, alignCorners: true })
//! alignCorners : interpolate: mode "area" takes no alignCorners
export const b6 = interpolate(image, { size: 2, mode: "area", alignCorners: false })
//! size : interpolate: size has 3 numbers, but there are 2 spatial dims
export const b7 = interpolate(image, { size: [1, 2, 3] })
//! scaleFactor : interpolate: scaleFactor has 1 numbers, but there are 2 spatial dims
export const b8 = pipe(image, interpolate({ scaleFactor: [2] }))
//! size : interpolate: size is an integer of at least 1, got 0
export const b9 = interpolate(image, { size: [4, 0] })
//! scaleFactor : interpolate: scaleFactor is above 0, got -1
export const b10 = interpolate(image, { scaleFactor: -1 })
//! zeros([8, 3]) : interpolate needs a tensor of rank 3, 4 or 5, got [8, 3]
export const b11 = interpolate(zeros([8, 3]), { size: 2 })
//! zeros([1, 1, 4], "int32") : interpolate needs a float tensor, got int32: use cast(x, "float32") first
export const b12 = interpolate(zeros([1, 1, 4], "int32"), { size: 2 })
//> interpolate: unknown mode "cubic"
//! mode : Type '"cubic"' is not assignable to type
export const b13 = interpolate(image, { size: 2, mode: "cubic" })
//! zeros([3]) : interpolate needs a tensor of rank 3, 4 or 5, got [3]
export const b14 = twice(zeros([3]))

//! [0, 2] : adaptiveAvgPool2d: size is an integer of at least 1, got 0
export const e1 = adaptiveAvgPool2d(image, [0, 2])
//! 1.5 : adaptiveMaxPool2d: size is an integer of at least 1, got 1.5
export const e2 = pipe(image, adaptiveMaxPool2d(1.5))
//! zeros([2, 3]) : adaptiveAvgPool2d needs a tensor of rank 4 (or 3), got [2, 3]
export const e3 = adaptiveAvgPool2d(zeros([2, 3]), 1)
//! image : adaptiveAvgPool1d needs a tensor of rank 3 (or 2), got [8, 3, 28, 20]
export const e4 = adaptiveAvgPool1d(image, 1)
//! zeros([3, 4, 4], "int32") : adaptiveAvgPool2d needs a float tensor, got int32: use cast(x, "float32") first
export const e5 = adaptiveAvgPool2d(zeros([3, 4, 4], "int32"), 1)
//! zeros([3, 4, 4], "bool") : adaptiveMaxPool2d needs numbers, got bool: use cast(x, "int32") first
export const e6 = adaptiveMaxPool2d(zeros([3, 4, 4], "bool"), 1)
//> adaptiveAvgPool1d: size has one number for each of 1 axes, got [1, 2]
//! 2 : Type 'number' is not assignable to type
export const e7 = adaptiveAvgPool1d(zeros([3, 4]), [1, 2])

//! kernel : unfold: a kernel of 29 does not fit dim 2 of [8, 3, 28, 20] with padding 0
export const f1 = unfold(image, { kernel: 29 })
//! kernel : unfold: a kernel of 21 does not fit dim 3 of [8, 3, 28, 20] with padding 0
export const f2 = pipe(image, unfold({ kernel: [3, 21] }))
//! stride : unfold: stride is an integer of at least 1, got 0
export const f3 = unfold(image, { kernel: 2, stride: 0 })
//! zeros([5, 5]) : unfold needs a tensor of rank 4 (or 3), got [5, 5]
export const f4 = unfold(zeros([5, 5]), { kernel: 2 })
//! padding : maxPool2dWithIndices: padding 2 is more than half of the kernel, 3
export const f5 = maxPool2dWithIndices(image, { kernel: 3, padding: 2 })
//! zeros([3, 4, 4], "bool") : maxPool2dWithIndices needs numbers, got bool: use cast(x, "int32") first
export const f6 = maxPool2dWithIndices(zeros([3, 4, 4], "bool"), { kernel: 2 })
