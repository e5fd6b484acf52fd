/** @file Pooling over one and two axes. */
import {
  avgPool1d,
  avgPool2d,
  conv2d,
  type Dim,
  flow,
  maxPool1d,
  maxPool2d,
  pipe,
  relu,
  type Tensor,
  zeros,
} from "tuplet"
import { sequential } from "tuplet/nn"

const image = zeros([8, 16, 28, 28])
const n: number = 8

export const a1 = maxPool2d(image, { kernel: 2 })
//? Tensor<[8, 16, 14, 14], "float32">
export const a2 = maxPool2d(image, { kernel: 3, stride: 2 })
//? Tensor<[8, 16, 13, 13], "float32">
export const a3 = maxPool2d(image, { kernel: 3, stride: 2, padding: 1 })
//? Tensor<[8, 16, 14, 14], "float32">
export const a4 = maxPool2d(image, { kernel: 3, stride: 2, ceilMode: true })
//? Tensor<[8, 16, 14, 14], "float32">
export const a5 = maxPool2d(image, { kernel: [3, 2], stride: [1, 2], dilation: [2, 1] })
//? Tensor<[8, 16, 24, 14], "float32">
export const a6 = maxPool2d(zeros([16, 7, 7]), { kernel: 2 })
//? Tensor<[16, 3, 3], "float32">
export const a7 = maxPool2d(zeros([16, 7, 7]), { kernel: 2, ceilMode: true })
//? Tensor<[16, 4, 4], "float32">
export const a8 = maxPool2d(zeros([n, 16, 28, n]), { kernel: 2 })
//? Tensor<[number, 16, 14, number], "float32">
export const a9 = pipe(image, maxPool2d({ kernel: 2 }), relu, maxPool2d({ kernel: 7 }))
//? Tensor<[8, 16, 2, 2], "float32">
export const a10 = maxPool2d(zeros([1, 1, 4, 4], "int32"), { kernel: 2 })
//? Tensor<[1, 1, 2, 2], "int32">
export const a11 = maxPool2d(image, { kernel: n })
//? Tensor<[8, 16, number, number], "float32">
const half = maxPool2d({ kernel: 2 })
export const a12 = half(zeros([1, 3, 224, 224]))
//? Tensor<[1, 3, 112, 112], "float32">
declare const named: Tensor<["batch", "channels", 28, "width"]>
export const a13 = maxPool2d(named, { kernel: 2 })
//? Tensor<["batch", "channels", 14, number], "float32">
export const a14 = maxPool2d(named, { kernel: 3, stride: 1, padding: 1 })
//? Tensor<["batch", "channels", 28, "width"], "float32">
const lenet = flow(conv2d(zeros([6, 1, 5, 5]), { padding: 2 }), relu, half)
export const a15 = lenet(zeros([32, 1, 28, 28]))
//? Tensor<[32, 6, 14, 14], "float32">
const shrink = <N extends Dim, C extends Dim>(x: Tensor<[N, C, 8, 8]>) => avgPool2d(x, { kernel: 8 })
export const a16 = shrink(zeros([2, 64, 8, 8]))
//? Tensor<[2, 64, 1, 1], "float32">
const net = sequential(conv2d(zeros([6, 16, 5, 5])), relu, maxPool2d({ kernel: 2 }), avgPool2d({ kernel: 12 }))
export const a17 = net.apply([{}, {}, {}, {}], image)
//? Tensor<[8, 6, 1, 1], "float32">

export const c1 = avgPool2d(image, { kernel: 4 })
//? Tensor<[8, 16, 7, 7], "float32">
export const c2 = avgPool2d(image, { kernel: 5, stride: 3, padding: 2, countIncludePad: false })
//? Tensor<[8, 16, 10, 10], "float32">
export const c3 = avgPool2d(image, { kernel: [6, 6], stride: [3, 3], padding: [2, 3], ceilMode: true })
//? Tensor<[8, 16, 10, 11], "float32">
export const c4 = avgPool2d(image, { kernel: 2, divisorOverride: 3 })
//? Tensor<[8, 16, 14, 14], "float32">
export const c5 = maxPool1d(zeros([2, 4, 100]), { kernel: 3 })
//? Tensor<[2, 4, 33], "float32">
export const c6 = maxPool1d(zeros([4, 100]), { kernel: [3], stride: [2], padding: [1] })
//? Tensor<[4, 50], "float32">
export const c7 = avgPool1d(zeros([2, 4, 100]), { kernel: 3, ceilMode: true })
//? Tensor<[2, 4, 34], "float32">
export const c8 = pipe(zeros([2, 4, 100], "float64"), avgPool1d({ kernel: 10 }), relu)
//? Tensor<[2, 4, 10], "float64">
export const c9 = avgPool1d(zeros([1, 2, 9]), { kernel: 7, stride: 3, padding: 3, ceilMode: true })
//? Tensor<[1, 2, 4], "float32">

//! kernel : maxPool2d: a kernel of 5 does not fit dim 2 of [1, 8, 3, 3] with padding 0
export const b1 = maxPool2d(zeros([1, 8, 3, 3]), { kernel: 5 })
//! kernel : maxPool2d: a kernel of 5 does not fit dim 2 of [1, 8, 3, 3] with padding 0
export const b2 = pipe(zeros([1, 8, 3, 3]), maxPool2d({ kernel: 5 }))
//! kernel : maxPool2d: a kernel of 3 (dilation 2) does not fit dim 2 of [8, 9, 3] with padding 0
export const b3 = maxPool2d(zeros([8, 9, 3]), { kernel: 3, dilation: 2 })
//! zeros([2, 3]) : maxPool2d needs a tensor of rank 4 (or 3), got [2, 3]
export const b4 = maxPool2d(zeros([2, 3]), { kernel: 2 })
//! maxPool2d({ kernel: 2 }) : maxPool2d needs a tensor of rank 4 (or 3), got [2, 3]
export const b5 = pipe(zeros([2, 3]), maxPool2d({ kernel: 2 }))
//! padding : maxPool2d: padding 2 is more than half of the kernel, 3
export const b6 = maxPool2d(image, { kernel: 3, padding: 2 })
//! padding : maxPool2d: padding 2 is more than half of the kernel, 3
export const b7 = pipe(image, maxPool2d({ kernel: 3, padding: [1, 2] }))
//! kernel : maxPool2d: kernel is an integer of at least 1, got 0
export const b8 = maxPool2d(image, { kernel: 0 })
//! stride : avgPool2d: stride is an integer of at least 1, got 0.5
export const b9 = avgPool2d(image, { kernel: 2, stride: 0.5 })
//! zeros([1, 1, 4, 4], "int32") : avgPool2d needs a float tensor, got int32: use cast(x, "float32") first
export const b10 = avgPool2d(zeros([1, 1, 4, 4], "int32"), { kernel: 2 })
//! zeros([1, 1, 4, 4], "bool") : maxPool2d needs numbers, got bool: use cast(x, "int32") first
export const b11 = maxPool2d(zeros([1, 1, 4, 4], "bool"), { kernel: 2 })
//! zeros([3, 1, 1]) : maxPool2d: a kernel of 2 does not fit dim 1 of [3, 1, 1] with padding 0
export const b12 = half(zeros([3, 1, 1]))
//! image : layer 1: maxPool2d: a kernel of 30 does not fit dim 2 of [8, 16, 28, 28] with padding 0
export const b13 = sequential(relu, maxPool2d({ kernel: 30 })).apply([{}, {}], image)
//! kernel : avgPool1d: a kernel of 101 does not fit dim 2 of [2, 4, 100] with padding 0
export const b14 = avgPool1d(zeros([2, 4, 100]), { kernel: 101 })
//! image : maxPool1d needs a tensor of rank 3 (or 2), got [8, 16, 28, 28]
export const b15 = maxPool1d(image, { kernel: 2 })
//> maxPool2d: kernel is a number, got "2"
//! kernel : Type 'string' is not assignable to type
export const b16 = maxPool2d(image, { kernel: "2" })
//> maxPool2d: kernel is a number, got undefined
//! { stride: 2 } : 'kernel'
export const b17 = maxPool2d(image, { stride: 2 })
