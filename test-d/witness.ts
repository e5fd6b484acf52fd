/** @file Dims of user-written functions: equal where a type says so, any size where it says `number`. */
import { type Dim, matmul, type Tensor, zeros } from "tuplet"

function layer<B extends Dim, I extends Dim, O extends Dim>(x: Tensor<[B, I]>, w: Tensor<[I, O]>): Tensor<[B, O]> {
  return matmul(x, w)
}
// functions of the user's that look at nothing when they run
const images = (x: Tensor<[number, 784]>) => x
const named = (x: Tensor<["batch", 784]>) => x
const exactly = (x: Tensor<[32, 784]>) => x
const unknown: Tensor<[number, 784]> = zeros([32, 784])

export const a1 = layer(zeros([2, 3]), zeros([3, 4]))
//? Tensor<[2, 4], "float32">
images(zeros([32, 784]))
images(unknown)
export const list: Tensor[] = [zeros([2, 3]), zeros([4]), unknown]
export const shape: [2, 3] = zeros([2, 3]).shape

//> matmul: inner dims differ: 3 vs 5 in [2, 3] @ [5, 4]
//! zeros([2, 3]) : "these dims must be equal"
export const b1 = layer(zeros([2, 3]), zeros([5, 4]))
//- a function that looks at nothing
//! zeros([32, 100]) : Tensor<[number, 784], "float32">
images(zeros([32, 100]))
//- a function that looks at nothing
//! zeros([32, 784]) : Tensor<["batch", 784], "float32">
named(zeros([32, 784]))
//- a function that looks at nothing
//! unknown : Tensor<[32, 784], "float32">
exactly(unknown)
//- a function that looks at nothing
//! zeros([784]) : Tensor<[number, 784], "float32">
images(zeros([784]))
//- a function that looks at nothing
//! zeros([32, 784], "int32") : Tensor<[number, 784], "float32">
images(zeros([32, 784], "int32"))

// the dims of a body hold at every call
const dense = <M extends Dim, K extends Dim, N extends Dim>(x: Tensor<[M, K]>, w: Tensor<[K, N]>) => matmul(x, w)
export const c1 = dense(zeros([2, 3]), zeros([3, 4]))
//? Tensor<[2, 4], "float32">
//> matmul: inner dims differ: 3 vs 5 in [2, 3] @ [5, 4]
//! zeros([2, 3]) : "these dims must be equal"
export const c2 = dense(zeros([2, 3]), zeros([5, 4]))
