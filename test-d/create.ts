/** @file Tensors from literals, typed arrays and shapes, and casts. */
import {
  arange,
  cast,
  eye,
  fromArray,
  full,
  key,
  linspace,
  normal,
  ones,
  pipe,
  randint,
  split,
  tensor,
  zeros,
} from "tuplet"

export const a1 = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
//? Tensor<[2, 3], "float32">
export const a2 = tensor(3)
//? Tensor<[], "float32">
export const a3 = tensor([[true], [false]])
//? Tensor<[2, 1], "bool">
export const a4 = tensor([[[1, 2]], [[3, 4]]], "int32")
//? Tensor<[2, 1, 2], "int32">
export const a5 = tensor([])
//? Tensor<[0], "float32">
const rows: number[][] = [[1, 2]]
export const a6 = tensor(rows)
//? Tensor<[number, number], "float32">
export const a7 = zeros([2, 3])
//? Tensor<[2, 3], "float32">
export const a8 = ones([2], "int32")
//? Tensor<[2], "int32">
export const a9 = full([2, 2], 7, "float64")
//? Tensor<[2, 2], "float64">
export const a10 = arange(5)
//? Tensor<[5], "int32">
export const a11 = fromArray(new Float64Array(6), [2, 3])
//? Tensor<[2, 3], "float64">
export const a12 = fromArray(new Uint8Array(2), [2])
//? Tensor<[2], "bool">
export const a13 = cast(a1, "int32")
//? Tensor<[2, 3], "int32">
export const a14 = pipe(a1, cast("float64"))
//? Tensor<[2, 3], "float64">
const [k1, k2] = split(key(0))
export const a15 = normal(k1, [32, 10])
//? Tensor<[32, 10], "float32">
export const a16 = randint(k2, 0, 10, [32])
//? Tensor<[32], "int32">
const n: number = 2
export const a17 = zeros([n, 3])
//? Tensor<[number, 3], "float32">
export const a18 = full([2], true)
//? Tensor<[2], "bool">
export const a19 = arange(n)
//? Tensor<[number], "int32">
export const c1 = arange(2, 5)
//? Tensor<[3], "int32">
export const c2 = arange(2, 10, 3)
//? Tensor<[3], "int32">
export const c3 = arange(5, -4, -2)
//? Tensor<[5], "int32">
export const c4 = arange(-3, 4)
//? Tensor<[7], "int32">
export const c5 = arange(-7, -3, 4)
//? Tensor<[1], "int32">
export const c6 = arange(5, 2)
//? Tensor<[0], "int32">
export const c7 = arange(3, -3)
//? Tensor<[0], "int32">
export const c8 = arange(1, n)
//? Tensor<[number], "int32">
export const a20 = eye(3)
//? Tensor<[3, 3], "float32">
export const a21 = eye(n, "int32")
//? Tensor<[number, number], "int32">
export const a22 = linspace(0, 1, 5)
//? Tensor<[5], "float32">

//! [[1, 2, 3], [4, 5], [6, 7, 8]] : ragged array: row lengths are 3, 2, 3
export const b1 = tensor([
  [1, 2, 3],
  [4, 5],
  [6, 7, 8],
])
//! [[[1], [2]], [[3], [4, 5]]] : ragged array: row lengths are 1, 1, 1, 2
export const b2 = tensor([
  [[1], [2]],
  [[3], [4, 5]],
])
//! [[1, 2], [3]] : ragged array: row lengths are 2, 1
export const b3 = tensor([[1, 2], [3]], "int32")
//> unknown dtype "int7": use float32 | float64 | int32 | bool
//! "int7" : Argument of type '"int7"' is not assignable to parameter of type 'DType'
export const b4 = cast(a1, "int7")
