/** @file stack: tensors of one shape along a new dim. */
import { exp, logSoftmax, pipe, stack, sum, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const vector = zeros([3])
const n: number = 2
const unknown = zeros([n, 3])
const named = x as unknown as Tensor<["batch", 3]>

export const a1 = stack([x, x, x])
//? Tensor<[3, 2, 3], "float32">
export const a2 = stack([x, x], 1)
//? Tensor<[2, 2, 3], "float32">
export const a3 = stack([x, x], -1)
//? Tensor<[2, 3, 2], "float32">
export const a4 = stack([x, x, x, x], 2)
//? Tensor<[2, 3, 4], "float32">
export const a5 = stack([zeros([]), zeros([])])
//? Tensor<[2], "float32">
export const a6 = stack([unknown, x])
//? Tensor<[2, 2, 3], "float32">
export const a7 = stack([named, named], -1)
//? Tensor<["batch", 3, 2], "float32">
export const a8 = stack([named, unknown])
//? Tensor<[2, "batch", 3], "float32">
export const a9 = stack([x])
//? Tensor<[1, 2, 3], "float32">
export const a10 = stack([zeros([2], "int32"), zeros([2], "float64")])
//? Tensor<[2, 2], "float64">
export const a11 = pipe([x, x] as const, stack(0), exp)
//? Tensor<[2, 2, 3], "float32">
export const a12 = stack(1)([x, x, x])
//? Tensor<[2, 3, 3], "float32">
const rows = [1, 2].map(() => zeros([2, 3]))
export const a13 = stack(rows)
//? Tensor<[number, 2, 3], "float32">
export const a14 = stack(rows, -1)
//? Tensor<[2, 3, number], "float32">
export const a15 = pipe(stack([vector, vector]), logSoftmax(-1), sum(0))
//? Tensor<[3], "float32">
const generic = <B extends number>(left: Tensor<[B]>, right: Tensor<[B]>) => stack([left, right])
export const a16 = generic(zeros([7]), zeros([7]))
//? Tensor<[2, 7], "float32">

//! zeros([2, 4]) : stack: [2, 3] and [2, 4] differ at dim 1: 3 vs 4
export const b1 = stack([x, zeros([2, 4])])
//! vector : stack: ranks differ: [2, 3] vs [3]
export const b2 = stack([x, x, vector])
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const b3 = stack([x, x], 3)
//! zeros([4, 3]) : stack: [2, 3] and [4, 3] differ at dim 0: 2 vs 4
export const b4 = stack(0)([x, zeros([4, 3])])
//! stack(3) : stack: dim 3 is out of range for [2, 3]: use 0 | 1 | 2 | -1 | -2 | -3
export const b5 = pipe([x, x] as const, stack(3))
//! stack(0) : stack: ranks differ: [2, 3] vs [3]
export const b6 = pipe([x, vector] as const, stack(0))
//! [] : stack: needs at least one tensor
export const b7 = stack([])
