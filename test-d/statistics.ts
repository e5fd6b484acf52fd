/** @file Products, conditions, counts, variance, norms, and positions of extremes. */
import {
  all,
  any,
  argmax,
  argmin,
  countNonzero,
  exp,
  greater,
  norm,
  pipe,
  prod,
  refine,
  std,
  sum,
  type Tensor,
  variance,
  zeros,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"

const x = zeros([2, 3])
const cube = zeros([2, 3, 4], "float64")
const integers = zeros([2, 3], "int32")
const booleans = zeros([2, 3], "bool")
const n: number = 2
const unknown = zeros([n, 3])
const unranked: Tensor = x
const refined = refine(zeros([32, 10]), ["batch", 10])
if (refined._tag === "Left") throw refined.left
const named = refined.right

export const a1 = prod(x)
//? Tensor<[], "float32">
export const a2 = prod(integers, -1)
//? Tensor<[2], "int32">
export const a3 = pipe(booleans, prod(0, { keepdim: true }))
//? Tensor<[1, 3], "int32">
export const a4 = all(x)
//? Tensor<[], "bool">
export const a5 = any(greater(cube, 0), [0, 2])
//? Tensor<[3], "bool">
export const a6 = pipe(x, all(-1))
//? Tensor<[2], "bool">
export const a7 = countNonzero(named, -1)
//? Tensor<["batch"], "int32">
export const a8 = pipe(integers, countNonzero)
//? Tensor<number[], any>
export const a9 = any(unknown, 1, { keepdim: true })
//? Tensor<[number, 1], "bool">
export const a10 = all(unranked, 1)
//? Tensor<number[], "bool">

export const b1 = variance(x)
//? Tensor<[], "float32">
export const b2 = variance(cube, [0, -1], { correction: 0 })
//? Tensor<[3], "float64">
export const b3 = std(x, undefined, { correction: 0 })
//? Tensor<[], "float32">
export const b4 = std(cube, undefined, { keepdim: true })
//? Tensor<[1, 1, 1], "float64">
export const b5 = pipe(named, variance(0, { correction: 2, keepdim: true }))
//? Tensor<[1, 10], "float32">
export const b6 = pipe(x, exp, std(-1), sum)
//? Tensor<number[], any>
export const b7 = std(-1)(cube)
//? Tensor<[2, 3], "float64">
const keepdim: boolean = n > 1
export const b8 = variance(x, 0, { keepdim })
//? Tensor<number[], "float32">

export const c1 = norm(x)
//? Tensor<[], "float32">
export const c2 = norm(x, 1)
//? Tensor<[], "float32">
export const c3 = norm(cube, 2, -1)
//? Tensor<[2, 3], "float64">
export const c4 = norm(cube, Infinity, [0, 1], { keepdim: true })
//? Tensor<[1, 1, 4], "float64">
export const c5 = pipe(x, norm(2))
//? Tensor<[], "float32">
export const c6 = pipe(x, norm(2, -1))
//? Tensor<[2], "float32">
export const c7 = pipe(named, norm(1, 1, { keepdim: true }))
//? Tensor<["batch", 1], "float32">
export const c8 = norm(3, 0)(x)
//? Tensor<[3], "float32">
export const c9 = norm(x, 2, undefined, { keepdim: true })
//? Tensor<[1, 1], "float32">
export const c10 = norm(unknown, 2, 1)
//? Tensor<[number], "float32">

export const d1 = argmax(x)
//? Tensor<[], "int32">
export const d2 = argmin(x, -1)
//? Tensor<[2], "int32">
export const d3 = pipe(cube, argmin(0))
//? Tensor<[3, 4], "int32">
export const d4 = argmax(cube, undefined, { keepdim: true })
//? Tensor<[1, 1, 1], "int32">
export const d5 = argmin(named, 1, { keepdim: true })
//? Tensor<["batch", 1], "int32">

export const e1 = sequential(linear(3, 4), norm(2, -1))

//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const f1 = prod(x, 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const f2 = pipe(x, all(2))
//! [0, -2] : any: dim 0 is named twice in [0, -2]
export const f3 = any(x, [0, -2])
//! [1, 1] : countNonzero: dim 1 is named twice in [1, 1]
export const f4 = pipe(x, countNonzero([1, 1]))
//! integers : variance needs a float tensor, got int32: use cast(x, "float32") first
export const f5 = variance(integers)
//! booleans : std needs a float tensor, got bool: use cast(x, "float32") first
export const f6 = std(booleans, 0)
//! std(-1) : std needs a float tensor, got int32: use cast(x, "float32") first
export const f7 = pipe(integers, std(-1))
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const f8 = variance(cube, 3, { correction: 0 })
//! integers : norm needs a float tensor, got int32: use cast(x, "float32") first
export const f9 = norm(integers)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const f10 = norm(x, 2, 2)
//! [1, -1] : norm: dim 1 is named twice in [1, -1]
export const f11 = norm(x, 2, [1, -1])
//! 4 : '4' is not assignable to parameter of type '0 | 1 | -1 | -2
export const f12 = pipe(x, norm(2, 4))
//! [1, -1] : norm: dim 1 is named twice in [1, -1]
export const f13 = pipe(x, norm(2, [1, -1]))
const third = norm(2, 2)
//! x : norm: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const f14 = third(x)
//! booleans : argmin needs numbers, got bool: use cast(x, "int32") first
export const f15 = argmin(booleans)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const f16 = argmin(x, 2)
const everywhere = all(2)
//! x : all: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const f17 = everywhere(x)
//- a layer is asked for its shape only
//! all(0) : layer 1: the operation gives bool: layers keep the dtype, here float32
export const f18 = sequential(linear(3, 4), all(0))
//| variance(x, §) : 0 1 -1 -2
//| pipe(cube, prod(§)) : 0 1 2 -1 -2 -3
//| norm(x, 2, §) : 0 1 -1 -2
