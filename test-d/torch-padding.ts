/** @file PyTorch's padding, the last dim first; windows and resizing as layers; names that have no other home. */
import * as torch from "tuplet/torch"

const { functional: F } = torch.nn
const images = torch.randn([8, 3, 16, 12])
const wider = F.pad(images, [1, 2])
//? Tensor<[8, 3, 16, 15], "float32">
const framed = F.pad(images, [1, 2, 0, 3], { mode: "reflect" })
//? Tensor<[8, 3, 19, 15], "float32">
const zeros = new torch.nn.ZeroPad2d(1).forward(images)
//? Tensor<[8, 3, 18, 14], "float32">
const mirrored = new torch.nn.ReflectionPad2d([1, 2, 0, 3]).forward(images)
//? Tensor<[8, 3, 19, 15], "float32">
const constant = new torch.nn.ConstantPad1d([0, 2], 7).forward(torch.randn([2, 5]))
//? Tensor<[2, 7], "float32">
const columns = new torch.nn.Unfold(2, { stride: 2 }).forward(images)
//? Tensor<[8, 12, 48], "float32">
const larger = new torch.nn.Upsample({ scaleFactor: 2 }).forward(images)
//? Tensor<[8, 3, 32, 24], "float32">
const anyPad: torch.nn.ZeroPad2d = new torch.nn.ZeroPad2d(1)
const anyPadded = anyPad.forward(images)
//? Tensor<[number, number, number, number], "float32">
const net = new torch.nn.Sequential(new torch.nn.ZeroPad2d(1), new torch.nn.Conv2d(3, 4, 3)).forward(images)
//? Tensor<[8, 4, 16, 12], "float32">
const alike = new torch.nn.CosineSimilarity({ dim: -1 }).forward(torch.randn([4, 6]), torch.randn([4, 6]))
//? Tensor<[4], "float32">
const overChannels = new torch.nn.Softmax2d().forward(images)
//? Tensor<[8, 3, 16, 12], "float32">
const like = torch.zeros_like(torch.randint(0, 5, [3, 4]))
//? Tensor<[3, 4], "int32">
const identity = torch.eye(3, 4)
//? Tensor<[3, 4], "float32">
const order = torch.randperm(5)
//? Tensor<[5], "int32">
const even = torch.rand([2, 3])
//? Tensor<[2, 3], "float32">
const inverse = torch.linalg.inv(torch.eye(3))
//? Tensor<[3, 3], "float32">

//! torch.randn([4, 5]) : cosineSimilarity
new torch.nn.CosineSimilarity().forward(torch.randn([4, 6]), torch.randn([4, 5]))
//! [1, 2, 3] : pad: [8, 3, 16, 12] takes [left, right, top, bottom, ...] of its last dims, got 3 numbers
F.pad(images, [1, 2, 3])
//! torch.randn([5]) : pad: [5] takes [left, right, top, bottom, ...] of its last dims, got 4 numbers
new torch.nn.ZeroPad2d(1).forward(torch.randn([5]))
//! images : pad: mode "reflect" needs a size of at least 13 at dim 3 of [8, 3, 16, 12]
new torch.nn.ReflectionPad1d(12).forward(images)
//> ZeroPad2d: padding is a number, or 4 of them, got [1, 2]
//! [1, 2] : not assignable
new torch.nn.ZeroPad2d([1, 2])
