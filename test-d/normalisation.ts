/** @file Normalisation, vectors of length 1, cosines. */
import {
  batchNorm,
  cosineSimilarity,
  exp,
  groupNorm,
  instanceNorm,
  layerNorm,
  normalize,
  pipe,
  relu,
  type Tensor,
  zeros,
} from "tuplet"
import { sequential } from "tuplet/nn"

const x = zeros([8, 6, 5])
const n: number = 8
const last: number = 5
const stats = { runningMean: zeros([6]), runningVar: zeros([6]) }
declare const named: Tensor<["batch", "channels", 5]>

export const a1 = layerNorm(x, [5])
//? Tensor<[8, 6, 5], "float32">
export const a2 = layerNorm(x, [6, 5], { weight: zeros([6, 5]), bias: zeros([6, 5]), eps: 1e-3 })
//? Tensor<[8, 6, 5], "float32">
export const a3 = pipe(x, layerNorm([5]), relu)
//? Tensor<[8, 6, 5], "float32">
export const a4 = pipe(x, exp, layerNorm([5], { weight: zeros([5]) }))
//? Tensor<[8, 6, 5], "float32">
export const a5 = layerNorm(named, [5])
//? Tensor<["batch", "channels", 5], "float32">
export const a6 = layerNorm(zeros([n, 5], "float64"), [5])
//? Tensor<[number, 5], "float64">
export const a7 = layerNorm(x, [last])
//? Tensor<[8, 6, 5], "float32">
export const a8 = groupNorm(x, 3)
//? Tensor<[8, 6, 5], "float32">
export const a9 = groupNorm(x, 2, { weight: zeros([6]), bias: zeros([6]) })
//? Tensor<[8, 6, 5], "float32">
export const a10 = pipe(x, groupNorm(6, { eps: 0.1 }), relu)
//? Tensor<[8, 6, 5], "float32">
export const a11 = groupNorm(zeros([8, n, 5]), 4)
//? Tensor<[8, number, 5], "float32">
export const a12 = instanceNorm(x)
//? Tensor<[8, 6, 5], "float32">
export const a13 = instanceNorm(x, { runningMean: zeros([6]), runningVar: zeros([6]), useInputStats: false })
//? Tensor<[8, 6, 5], "float32">
export const a14 = pipe(x, instanceNorm({ weight: zeros([6]) }), relu)
//? Tensor<[8, 6, 5], "float32">
export const a15 = batchNorm(x, { training: true, weight: zeros([6]), bias: zeros([6]) })
//? Tensor<[8, 6, 5], "float32">
export const a16 = batchNorm(x, stats)
//? Tensor<[8, 6, 5], "float32">
export const a17 = pipe(x, batchNorm({ runningMean: zeros([6]), runningVar: zeros([6]) }), relu)
//? Tensor<[8, 6, 5], "float32">
const training: boolean = true
export const a18 = batchNorm(x, { training, ...stats })
//? Tensor<[8, 6, 5], "float32">
export const a19 = sequential(layerNorm([5]), groupNorm(3), relu).apply([{}, {}, {}], x)
//? Tensor<[8, 6, 5], "float32">
const three = groupNorm(3)
export const a20 = three(zeros([2, 9]))
//? Tensor<[2, 9], "float32">

export const c1 = normalize(x)
//? Tensor<[8, 6, 5], "float32">
export const c2 = normalize(x, { p: 1, dim: -1, eps: 1e-6 })
//? Tensor<[8, 6, 5], "float32">
export const c3 = pipe(x, normalize({ dim: 2 }), relu)
//? Tensor<[8, 6, 5], "float32">
export const c4 = cosineSimilarity(x, x)
//? Tensor<[8, 5], "float32">
export const c5 = cosineSimilarity(x, zeros([5]), { dim: -1 })
//? Tensor<[8, 6], "float32">
export const c6 = pipe(x, cosineSimilarity(zeros([6, 5]), { dim: -1, eps: 1e-6 }))
//? Tensor<[8, 6], "float32">
export const c7 = pipe(x, cosineSimilarity(zeros([1, 6, 1], "float64")))
//? Tensor<[8, 5], "float64">
export const c8 = cosineSimilarity(zeros([5]), zeros([5]), { dim: 0 })
//? Tensor<[], "float32">

//! [6] : layerNorm: [8, 6, 5] does not end in [6]
export const b1 = layerNorm(x, [6])
//! [2, 8, 6, 5] : layerNorm: [8, 6, 5] does not end in [2, 8, 6, 5]
export const b2 = layerNorm(x, [2, 8, 6, 5])
//! [] : layerNorm: needs at least one dim to normalise, got []
export const b3 = layerNorm(x, [])
//! weight : layerNorm: weight has shape [6], not [5]
export const b4 = layerNorm(x, [5], { weight: zeros([6]) })
//! bias : layerNorm: bias has shape [5, 1], not [5]
export const b5 = layerNorm(x, [5], { weight: zeros([5]), bias: zeros([5, 1]) })
//! [6] : layerNorm: [8, 6, 5] does not end in [6]
export const b6 = pipe(x, exp, layerNorm([6]))
//! weight : layerNorm: weight has shape [6], not [5]
export const b7 = pipe(x, layerNorm([5], { weight: zeros([6]) }))
//! 4 : groupNorm: 6 channels do not divide into 4 groups
export const b8 = groupNorm(x, 4)
//! 0 : groupNorm: groups is an integer of at least 1, got 0
export const b9 = groupNorm(x, 0)
//! 4 : groupNorm: 6 channels do not divide into 4 groups
export const b10 = pipe(x, groupNorm(4))
//! bias : groupNorm: bias has shape [3], not [6]
export const b11 = groupNorm(x, 3, { bias: zeros([3]) })
//! zeros([6]) : groupNorm: needs rank >= 2, got [6]
export const b12 = groupNorm(zeros([6]), 3)
//! zeros([2, 8]) : groupNorm: 8 channels do not divide into 3 groups
export const b13 = three(zeros([2, 8]))
//! zeros([8, 6]) : instanceNorm: needs rank >= 3, got [8, 6]
export const b14 = instanceNorm(zeros([8, 6]))
//! weight : instanceNorm: weight has shape [5], not [6]
export const b15 = instanceNorm(x, { weight: zeros([5]) })
//> instanceNorm: runningMean is missing: give it, or set useInputStats to true
//! { useInputStats: false } : instanceNorm: runningMean is missing: give it, or set useInputStats to true
export const b16 = instanceNorm(x, { useInputStats: false })
//! runningVar : instanceNorm: runningVar has shape [5], not [6]
export const b17 = pipe(x, instanceNorm({ runningMean: zeros([6]), runningVar: zeros([5]) }))
//> batchNorm: runningVar is missing: give it, or set training to true
//! { runningMean: zeros([6]) } : batchNorm: runningVar is missing: give it, or set training to true
export const b18 = batchNorm(x, { runningMean: zeros([6]) })
//> batchNorm: runningMean is missing: give it, or set training to true
//! x : batchNorm: runningMean is missing: give it, or set training to true
export const b19 = batchNorm(x)
//! runningMean : batchNorm: runningMean has shape [5], not [6]
export const b20 = batchNorm(x, { ...stats, runningMean: zeros([5]) })
//! zeros([6]) : batchNorm: needs rank >= 2, got [6]
export const b21 = batchNorm(zeros([6]), { training: true })
//! zeros([2, 3], "int32") : layerNorm needs a float tensor, got int32: use cast(x, "float32") first
export const b22 = layerNorm(zeros([2, 3], "int32"), [3])
//! dim : normalize: dim 3 is out of range for [8, 6, 5]: use 0 | 1 | 2 | -1 | -2 | -3
export const b23 = normalize(x, { dim: 3 })
//! zeros([5]) : normalize: dim 1 is out of range for [5]: use 0 | -1
export const b24 = normalize(zeros([5]))
//! dim : normalize: dim -4 is out of range for [8, 6, 5]: use 0 | 1 | 2 | -1 | -2 | -3
export const b25 = pipe(x, normalize({ dim: -4 }))
//! zeros([4]) : cosineSimilarity: [8, 6, 5] and [4] do not broadcast: 5 vs 4
export const b26 = cosineSimilarity(x, zeros([4]))
//! dim : cosineSimilarity: dim 3 is out of range for [8, 6, 5]: use 0 | 1 | 2 | -1 | -2 | -3
export const b27 = cosineSimilarity(x, x, { dim: 3 })
//! zeros([5]) : cosineSimilarity: dim 1 is out of range for [5]: use 0 | -1
export const b28 = cosineSimilarity(zeros([5]), zeros([5]))
//! x : layer 1: groupNorm: 6 channels do not divide into 5 groups
export const b29 = sequential(relu, groupNorm(5)).apply([{}, {}], x)
