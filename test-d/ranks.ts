/** @file Axes of seven and eight dims: listed, and refused, like those of two; of more, results are exact. */
import { argmax, logSoftmax, mean, permute, pipe, softmax, squeeze, sum, unsqueeze, zeros } from "tuplet"

const seven = zeros([2, 3, 4, 1, 5, 1, 2])
const eight = zeros([2, 3, 4, 1, 5, 1, 2, 2])

export const a1 = sum(seven, 6)
//? Tensor<[2, 3, 4, 1, 5, 1], "float32">
export const a2 = sum(seven, -7)
//? Tensor<[3, 4, 1, 5, 1, 2], "float32">
export const a3 = sum(eight, [0, -1])
//? Tensor<[3, 4, 1, 5, 1, 2], "float32">
export const a4 = pipe(eight, mean(-8))
//? Tensor<[3, 4, 1, 5, 1, 2, 2], "float32">
export const a5 = pipe(eight, logSoftmax(7), softmax(-8))
//? Tensor<[2, 3, 4, 1, 5, 1, 2, 2], "float32">
export const a6 = argmax(eight, -2)
//? Tensor<[2, 3, 4, 1, 5, 1, 2], "int32">
export const a7 = squeeze(eight, -3)
//? Tensor<[2, 3, 4, 1, 5, 2, 2], "float32">
export const a8 = unsqueeze(seven, -8)
//? Tensor<[1, 2, 3, 4, 1, 5, 1, 2], "float32">
export const a9 = pipe(seven, unsqueeze(7))
//? Tensor<[2, 3, 4, 1, 5, 1, 2, 1], "float32">
export const a10 = permute(seven, [6, 5, 4, 3, 2, 1, -7])
//? Tensor<[2, 1, 5, 1, 4, 3, 2], "float32">
const ten = zeros([1, 2, 3, 4, 5, 1, 2, 1, 3, 2])
export const a11 = sum(ten, -1)
//? Tensor<[1, 2, 3, 4, 5, 1, 2, 1, 3], "float32">
export const a12 = mean(ten, -10)
//? Tensor<[2, 3, 4, 5, 1, 2, 1, 3, 2], "float32">

//! 7 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | -1 | -2 | -3 | -4 | -5 | -6 | -7
export const b1 = sum(seven, 7)
//! 7 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | -1 | -2 | -3 | -4 | -5 | -6 | -7
export const b2 = logSoftmax(seven, 7)
//! -8 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | -1 | -2 | -3 | -4 | -5 | -6 | -7'
export const b3 = pipe(seven, softmax(-8))
//! 8 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8
export const b4 = sum(eight, 8)
//! -9 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8'
export const b5 = pipe(eight, logSoftmax(-9))
//! [0, -8] : sum: dim 0 is named twice in [0, -8]
export const b6 = pipe(eight, sum([0, -8]))
//! 8 : '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | -1 | -2 | -3 | -4 | -5 | -6 | -7 | -8
export const b7 = unsqueeze(seven, 8)
//! 0 : squeeze: dim 0 of [2, 3, 4, 1, 5, 1, 2, 2] is 2, not 1
export const b8 = squeeze(eight, 0)
