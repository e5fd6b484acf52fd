/** @file flatten and unflatten: products and factors of dims. */
import { exp, flatten, pipe, relu, type Tensor, unflatten, zeros } from "tuplet"
import { linear, sequential } from "tuplet/nn"

const x = zeros([2, 3, 4])
const n: number = 2
const unknown = zeros([n, 3, 4])
const unranked: Tensor<number[]> = x
const named = zeros([5, 3, 4]) as unknown as Tensor<["batch", 3, 4]>

export const a1 = flatten(x)
//? Tensor<[24], "float32">
export const a2 = flatten(x, 1)
//? Tensor<[2, 12], "float32">
export const a3 = flatten(x, 0, 1)
//? Tensor<[6, 4], "float32">
export const a4 = flatten(x, -2, -1)
//? Tensor<[2, 12], "float32">
export const a5 = flatten(x, 1, 1)
//? Tensor<[2, 3, 4], "float32">
export const a6 = flatten(zeros([]))
//? Tensor<[1], "float32">
export const a7 = flatten(unknown, 1)
//? Tensor<[number, 12], "float32">
export const a8 = flatten(unknown)
//? Tensor<[number], "float32">
export const a9 = flatten(unranked)
//? Tensor<number[], "float32">
export const a10 = flatten(named, 1)
//? Tensor<["batch", 12], "float32">
export const a11 = flatten(named, 0, 1)
//? Tensor<[number, 4], "float32">
export const a12 = flatten(zeros([1, 5, 1]) as unknown as Tensor<[1, "batch", 1]>)
//? Tensor<["batch"], "float32">
export const a13 = pipe(x, flatten(1))
//? Tensor<[2, 12], "float32">
export const a14 = pipe(x, exp, flatten(0, -2), relu)
//? Tensor<[6, 4], "float32">
export const a15 = flatten(1)(x)
//? Tensor<[2, 12], "float32">
export const a16 = flatten(zeros([32, 28, 28, 3], "int32"), 1)
//? Tensor<[32, 2352], "int32">
export const a17 = flatten(zeros([0, 7]))
//? Tensor<[0], "float32">
export const a18: Tensor = pipe(x, flatten)
const net = sequential(flatten(1), linear(12, 10))
export const a19 = net.apply([{}, { weight: zeros([10, 12]), bias: zeros([10]) }], x)
//? Tensor<[2, 10], "float32">
const generic = <B extends number>(images: Tensor<[B, 28, 28]>) => flatten(images, 1)
export const a20 = generic(zeros([7, 28, 28]))
//? Tensor<[7, 784], "float32">

export const b1 = unflatten(zeros([2, 12]), 1, [3, 4])
//? Tensor<[2, 3, 4], "float32">
export const b2 = unflatten(zeros([2, 12]), -1, [3, -1])
//? Tensor<[2, 3, 4], "float32">
export const b3 = unflatten(zeros([6, 5]), 0, [2, 3])
//? Tensor<[2, 3, 5], "float32">
export const b4 = unflatten(unknown, 0, [2, -1])
//? Tensor<[2, number, 3, 4], "float32">
export const b5 = unflatten(named, 2, [2, 2])
//? Tensor<["batch", 3, 2, 2], "float32">
export const b6 = unflatten(named, 0, [1, -1])
//? Tensor<[1, "batch", 3, 4], "float32">
export const b7 = unflatten(unranked, 1, [3, 1])
//? Tensor<number[], "float32">
export const b8 = pipe(zeros([2, 12]), unflatten(1, [3, 4]))
//? Tensor<[2, 3, 4], "float32">
export const b9 = pipe(zeros([2, 12]), exp, unflatten(-1, [-1, 6]), flatten(1))
//? Tensor<[2, 12], "float32">
export const b10 = unflatten(1, [2, 2])(zeros([3, 4]))
//? Tensor<[3, 2, 2], "float32">
export const b11 = unflatten(zeros([4]), 0, [4])
//? Tensor<[4], "float32">
export const b12 = flatten(unflatten(zeros([1000]), 0, [8, 125]))
//? Tensor<[1000], "float32">

//! 3 : '3' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const c1 = flatten(x, 3)
//! 1 : flatten: dim 2 of [2, 3, 4] comes after dim 1
export const c2 = flatten(x, 2, 1)
//! 0 : flatten: dim 1 of [2, 3, 4] comes after dim 0
export const c3 = pipe(x, flatten(1, 0))
//! 5 : '5' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const c4 = pipe(x, flatten(5))
//! -4 : '-4' is not assignable to parameter of type '0 | 1 | 2 | -1 | -2 | -3
export const c5 = flatten(x, 0, -4)
//! x : flatten: dim 2 of [2, 3, 4] comes after dim 0
export const c6 = flatten(-1, 0)(x)
//! x : flatten: dim 3 is out of range for [2, 3, 4]: use 0 | 1 | 2 | -1 | -2 | -3
export const c7 = flatten(3)(x)

//! [2, 2] : unflatten: [2, 2] does not multiply to 5, the size of dim 1 of [2, 5]
export const d1 = unflatten(zeros([2, 5]), 1, [2, 2])
//! [2, -1] : unflatten: [2, -1] does not multiply to 5, the size of dim 1 of [2, 5]
export const d2 = unflatten(zeros([2, 5]), 1, [2, -1])
//! [-1, -1] : unflatten: only one -1 is allowed, got [-1, -1]
export const d3 = unflatten(zeros([2, 5]), 1, [-1, -1])
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d4 = unflatten(zeros([2, 5]), 2, [1, 5])
//! [2, 2] : unflatten: [2, 2] does not multiply to 5, the size of dim 1 of [2, 5]
export const d5 = pipe(zeros([2, 5]), unflatten(1, [2, 2]))
//! 3 : '3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d6 = pipe(zeros([2, 5]), unflatten(3, [1, 5]))
//! zeros([2, 5]) : unflatten: [2, 3] does not multiply to 2, the size of dim 0 of [2, 5]
export const d7 = unflatten(0, [2, 3])(zeros([2, 5]))
//| pipe(x, flatten(§)) : 0 1 2 -1 -2 -3
//| flatten(x, §) : 0 1 2 -1 -2 -3
