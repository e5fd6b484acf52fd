/** @file Convolution and its transpose, over one and two axes. */
import {
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  type Dim,
  type FloatDType,
  flow,
  pipe,
  relu,
  type Tensor,
  zeros,
} from "tuplet"
import { sequential } from "tuplet/nn"

const image = zeros([8, 3, 28, 28])
const kernel = zeros([16, 3, 3, 3])
const n: number = 8
const some = zeros([n, 3, 32, 32])
const wide = zeros([8, 3, n, 32])

export const a1 = conv2d(image, kernel)
//? Tensor<[8, 16, 26, 26], "float32">
export const a2 = conv2d(image, kernel, { padding: 1 })
//? Tensor<[8, 16, 28, 28], "float32">
export const a3 = conv2d(image, kernel, { padding: "same" })
//? Tensor<[8, 16, 28, 28], "float32">
export const a4 = conv2d(image, kernel, { padding: "valid", stride: 2 })
//? Tensor<[8, 16, 13, 13], "float32">
export const a5 = conv2d(image, kernel, { stride: [2, 3], padding: [1, 0] })
//? Tensor<[8, 16, 14, 9], "float32">
export const a6 = conv2d(image, kernel, { dilation: [2, 1] })
//? Tensor<[8, 16, 24, 26], "float32">
export const a7 = conv2d(image, kernel, { bias: zeros([16]), stride: 1 })
//? Tensor<[8, 16, 26, 26], "float32">
export const a8 = conv2d(zeros([3, 28, 28]), kernel)
//? Tensor<[16, 26, 26], "float32">
export const a9 = conv2d(zeros([1, 8, 9, 9]), zeros([8, 1, 3, 3]), { groups: 8 })
//? Tensor<[1, 8, 7, 7], "float32">
export const a10 = conv2d(zeros([1, 8, 9, 9]), zeros([6, 4, 3, 2]), { groups: 2 })
//? Tensor<[1, 6, 7, 8], "float32">
export const a11 = conv2d(zeros([1, 3, 224, 224]), zeros([64, 3, 7, 7]), { stride: 2, padding: 3 })
//? Tensor<[1, 64, 112, 112], "float32">
export const a12 = conv2d(zeros([1, 3, 224, 224]), zeros([768, 3, 16, 16]), { stride: 16 })
//? Tensor<[1, 768, 14, 14], "float32">
export const a13 = conv2d(some, kernel, { padding: 1, stride: 2 })
//? Tensor<[number, 16, 16, 16], "float32">
export const a14 = conv2d(wide, kernel)
//? Tensor<[8, 16, number, 30], "float32">
export const a15 = conv2d(wide, kernel, { padding: "same" })
//? Tensor<[8, 16, number, 32], "float32">
export const a16 = pipe(image, conv2d(kernel), relu, conv2d(zeros([4, 16, 5, 5])))
//? Tensor<[8, 4, 22, 22], "float32">
export const a17 = pipe(image, conv2d(kernel, { padding: 1 }), relu, conv2d(zeros([4, 16, 5, 5]), { stride: 2 }))
//? Tensor<[8, 4, 12, 12], "float32">
export const a18 = conv2d(image, zeros([16, 3, 3, 3], "float64"))
//? Tensor<[8, 16, 26, 26], "float64">
export const a19 = conv2d(image, zeros([n, 3, 3, 3]))
//? Tensor<[8, number, 26, 26], "float32">
export const a20 = conv2d(image, kernel, { stride: n })
//? Tensor<[8, 16, number, number], "float32">
export const a21 = conv2d(zeros([0, 3, 28, 28]), kernel)
//? Tensor<[0, 16, 26, 26], "float32">
const blur = conv2d(zeros([3, 1, 5, 5]), { groups: 3, padding: 2 })
export const a22 = blur(image)
//? Tensor<[8, 3, 28, 28], "float32">
export const a23 = pipe(some, blur)
//? Tensor<[number, 3, 32, 32], "float32">
declare const named: Tensor<["batch", 3, 28, "width"]>
export const a24 = conv2d(named, kernel)
//? Tensor<["batch", 16, 26, number], "float32">
export const a25 = conv2d(named, kernel, { padding: 1 })
//? Tensor<["batch", 16, 28, "width"], "float32">
const block = flow(conv2d(kernel, { padding: 1 }), relu)
export const a26 = block(image)
//? Tensor<[8, 16, 28, 28], "float32">
const stem = <N extends Dim>(x: Tensor<[N, 3, 32, 32]>) => conv2d(x, kernel, { stride: 2, padding: 1 })
export const a27 = stem(zeros([5, 3, 32, 32]))
//? Tensor<[5, 16, 16, 16], "float32">
const net = sequential(conv2d(kernel, { padding: 1 }), relu, conv2d(zeros([10, 16, 28, 28])))
export const a28 = net.apply([{}, {}, {}], image)
//? Tensor<[8, 10, 1, 1], "float32">

// what is known only at run time is no error
const loose: { stride: number; padding?: number } = { stride: 2 }
export const a29 = conv2d(image, kernel, loose)
//? Tensor<[8, 16, number, number], "float32">
const either: 1 | 3 = n > 3 ? 3 : 1
export const a30 = conv2d(image, kernel, { padding: either })
//? Tensor<[8, 16, number, number], "float32">
const wanted = { padding: [1, 1], stride: 2 } as const
export const a31 = conv2d(image, kernel, wanted)
//? Tensor<[8, 16, 14, 14], "float32">
// biome-ignore lint/suspicious/noExplicitAny: what comes from code without types
const untyped: any = image
export const a32 = conv2d(untyped, kernel, { padding: 1 }).dtype
const anyRank: Tensor = image
export const a33 = conv2d(anyRank, kernel)
//? Tensor<number[], "float32">
export const a34 = pipe(anyRank, conv2d(kernel, { padding: 1 }))
//? Tensor<number[], "float32">
const head = <C extends Dim, D extends FloatDType>(x: Tensor<[8, C, 5, 5], D>, w: Tensor<[10, C, 5, 5], D>) =>
  conv2d(x, w)
export const a35 = head(zeros([8, 3, 5, 5]), zeros([10, 3, 5, 5]))
//? Tensor<[8, 10, 1, 1], "float32">
const stage = <N extends Dim, H extends Dim>(x: Tensor<[N, 3, H, 5]>) => pipe(x, conv2d(kernel, { padding: 1 }), relu)
export const a36 = stage(zeros([2, 3, 9, 5]))
//? Tensor<[2, 16, 9, 5], "float32">
const biased = <C extends Dim, O extends Dim>(x: Tensor<[8, C, 5, 5]>, w: Tensor<[O, C, 5, 5]>, b: Tensor<[O]>) =>
  conv2d(x, w, { bias: b })
export const a37 = biased(zeros([8, 3, 5, 5]), zeros([10, 3, 5, 5]), zeros([10]))
//? Tensor<[8, 10, 1, 1], "float32">
const grow = <C extends Dim, L extends Dim>(x: Tensor<[C, L]>, w: Tensor<[C, 2, 3]>) =>
  convTranspose1d(x, w, { stride: 2 })
export const a38 = grow(zeros([4, 5]), zeros([4, 2, 3]))
//? Tensor<[2, 11], "float32">

export const c1 = conv1d(zeros([2, 4, 100]), zeros([8, 4, 5]))
//? Tensor<[2, 8, 96], "float32">
export const c2 = conv1d(zeros([4, 100]), zeros([8, 4, 5]), { stride: [3], padding: 2 })
//? Tensor<[8, 34], "float32">
export const c3 = pipe(zeros([2, 4, 100]), conv1d(zeros([8, 4, 4]), { padding: "same" }))
//? Tensor<[2, 8, 100], "float32">
export const c4 = conv1d(zeros([2, 4, 100]), zeros([4, 1, 3]), { groups: 4, dilation: 8 })
//? Tensor<[2, 4, 84], "float32">
export const c5 = convTranspose1d(zeros([2, 4, 50]), zeros([4, 8, 4]), { stride: 2, padding: 1 })
//? Tensor<[2, 8, 100], "float32">
export const c6 = convTranspose2d(zeros([8, 16, 7, 7]), zeros([16, 3, 4, 4]), { stride: 2, padding: 1 })
//? Tensor<[8, 3, 14, 14], "float32">
export const c7 = convTranspose2d(zeros([8, 16, 7, 7]), zeros([16, 3, 3, 3]), {
  stride: 2,
  padding: 1,
  outputPadding: [1, 0],
})
//? Tensor<[8, 3, 14, 13], "float32">
export const c8 = convTranspose2d(zeros([4, 5, 5]), zeros([4, 2, 3, 3]), { groups: 2, dilation: 2 })
//? Tensor<[4, 9, 9], "float32">
export const c9 = pipe(zeros([1, 4, 5, 5]), convTranspose2d(zeros([4, 2, 2, 2])), relu)
//? Tensor<[1, 2, 6, 6], "float32">
export const c10 = convTranspose2d(wide, zeros([3, 6, 2, 2]), { stride: 2 })
//? Tensor<[8, 6, number, 64], "float32">

//! zeros([32, 16, 3, 3]) : conv2d: weight [32, 16, 3, 3] needs 16 channels, got 8 in [1, 8, 28, 28]
export const b1 = conv2d(zeros([1, 8, 28, 28]), zeros([32, 16, 3, 3]))
//! zeros([32, 16, 3, 3]) : conv2d: weight [32, 16, 3, 3] needs 16 channels, got 8 in [1, 8, 28, 28]
export const b2 = pipe(zeros([1, 8, 28, 28]), conv2d(zeros([32, 16, 3, 3])))
//! zeros([32, 16, 3, 3]) : conv2d: weight [32, 16, 3, 3] needs 16 channels, got 8 in [1, 8, 28, 28]
export const b3 = conv2d(zeros([1, 8, 28, 28]), zeros([32, 16, 3, 3]), { padding: 1 })
//! zeros([32, 16, 3, 3]) : conv2d: weight [32, 16, 3, 3] needs 16 channels, got 8 in [1, 8, 28, 28]
export const b4 = pipe(zeros([1, 8, 28, 28]), conv2d(zeros([32, 16, 3, 3]), { padding: 1 }))
//! zeros([4, 8, 5, 5]) : conv2d: a kernel of 5 does not fit dim 2 of [1, 8, 3, 3] with padding 0
export const b5 = conv2d(zeros([1, 8, 3, 3]), zeros([4, 8, 5, 5]))
//! zeros([4, 8, 3, 3]) : conv2d: a kernel of 3 (dilation 4) does not fit dim 3 of [1, 8, 9, 6] with padding 1
export const b6 = conv2d(zeros([1, 8, 9, 6]), zeros([4, 8, 3, 3]), { dilation: 4, padding: 1 })
//! groups : conv2d: 8 channels do not divide into 3 groups
export const b7 = conv2d(zeros([1, 8, 9, 9]), zeros([3, 2, 3, 3]), { groups: 3 })
//! groups : conv2d: 4 output channels do not divide into 8 groups
export const b8 = conv2d(zeros([1, 8, 9, 9]), zeros([4, 1, 3, 3]), { groups: 8 })
//! zeros([8, 8, 3, 3]) : conv2d: weight [8, 8, 3, 3] needs 32 channels, got 8 in [1, 8, 9, 9]
export const b9 = conv2d(zeros([1, 8, 9, 9]), zeros([8, 8, 3, 3]), { groups: 4 })
//! zeros([2, 3]) : conv2d needs a tensor of rank 4 (or 3), got [2, 3]
export const b10 = conv2d(zeros([2, 3]), kernel)
//! conv2d(kernel) : conv2d needs a tensor of rank 4 (or 3), got [2, 3]
export const b11 = pipe(zeros([2, 3]), conv2d(kernel))
//! zeros([16, 3, 3]) : conv2d needs a weight of rank 4, got [16, 3, 3]
export const b12 = conv2d(image, zeros([16, 3, 3]))
//! bias : conv2d: bias has shape [8], but there are 16 output channels
export const b13 = conv2d(image, kernel, { bias: zeros([8]) })
//! stride : conv2d: stride is an integer of at least 1, got 0
export const b14 = conv2d(image, kernel, { stride: 0 })
//! padding : conv2d: padding is an integer of at least 0, got -1
export const b15 = conv2d(image, kernel, { padding: [1, -1] })
//! padding : conv2d: padding "same" needs a stride of 1, got 2
export const b16 = conv2d(image, kernel, { padding: "same", stride: [1, 2] })
//> conv2d: unknown padding "full": use "same", "valid" or numbers
//! padding : Type '"full"' is not assignable to type
export const b17 = conv2d(image, kernel, { padding: "full" })
//! zeros([8, 3, 28, 28], "int32") : conv2d needs a float tensor, got int32: use cast(x, "float32") first
export const b18 = conv2d(zeros([8, 3, 28, 28], "int32"), kernel)
//! zeros([16, 3, 3, 3], "int32") : conv2d needs a float tensor, got int32: use cast(x, "float32") first
export const b19 = conv2d(image, zeros([16, 3, 3, 3], "int32"))
//! zeros([1, 6, 28, 28]) : conv2d: weight [3, 1, 5, 5] needs 3 channels, got 6 in [1, 6, 28, 28]
export const b20 = blur(zeros([1, 6, 28, 28]))
//! named : conv2d: weight [16, 4, 3, 3] needs 4 channels, got 3 in [batch, 3, 28, width]
export const b21 = conv2d(zeros([16, 4, 3, 3]))(named)
//! groups : conv2d: 3 channels do not divide into 2 groups
export const b22 = pipe(image, conv2d(zeros([4, 1, 3, 3]), { groups: 2 }), relu)
//- an operation is refused when it is applied
//! conv2d(zeros([10, 8, 3, 3])) : layer 2: conv2d: weight [10, 8, 3, 3] needs 8 channels, got 16 in [..., 16, ?, ?]
export const b23 = sequential(conv2d(kernel), relu, conv2d(zeros([10, 8, 3, 3])))
//! groups : conv2d: groups is an integer of at least 1, got 0
export const b24 = conv2d(image, kernel, { groups: 0 })

//! zeros([8, 4, 5]) : conv1d: weight [8, 4, 5] needs 4 channels, got 3 in [2, 3, 100]
export const d1 = conv1d(zeros([2, 3, 100]), zeros([8, 4, 5]))
//! zeros([8, 4, 5]) : conv1d: a kernel of 5 does not fit dim 2 of [2, 4, 3] with padding 0
export const d2 = pipe(zeros([2, 4, 3]), conv1d(zeros([8, 4, 5])))
//! zeros([2, 4, 3, 3]) : conv1d needs a tensor of rank 3 (or 2), got [2, 4, 3, 3]
export const d3 = conv1d(zeros([2, 4, 3, 3]), zeros([8, 4, 5]))
//! zeros([8, 4, 3, 3]) : convTranspose2d: weight [8, 4, 3, 3] needs 8 channels, got 3 in [8, 3, 28, 28]
export const d4 = convTranspose2d(image, zeros([8, 4, 3, 3]))
//! outputPadding : convTranspose2d: outputPadding 2 is not smaller than stride 2 or dilation 1
export const d5 = convTranspose2d(image, zeros([3, 4, 3, 3]), { stride: 2, outputPadding: 2 })
//! padding : convTranspose1d: padding 3 leaves nothing of dim 2 of [1, 4, 4]
export const d6 = convTranspose1d(zeros([1, 4, 4]), zeros([4, 2, 3]), { padding: 3 })
//! groups : convTranspose2d: 3 channels do not divide into 2 groups
export const d7 = convTranspose2d(image, zeros([3, 4, 3, 3]), { groups: 2 })
//! bias : convTranspose1d: bias has shape [3], but there are 4 output channels
export const d8 = convTranspose1d(zeros([1, 4, 4]), zeros([4, 2, 3]), { groups: 2, bias: zeros([3]) })
