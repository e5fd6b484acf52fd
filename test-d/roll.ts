/** @file roll: the shape stays, shifts and dims go together. */
import { exp, pipe, roll, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const n: number = 1
const named = zeros([5, 3]) as unknown as Tensor<["batch", 3]>
const unranked: Tensor<number[]> = x

export const a1 = roll(x, 1, 0)
//? Tensor<[2, 3], "float32">
export const a2 = roll(x, [1, -1], [0, 1])
//? Tensor<[2, 3], "float32">
export const a3 = pipe(x, roll(n, -1), exp)
//? Tensor<[2, 3], "float32">
export const a4 = roll(-4, 0)(named)
//? Tensor<["batch", 3], "float32">
export const a5 = roll(unranked, 1, 1)
//? Tensor<number[], "float32">
export const a6 = roll(zeros([4], "bool"), 1, 0)
//? Tensor<[4], "bool">

//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b1 = roll(x, 1, 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b2 = pipe(x, roll(1, 2))
//! [0, -2] : roll: dim 0 is named twice in [0, -2]
export const b3 = roll(x, [1, 1], [0, -2])
//! [0, 1] : roll: [1] and [0, 1] differ in length
export const b4 = roll(x, 1, [0, 1])
//! [0] : roll: [1, 2] and [0] differ in length
export const b5 = pipe(x, roll([1, 2], [0]))
//! x : roll: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const b6 = roll(1, 2)(x)
