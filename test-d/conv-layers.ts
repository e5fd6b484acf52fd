/** @file Layers of convolution and of embeddings: weights' shapes, images through models, indices that come first. */
import { flatten, key, maxPool2d, relu, type Tensor, zeros } from "tuplet"
import {
  batchNorm,
  branches,
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  embedding,
  linear,
  parallel,
  residual,
  sequential,
} from "tuplet/nn"

const seed = key(0)

const a1 = conv2d(3, 16, 3)
//? Conv2d<3, 16, 3, Defaults>
const a2 = a1.init(seed).weight
//? Tensor<[16, 3, 3, 3], "float32">
const a3 = a1.init(seed).bias
//? Tensor<[16], "float32">
const a4 = a1.apply(a1.init(seed), zeros([8, 3, 32, 32]))
//? Tensor<[8, 16, 30, 30], "float32">
const grouped = conv2d(8, 16, [3, 5], { stride: 2, padding: [1, 2], groups: 4, bias: false })
const a5 = grouped.init(seed)
//? ScaleParams<[16, 2, 3, 5]>
const a6 = grouped.apply(a5, zeros([2, 8, 16, 16]))
//? Tensor<[2, 16, 8, 8], "float32">
const signal = conv1d(3, 8, 5, { padding: "same" })
const a7 = signal.apply(signal.init(seed), zeros([4, 3, 20]))
//? Tensor<[4, 8, 20], "float32">
const up1 = convTranspose1d(8, 3, 4, { stride: 2, padding: 1 })
const a8 = up1.apply(up1.init(seed), zeros([4, 8, 10]))
//? Tensor<[4, 3, 20], "float32">
const up = convTranspose2d(16, 6, 4, { stride: 2, padding: 1, groups: 2 })
const a9 = up.init(seed).weight
//? Tensor<[16, 3, 4, 4], "float32">
const a10 = up.apply(up.init(seed), zeros([8, 16, 7, 7]))
//? Tensor<[8, 6, 14, 14], "float32">

const net = sequential(
  conv2d(1, 8, 3, { padding: 1 }),
  batchNorm(8),
  relu,
  residual(conv2d(8, 8, 3, { padding: "same" }), relu),
  maxPool2d({ kernel: 2 }),
  flatten(1),
  linear(128, 10),
)
const b1 = net.apply(net.init(seed), zeros([32, 1, 8, 8]), net.initState())
//? Tensor<[32, 10], "float32">
const batch = zeros([32, 1, 8, 8]) as Tensor<number[]> as Tensor<["batch", 1, 8, 8]>
const b2 = net.apply(net.init(seed), batch, net.initState())
//? Tensor<["batch", 10], "float32">
const channels: number = 8
const b3 = conv2d(1, channels, 3).apply(conv2d(1, channels, 3).init(seed), zeros([2, 1, 5, 5]))
//? Tensor<[2, number, 3, 3], "float32">

const c1 = embedding(100, 16)
//? Embedding<100, 16>
const c2 = c1.init(seed).weight
//? Tensor<[100, 16], "float32">
const tokens = zeros([2, 5], "int32")
const c3 = c1.apply(c1.init(seed), tokens)
//? Tensor<[2, 5, 16], "float32">
const language = sequential(embedding(100, 16), linear(16, 100))
const c4 = language.apply(language.init(seed), tokens)
//? Tensor<[2, 5, 100], "float32">
const nested = sequential(sequential(embedding(100, 16), relu), linear(16, 100))
const c5 = nested.train(nested.init(seed), tokens).output
//? Tensor<[2, 5, 100], "float32">
const heads = branches({ a: language, b: embedding(100, 3) })
const c6 = heads.apply(heads.init(seed), tokens).b
//? Tensor<[2, 5, 3], "float32">
const both = parallel(embedding(100, 16), embedding(100, 4))
const c7 = both.apply(both.init(seed), tokens)
//? Tensor<[2, 5, 20], "float32">
const length: Tensor<[number], "int32"> = zeros([5], "int32")
const c8 = language.apply(language.init(seed), length)
//? Tensor<[number, 100], "float32">

//! zeros([8, 4, 32, 32]) : conv2d: weight [16, 3, 3, 3] needs 3 channels, got 4 in [8, 4, 32, 32]
a1.apply(a1.init(seed), zeros([8, 4, 32, 32]))
//! zeros([8, 3, 32, 32]) : layer 0: conv2d: weight [8, 1, 3, 3] needs 1 channels, got 3 in [8, 3, 32, 32]
net.apply(net.init(seed), zeros([8, 3, 32, 32]), net.initState())
//! zeros([2, 3]) : conv2d needs a tensor of rank 4 (or 3), got [2, 3]
a1.apply(a1.init(seed), zeros([2, 3]))
//! zeros([8, 3, 2, 2]) : conv2d: a kernel of 3 does not fit dim 2 of [8, 3, 2, 2] with padding 0
a1.apply(a1.init(seed), zeros([8, 3, 2, 2]))
//! groups : conv2d: 3 channels do not divide into 2 groups
conv2d(3, 16, 3, { groups: 2 })
//! groups : conv1d: 3 output channels do not divide into 2 groups
conv1d(4, 3, 3, { groups: 2 })
//! stride : conv2d: stride is an integer of at least 1, got 0
conv2d(3, 16, 3, { stride: 0 })
//! 0 : conv2d: kernel is an integer of at least 1, got 0
conv2d(3, 16, 0)
//! embedding(100, 16) : layer 1: embedding(100, 16) takes int32 indices, which layers don't give: it comes first
sequential(linear(3, 4), embedding(100, 16))
//! language : layer 1: layer 0: embedding(100, 16) takes int32 indices, which layers don't give: it comes first
sequential(relu, language)
//! linear(15, 3) : layer 1: linear(15, 3) needs a last dim of 15, got 16
sequential(embedding(100, 16), linear(15, 3))
//> embedding needs int32 indices, got float32: use cast(x, "int32") first
//! zeros([2, 5]) : is not assignable to
c1.apply(c1.init(seed), zeros([2, 5]))
//> linear needs a float tensor, got int32: use cast(x, "float32") first
//! tokens : is not assignable to
sequential(linear(5, 3)).apply(sequential(linear(5, 3)).init(seed), tokens)
