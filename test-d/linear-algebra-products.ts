/** @file Products of tensors: inner, over chosen dims, Kronecker's, and with something added. */
import {
  addmm,
  type Dim,
  flow,
  inner,
  kron,
  ones,
  pipe,
  relu,
  type Shape,
  type Tensor,
  tensor,
  tensordot,
  transpose,
  zeros,
} from "tuplet"
import type { AddmmFault } from "../types/addmm.js"
import type { Kron } from "../types/kron.js"
import type { InnerFault, Tensordot, TensordotFault } from "../types/tensordot.js"

const n: number = 3
declare const named: Tensor<["batch", 3]>

export const a1 = inner(tensor([1, 2]), tensor([3, 4]))
//? Tensor<[], "float32">
export const a2 = inner(zeros([5, 3]), zeros([7, 2, 3]))
//? Tensor<[5, 7, 2], "float32">
export const a3 = pipe(zeros([5, 3]), inner(zeros([4, 3])), transpose)
//? Tensor<[4, 5], "float32">
export const a4 = inner(tensor(2), zeros([4, 3], "int32"))
//? Tensor<[4, 3], "float32">
export const a5 = inner(named, zeros([4, 3]))
//? Tensor<["batch", 4], "float32">
export const a6 = inner(zeros([2, n]), zeros([4, 3], "float64"))
//? Tensor<[2, 4], "float64">
export const a7 = flow(inner(zeros([4, 3])), relu)(zeros([2, 3]))
//? Tensor<[2, 4], "float32">
const gram = <B extends Dim>(x: Tensor<[B, 3]>) => inner(x, x)
export const a8 = gram(zeros([6, 3]))
//? Tensor<[6, 6], "float32">

export const b1 = kron(zeros([2, 3]), zeros([5, 4]))
//? Tensor<[10, 12], "float32">
export const b2 = kron(zeros([2]), zeros([3, 5], "int32"))
//? Tensor<[3, 10], "float32">
export const b3 = pipe(zeros([2, 1]), kron(zeros([3, 4])), relu)
//? Tensor<[6, 4], "float32">
export const b4 = kron(named, zeros([1, 2]))
//? Tensor<["batch", 6], "float32">
export const b5 = kron(named, zeros([2, 2]))
//? Tensor<[number, 6], "float32">
export const b6 = kron(zeros([n]), zeros([2]))
//? Tensor<[number], "float32">
export const b7 = kron(tensor(2), zeros([3, 0]))
//? Tensor<[3, 0], "float32">
export const b8 = kron(zeros([640, 480]), zeros([128, 128]))
//? Tensor<[81920, 61440], "float32">

export const c1 = tensordot(zeros([2, 3, 4]), zeros([3, 4, 5]), 2)
//? Tensor<[2, 5], "float32">
export const c2 = tensordot(zeros([2, 3]), zeros([3, 5]), 1)
//? Tensor<[2, 5], "float32">
export const c3 = tensordot(zeros([2]), zeros([3]), 0)
//? Tensor<[2, 3], "float32">
export const c4 = tensordot(zeros([2, 3, 4]), zeros([4, 5, 2]), [
  [0, 2],
  [2, 0],
])
//? Tensor<[3, 5], "float32">
export const c5 = tensordot(zeros([2, 3]), zeros([5, 3]), [[-1], [-1]])
//? Tensor<[2, 5], "float32">
export const c6 = pipe(zeros([2, 3]), tensordot(zeros([3, 4]), 1), relu)
//? Tensor<[2, 4], "float32">
export const c7 = tensordot(named, zeros([3, 4]), 1)
//? Tensor<["batch", 4], "float32">
export const c8 = tensordot(named, named, [[0], [0]])
//? Tensor<[3, 3], "float32">
export const c9 = tensordot(zeros([2, n]), zeros([3, 4], "float64"), 1)
//? Tensor<[2, 4], "float64">
export const c10 = tensordot(zeros([3, 3, 3]), zeros([3, 3, 3]), n)
//? Tensor<number[], "float32">
const shape: number[] = [2, 3]
export const c11 = tensordot(zeros(shape), zeros([3, 4]), 1)
//? Tensor<number[], "float32">
export const c12 = tensordot(zeros([2, 3]), zeros([2, 3]), 2)
//? Tensor<[], "float32">
const project = tensordot(zeros([3, 4], "int32"), [[0], [0]])
export const c13 = project(zeros([3, 5], "int32"))
//? Tensor<[5, 4], "int32">
const contracted = <M extends Dim, N extends Dim>(a: Tensor<[M, 3]>, b: Tensor<[3, N]>) => tensordot(a, b, 1)
export const c14 = contracted(zeros([6, 3]), zeros([3, 2]))
//? Tensor<[6, 2], "float32">

export const d1 = addmm(zeros([4]), zeros([2, 3]), zeros([3, 4]))
//? Tensor<[2, 4], "float32">
export const d2 = addmm(zeros([2, 4]), zeros([2, 3]), zeros([3, 4]), { alpha: 0.5, beta: 2 })
//? Tensor<[2, 4], "float32">
export const d3 = pipe(zeros([2, 4]), addmm(zeros([2, 3]), zeros([3, 4])), relu)
//? Tensor<[2, 4], "float32">
export const d4 = pipe(tensor(1), addmm(zeros([2, 3]), zeros([3, 4]), { beta: 0 }))
//? Tensor<[2, 4], "float32">
export const d5 = addmm(zeros([7, 1, 4]), zeros([7, 2, 3]), zeros([3, 4]))
//? Tensor<[7, 2, 4], "float32">
export const d6 = addmm(zeros([4], "int32"), zeros([2, 3], "int32"), zeros([3, 4], "int32"))
//? Tensor<[2, 4], "int32">
export const d7 = addmm(zeros([4], "float64"), named, zeros([3, 4]))
//? Tensor<["batch", 4], "float64">
export const d8 = addmm(zeros([n]), zeros([2, 3]), zeros([3, 3]))
//? Tensor<[2, 3], "float32">
const affine = <M extends Dim>(x: Tensor<[M, 3]>) => addmm(zeros([4]), x, zeros([3, 4]))
export const d9 = affine(ones([6, 3]))
//? Tensor<[6, 4], "float32">
const generic = <S extends Shape>(x: Tensor<S>) => kron(x, x)
export const d10 = generic(ones([6, 3]))
//? Tensor<[36, 9], "float32">

export declare const s1: Kron<[2, "batch"], [1, 1]>
//? [2, "batch"]
export declare const s2: Tensordot<["batch", 3, 4], [4, 3], [[1, 2], [1, 0]]>
//? ["batch"]
export declare const s3: TensordotFault<[2, 3], [number, 5], 1>
//? unknown
export declare const s4: InnerFault<[2, 3], [5, 4]>
//? "inner: last dims differ: 3 vs 4 in [2, 3] and [5, 4]"
export declare const s5: AddmmFault<[5], [2, 3], [3, 4]>
//? "addmm: [5] does not broadcast to [2, 4]"

//! zeros([2, 4]) : inner: last dims differ: 3 vs 4 in [5, 3] and [2, 4]
export const e1 = inner(zeros([5, 3]), zeros([2, 4]))
//! zeros([2, 4]) : inner: last dims differ: 3 vs 4 in [5, 3] and [2, 4]
export const e2 = pipe(zeros([5, 3]), inner(zeros([2, 4])))
//! zeros([3], "bool") : inner needs numbers, got bool: use cast(x, "int32") first
export const e3 = inner(zeros([3], "bool"), zeros([3], "bool"))
//! zeros([5, 4]) : inner: last dims differ: 3 vs 4 in [2, 3] and [5, 4]
export const e4 = inner(zeros([2, 3]), zeros([5, 4]))
//! zeros([2], "bool") : kron needs numbers, got bool: use cast(x, "int32") first
export const e5 = kron(zeros([2], "bool"), zeros([2], "bool"))
//! zeros([4, 5]) : tensordot: dim 1 of [2, 3] is 3, but dim 0 of [4, 5] is 4
export const e6 = tensordot(zeros([2, 3]), zeros([4, 5]), 1)
//! zeros([4, 5]) : tensordot: dim 1 of [2, 3] is 3, but dim 0 of [4, 5] is 4
export const e7 = pipe(zeros([2, 3]), tensordot(zeros([4, 5]), 1))
//! zeros([3, 2]) : tensordot: dim 0 of [2, 3] is 2, but dim 0 of [3, 2] is 3
export const e8 = tensordot(zeros([2, 3]), zeros([3, 2]), 2)
//! 3 : tensordot: 3 dims are too many for [2, 3]
export const e9 = tensordot(zeros([2, 3]), zeros([2, 3, 4]), 3)
//! [[0], [0]] : tensordot: 1 dims are too many for []
export const e9a = tensordot(zeros([3]), zeros([]), [[0], [0]])
//! 2 : tensordot: 2 dims are too many for [3]
export const e10 = pipe(zeros([2, 3]), tensordot(zeros([3]), 2))
//! -1 : tensordot: needs integers of at least 0, got -1
export const e11 = tensordot(zeros([2, 3]), zeros([3]), -1)
//! [[2], [0]] : tensordot: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const e12 = tensordot(zeros([2, 3]), zeros([3]), [[2], [0]])
//! [[1], [1]] : tensordot: dim 1 is out of range for [3]: use 0 | -1
export const e13 = tensordot(zeros([2, 3]), zeros([3]), [[1], [1]])
// biome-ignore format: on one line
//! [[0, 1], [0]] : tensordot: [0, 1] and [0] differ in length
export const e14 = tensordot(zeros([2, 3]), zeros([2, 3]), [[0, 1], [0]])
// biome-ignore format: on one line
//! [[0, -2], [0, 1]] : tensordot: dim 0 is named twice in [0, -2]
export const e15 = tensordot(zeros([2, 2]), zeros([2, 2]), [[0, -2], [0, 1]])
//! zeros([3]) : tensordot: dim 0 of [2, 3] is 2, but dim 0 of [3] is 3
export const e16 = tensordot(zeros([2, 3]), zeros([3]), [[0], [0]])
//! zeros([2, 2]) : tensordot: dim 0 of [2, 2] is 2, but dim 0 of [3, 4] is 3
export const e17 = project(zeros([2, 2]))
//! zeros([2], "bool") : tensordot needs numbers, got bool: use cast(x, "int32") first
export const e18 = tensordot(zeros([2], "bool"), zeros([2], "bool"), 1)
//! zeros([4, 4]) : matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4, 4]
export const e19 = addmm(zeros([4]), zeros([2, 3]), zeros([4, 4]))
//! zeros([5]) : addmm: [5] does not broadcast to [2, 4]
export const e20 = addmm(zeros([5]), zeros([2, 3]), zeros([3, 4]))
//! zeros([3, 4]) : addmm: [3, 4] does not broadcast to [2, 4]
export const e21 = addmm(zeros([3, 4]), zeros([2, 3]), zeros([3, 4]), { alpha: 2 })
//! addmm(zeros([2, 3]), zeros([3, 4])) : addmm: [5] does not broadcast to [2, 4]
export const e22 = pipe(zeros([5]), addmm(zeros([2, 3]), zeros([3, 4])))
//! zeros([4, 4]) : matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4, 4]
export const e23 = pipe(zeros([4]), addmm(zeros([2, 3]), zeros([4, 4])))
//! tensor(1) : matmul: the right tensor is a scalar
export const e24 = addmm(zeros([2]), zeros([2, 3]), tensor(1), { beta: 0 })
//! zeros([3, 3]) : matmul: inner dims differ: 2 vs 3 in [2, 2] @ [3, 3]
export const e25 = addmm(zeros([2]), zeros([2, 2]), zeros([3, 3]), { beta: 0 })
