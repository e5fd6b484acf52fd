/** @file Picking by tensors of indices: gather, indexSelect, take. */
import { exp, gather, indexSelect, pipe, refine, sum, type Tensor, take, tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const cube = zeros([2, 3, 4], "float64")
const vector = tensor([2, 0, 1, 1], "int32")
const pairs = zeros([2, 5], "int32")
const n: number = 2
const unknown = zeros([n, 3])
const someIndices = zeros([n], "int32")
const refined = refine(zeros([32, 10]), ["batch", 10])
if (refined._tag === "Left") throw refined.left
const named = refined.right
const refinedIndices = refine(zeros([32, 1], "int32"), ["batch", 1])
if (refinedIndices._tag === "Left") throw refinedIndices.left
const column = refinedIndices.right
const unranked: Tensor = x

// gather

export const a1 = gather(x, 1, pairs)
//? Tensor<[2, 5], "float32">
export const a2 = gather(x, -1, pairs)
//? Tensor<[2, 5], "float32">
export const a3 = gather(x, 0, zeros([7, 3], "int32"))
//? Tensor<[7, 3], "float32">
export const a4 = gather(x, 1, zeros([1, 1], "int32"))
//? Tensor<[1, 1], "float32">
export const a5 = gather(cube, 2, zeros([2, 3, 9], "int32"))
//? Tensor<[2, 3, 9], "float64">
export const a6 = pipe(x, gather(1, pairs), exp)
//? Tensor<[2, 5], "float32">
export const a7 = gather(named, 1, column)
//? Tensor<["batch", 1], "float32">
export const a8 = pipe(named, gather(-1, column))
//? Tensor<["batch", 1], "float32">
export const a9 = gather(unknown, 1, pairs)
//? Tensor<[2, 5], "float32">
export const a10 = gather(unranked, 1, pairs)
//? Tensor<[2, 5], "float32">
export const a11 = gather(zeros([]), 0, zeros([], "int32"))
//? Tensor<[], "float32">
export const a12 = gather(tensor([4, 5, 6]), 0, vector)
//? Tensor<[4], "float32">
export const a17 = gather(tensor(4), 0, zeros([3], "int32"))
//? Tensor<[3], "float32">
export const a18 = gather(tensor([4, 5]), 0, zeros([], "int32"))
//? Tensor<[], "float32">
const picks = gather(1, pairs)
export const a13 = picks(x)
//? Tensor<[2, 5], "float32">
export const a14 = gather(vector, 0, vector)
//? Tensor<[4], "int32">
export const generic = <B extends number>(t: Tensor<[B, 3]>, i: Tensor<[B, 1], "int32">) => gather(t, 1, i)
export const a15 = generic(x, zeros([2, 1], "int32"))
//? Tensor<[2, 1], "float32">
declare const dim: 0 | 1
//- a dim that is declared only
export const a16 = gather(x, dim, zeros([2, 3], "int32"))
//? Tensor<[2, 3], "float32">

//> gather: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b1 = gather(x, 2, pairs)
//> gather: dim -3 is out of range for [2, 3]: use 0 | 1 | -1 | -2
//! -3 : '-3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b2 = pipe(x, gather(-3, pairs))
//! vector : gather: the index needs as many dims as [2, 3], got [4]
export const b3 = gather(x, 1, vector)
//! vector : gather: the index needs as many dims as [2, 3], got [4]
export const b4 = pipe(x, gather(1, vector))
//! zeros([3, 2], "int32") : gather: index [3, 2] is larger than [2, 3] at dim 0: 3 vs 2
export const b5 = gather(x, 1, zeros([3, 2], "int32"))
//! zeros([2, 4, 5], "int32") : gather: index [2, 4, 5] is larger than [2, 3, 4] at dim 1: 4 vs 3
export const b6 = pipe(cube, gather(2, zeros([2, 4, 5], "int32")))
//! zeros([2, 3]) : gather needs int32 indices, got float32: use cast(x, "int32") first
export const b7 = gather(x, 1, zeros([2, 3]))
//! zeros([2, 3], "bool") : gather needs int32 indices, got bool: use cast(x, "int32") first
export const b8 = pipe(x, gather(1, zeros([2, 3], "bool")))
const second = gather(2, zeros([2, 3], "int32"))
//! x : gather: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const b9 = second(x)
const many = gather(1, zeros([8, 3], "int32"))
//! x : gather: index [8, 3] is larger than [2, 3] at dim 0: 8 vs 2
export const b10 = many(x)
//| pipe(cube, gather(§, zeros([2, 3, 1], "int32"))) : 0 1 2 -1 -2 -3

// indexSelect

export const c1 = indexSelect(x, 1, vector)
//? Tensor<[2, 4], "float32">
export const c2 = indexSelect(cube, -3, vector)
//? Tensor<[4, 3, 4], "float64">
export const c3 = pipe(cube, indexSelect(1, vector), sum(0))
//? Tensor<[4, 4], "float64">
export const c4 = indexSelect(named, 1, vector)
//? Tensor<["batch", 4], "float32">
export const c5 = indexSelect(named, 0, vector)
//? Tensor<[4, 10], "float32">
export const c6 = indexSelect(x, 1, someIndices)
//? Tensor<[2, number], "float32">
export const c7 = indexSelect(unknown, 1, vector)
//? Tensor<[number, 4], "float32">
export const c8 = indexSelect(unranked, 0, zeros([2], "int32"))
//? Tensor<number[], "float32">
const chosen = indexSelect(0, zeros([2], "int32"))
export const c9 = chosen(x)
//? Tensor<[2, 3], "float32">

//> indexSelect: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d1 = indexSelect(x, 2, vector)
//> indexSelect: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3
//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const d2 = pipe(cube, indexSelect(3, vector))
//! pairs : indexSelect needs a vector of indices, got [2, 5]
export const d3 = indexSelect(x, 1, pairs)
//! pairs : indexSelect needs a vector of indices, got [2, 5]
export const d4 = pipe(x, indexSelect(1, pairs))
//! zeros([], "int32") : indexSelect needs a vector of indices, got []
export const d5 = indexSelect(x, 1, zeros([], "int32"))
//! zeros([2]) : indexSelect needs int32 indices, got float32: use cast(x, "int32") first
export const d6 = indexSelect(x, 1, zeros([2]))
//! vector : indexSelect: needs rank >= 1, got []
export const d7 = indexSelect(tensor(1), 0, vector)
const third = indexSelect(2, vector)
//! x : indexSelect: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const d8 = third(x)

// take

export const e1 = take(x, vector)
//? Tensor<[4], "float32">
export const e2 = pipe(cube, take(pairs))
//? Tensor<[2, 5], "float64">
export const e3 = take(named, vector)
//? Tensor<[4], "float32">
export const e4 = take(tensor([7]), zeros([], "int32"))
//? Tensor<[], "float32">

//! zeros([2]) : take needs int32 indices, got float32: use cast(x, "int32") first
export const f1 = take(x, zeros([2]))
//! zeros([2], "bool") : take needs int32 indices, got bool: use cast(x, "int32") first
export const f2 = pipe(x, take(zeros([2], "bool")))
