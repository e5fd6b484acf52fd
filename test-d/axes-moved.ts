/** @file Axes that change places, direction or length: movedim, flip, expand. */
import { exp, expand, flip, movedim, pipe, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3, 4])
const n: number = 2
const unknown = zeros([n, 3, 4])
const unranked: Tensor<number[]> = x
const named = zeros([5, 3, 4]) as unknown as Tensor<["batch", 3, 4]>

export const a1 = movedim(x, 0, 2)
//? Tensor<[3, 4, 2], "float32">
export const a2 = movedim(x, -1, 0)
//? Tensor<[4, 2, 3], "float32">
export const a3 = movedim(x, [0, 1], [1, 0])
//? Tensor<[3, 2, 4], "float32">
export const a4 = movedim(x, [0, 1], [-1, -2])
//? Tensor<[4, 3, 2], "float32">
export const a5 = movedim(named, 0, -1)
//? Tensor<[3, 4, "batch"], "float32">
export const a6 = movedim(unknown, 1, 0)
//? Tensor<[3, number, 4], "float32">
export const a7 = movedim(unranked, 0, 1)
//? Tensor<number[], "float32">
export const a8 = pipe(x, movedim(0, 1))
//? Tensor<[3, 2, 4], "float32">
export const a9 = pipe(x, exp, movedim([2], [0]), exp)
//? Tensor<[4, 2, 3], "float32">
export const a10 = movedim(0, 2)(x)
//? Tensor<[3, 4, 2], "float32">
export const a11 = movedim(x, 1, 1)
//? Tensor<[2, 3, 4], "float32">
export const a12 = movedim(zeros([1, 2, 3, 4, 5]), [3, 0], [0, 4])
//? Tensor<[4, 2, 3, 5, 1], "float32">
const generic = <B extends number>(t: Tensor<[B, 3]>) => movedim(t, 0, 1)
export const a13 = generic(zeros([7, 3]))
//? Tensor<[3, 7], "float32">

export const b1 = flip(x, 0)
//? Tensor<[2, 3, 4], "float32">
export const b2 = flip(x, [0, -1])
//? Tensor<[2, 3, 4], "float32">
export const b3 = pipe(x, flip(1), exp)
//? Tensor<[2, 3, 4], "float32">
export const b4 = flip([0, 1])(zeros([2, 3], "bool"))
//? Tensor<[2, 3], "bool">
export const b5 = flip(named, 0)
//? Tensor<["batch", 3, 4], "float32">

export const c1 = expand(zeros([2, 1]), [2, 3])
//? Tensor<[2, 3], "float32">
export const c2 = expand(zeros([2, 1]), [-1, 3])
//? Tensor<[2, 3], "float32">
export const c3 = expand(zeros([3]), [2, -1])
//? Tensor<[2, 3], "float32">
export const c4 = expand(named, [4, -1, -1, -1])
//? Tensor<[4, "batch", 3, 4], "float32">
export const c5 = expand(unknown, [-1, 3, -1])
//? Tensor<[number, 3, 4], "float32">
export const c6 = pipe(zeros([1, 4], "int32"), expand([3, -1]))
//? Tensor<[3, 4], "int32">
export const c7 = expand([2, 2])(zeros([1, 1]))
//? Tensor<[2, 2], "float32">
export const c8 = expand(zeros([]), [2, 3])
//? Tensor<[2, 3], "float32">
export const c9 = expand(unranked, [2, 3, 4])
//? Tensor<number[], "float32">

//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const d1 = movedim(x, 3, 0)
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const d2 = movedim(x, 0, 3)
//! [2] : movedim: [0, 1] and [2] differ in length
export const d3 = movedim(x, [0, 1], [2])
//! [0, -3] : movedim: dim 0 is named twice in [0, -3]
export const d4 = movedim(x, [0, -3], [0, 1])
//! [1, 1] : movedim: dim 1 is named twice in [1, 1]
export const d5 = movedim(x, [0, 1], [1, 1])
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const d6 = pipe(x, movedim(0, 3))
//! [1, 1] : movedim: dim 1 is named twice in [1, 1]
export const d7 = pipe(x, movedim([0, 1], [1, 1]))
//! x : movedim: dim 5 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3
export const d8 = movedim(0, 5)(x)
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const d9 = flip(x, 3)
//! [0, 0] : flip: dim 0 is named twice in [0, 0]
export const d10 = flip(x, [0, 0])
//! [1, -2] : flip: dim 1 is named twice in [1, -2]
export const d11 = pipe(x, flip([1, -2]))
//! x : flip: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3
export const d12 = flip(3)(x)
//! [4, 3] : expand: [2, 3] does not expand to [4, 3]
export const d13 = expand(zeros([2, 3]), [4, 3])
//! [-1, 2, 3] : expand: [2, 3] does not expand to [-1, 2, 3]
export const d14 = expand(zeros([2, 3]), [-1, 2, 3])
//! [3] : expand: [2, 3] does not expand to [3]
export const d15 = pipe(zeros([2, 3]), expand([3]))
//! zeros([2, 3]) : expand: [2, 3] does not expand to [-1, 4]
export const d16 = expand([-1, 4])(zeros([2, 3]))
//| pipe(x, movedim(0, §)) : 0 1 2 -1 -2 -3
//| pipe(x, flip(§)) : 0 1 2 -1 -2 -3
