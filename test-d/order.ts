/** @file Running sums and extremes, sorting, the k largest. */
import {
  argsort,
  cummax,
  cummin,
  cumprod,
  cumsum,
  exp,
  logcumsumexp,
  pipe,
  refine,
  sort,
  sum,
  type Tensor,
  topk,
  type ValuesAndIndices,
  zeros,
} from "tuplet"

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

export const a1 = cumsum(x, 0)
//? Tensor<[2, 3], "float32">
export const a2 = cumsum(booleans, -1)
//? Tensor<[2, 3], "int32">
export const a3 = pipe(named, cumprod(1), exp)
//? Tensor<["batch", 10], "float32">
export const a4 = logcumsumexp(cube)
//? Tensor<[2, 3, 4], "float64">
export const a5 = cumprod(0)(integers)
//? Tensor<[2, 3], "int32">
export const a6 = cumsum(unranked, 1)
//? Tensor<Shape, "float32">

export const b1 = cummax(x, 0).values
//? Tensor<[2, 3], "float32">
export const b2 = cummax(x).indices
//? Tensor<[2, 3], "int32">
export const b3 = pipe(named, cummin(-1)).values
//? Tensor<["batch", 10], "float32">
export const b4 = pipe(integers, cummin(0), ({ values, indices }) => [values, indices] as const)
//? readonly [Tensor<[2, 3], "int32">, Tensor<[2, 3], "int32">]

export const c1 = sort(x)
//? ValuesAndIndices<[2, 3], "float32">
export const c2 = sort(booleans, 0).values
//? Tensor<[2, 3], "bool">
export const c3 = sort(cube, -1, { descending: true }).indices
//? Tensor<[2, 3, 4], "int32">
export const c4 = pipe(x, sort(1, { descending: true, stable: true }), ({ values }) => values)
//? Tensor<[2, 3], "float32">
export const c5 = pipe(x, exp, sort(0), ({ values }) => sum(values, 0))
//? Tensor<[3], "float32">
export const c6 = sort(0)(named).values
//? Tensor<["batch", 10], "float32">
export const c7 = sort(x, undefined, { descending: true }).values
//? Tensor<[2, 3], "float32">
export const c8 = argsort(x)
//? Tensor<[2, 3], "int32">
export const c9 = argsort(cube, 1, { descending: true })
//? Tensor<[2, 3, 4], "int32">
export const c10 = pipe(named, argsort(-1))
//? Tensor<["batch", 10], "int32">
export const c11 = pipe(x, argsort(0, { descending: true }))
//? Tensor<[2, 3], "int32">
export const c12: ValuesAndIndices<number[], "float32"> = pipe(x, sort)

export const d1 = topk(x, 2).values
//? Tensor<[2, 2], "float32">
export const d2 = topk(cube, 1, 0).indices
//? Tensor<[1, 3, 4], "int32">
export const d3 = topk(named, 3, -1, { largest: false }).values
//? Tensor<["batch", 3], "float32">
export const d4 = pipe(cube, topk(2)).values
//? Tensor<[2, 3, 2], "float64">
export const d5 = pipe(cube, topk(2, 1, { sorted: true }), ({ values }) => values)
//? Tensor<[2, 2, 4], "float64">
export const d6 = topk(2, 0)(unknown).values
//? Tensor<[2, 3], "float32">
export const d7 = topk(zeros([]), 1).values
//? Tensor<[], "float32">
export const d8 = topk(x, n).values
//? Tensor<[2, number], "float32">
export const d9 = topk(unranked, 2).values
//? Tensor<number[], "float32">
export const d10 = topk(x, 0).values
//? Tensor<[2, 0], "float32">

//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e1 = cumsum(x, 2)
//! -3 : '-3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e2 = pipe(x, cumprod(-3))
//! integers : logcumsumexp needs a float tensor, got int32: use cast(x, "float32") first
export const e3 = logcumsumexp(integers, 0)
//! logcumsumexp(0) : logcumsumexp needs a float tensor, got int32: use cast(x, "float32") first
export const e4 = pipe(integers, logcumsumexp(0))
//! booleans : cummax needs numbers, got bool: use cast(x, "int32") first
export const e5 = cummax(booleans, 0)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e6 = cummin(x, 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e7 = pipe(x, cummax(2))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e8 = sort(x, 2)
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const e9 = sort(cube, 3, { descending: true })
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e10 = pipe(x, sort(2))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e11 = argsort(x, 2)
const sorted = sort(2)
//! x : sort: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const e12 = sorted(x)
//! 4 : topk: dim 1 of [2, 3] does not have 4 elements
export const e13 = topk(x, 4)
//! 3 : topk: dim 0 of [2, 3] does not have 3 elements
export const e14 = topk(x, 3, 0)
//! -1 : topk: needs integers of at least 0, got -1
export const e15 = topk(x, -1)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e16 = topk(x, 1, 2)
//! 9 : topk: dim 2 of [2, 3, 4] does not have 9 elements
export const e17 = pipe(cube, topk(9))
//! booleans : topk needs numbers, got bool: use cast(x, "int32") first
export const e18 = topk(booleans, 1)
const five = topk(5)
//! x : topk: dim 1 of [2, 3] does not have 5 elements
export const e19 = five(x)
//! 2 : topk: dim 0 of [] does not have 2 elements
export const e20 = topk(zeros([]), 2)
//| sort(x, §) : 0 1 -1 -2
//| cumsum(x, §) : 0 1 -1 -2
//| pipe(cube, sort(§)) : 0 1 2 -1 -2 -3
//| topk(x, 2, §) : 0 1 -1 -2
