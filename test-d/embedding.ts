/** @file Embedding, one-hot, and numbers written through a mask. */
import {
  cast,
  embedding,
  greater,
  logSoftmax,
  maskedFill,
  matmul,
  oneHot,
  pipe,
  refine,
  type Tensor,
  tensor,
  zeros,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"

const tokens = zeros([8, 16], "int32")
const weight = zeros([100, 32])
const n: number = 3
const two: number = 2
const some = zeros([n], "int32")
const refined = refine(tokens, ["batch", 16])
if (refined._tag === "Left") throw refined.left
const named = refined.right
const unranked: Tensor<number[], "int32"> = tokens
const x = zeros([2, 3])
const mask = greater(x, 0)

// embedding

export const a1 = embedding(tokens, weight)
//? Tensor<[8, 16, 32], "float32">
export const a2 = pipe(tokens, embedding(weight))
//? Tensor<[8, 16, 32], "float32">
export const a3 = embedding(named, weight)
//? Tensor<["batch", 16, 32], "float32">
export const a4 = embedding(some, zeros([n, 4], "float64"))
//? Tensor<[number, 4], "float64">
export const a5 = embedding(zeros([], "int32"), weight)
//? Tensor<[32], "float32">
export const a6 = embedding(unranked, weight)
//? Tensor<[...number[], 32], "float32">
export const a7 = pipe(tokens, embedding(weight), matmul(zeros([32, 5])), logSoftmax(-1))
//? Tensor<[8, 16, 5], "float32">
export const a8 = embedding(tokens, zeros([100, 32], "int32"))
//? Tensor<[8, 16, 32], "int32">
export const looked = <B extends number>(t: Tensor<[B], "int32">) => embedding(t, weight)
export const a9 = looked(zeros([5], "int32"))
//? Tensor<[5, 32], "float32">

//! weight : embedding needs int32 indices, got float32: use cast(x, "int32") first
export const b1 = embedding(weight, tokens)
//! zeros([100]) : embedding needs a weight of rank 2, got [100]
export const b2 = embedding(tokens, zeros([100]))
//! zeros([100]) : embedding needs a weight of rank 2, got [100]
export const b3 = pipe(tokens, embedding(zeros([100])))
//! zeros([5, 5, 5]) : embedding needs a weight of rank 2, got [5, 5, 5]
export const b4 = embedding(tokens, zeros([5, 5, 5]))
//! embedding(weight) : embedding needs int32 indices, got float32: use cast(x, "int32") first
export const b5 = pipe(x, embedding(weight))

// oneHot

export const c1 = oneHot(tokens, 10)
//? Tensor<[8, 16, 10], "int32">
export const c2 = pipe(tokens, oneHot(10), cast("float32"))
//? Tensor<[8, 16, 10], "float32">
export const c3 = oneHot(named, 10)
//? Tensor<["batch", 16, 10], "int32">
export const c4 = oneHot(some, n)
//? Tensor<[number, number], "int32">
export const c5 = oneHot(tensor(2, "int32"), 3)
//? Tensor<[3], "int32">
export const c6 = oneHot(unranked, 3)
//? Tensor<[...number[], 3], "int32">

//! x : oneHot needs int32 indices, got float32: use cast(x, "int32") first
export const d1 = oneHot(x, 3)
//! oneHot(3) : oneHot needs int32 indices, got bool: use cast(x, "int32") first
export const d2 = pipe(mask, oneHot(3))
//! 0 : oneHot: the number of classes is a positive integer, got 0
export const d3 = oneHot(tokens, 0)
//! -1 : oneHot: the number of classes is a positive integer, got -1
export const d4 = oneHot(tokens, -1)
//! 2.5 : oneHot: the number of classes is a positive integer, got 2.5
export const d5 = pipe(tokens, oneHot(2.5))

// maskedFill

export const e1 = maskedFill(x, mask, 0)
//? Tensor<[2, 3], "float32">
export const e2 = pipe(x, maskedFill(mask, Number.NEGATIVE_INFINITY), logSoftmax(-1))
//? Tensor<[2, 3], "float32">
export const e3 = maskedFill(x, tensor([true, false, true]), 1)
//? Tensor<[2, 3], "float32">
export const e4 = maskedFill(tensor([1, 2, 3]), mask, 1)
//? Tensor<[2, 3], "float32">
export const e5 = maskedFill(zeros([4], "int32"), zeros([4], "bool"), 7)
//? Tensor<[4], "int32">
export const e6 = pipe(zeros([two, 3]), maskedFill(mask, 1))
//? Tensor<[2, 3], "float32">
export const e7 = maskedFill(zeros([3], "float64"), tensor(true), 2)
//? Tensor<[3], "float64">
export const e8 = pipe(x, maskedFill(mask, tensor(3)))
//? Tensor<[2, 3], "float32">

//! zeros([4], "bool") : maskedFill: [2, 3] and [4] do not broadcast: 3 vs 4
export const f1 = maskedFill(x, zeros([4], "bool"), 0)
//! zeros([4], "bool") : maskedFill: [2, 3] and [4] do not broadcast: 3 vs 4
export const f2 = pipe(x, maskedFill(zeros([4], "bool"), 0))
//! x : maskedFill needs a bool condition, got float32: use notEqual(x, 0) first
export const f3 = maskedFill(x, x, 0)
//! mask : maskedFill needs numbers, got bool: use cast(x, "int32") first
export const f4 = maskedFill(mask, mask, 0)
//! maskedFill(mask, 0) : maskedFill needs numbers, got bool: use cast(x, "int32") first
export const f5 = pipe(mask, maskedFill(mask, 0))
//> maskedFill: the value is a number or a scalar tensor, got a tensor of shape [2, 3]
//! x : is not assignable to parameter of type 'number | Tensor<[], DType>'
export const f7 = maskedFill(x, mask, x)
//> maskedFill: the value is a number or a scalar tensor, got "zero"
//! "zero" : Argument of type 'string' is not assignable to parameter of type 'number | Tensor<[], DType>'
export const f6 = maskedFill(x, mask, "zero")

// as layers

const net = sequential(linear(3, 4), maskedFill(zeros([4], "bool"), 0), logSoftmax(-1))
export const g1 = net.apply
//- what follows needs parameters
export const g2 = net.apply(null as never, x)
//? Tensor<[2, 4], "float32">
