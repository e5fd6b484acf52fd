/** @file Elementwise operations of one tensor: the shape stays, the dtype is asked for. */
import {
  type AnyTensor,
  abs,
  cast,
  exp,
  flow,
  log,
  logicalNot,
  neg,
  ones,
  pipe,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  square,
  type Tensor,
  tanh,
  tensor,
  zeros,
} from "tuplet"

const x = ones([2, 3])
const doubles = ones([4], "float64")
const integers = ones([2, 3], "int32")
const flags = zeros([2, 3], "bool")
const n: number = 2
const unknown = ones([n, 3])
const unranked: Tensor<number[]> = x
const named = x as AnyTensor as Tensor<["batch", 3]>

export const a1 = exp(x)
//? Tensor<[2, 3], "float32">
export const a2 = log(doubles)
//? Tensor<[4], "float64">
export const a3 = sqrt(tensor(4))
//? Tensor<[], "float32">
export const a4 = tanh(unknown)
//? Tensor<[number, 3], "float32">
export const a5 = sigmoid(unranked)
//? Tensor<number[], "float32">
export const a6 = relu(named)
//? Tensor<["batch", 3], "float32">
export const a7 = neg(integers)
//? Tensor<[2, 3], "int32">
export const a8 = abs(integers)
//? Tensor<[2, 3], "int32">
export const a9 = sign(doubles)
//? Tensor<[4], "float64">
export const a10 = square(integers)
//? Tensor<[2, 3], "int32">
export const a11 = relu(integers)
//? Tensor<[2, 3], "int32">
export const a12 = reciprocal(integers)
//? Tensor<[2, 3], "float32">
export const a13 = reciprocal(doubles)
//? Tensor<[4], "float64">
export const a14 = logicalNot(flags)
//? Tensor<[2, 3], "bool">
export const a15 = logicalNot(integers)
//? Tensor<[2, 3], "bool">
export const a16 = pipe(x, neg, abs, square, sqrt, tanh, sigmoid, sign, reciprocal)
//? Tensor<[2, 3], "float32">
export const a17 = pipe(flags, cast("float32"), exp)
//? Tensor<[2, 3], "float32">
const activation = flow(neg, exp, relu)
export const a18 = activation(zeros([5]))
//? Tensor<[5], "float32">
export const a19 = [x, x].map(tanh)
//? Tensor<[2, 3], "float32">[]
export const a20 = exp(zeros([0, 4]))
//? Tensor<[0, 4], "float32">

//! integers : exp needs a float tensor, got int32: use cast(x, "float32") first
export const b1 = exp(integers)
//! flags : log needs a float tensor, got bool: use cast(x, "float32") first
export const b2 = log(flags)
//! integers : sqrt needs a float tensor, got int32: use cast(x, "float32") first
export const b3 = sqrt(integers)
//! integers : tanh needs a float tensor, got int32: use cast(x, "float32") first
export const b4 = tanh(integers)
//! flags : sigmoid needs a float tensor, got bool: use cast(x, "float32") first
export const b5 = sigmoid(flags)
//! flags : neg needs numbers, got bool: use cast(x, "int32") first
export const b6 = neg(flags)
//! flags : abs needs numbers, got bool: use cast(x, "int32") first
export const b7 = abs(flags)
//! flags : sign needs numbers, got bool: use cast(x, "int32") first
export const b8 = sign(flags)
//! flags : square needs numbers, got bool: use cast(x, "int32") first
export const b9 = square(flags)
//! flags : relu needs numbers, got bool: use cast(x, "int32") first
export const b10 = relu(flags)
//! flags : reciprocal needs numbers, got bool: use cast(x, "int32") first
export const b11 = reciprocal(flags)
//! exp : exp needs a float tensor, got int32: use cast(x, "float32") first
export const b12 = pipe(integers, neg, exp)
//! relu : relu needs numbers, got bool: use cast(x, "int32") first
export const b13 = pipe(x, logicalNot, relu)
//> exp: expected a tensor, got 3
//! 3 : Argument of type 'number' is not assignable to parameter of type
export const b14 = exp(3)
