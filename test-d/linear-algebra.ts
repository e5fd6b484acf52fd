/** @file Products of vectors, and what matrices have. */
import {
  cholesky,
  type Dim,
  det,
  dot,
  flow,
  inverse,
  outer,
  pipe,
  relu,
  solve,
  type Tensor,
  tensor,
  trace,
  transpose,
  zeros,
} from "tuplet"
import type { Det, Solve, SolveFault, SquareFault } from "../types/linear-algebra.js"

const n: number = 3
declare const named: Tensor<["batch", 3]>

export const a1 = outer(tensor([1, 2]), tensor([3, 4, 5]))
//? Tensor<[2, 3], "float32">
export const a2 = pipe(tensor([1, 2]), outer(tensor([3, 4, 5])), transpose)
//? Tensor<[3, 2], "float32">
export const a3 = outer(zeros([7, 2]), zeros([5, 1, 3]))
//? Tensor<[5, 7, 2, 3], "float32">
export const a4 = outer(named, zeros([4]))
//? Tensor<["batch", 3, 4], "float32">
export const a5 = outer(zeros([n]), zeros([3], "int32"))
//? Tensor<[number, 3], "float32">
export const a6 = dot(tensor([1, 2, 3]), tensor([4, 5, 6]))
//? Tensor<[], "float32">
export const a7 = dot(zeros([8, 3]), zeros([3]))
//? Tensor<[8], "float32">
export const a8 = pipe(zeros([8, 1, 3]), dot(zeros([5, 3])), relu)
//? Tensor<[8, 5], "float32">
export const a9 = dot(named, named)
//? Tensor<["batch"], "float32">
export const a10 = dot(zeros([n]), zeros([3]))
//? Tensor<[], "float32">
export const a11 = trace(zeros([3, 3]))
//? Tensor<[], "float32">
export const a12 = trace(zeros([8, 3, 5], "int32"))
//? Tensor<[8], "int32">
export const a13 = pipe(zeros([8, 3, 3]), trace, relu)
//? Tensor<[8], "float32">
const energy = flow(outer(zeros([3])), trace)
export const a14 = energy(zeros([2, 3]))
//? Tensor<[2], "float32">
const norm = <B extends Dim>(x: Tensor<[B, 3]>) => dot(x, x)
export const a15 = norm(zeros([6, 3]))
//? Tensor<[6], "float32">
const times = dot(zeros([3], "float64"))
export const a16 = times(zeros([2, 3], "int32"))
//? Tensor<[2], "float64">

export declare const s1: Det<[5, 3, 3]>
//? [5]
export declare const s2: Solve<[3, 3], [3]>
//? [3]
export declare const s3: Solve<[2, 5, 5], [2, 5]>
//? [2, 5]
export declare const s4: Solve<[4, 1, 3, 3], [7, 3, 2]>
//? [4, 7, 3, 2]
export declare const s5: SolveFault<[3, 3], [4, 2]>
//? "solve: [3, 3] needs 3 rows on the right, got 4 in [4, 2]"
export declare const s6: SolveFault<[2, 3, 3], [5, 3, 1]>
//? "solve batch dims: [2] and [5] do not broadcast: 2 vs 5"
export declare const s7: SquareFault<"det", [2, 3]>
//? "det needs square matrices, got [2, 3]"
export declare const s8: SquareFault<"cholesky", [3]>
//? "cholesky needs square matrices, got [3]"
export declare const s9: SquareFault<"inverse", [number, 3, number]>
//? unknown

export const c1 = det(zeros([5, 3, 3]))
//? Tensor<[5], "float32">
export const c2 = pipe(
  tensor([
    [2, 1],
    [1, 2],
  ]),
  inverse,
  cholesky,
)
//? Tensor<[2, 2], "float32">
export const c3 = solve(zeros([3, 3]), zeros([3]))
//? Tensor<[3], "float32">
export const c4 = pipe(zeros([4, 1, 3, 3]), solve(zeros([7, 3, 2])))
//? Tensor<[4, 7, 3, 2], "float32">
export const c5 = solve(zeros([n, 3, 3]), zeros([3, 2], "float64"))
//? Tensor<[number, 3, 2], "float64">
const logdet = <B extends Dim, N extends Dim>(x: Tensor<[B, N, N]>) => det(x)
export const c6 = logdet(zeros([6, 3, 3]))
//? Tensor<[6], "float32">

//! zeros([2, 3]) : det needs square matrices, got [2, 3]
export const e1 = det(zeros([2, 3]))
//! inverse : inverse needs square matrices, got [3]
export const e2 = pipe(zeros([3]), inverse)
//! zeros([2, 2], "int32") : cholesky needs a float tensor, got int32: use cast(x, "float32") first
export const e3 = cholesky(zeros([2, 2], "int32"))
//! zeros([4, 2]) : solve: [3, 3] needs 3 rows on the right, got 4 in [4, 2]
export const e4 = solve(zeros([3, 3]), zeros([4, 2]))
//! zeros([5, 3, 1]) : solve batch dims: [2] and [5] do not broadcast: 2 vs 5
export const e5 = pipe(zeros([2, 3, 3]), solve(zeros([5, 3, 1])))
//! zeros([3, 2]) : solve needs square matrices, got [3, 2]
export const e6 = solve(zeros([3, 2]), zeros([3]))

//! tensor(1) : outer needs vectors, got []
export const b1 = outer(tensor(1), tensor([1]))
//! tensor(1) : outer needs vectors, got []
export const b2 = outer(tensor([1]), tensor(1))
//! zeros([3, 4]) : outer batch dims: [2] and [3] do not broadcast: 2 vs 3
export const b3 = outer(zeros([2, 4]), zeros([3, 4]))
//! zeros([3, 4]) : outer batch dims: [2] and [3] do not broadcast: 2 vs 3
export const b4 = pipe(zeros([2, 4]), outer(zeros([3, 4])))
//! tensor([1, 2]) : dot: last dims differ: 3 vs 2 in [3] and [2]
export const b5 = dot(tensor([1, 2, 3]), tensor([1, 2]))
//! tensor([1, 2]) : dot: last dims differ: 3 vs 2 in [3] and [2]
export const b6 = pipe(tensor([1, 2, 3]), dot(tensor([1, 2])))
//! zeros([4, 3]) : dot batch dims: [2] and [4] do not broadcast: 2 vs 4
export const b7 = dot(zeros([2, 3]), zeros([4, 3]))
//! tensor(1) : dot needs vectors, got []
export const b8 = dot(tensor([1]), tensor(1))
//! zeros([3], "bool") : dot needs numbers, got bool: use cast(x, "int32") first
export const b9 = dot(zeros([3], "bool"), zeros([3], "bool"))
//! zeros([3]) : trace needs matrices, got [3]
export const b10 = trace(zeros([3]))
//! trace : trace needs matrices, got [3]
export const b11 = pipe(zeros([3]), trace)
//! zeros([2, 2], "bool") : trace needs numbers, got bool: use cast(x, "int32") first
export const b12 = trace(zeros([2, 2], "bool"))
//! zeros([2]) : dot: last dims differ: 2 vs 3 in [2] and [3]
export const b13 = times(zeros([2]))
