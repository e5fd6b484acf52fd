/** @file Several tensors in one along a dim they have. */
import { concat, exp, logSoftmax, pipe, reshape, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const y = zeros([4, 3])
const wide = zeros([2, 5])
const vector = zeros([3])
const integers = zeros([2, 3], "int32")
const n: number = 2
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = x
const named = x as unknown as Tensor<["batch", 3]>

export const a1 = concat([x, y])
//? Tensor<[6, 3], "float32">
export const a2 = concat([x, y], 0)
//? Tensor<[6, 3], "float32">
export const a3 = concat([x, wide], 1)
//? Tensor<[2, 8], "float32">
export const a4 = concat([x, wide, x, x], -1)
//? Tensor<[2, 14], "float32">
export const a5 = concat([x])
//? Tensor<[2, 3], "float32">
export const a6 = concat([x, integers])
//? Tensor<[4, 3], "float32">
export const a7 = concat([integers, integers], 1)
//? Tensor<[2, 6], "int32">
export const a8 = concat([integers, zeros([1, 3], "bool"), zeros([1, 3], "float64")])
//? Tensor<[4, 3], "float64">
export const a9 = concat([unknown, x])
//? Tensor<[number, 3], "float32">
export const a10 = concat([unknown, x], 1)
//? Tensor<[2, 6], "float32">
export const a11 = concat([named, x])
//? Tensor<[number, 3], "float32">
export const a12 = concat([named, named], 1)
//? Tensor<["batch", 6], "float32">
export const a13 = concat([named])
//? Tensor<["batch", 3], "float32">
export const a14 = concat([unranked, x])
//? Tensor<[number, 3], "float32">
export const a15 = concat([unranked, unranked])
//? Tensor<number[], "float32">
export const a16 = concat([zeros([999, 2]), zeros([1, 2])])
//? Tensor<[1000, 2], "float32">
export const a17 = concat([vector, vector, zeros([0])])
//? Tensor<[6], "float32">
export const a18 = pipe(concat([x, y], 0), exp, logSoftmax(-1))
//? Tensor<[6, 3], "float32">
export const a19 = pipe([x, wide] as const, concat(1))
//? Tensor<[2, 8], "float32">
export const a20 = pipe([x, y] as const, concat(0), exp)
//? Tensor<[6, 3], "float32">
export const a21 = concat(-1)([x, wide])
//? Tensor<[2, 8], "float32">
const rows = [1, 2, 3].map(() => zeros([2, 3]))
export const a22 = concat(rows)
//? Tensor<[number, 3], "float32">
export const a23 = concat(rows, 1)
//? Tensor<[2, number], "float32">
const mixed = [x, y]
export const a24 = concat(mixed)
//? Tensor<number[], "float32">
const pair = [x, wide] as const
export const a25 = concat(pair, 1)
//? Tensor<[2, 8], "float32">
const generic = <B extends number>(left: Tensor<[B, 3]>, right: Tensor<[B, 4]>) => concat([left, right], 1)
export const a26 = generic(zeros([7, 3]), zeros([7, 4]))
//? Tensor<[7, 7], "float32">
export const a27 = reshape(concat([x, x]), [12])
//? Tensor<[12], "float32">
const axis: number = 0
export const a28 = concat([unranked, unranked], axis)
//? Tensor<number[], "float32">

//! zeros([2, 4]) : concat: [2, 3] and [2, 4] differ at dim 1: 3 vs 4
export const b1 = concat([x, zeros([2, 4])])
//! y : concat: [2, 3] and [4, 3] differ at dim 0: 2 vs 4
export const b2 = concat([x, y], 1)
//! vector : concat: ranks differ: [2, 3] vs [3]
export const b3 = concat([x, vector])
//! wide : concat: [2, 3] and [2, 5] differ at dim 1: 3 vs 5
export const b4 = concat([x, y, wide, y], 0)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b5 = concat([x, y], 2)
//! concat(1) : concat: [2, 3] and [4, 3] differ at dim 0: 2 vs 4
export const b6 = pipe([x, y] as const, concat(1))
//! concat(2) : concat: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const b7 = pipe([x, y] as const, concat(2))
//! [] : concat: needs at least one tensor
export const b8 = concat([])
//! zeros([]) : concat: a scalar has no dim to join along: use stack(tensors)
export const b9 = concat([zeros([]), zeros([])])
//! pair : concat: [2, 3] and [2, 5] differ at dim 1: 3 vs 5
export const b10 = concat(pair)
//! y : concat: [2, 3] and [4, 3] differ at dim 0: 2 vs 4
export const b11 = concat(-1)([x, y])
//! zeros([2, 3, 1]) : concat: ranks differ: [2, 3] vs [2, 3, 1]
export const b12 = concat([x, x, zeros([2, 3, 1])])
//! zeros([2, 7, 5]) : concat: [2, 3, 4] and [2, 7, 5] differ at dim 2: 4 vs 5
export const b13 = concat([zeros([2, 3, 4]), zeros([2, 7, 5])], 1)
//! 3 : is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const b14 = concat([zeros([2, 3, 4]), zeros([2, 7, 4])], 3)
