/** @file Matrix products. */
import { type AnyTensor, matmul, pipe, relu, type Tensor, tensor, zeros } from "tuplet"

const x = zeros([2, 3])

export const a1 = matmul(x, zeros([3, 4]))
//? Tensor<[2, 4], "float32">
export const a2 = pipe(x, matmul(zeros([3, 4])), relu, matmul(zeros([4, 5])))
//? Tensor<[2, 5], "float32">
export const a3 = matmul(zeros([7, 1, 2, 3]), zeros([5, 3, 4]))
//? Tensor<[7, 5, 2, 4], "float32">
export const a4 = matmul(tensor([1, 2, 3]), zeros([3, 4]))
//? Tensor<[4], "float32">
export const a5 = matmul(x, tensor([1, 2, 3]))
//? Tensor<[2], "float32">
export const a6 = matmul(tensor([1, 2]), tensor([1, 2]))
//? Tensor<[], "float32">
export const a7 = matmul(zeros([2, 3], "int32"), zeros([3, 4], "float64"))
//? Tensor<[2, 4], "float64">
const named = zeros([3, 3]) as AnyTensor as Tensor<["batch", 3]>
export const a8 = matmul(named, zeros([3, 4]))
//? Tensor<["batch", 4], "float32">
const times = matmul(zeros([3, 4]))
export const a9 = times(x)
//? Tensor<[2, 4], "float32">

//! tensor([[1, 2]]) : matmul: inner dims differ: 3 vs 1 in [2, 3] @ [1, 2]
export const b1 = matmul(x, tensor([[1, 2]]))
//! tensor([[1, 2]]) : matmul: inner dims differ: 3 vs 1 in [2, 3] @ [1, 2]
export const b2 = pipe(x, matmul(tensor([[1, 2]])))
//! zeros([5, 4]) : matmul: inner dims differ: 4 vs 5 in [2, 4] @ [5, 4]
export const b3 = pipe(x, matmul(zeros([3, 4])), relu, matmul(zeros([5, 4])), relu)
//! zeros([3, 3, 4]) : matmul batch dims: [2] and [3] do not broadcast: 2 vs 3
export const b4 = matmul(zeros([2, 2, 3]), zeros([3, 3, 4]))
//! x : matmul: the left tensor is a scalar
export const b5 = matmul(tensor(1), x)
//! tensor(1) : matmul: the right tensor is a scalar
export const b6 = matmul(x, tensor(1))
//! zeros([3, 5]) : matmul: inner dims differ: 5 vs 3 in [3, 5] @ [3, 4]
export const b7 = times(zeros([3, 5]))
//- the name may be of that size
//! named : matmul: inner dims differ: 3 vs batch in [2, 3] @ [batch, 3]
export const b8 = matmul(x, named)
//! zeros([3, 4], "bool") : matmul needs numbers, got bool: use cast(x, "int32") first
export const b9 = matmul(zeros([2, 3], "bool"), zeros([3, 4], "bool"))
// an error does not cause others
//! zeros([5, 4]) : matmul: inner dims differ: 3 vs 5 in [2, 3] @ [5, 4]
const failed = matmul(x, zeros([5, 4]))
export const b10 = matmul(failed, zeros([4, 6]))
