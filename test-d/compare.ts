/** @file Comparisons and choices: bool tensors of the broadcast shape, whatever the dtypes. */
import {
  type AnyTensor,
  cast,
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  notEqual,
  ones,
  pipe,
  sum,
  type Tensor,
  tensor,
  where,
  zeros,
} from "tuplet"

const x = zeros([2, 3])
const row = tensor([1, 2, 3])
const column = ones([2, 1])
const integers = ones([2, 3], "int32")
const flags = zeros([2, 3], "bool")
const n: number = 2
const unknown = zeros([n, 3])
const named = x as AnyTensor as Tensor<["batch", 3]>

export const a1 = equal(x, row)
//? Tensor<[2, 3], "bool">
export const a2 = notEqual(column, row)
//? Tensor<[2, 3], "bool">
export const a3 = less(x, 1)
//? Tensor<[2, 3], "bool">
export const a4 = lessEqual(0, integers)
//? Tensor<[2, 3], "bool">
export const a5 = greater(integers, x)
//? Tensor<[2, 3], "bool">
export const a6 = greaterEqual(flags, integers)
//? Tensor<[2, 3], "bool">
export const a7 = pipe(x, greater(row))
//? Tensor<[2, 3], "bool">
export const a8 = pipe(x, less(2), logicalOr(flags), logicalAnd(row))
//? Tensor<[2, 3], "bool">
export const a9 = equal(unknown, x)
//? Tensor<[2, 3], "bool">
export const a10 = greater(named, 0)
//? Tensor<["batch", 3], "bool">
export const a11 = logicalAnd(flags, integers)
//? Tensor<[2, 3], "bool">
export const a12 = sum(equal(x, row))
//? Tensor<[], "int32">
export const a13 = where(greater(x, 0), x, 0)
//? Tensor<[2, 3], "float32">
export const a14 = where(flags, column, row)
//? Tensor<[2, 3], "float32">
export const a15 = where(zeros([4, 1, 1], "bool"), x, integers)
//? Tensor<[4, 2, 3], "float32">
export const a16 = where(flags, integers, 1)
//? Tensor<[2, 3], "int32">
export const a17 = where(flags, flags, logicalOr(flags, x))
//? Tensor<[2, 3], "bool">
export const a18 = where(flags, 1, 0)
//? Tensor<[2, 3], "float32">
export const a19 = where(equal(named, 0), named, 1)
//? Tensor<["batch", 3], "float32">
export const a20 = where(zeros([], "bool"), integers, zeros([3], "float64"))
//? Tensor<[2, 3], "float64">

//! zeros([4]) : equal: [2, 3] and [4] do not broadcast: 3 vs 4
export const b1 = equal(x, zeros([4]))
//! zeros([3, 3]) : notEqual: [2, 3] and [3, 3] do not broadcast: 2 vs 3
export const b2 = notEqual(x, zeros([3, 3]))
//! zeros([2]) : less: [2, 3] and [2] do not broadcast: 3 vs 2
export const b3 = pipe(x, less(zeros([2])))
//! zeros([2]) : lessEqual: [2, 3] and [2] do not broadcast: 3 vs 2
export const b4 = pipe(integers, lessEqual(zeros([2])), logicalAnd(flags))
//! zeros([5, 1, 2]) : greater: [2, 3] and [5, 1, 2] do not broadcast: 3 vs 2
export const b5 = greater(x, zeros([5, 1, 2]))
//! zeros([4]) : greaterEqual: [2, 3] and [4] do not broadcast: 3 vs 4
export const b6 = greaterEqual(x, zeros([4]))
//! zeros([4], "bool") : logicalAnd: [2, 3] and [4] do not broadcast: 3 vs 4
export const b7 = logicalAnd(flags, zeros([4], "bool"))
//! zeros([4], "bool") : logicalOr: [2, 3] and [4] do not broadcast: 3 vs 4
export const b8 = pipe(flags, logicalOr(zeros([4], "bool")))
const positive = greater(zeros([4]))
//! x : greater: [2, 3] and [4] do not broadcast: 3 vs 4
export const b9 = positive(x)
//! integers : where needs a bool condition, got int32: use notEqual(x, 0) first
export const b10 = where(integers, x, 0)
//! x : where needs a bool condition, got float32: use notEqual(x, 0) first
export const b11 = where(x, 1, 0)
//! zeros([4]) : where: [2, 3] and [4] do not broadcast: 3 vs 4
export const b12 = where(flags, x, zeros([4]))
//! zeros([4]) : where: [2, 3] and [4] do not broadcast: 3 vs 4
export const b13 = where(flags, 1, zeros([4]))
//! x : where: [4] and [2, 3] do not broadcast: 4 vs 3
export const b14 = where(zeros([4], "bool"), x, x)
//> where: [4] and [2, 3] do not broadcast: 4 vs 3
//! 0 : where: [4] and [2, 3] do not broadcast: 4 vs 3
export const b15 = where(zeros([4], "bool"), x, 0)
//> where: expected a tensor or a number, got
//! "yes" : Argument of type 'string' is not assignable to parameter of type
export const b16 = where(cast(x, "bool"), x, "yes")
