/** @file tril, triu and diagonal. */
import { diagonal, exp, mul, ones, pipe, type Tensor, tril, triu, zeros } from "tuplet"

const x = zeros([3, 5])
const n: number = 3
const unknown = zeros([n, 5])
const unranked: Tensor<number[]> = x
const named = zeros([3, 3]) as unknown as Tensor<["time", "time"]>

export const a1 = tril(x)
//? Tensor<[3, 5], "float32">
export const a2 = triu(x, 1)
//? Tensor<[3, 5], "float32">
export const a3 = tril(zeros([2, 3, 4], "int32"), -1)
//? Tensor<[2, 3, 4], "int32">
export const a4 = pipe(x, tril(1), exp)
//? Tensor<[3, 5], "float32">
export const a5 = triu(2)(zeros([3, 3], "bool"))
//? Tensor<[3, 3], "bool">
export const a6 = tril(named)
//? Tensor<["time", "time"], "float32">
export const a7 = tril(unknown, n)
//? Tensor<[number, 5], "float32">
export const a8 = tril(unranked)
//? Tensor<number[], "float32">
export const a9 = mul(zeros([2, 8, 4, 4]), tril(ones([4, 4])))
//? Tensor<[2, 8, 4, 4], "float32">
export const a10: Tensor = pipe(x, triu)

export const b1 = diagonal(x)
//? Tensor<[3], "float32">
export const b2 = diagonal(x, 3)
//? Tensor<[2], "float32">
export const b3 = diagonal(x, -1)
//? Tensor<[2], "float32">
export const b4 = diagonal(x, 7)
//? Tensor<[0], "float32">
export const b5 = diagonal(zeros([2, 3, 4]))
//? Tensor<[4, 2], "float32">
export const b6 = diagonal(zeros([2, 3, 4]), 0, 1, 2)
//? Tensor<[2, 3], "float32">
export const b7 = diagonal(zeros([2, 3, 4]), 1, -1, 0)
//? Tensor<[3, 1], "float32">
export const b8 = diagonal(named)
//? Tensor<["time"], "float32">
export const b9 = diagonal(named, 1)
//? Tensor<[number], "float32">
export const b10 = diagonal(unknown)
//? Tensor<[number], "float32">
export const b11 = diagonal(unranked)
//? Tensor<number[], "float32">
export const b12 = pipe(x, diagonal(1))
//? Tensor<[3], "float32">
export const b13 = pipe(zeros([2, 4, 4], "int32"), diagonal(0, 1, 2))
//? Tensor<[2, 4], "int32">
export const b14 = diagonal(-2)(x)
//? Tensor<[1], "float32">
export const b15 = diagonal(x, n)
//? Tensor<[number], "float32">
const generic = <N extends number>(square: Tensor<[N, N]>) => diagonal(square)
export const b16 = generic(zeros([7, 7]))
//? Tensor<[7], "float32">

//! zeros([3]) : tril: needs rank >= 2, got [3]
export const c1 = tril(zeros([3]))
//! zeros([]) : triu: needs rank >= 2, got []
export const c2 = triu(zeros([]), 1)
//! tril(1) : tril: needs rank >= 2, got [3]
export const c3 = pipe(zeros([3]), tril(1))
//! zeros([3]) : triu: needs rank >= 2, got [3]
export const c4 = triu(-1)(zeros([3]))
//! zeros([3]) : diagonal: needs rank >= 2, got [3]
export const c5 = diagonal(zeros([3]))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const c6 = diagonal(x, 0, 0, 2)
//! 1 : diagonal: dim 1 is named twice in [-1, 1]
export const c7 = diagonal(x, 0, -1, 1)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const c8 = pipe(x, diagonal(0, 2, 0))
//! 0 : diagonal: dim 0 is named twice in [0, 0]
export const c9 = pipe(x, diagonal(1, 0, 0))
//! diagonal(0) : diagonal: needs rank >= 2, got [3]
export const c10 = pipe(zeros([3]), diagonal(0))
//! x : diagonal: dim 2 is out of range for [3, 5]: use 0 | 1 | -1 | -2
export const c11 = diagonal(0, 2, 0)(x)
