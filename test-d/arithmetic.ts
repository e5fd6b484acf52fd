/** @file Elementwise operations of two tensors: broadcasting, promotion, plain numbers. */
import {
  type AnyTensor,
  add,
  div,
  equal,
  greater,
  logicalAnd,
  maximum,
  mul,
  pipe,
  sub,
  type Tensor,
  tensor,
  where,
  zeros,
} from "tuplet"

const x = zeros([2, 3])
const row = tensor([1, 2, 3])
const integers = zeros([2, 3], "int32")
const doubles = zeros([3], "float64")
const booleans = zeros([2, 3], "bool")

export const a1 = add(x, row)
//? Tensor<[2, 3], "float32">
export const a2 = pipe(x, add(row))
//? Tensor<[2, 3], "float32">
export const a3 = add(row, x)
//? Tensor<[2, 3], "float32">
export const a4 = add(zeros([2, 1]), zeros([4, 1, 3]))
//? Tensor<[4, 2, 3], "float32">
export const a5 = mul(tensor(2), x)
//? Tensor<[2, 3], "float32">
export const a6 = add(1, x)
//? Tensor<[2, 3], "float32">
export const a7 = pipe(integers, mul(2), sub(1))
//? Tensor<[2, 3], "int32">
export const a8 = add(integers, doubles)
//? Tensor<[2, 3], "float64">
export const a9 = add(booleans, integers)
//? Tensor<[2, 3], "int32">
export const a10 = div(integers, integers)
//? Tensor<[2, 3], "float32">
export const a11 = div(integers, 2)
//? Tensor<[2, 3], "float32">
export const a12 = greater(integers, x)
//? Tensor<[2, 3], "bool">
export const a13 = pipe(x, equal(1), logicalAnd(booleans))
//? Tensor<[2, 3], "bool">
export const a14 = where(greater(x, 0), x, 0)
//? Tensor<[2, 3], "float32">
export const a15 = where(booleans, integers, doubles)
//? Tensor<[2, 3], "float64">
export const a16 = where(tensor([[true], [false]]), 1, 0)
//? Tensor<[2, 1], "float32">
export const a17 = maximum(x, x)
//? Tensor<[2, 3], "float32">
const bias = add(row)
export const a18 = bias(x)
//? Tensor<[2, 3], "float32">

//! zeros([4]) : add: [2, 3] and [4] do not broadcast: 3 vs 4
export const b1 = add(x, zeros([4]))
//! zeros([4]) : add: [2, 3] and [4] do not broadcast: 3 vs 4
export const b2 = pipe(x, add(zeros([4])))
//! zeros([3, 3]) : sub: [2, 3] and [3, 3] do not broadcast: 2 vs 3
export const b3 = pipe(x, mul(2), sub(zeros([3, 3])), div(2))
const wrong = add(zeros([4]))
//! x : add: [2, 3] and [4] do not broadcast: 3 vs 4
export const b4 = wrong(x)
//! zeros([2]) : greater: [2, 3] and [2] do not broadcast: 3 vs 2
export const b5 = greater(x, zeros([2]))
//! booleans : add needs numbers, got bool: use cast(x, "int32") first
export const b6 = add(booleans, booleans)
//! mul(2) : mul needs numbers, got bool: use cast(x, "int32") first
export const b7 = pipe(booleans, mul(2))
//! x : where needs a bool condition, got float32: use notEqual(x, 0) first
export const b8 = where(x, x, x)
//! zeros([4]) : where: [2, 3] and [4] do not broadcast: 3 vs 4
export const b9 = where(booleans, x, zeros([4]))
const named = zeros([2, 3]) as AnyTensor as Tensor<["batch", 3]>
//- the name may be of that size
//! x : add: [batch, 3] and [2, 3] do not broadcast: batch vs 2
export const b10 = add(named, x)
// an error does not cause others
//! zeros([4]) : add: [2, 3] and [4] do not broadcast: 3 vs 4
const failed = add(x, zeros([4]))
export const b11 = mul(add(failed, x), zeros([7, 2, 3]))
