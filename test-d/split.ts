/** @file A tensor taken apart: split, chunk, unbind. */
import { chunk, concat, type Dim, exp, key, mul, pipe, sigmoid, split, sum, type Tensor, unbind, zeros } from "tuplet"

const x = zeros([5, 3])
const n: number = 5
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = x
const named = x as unknown as Tensor<["batch", 3]>
const list: number[] = [2, 3]

const heads = <B extends Dim>(x: Tensor<[B, 16, 96]>) => split(x, 32, -1)
export const g1 = heads(zeros([4, 16, 96]))
//? [Tensor<[4, 16, 32], "float32">, Tensor<[4, 16, 32], "float32">, Tensor<[4, 16, 32], "float32">]
export const queries = <B extends Dim>(x: Tensor<[B, 16, 96]>): Tensor<[B, 16, 32]> => split(x, 32, -1)[0]
export const gate = <B extends Dim>(x: Tensor<[B, 8]>): Tensor<[B, 4]> => {
  const [a, b] = chunk(x, 2, -1)
  return mul(a, sigmoid(b))
}
export const last = <B extends Dim>(x: Tensor<[3, B]>): Tensor<[B]> => unbind(x)[2]

export const k1 = split(key(0), 4)
//? readonly [Key, Key, Key, Key]
export const k2 = split(key(0))
//? readonly [Key, Key]
export const k3 = split(key(0), n)
//? readonly Key[]
const twoOrFour = x.shape[0] === 5 ? 2 : 4
export const k4 = split(key(0), twoOrFour).length
//? 2 | 4

export const a1 = split(x, 2)
//? [Tensor<[2, 3], "float32">, Tensor<[2, 3], "float32">, Tensor<[1, 3], "float32">]
export const a2 = split(x, [2, 3])
//? [Tensor<[2, 3], "float32">, Tensor<[3, 3], "float32">]
export const a3 = split(x, 1, 1)
//? [Tensor<[5, 1], "float32">, Tensor<[5, 1], "float32">, Tensor<[5, 1], "float32">]
export const a4 = split(x, [1, 2], -1)
//? [Tensor<[5, 1], "float32">, Tensor<[5, 2], "float32">]
export const a5 = split(x, 7)
//? [Tensor<[5, 3], "float32">]
export const a6 = split(unknown, 2)
//? Tensor<[number, 3], "float32">[]
export const a7 = split(unknown, [2, 3])
//? [Tensor<[2, 3], "float32">, Tensor<[3, 3], "float32">]
export const a8 = split(named, [1, 2], 1)
//? [Tensor<["batch", 1], "float32">, Tensor<["batch", 2], "float32">]
export const a9 = split(named, [2, 3])
//? [Tensor<[2, 3], "float32">, Tensor<[3, 3], "float32">]
export const a10 = split(x, list)
//? Tensor<[number, 3], "float32">[]
export const a11 = split(unranked, 2)
//? Tensor<number[], "float32">[]
export const a12 = split(zeros([6, 2], "int32"), 3)
//? [Tensor<[3, 2], "int32">, Tensor<[3, 2], "int32">]
export const a13 = split(zeros([1000, 2]), 1)
//? Tensor<[1, 2], "float32">[]
export const a14 = split(zeros([1001, 2]), 2)
//? Tensor<[number, 2], "float32">[]
export const a15 = pipe(x, split([2, 3]), concat(0))
//? Tensor<[5, 3], "float32">
export const a16 = pipe(x, exp, split([1, 2], 1))
//? [Tensor<[5, 1], "float32">, Tensor<[5, 2], "float32">]
export const a17 = split(2)(x)
//? [Tensor<[2, 3], "float32">, Tensor<[2, 3], "float32">, Tensor<[1, 3], "float32">]
const [first, second] = split(x, [1, 4])
export const a18 = first
//? Tensor<[1, 3], "float32">
export const a19 = sum(second, 0)
//? Tensor<[3], "float32">
export const a20 = split(key(0))
//? readonly [Key, Key]
export const a21 = split(key(0), 3)
//? readonly [Key, Key, Key]
export const a22 = split(zeros([0, 3]), 2)
//? [Tensor<[0, 3], "float32">]

export const b1 = chunk(x, 2)
//? [Tensor<[3, 3], "float32">, Tensor<[2, 3], "float32">]
export const b2 = chunk(x, 3, 1)
//? [Tensor<[5, 1], "float32">, Tensor<[5, 1], "float32">, Tensor<[5, 1], "float32">]
export const b3 = chunk(zeros([6]), 4)
//? [Tensor<[2], "float32">, Tensor<[2], "float32">, Tensor<[2], "float32">]
export const b4 = chunk(unknown, 2)
//? Tensor<[number, 3], "float32">[]
export const b5 = chunk(named, 1, 1)
//? [Tensor<["batch", 3], "float32">]
export const b6 = pipe(zeros([4, 6]), chunk(2, 1))
//? [Tensor<[4, 3], "float32">, Tensor<[4, 3], "float32">]
export const b7 = pipe(zeros([4, 6]), chunk(2), concat(1))
//? Tensor<[2, 12], "float32">
export const b8 = chunk(zeros([0, 2]), 2)
//? [Tensor<[0, 2], "float32">, Tensor<[0, 2], "float32">]

export const c1 = unbind(zeros([2, 3]))
//? [Tensor<[3], "float32">, Tensor<[3], "float32">]
export const c2 = unbind(zeros([2, 3]), 1)
//? [Tensor<[2], "float32">, Tensor<[2], "float32">, Tensor<[2], "float32">]
export const c3 = unbind(unknown)
//? Tensor<[3], "float32">[]
export const c4 = unbind(named)
//? Tensor<[3], "float32">[]
export const c5 = pipe(zeros([2, 3]), unbind(-2))
//? [Tensor<[3], "float32">, Tensor<[3], "float32">]
export const c6 = unbind(zeros([2], "bool"))
//? [Tensor<[], "bool">, Tensor<[], "bool">]
export const c7 = unbind(zeros([784, 2]))
//? Tensor<[2], "float32">[]
export const c8 = unbind(0)(zeros([1, 4]))
//? [Tensor<[4], "float32">]

//! [2, 2] : split: sizes [2, 2] do not add up to 5, the size of dim 0 of [5, 3]
export const d1 = split(x, [2, 2])
//! [2, 2] : split: sizes [2, 2] do not add up to 3, the size of dim 1 of [5, 3]
export const d2 = split(x, [2, 2], 1)
//! [2, 4] : split: sizes [2, 4] do not add up to 5, the size of dim 0 of [5, 3]
export const d3 = pipe(x, split([2, 4]))
//! [2, 3] : split: sizes [2, 3] do not add up to 3, the size of dim 1 of [5, 3]
export const d4 = pipe(x, split([2, 3], -1))
//! 0 : split: needs a positive integer, got 0
export const d5 = split(x, 0)
//! -1 : split: needs a positive integer, got -1
export const d6 = pipe(x, split(-1))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d7 = split(x, [2, 3], 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d8 = pipe(x, split([2, 3], 2))
//! x : split: sizes [2, 2] do not add up to 5, the size of dim 0 of [5, 3]
export const d9 = split([2, 2])(x)
//! zeros([]) : split: needs rank >= 1, got []
export const d10 = split(zeros([]), 1)
//! 0 : chunk: needs a positive integer, got 0
export const d11 = chunk(x, 0)
//! 0 : chunk: needs a positive integer, got 0
export const d12 = pipe(x, chunk(0))
//! 5 : '5' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d13 = chunk(x, 2, 5)
//! 1.5 : chunk: needs a positive integer, got 1.5
export const d14 = chunk(x, 1.5)
//! 3 : '3' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d15 = pipe(x, chunk(2, 3))
//! zeros([]) : unbind: needs rank >= 1, got []
export const d16 = unbind(zeros([]))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const d17 = unbind(x, 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2'
export const d18 = pipe(x, unbind(2))
//! x : unbind: dim 2 is out of range for [5, 3]: use 0 | 1 | -1 | -2
export const d19 = unbind(2)(x)
//! x : chunk: dim 2 is out of range for [5, 3]: use 0 | 1 | -1 | -2
export const d20 = chunk(2, 2)(x)
//! [2, 2] : split: sizes [2, 2] do not add up to 5, the size of dim 0 of [5, 3]
export const d21 = concat(split(x, [2, 2]))
//| split(x, 2, §) : 0 1 -1 -2
//| chunk(x, 2, §) : 0 1 -1 -2
//| unbind(x, §) : 0 1 -1 -2
//| pipe(x, split(2, §)) : 0 1 -1 -2
//| pipe(x, chunk(2, §)) : 0 1 -1 -2
//| pipe(x, unbind(§)) : 0 1 -1 -2
