/** @file broadcastTensors: a list of tensors brought to one shape. */
import { broadcastTensors, pipe, stack, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const row = zeros([3])
const column = zeros([2, 1], "int32")
const n: number = 2
const unknown = zeros([n, 1])
const named = zeros([5, 1]) as unknown as Tensor<["batch", 1]>

export const a1 = broadcastTensors([x, row])
//? [Tensor<[2, 3], "float32">, Tensor<[2, 3], "float32">]
export const a2 = broadcastTensors([row, column, zeros([])])
//? [Tensor<[2, 3], "float32">, Tensor<[2, 3], "int32">, Tensor<[2, 3], "float32">]
export const a3 = broadcastTensors([x])
//? [Tensor<[2, 3], "float32">]
export const a4 = broadcastTensors([named, row])
//? [Tensor<["batch", 3], "float32">, Tensor<["batch", 3], "float32">]
export const a5 = broadcastTensors([unknown, row])
//? [Tensor<[number, 3], "float32">, Tensor<[number, 3], "float32">]
export const a6 = broadcastTensors([unknown, x, zeros([4, 1, 1])])
//? [Tensor<[4, 2, 3], "float32">, Tensor<[4, 2, 3], "float32">, Tensor<[4, 2, 3], "float32">]
const [first, second] = broadcastTensors([row, column])
export const a7 = first
//? Tensor<[2, 3], "float32">
export const a8 = second
//? Tensor<[2, 3], "int32">
const rows = [1, 2].map(() => zeros([2, 3]))
export const a9 = broadcastTensors(rows)
//? Tensor<number[], "float32">[]
export const a10 = pipe([row, zeros([2, 1])] as const, broadcastTensors, stack(0))
//? Tensor<[2, 2, 3], "float32">

//! zeros([4]) : broadcastTensors: [2, 3] and [4] do not broadcast: 3 vs 4
export const b1 = broadcastTensors([x, zeros([4])])
//! zeros([3, 1]) : broadcastTensors: [2, 3] and [3, 1] do not broadcast: 2 vs 3
export const b2 = broadcastTensors([row, column, zeros([3, 1])])
//! [] : broadcastTensors: needs at least one tensor
export const b3 = broadcastTensors([])
