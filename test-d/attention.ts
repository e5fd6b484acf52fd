/** @file Attention. */
import { attentionWeights, key, pipe, relu, scaledDotProductAttention, type Tensor, zeros } from "tuplet"
import { sequential } from "tuplet/nn"

const q = zeros([2, 8, 10, 64])
const k = zeros([2, 8, 12, 64])
const v = zeros([2, 8, 12, 32])
const n: number = 10
declare const named: Tensor<["batch", "time", 64]>

export const a1 = scaledDotProductAttention(q, k, v)
//? Tensor<[2, 8, 10, 32], "float32">
export const a2 = scaledDotProductAttention(q, k, v, { mask: zeros([10, 12], "bool"), scale: 0.1 })
//? Tensor<[2, 8, 10, 32], "float32">
export const a3 = scaledDotProductAttention(q, q, q, { isCausal: true })
//? Tensor<[2, 8, 10, 64], "float32">
export const a4 = pipe(q, scaledDotProductAttention(k, v))
//? Tensor<[2, 8, 10, 32], "float32">
export const a5 = pipe(q, relu, scaledDotProductAttention(k, v, { mask: zeros([2, 1, 1, 12]) }), relu)
//? Tensor<[2, 8, 10, 32], "float32">
export const a6 = scaledDotProductAttention(zeros([10, 4]), zeros([3, 4]), zeros([3, 5]))
//? Tensor<[10, 5], "float32">
export const a7 = scaledDotProductAttention(zeros([2, 1, 10, 4]), zeros([8, 3, 4]), zeros([1, 8, 3, 5], "float64"))
//? Tensor<[2, 8, 10, 5], "float64">
export const a8 = scaledDotProductAttention(zeros([n, 4]), zeros([3, 4]), zeros([3, n]))
//? Tensor<[number, number], "float32">
export const a9 = scaledDotProductAttention(named, named, named, { isCausal: true })
//? Tensor<["batch", "time", 64], "float32">
export const a10 = scaledDotProductAttention(q, k, v, { dropout: { p: 0.1, key: key(0) } })
//? Tensor<[2, 8, 10, 32], "float32">
export const a11 = attentionWeights(q, k)
//? Tensor<[2, 8, 10, 12], "float32">
export const a12 = pipe(q, attentionWeights(k, { mask: zeros([12], "bool") }))
//? Tensor<[2, 8, 10, 12], "float32">
export const a13 = pipe(q, attentionWeights(k))
//? Tensor<[2, 8, 10, 12], "float32">
export const a14 = attentionWeights(named, named)
//? Tensor<["batch", "time", "time"], "float32">
const toKeys = scaledDotProductAttention(k, v)
export const a15 = toKeys(zeros([2, 8, 1, 64]))
//? Tensor<[2, 8, 1, 32], "float32">
export const a16 = sequential(relu, scaledDotProductAttention(k, v)).apply([{}, {}], q)
//? Tensor<[2, 8, 10, 32], "float32">

//! zeros([2, 8, 12, 63]) : scaledDotProductAttention: queries [2, 8, 10, 64] and keys [2, 8, 12, 63] differ in their last dim: 64 vs 63
export const b1 = scaledDotProductAttention(q, zeros([2, 8, 12, 63]), v)
//! zeros([2, 8, 11, 32]) : scaledDotProductAttention: keys [2, 8, 12, 64] and values [2, 8, 11, 32] differ in number: 12 vs 11
export const b2 = scaledDotProductAttention(q, k, zeros([2, 8, 11, 32]))
//! zeros([3, 8, 12, 64]) : scaledDotProductAttention batch dims: [2, 8] and [3, 8] do not broadcast: 2 vs 3
export const b3 = scaledDotProductAttention(q, zeros([3, 8, 12, 64]), v)
//! zeros([7, 12, 32]) : scaledDotProductAttention batch dims: [2, 8] and [7] do not broadcast: 8 vs 7
export const b4 = scaledDotProductAttention(q, k, zeros([7, 12, 32]))
//! mask : scaledDotProductAttention: mask [12, 10] does not broadcast to [2, 8, 10, 12]
export const b5 = scaledDotProductAttention(q, k, v, { mask: zeros([12, 10], "bool") })
//! isCausal : scaledDotProductAttention: takes mask or isCausal, not both
export const b6 = scaledDotProductAttention(q, k, v, { mask: zeros([10, 12]), isCausal: true })
//! zeros([2, 8, 12, 63]) : scaledDotProductAttention: queries [2, 8, 10, 64] and keys [2, 8, 12, 63] differ in their last dim: 64 vs 63
export const b7 = pipe(q, scaledDotProductAttention(zeros([2, 8, 12, 63]), v))
//! zeros([2, 8, 11, 32]) : scaledDotProductAttention: keys [2, 8, 12, 64] and values [2, 8, 11, 32] differ in number: 12 vs 11
export const b8 = pipe(q, scaledDotProductAttention(k, zeros([2, 8, 11, 32])))
//! mask : scaledDotProductAttention: mask [9, 12] does not broadcast to [2, 8, 10, 12]
export const b9 = pipe(q, scaledDotProductAttention(k, v, { mask: zeros([9, 12]) }))
//! zeros([64]) : scaledDotProductAttention: needs rank >= 2, got [64]
export const b10 = scaledDotProductAttention(zeros([64]), k, v)
//! zeros([2, 8, 10, 64], "int32") : scaledDotProductAttention needs a float tensor, got int32: use cast(x, "float32") first
export const b11 = scaledDotProductAttention(zeros([2, 8, 10, 64], "int32"), k, v)
//! zeros([2, 8, 10, 63]) : scaledDotProductAttention: queries [2, 8, 10, 63] and keys [2, 8, 12, 64] differ in their last dim: 63 vs 64
export const b12 = toKeys(zeros([2, 8, 10, 63]))
//! zeros([8, 12, 63]) : attentionWeights: queries [2, 8, 10, 64] and keys [8, 12, 63] differ in their last dim: 64 vs 63
export const b13 = attentionWeights(q, zeros([8, 12, 63]))
//! mask : attentionWeights: mask [10] does not broadcast to [2, 8, 10, 12]
export const b14 = attentionWeights(q, k, { mask: zeros([10], "bool") })
//! zeros([64]) : attentionWeights: needs rank >= 2, got [64]
export const b15 = pipe(q, attentionWeights(zeros([64])))
//> scaledDotProductAttention: unknown option causal: use mask | isCausal | scale | dropout
//! causal : 'causal' does not exist in type
export const b16 = scaledDotProductAttention(q, k, v, { causal: true })
