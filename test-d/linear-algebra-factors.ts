/** @file Factors, norms and powers of matrices. */
import {
  type Dim,
  eigh,
  flow,
  matrixNorm,
  matrixPower,
  pipe,
  qr,
  relu,
  type Shape,
  svd,
  svdvals,
  type Tensor,
  tensor,
  transpose,
  zeros,
} from "tuplet"
import type { LeftFactor, RightFactor, SingularValues } from "../types/factor.js"

const n: number = 3
const shape: number[] = [2, 3]
declare const named: Tensor<["batch", 3]>
declare const squares: Tensor<["n", "n"]>

const tall = qr(zeros([5, 3]))
export const a1 = tall.q
//? Tensor<[5, 3], "float32">
export const a2 = tall.r
//? Tensor<[3, 3], "float32">
const { q, r } = qr(zeros([7, 3, 5], "float64"))
export const a3 = q
//? Tensor<[7, 3, 3], "float64">
export const a4 = r
//? Tensor<[7, 3, 5], "float64">
export const a5 = pipe(zeros([4, 2]), qr).q
//? Tensor<[4, 2], "float32">
export const a6 = qr(named).r
//? Tensor<[number, 3], "float32">
export const a7 = qr(squares).q
//? Tensor<["n", "n"], "float32">
export const a8 = qr(zeros([n, 3])).q
//? Tensor<[number, number], "float32">
export const a9 = qr(zeros([0, 3])).q
//? Tensor<[0, 0], "float32">
export const a10 = qr(zeros(shape)).q
//? Tensor<number[], "float32">

const { u, s, v } = svd(zeros([6, 2, 4]))
export const b1 = u
//? Tensor<[6, 2, 2], "float32">
export const b2 = s
//? Tensor<[6, 2], "float32">
export const b3 = v
//? Tensor<[6, 4, 2], "float32">
export const b4 = svd(zeros([784, 1000])).v
//? Tensor<[1000, 784], "float32">
export const b5 = svdvals(zeros([5, 3]))
//? Tensor<[3], "float32">
export const b6 = pipe(zeros([8, 3, 5]), svdvals, relu)
//? Tensor<[8, 3], "float32">
export const b7 = svdvals(named)
//? Tensor<[number], "float32">
const spectrum = flow(transpose, svdvals)
export const b8 = spectrum(zeros([2, 9]))
//? Tensor<[2], "float32">
const values = <B extends Dim>(x: Tensor<[B, 3, 3]>) => svdvals(x)
export const b9 = values(zeros([6, 3, 3]))
//? Tensor<[6, 3], "float32">

export const c1 = eigh(zeros([7, 3, 3])).values
//? Tensor<[7, 3], "float32">
export const c2 = eigh(zeros([3, 3], "float64")).vectors
//? Tensor<[3, 3], "float64">
export const c3 = eigh(squares).values
//? Tensor<["n"], "float32">
export const c4 = eigh(zeros([3, n])).values
//? Tensor<[3], "float32">
export const c5 = matrixPower(zeros([3, 3]), 5)
//? Tensor<[3, 3], "float32">
export const c6 = pipe(zeros([2, 3, 3]), matrixPower(-2), relu)
//? Tensor<[2, 3, 3], "float32">
export const c7 = matrixPower(zeros([3, 3]), n)
//? Tensor<[3, 3], "float32">

export const d1 = matrixNorm(zeros([3, 4]))
//? Tensor<[], "float32">
export const d2 = matrixNorm(zeros([7, 3, 4]), "nuc")
//? Tensor<[7], "float32">
export const d3 = matrixNorm(zeros([7, 3, 4]), 2, { keepdim: true })
//? Tensor<[7, 1, 1], "float32">
export const d4 = matrixNorm(zeros([7, 3, 4]), Infinity, { dim: [0, 1] })
//? Tensor<[4], "float32">
export const d5 = pipe(zeros([7, 3, 4]), matrixNorm(-1))
//? Tensor<[7], "float32">
export const d6 = pipe(zeros([7, 3, 4]), matrixNorm("fro", { dim: [2, 0], keepdim: true }), relu)
//? Tensor<[1, 3, 1], "float32">
export const d7 = pipe(zeros([7, 3, 4]), matrixNorm(2), relu)
//? Tensor<[7], "float32">
export const d8 = matrixNorm(zeros(shape), 1)
//? Tensor<number[], "float32">
export const d9 = matrixNorm(zeros([7, 3, 4]), "fro", { keepdim: n > 2 })
//? Tensor<number[], "float32">
const energy = <S extends Shape>(x: Tensor<[...S, 3, 3]>) => matrixNorm(x, "nuc")
export const d10 = energy(zeros([5, 3, 3]))
//? Tensor<[5], "float32">

const either = n > 2 ? "fro" : "nuc"
export const d11 = matrixNorm(zeros([3, 3]), either)
//? Tensor<[], "float32">
const mixed: "fro" | number = n > 2 ? "fro" : Infinity
export const d12 = matrixNorm(zeros([3, 3]), mixed, { keepdim: true })
//? Tensor<[1, 1], "float32">
export const d13 = pipe(zeros([5, 3, 3]), matrixNorm(mixed))
//? Tensor<[5], "float32">

export declare const s1: LeftFactor<["batch", 2, 3]>
//? ["batch", 2, 2]
export declare const s2: RightFactor<["a", "b"]>
//? [number, "b"]
export declare const s3: SingularValues<[100, 99]>
//? [99]

//! zeros([3]) : qr needs matrices, got [3]
export const e1 = qr(zeros([3]))
//! qr : qr needs matrices, got [3]
export const e2 = pipe(zeros([3]), qr)
//! zeros([3, 2], "int32") : qr needs a float tensor, got int32: use cast(x, "float32") first
export const e3 = qr(zeros([3, 2], "int32"))
//! tensor(1) : svd needs matrices, got []
export const e4 = svd(tensor(1))
//! zeros([2, 2], "bool") : svd needs a float tensor, got bool: use cast(x, "float32") first
export const e5 = svd(zeros([2, 2], "bool"))
//! zeros([7]) : svdvals needs matrices, got [7]
export const e6 = svdvals(zeros([7]))
//! svdvals : svdvals needs matrices, got [7]
export const e7 = pipe(zeros([7]), svdvals)
//! zeros([2, 2], "int32") : svdvals needs a float tensor, got int32: use cast(x, "float32") first
export const e8 = svdvals(zeros([2, 2], "int32"))
//! zeros([2, 3]) : eigh needs square matrices, got [2, 3]
export const e9 = eigh(zeros([2, 3]))
//! eigh : eigh needs square matrices, got [3]
export const e10 = pipe(zeros([3]), eigh)
//! zeros([3, 3], "int32") : eigh needs a float tensor, got int32: use cast(x, "float32") first
export const e11 = eigh(zeros([3, 3], "int32"))
//! zeros([2, 3]) : matrixPower needs square matrices, got [2, 3]
export const e12 = matrixPower(zeros([2, 3]), 2)
//! matrixPower(2) : matrixPower needs square matrices, got [2, 3]
export const e13 = pipe(zeros([2, 3]), matrixPower(2))
//! 0.5 : matrixPower: needs integers, got 0.5
export const e14 = matrixPower(zeros([3, 3]), 0.5)
//! zeros([3, 3], "int32") : matrixPower needs a float tensor, got int32: use cast(x, "float32") first
export const e15 = matrixPower(zeros([3, 3], "int32"), 2)
//! 1.5 : matrixPower: needs integers, got 1.5
export const e16 = pipe(zeros([3, 3]), matrixPower(1.5))
//! zeros([3]) : matrixNorm needs matrices, got [3]
export const e17 = matrixNorm(zeros([3]))
//! zeros([3]) : matrixNorm needs matrices, got [3]
export const e18 = matrixNorm(zeros([3]), "nuc")
//! matrixNorm("nuc") : matrixNorm needs matrices, got [3]
export const e19 = pipe(zeros([3]), matrixNorm("nuc"))
//! 3 : matrixNorm: unknown order 3: use fro | nuc | 1 | -1 | 2 | -2 | Infinity | -Infinity
export const e20 = matrixNorm(zeros([3, 3]), 3)
//! "inf" : matrixNorm: unknown order inf: use fro | nuc | 1 | -1 | 2 | -2 | Infinity | -Infinity
export const e21 = pipe(zeros([3, 3]), matrixNorm("inf"))
//! zeros([3, 3], "int32") : matrixNorm needs a float tensor, got int32: use cast(x, "float32") first
export const e22 = matrixNorm(zeros([3, 3], "int32"), "fro")
//! dim : matrixNorm: dim 2 is out of range for [3, 3]: use 0 | 1 | -1 | -2
export const e23 = matrixNorm(zeros([3, 3]), "fro", { dim: [0, 2] })
//! dim : matrixNorm: dim 1 is named twice in [1, -1]
export const e24 = matrixNorm(zeros([3, 3]), "fro", { dim: [1, -1] })
