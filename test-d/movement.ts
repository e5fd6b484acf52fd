/** @file Views: reshape, permute, transpose, broadcastTo, squeeze, unsqueeze. */
import {
  type AnyTensor,
  broadcastTo,
  exp,
  permute,
  pipe,
  reshape,
  squeeze,
  type Tensor,
  tensor,
  transpose,
  unsqueeze,
  zeros,
} from "tuplet"

const x = zeros([2, 3])
const named = zeros([2, 28, 28]) as AnyTensor as Tensor<["batch", 28, 28]>
const unknown: Tensor<[number, 3]> = zeros([1, 3])

export const a1 = reshape(x, [3, 2])
//? Tensor<[3, 2], "float32">
export const a2 = pipe(x, reshape([6]), exp)
//? Tensor<[6], "float32">
export const a3 = reshape(x, [-1])
//? Tensor<[6], "float32">
export const a4 = reshape(zeros([6, 4]), [8, -1])
//? Tensor<[8, 3], "float32">
export const a5 = reshape(zeros([32, 28, 28]), [32, -1])
//? Tensor<[32, 784], "float32">
export const a6 = reshape(named, ["batch", 784])
//? Tensor<["batch", 784], "float32">
export const a7 = pipe(named, reshape([-1, 784]))
//? Tensor<["batch", 784], "float32">
//> only one size can be found by division
export const a8 = pipe(named, reshape(["batch", -1]))
//? Tensor<["batch", 784], "float32">
export const a9 = reshape(unknown, [-1])
//? Tensor<[number], "float32">
export const a10 = reshape(zeros([0, 3]), [0, 5])
//? Tensor<[0, 5], "float32">
export const a11 = reshape(tensor(1), [1, 1])
//? Tensor<[1, 1], "float32">
export const a12 = reshape(zeros([1797, 64]), [-1, 8, 8])
//? Tensor<[1797, 8, 8], "float32">

//! [4, 2] : reshape: [2, 3] has 6 elements but [4, 2] has 8
export const b1 = reshape(x, [4, 2])
//! [4, 2] : reshape: [2, 3] has 6 elements but [4, 2] has 8
export const b2 = pipe(x, reshape([4, 2]))
//! [4, -1] : reshape: 6 elements of [2, 3] do not divide into [4, -1]
export const b3 = reshape(x, [4, -1])
//! [-1, -1] : reshape: only one -1 is allowed, got [-1, -1]
export const b4 = reshape(x, [-1, -1])
//> reshape: [2, 28, 28] has 1568 elements but [28, 28] has 784
//! [28, 28] : reshape: [batch, 28, 28] and [28, 28] do not have the same named dims
export const b5 = reshape(named, [28, 28])
const stored = reshape([4, 2])
//! x : reshape: [2, 3] has 6 elements but [4, 2] has 8
export const b6 = stored(x)

export const c1 = transpose(x)
//? Tensor<[3, 2], "float32">
export const c2 = pipe(zeros([2, 3, 4]), transpose, exp)
//? Tensor<[2, 4, 3], "float32">
export const c3 = permute(zeros([2, 3, 4]), [2, 0, 1])
//? Tensor<[4, 2, 3], "float32">
export const c4 = pipe(x, permute([-1, 0]))
//? Tensor<[3, 2], "float32">
export const c5 = unsqueeze(x, -1)
//? Tensor<[2, 3, 1], "float32">
export const c6 = pipe(x, unsqueeze(1))
//? Tensor<[2, 1, 3], "float32">
export const c7 = squeeze(zeros([1, 3]), 0)
//? Tensor<[3], "float32">
export const c8 = pipe(zeros([2, 1]), squeeze(-1))
//? Tensor<[2], "float32">
export const c9 = squeeze(unknown, 0)
//? Tensor<[3], "float32">
export const c10 = broadcastTo(tensor([1, 2, 3]), [2, 3])
//? Tensor<[2, 3], "float32">
export const c11 = pipe(zeros([2, 1]), broadcastTo([5, 2, 3]))
//? Tensor<[5, 2, 3], "float32">

//! zeros([3]) : transpose: needs rank >= 2, got [3]
export const d1 = transpose(zeros([3]))
//! transpose : transpose: needs rank >= 2, got [3]
export const d2 = pipe(zeros([3]), transpose)
//! [0, 0] : permute: [0, 0] is not a permutation of the axes of [2, 3]
export const d3 = permute(x, [0, 0])
//! [0, 2] : permute: [0, 2] is not a permutation of the axes of [2, 3]
export const d4 = pipe(x, permute([0, 2]))
//! 1 : squeeze: dim 1 of [2, 3] is 3, not 1
export const d5 = squeeze(x, 1)
//! 1 : squeeze: dim 1 of [2, 3] is 3, not 1
export const d6 = pipe(x, squeeze(1))
//! 2 : '0 | 1 | -1 | -2
export const d7 = squeeze(x, 2)
//! 3 : '0 | 1 | 2 | -1 | -2 | -3'
export const d8 = unsqueeze(x, 3)
//! 4 : '0 | 1 | 2 | -1 | -2 | -3'
export const d9 = pipe(x, unsqueeze(4))
//! [4, 3] : broadcastTo: [2, 3] does not broadcast to [4, 3]
export const d10 = broadcastTo(x, [4, 3])
//! [3] : broadcastTo: [2, 3] does not broadcast to [3]
export const d11 = pipe(x, broadcastTo([3]))
//| pipe(x, unsqueeze(§)) : 0 1 2 -1 -2 -3
