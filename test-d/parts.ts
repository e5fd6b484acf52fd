/**
 * @file Parts of dims, diagonals, exchanged and removed dims; writing by indices, and picking with indices that
 * broadcast.
 */
import {
  diag,
  exp,
  narrow,
  pipe,
  refine,
  scatter,
  scatterAdd,
  select,
  squeeze,
  swapaxes,
  type Tensor,
  takeAlongDim,
  tensor,
  zeros,
} from "tuplet"

const x = zeros([2, 5])
const cube = zeros([2, 3, 4], "float64")
const pairs = zeros([2, 2], "int32")
const n: number = 2
const unknown = zeros([n, 5])
const unranked: Tensor = x
const refined = refine(zeros([32, 10]), ["batch", 10])
if (refined._tag === "Left") throw refined.left
const named = refined.right

export const a1 = narrow(x, 1, 2, 3)
//? Tensor<[2, 3], "float32">
export const a2 = narrow(cube, -1, -2, 2)
//? Tensor<[2, 3, 2], "float64">
export const a3 = narrow(x, 1, tensor(1, "int32"), 4)
//? Tensor<[2, 4], "float32">
export const a4 = pipe(named, narrow(1, 0, 4), exp)
//? Tensor<["batch", 4], "float32">
export const a5 = narrow(named, 0, 1, 8)
//? Tensor<[8, 10], "float32">
export const a6 = narrow(x, 1, n, 2)
//? Tensor<[2, 2], "float32">
export const a7 = narrow(x, 1, 0, n)
//? Tensor<[2, number], "float32">
export const a8 = narrow(unknown, 0, 0, 1)
//? Tensor<[1, 5], "float32">
export const a9 = narrow(unranked, 0, 0, 1)
//? Tensor<number[], "float32">
export const a10 = narrow(0, 1, 1)(x)
//? Tensor<[1, 5], "float32">
export const a11 = narrow(x, 1, 5, 0)
//? Tensor<[2, 0], "float32">

export const b1 = select(x, 0, 1)
//? Tensor<[5], "float32">
export const b2 = select(cube, -2, -3)
//? Tensor<[2, 4], "float64">
export const b3 = pipe(named, select(1, 9))
//? Tensor<["batch"], "float32">
export const b4 = select(x, 1, n)
//? Tensor<[2], "float32">
export const b5 = select(unranked, 0, 0)
//? Tensor<number[], "float32">
export const b6 = select(0, 0)(cube)
//? Tensor<[3, 4], "float64">

export const c1 = swapaxes(cube, 0, -1)
//? Tensor<[4, 3, 2], "float64">
export const c2 = pipe(named, swapaxes(0, 1))
//? Tensor<[10, "batch"], "float32">
export const c3 = swapaxes(x, 1, 1)
//? Tensor<[2, 5], "float32">
export const c4 = swapaxes(-1, -2)(unknown)
//? Tensor<[5, number], "float32">

export const d1 = squeeze(zeros([1, 3, 1]))
//? Tensor<[3], "float32">
export const d2 = squeeze(x)
//? Tensor<[2, 5], "float32">
export const d3 = squeeze(unknown)
//? Tensor<number[], "float32">
export const d4 = squeeze(zeros([1, 1]))
//? Tensor<[], "float32">
export const d5 = pipe(zeros([2, 1, 3]), squeeze(1), exp)
//? Tensor<[2, 3], "float32">

export const e1 = diag(zeros([3]))
//? Tensor<[3, 3], "float32">
export const e2 = diag(zeros([3], "int32"), -2)
//? Tensor<[5, 5], "int32">
export const e3 = diag(x)
//? Tensor<[2], "float32">
export const e4 = diag(x, 4)
//? Tensor<[1], "float32">
export const e5 = pipe(zeros([3]), diag(1), exp)
//? Tensor<[4, 4], "float32">
export const e6 = pipe(x, diag(1))
//? Tensor<[2], "float32">
export const e7 = diag(select(unknown, 1, 0))
//? Tensor<[number, number], "float32">

export const f1 = scatter(x, 1, pairs, zeros([2, 2]))
//? Tensor<[2, 5], "float32">
export const f2 = scatter(x, 0, pairs, 7)
//? Tensor<[2, 5], "float32">
export const f3 = pipe(named, scatter(1, zeros([32, 1], "int32"), 1))
//? Tensor<["batch", 10], "float32">
export const f4 = scatterAdd(cube, 2, zeros([1, 3, 9], "int32"), zeros([2, 3, 9]))
//? Tensor<[2, 3, 4], "float64">
export const f5 = pipe(x, scatterAdd(-1, pairs, zeros([2, 3])), exp)
//? Tensor<[2, 5], "float32">
export const f6 = scatter(zeros([2, 3], "bool"), 1, pairs, zeros([2, 2], "bool"))
//? Tensor<[2, 3], "bool">

export const g1 = takeAlongDim(x, pairs, 1)
//? Tensor<[2, 2], "float32">
export const g2 = takeAlongDim(x, zeros([1, 3], "int32"), 1)
//? Tensor<[2, 3], "float32">
export const g3 = takeAlongDim(zeros([1, 5]), zeros([4, 2], "int32"), -1)
//? Tensor<[4, 2], "float32">
export const g4 = pipe(cube, takeAlongDim(zeros([7, 1, 4], "int32"), 0))
//? Tensor<[7, 3, 4], "float64">
export const g5 = takeAlongDim(unranked, pairs, 1)
//? Tensor<number[], "float32">

//! 3 : narrow: dim 1 of [2, 5] does not have 3 elements from 3 on
export const h1 = narrow(x, 1, 3, 3)
//! 3 : narrow: dim 1 of [2, 5] does not have 3 elements from -2 on
export const h2 = pipe(x, narrow(1, -2, 3))
//! 1 : narrow: dim 0 of [2, 5] does not have 1 elements from -3 on
export const h3 = narrow(x, 0, -3, 1)
//! -1 : narrow: needs integers of at least 0, got -1
export const h4 = narrow(x, 0, 0, -1)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h5 = narrow(x, 2, 0, 1)
//! zeros([]) : narrow: needs rank >= 1, got []
export const h6 = narrow(zeros([]), 0, 0, 1)
const six = narrow(1, 0, 6)
//! x : narrow: dim 1 of [2, 5] does not have 6 elements from 0 on
export const h7 = six(x)
//! 2 : select: index 2 is out of range for dim 0 of size 2 in [2, 5]
export const h8 = select(x, 0, 2)
//! -6 : select: index -6 is out of range for dim 1 of size 5 in [2, 5]
export const h9 = pipe(x, select(1, -6))
//! 3 : '3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h10 = select(x, 3, 0)
//! zeros([]) : select: needs rank >= 1, got []
export const h11 = select(zeros([]), 0, 0)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h12 = swapaxes(x, 0, 2)
//! -3 : '-3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h13 = pipe(x, swapaxes(-3, 0))
const first = swapaxes(0, 2)
//! x : swapaxes: dim 2 is out of range for [2, 5]: use 0 | 1 | -1 | -2
export const h14 = first(x)
//! 1 : squeeze: dim 1 of [2, 5] is 5, not 1
export const h15 = squeeze(x, 1)
//! cube : diag: needs a vector or a matrix, got [2, 3, 4]
export const h16 = diag(cube)
//! diag(1) : diag: needs a vector or a matrix, got []
export const h17 = pipe(zeros([]), diag(1))
//! zeros([2]) : scatter needs int32 indices, got float32: use cast(x, "int32") first
export const h18 = scatter(zeros([3]), 0, zeros([2]), 1)
//! zeros([3], "int32") : scatter: the index needs as many dims as [2, 5], got [3]
export const h19 = scatter(x, 1, zeros([3], "int32"), 1)
//! zeros([3, 1], "int32") : scatterAdd: index [3, 1] is larger than [2, 5] at dim 0: 3 vs 2
export const h20 = scatterAdd(x, 1, zeros([3, 1], "int32"), zeros([3, 1]))
//! zeros([2, 1]) : scatter: the source [2, 1] does not cover the index [2, 2]
export const h21 = scatter(x, 1, pairs, zeros([2, 1]))
//! zeros([2]) : scatterAdd: the source [2] does not cover the index [2, 2]
export const h22 = pipe(x, scatterAdd(1, pairs, zeros([2])))
//! zeros([2, 2], "float64") : scatter: a source of float64 does not fit into float32: use cast(source, "float32") first
export const h23 = scatter(x, 1, pairs, zeros([2, 2], "float64"))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h24 = scatter(x, 2, pairs, 1)
//! zeros([2, 3], "bool") : scatterAdd needs numbers, got bool: use cast(x, "int32") first
export const h25 = scatterAdd(zeros([2, 3], "bool"), 1, pairs, zeros([2, 2], "bool"))
//! zeros([3, 2], "int32") : takeAlongDim: [2, 5] and [3, 2] do not broadcast: 2 vs 3
export const h26 = takeAlongDim(x, zeros([3, 2], "int32"), 1)
//! zeros([2], "int32") : takeAlongDim: the index needs as many dims as [2, 5], got [2]
export const h27 = pipe(x, takeAlongDim(zeros([2], "int32"), 1))
//! x : takeAlongDim needs int32 indices, got float32: use cast(x, "int32") first
export const h28 = takeAlongDim(x, x, 1)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const h29 = takeAlongDim(x, pairs, 2)
