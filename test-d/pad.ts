/** @file pad and tile: sizes that grow by a sum, or by a factor. */
import { exp, pad, pipe, relu, type Tensor, tile, zeros } from "tuplet"

const x = zeros([2, 3])
const n: number = 2
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = x
const named = zeros([5, 3]) as unknown as Tensor<["batch", 3]>

export const a1 = pad(x, [
  [1, 1],
  [0, 2],
])
//? Tensor<[4, 5], "float32">
export const a2 = pad(x, 1)
//? Tensor<[4, 5], "float32">
export const a3 = pad(
  x,
  [
    [0, 0],
    [2, 2],
  ],
  -Infinity,
)
//? Tensor<[2, 7], "float32">
export const a4 = pad(zeros([997], "int32"), [[3, 0]])
//? Tensor<[1000], "int32">
export const a5 = pad(named, [
  [0, 0],
  [1, 1],
])
//? Tensor<["batch", 5], "float32">
export const a6 = pad(named, [
  [0, 1],
  [0, 0],
])
//? Tensor<[number, 3], "float32">
export const a7 = pad(unknown, [
  [1, 1],
  [1, 1],
])
//? Tensor<[number, 5], "float32">
export const a8 = pad(unknown, [
  [0, 0],
  [1, 1],
])
//? Tensor<[number, 5], "float32">
export const a9 = pad(unranked, 1)
//? Tensor<number[], "float32">
export const a10 = pad(x, n)
//? Tensor<[number, number], "float32">
export const a11 = pad(x, [
  [n, 0],
  [0, 1],
])
//? Tensor<[number, 4], "float32">
export const a12 = pipe(
  x,
  pad([
    [1, 0],
    [0, 1],
  ]),
)
//? Tensor<[3, 4], "float32">
export const a13 = pipe(x, exp, pad(2, 9), relu)
//? Tensor<[6, 7], "float32">
export const a14 = pad([
  [1, 0],
  [0, 1],
])(x)
//? Tensor<[3, 4], "float32">
export const a15 = pad(1)(zeros([]))
//? Tensor<[], "float32">
export const a16 = pad(zeros([2], "bool"), 1)
//? Tensor<[4], "bool">
export const a17 = pad(named, 0)
//? Tensor<["batch", 3], "float32">
const generic = <B extends number>(t: Tensor<[B, 3]>) =>
  pad(t, [
    [0, 0],
    [1, 1],
  ])
export const a18 = generic(zeros([7, 3]))
//? Tensor<[7, 5], "float32">
const widths: [number, number][] = [
  [1, 1],
  [0, 2],
]
export const a19 = pad(x, widths)
//? Tensor<[number, number], "float32">

export const b1 = tile(x, [2, 1])
//? Tensor<[4, 3], "float32">
export const b2 = tile(x, [2])
//? Tensor<[2, 6], "float32">
export const b3 = tile(x, [4, 1, 1])
//? Tensor<[4, 2, 3], "float32">
export const b4 = tile(named, [1, 2])
//? Tensor<["batch", 6], "float32">
export const b5 = tile(named, [2, 1])
//? Tensor<[number, 3], "float32">
export const b6 = tile(zeros([], "int32"), [3])
//? Tensor<[3], "int32">
export const b7 = tile(x, [0, 1])
//? Tensor<[0, 3], "float32">
export const b8 = tile(unknown, [2, 2])
//? Tensor<[number, 6], "float32">
export const b9 = pipe(x, tile([2, 2]), exp)
//? Tensor<[4, 6], "float32">
export const b10 = tile([3])(zeros([4]))
//? Tensor<[12], "float32">
export const b11 = tile(unranked, [2, 2])
//? Tensor<number[], "float32">
export const b12 = tile(x, [])
//? Tensor<[2, 3], "float32">

//! [[1, 1]] : pad: [2, 3] needs a pair [low, high] for each dim, got 1
export const c1 = pad(x, [[1, 1]])
//! [[1, 1], [1, 1], [1, 1]] : pad: [2, 3] needs a pair [low, high] for each dim, got 3
export const c2 = pad(x, [
  [1, 1],
  [1, 1],
  [1, 1],
])
//! [[0, 0], [-1, -3]] : pad: [-1, -3] cuts off more than dim 1 of [2, 3] has
export const c3 = pad(x, [
  [0, 0],
  [-1, -3],
])
//! -2 : pad: [-2, -2] cuts off more than dim 0 of [2, 3] has
export const c4 = pad(x, -2)
//! 1.5 : pad: needs integers, got 1.5
export const c5 = pad(x, 1.5)
//! [[1, 1]] : pad: [2, 3] needs a pair [low, high] for each dim, got 1
export const c6 = pipe(x, pad([[1, 1]]))
//! -2 : pad: [-2, -2] cuts off more than dim 0 of [2, 3] has
export const c7 = pipe(x, exp, pad(-2))
//! x : pad: [2, 3] needs a pair [low, high] for each dim, got 1
export const c8 = pad([[1, 1]])(x)
//> pad: widths are pairs like [[1, 1], [0, 2]], got [[…], […]]
//! [0, 0, 1] : Source has 3 element(s) but target allows only 2
export const c9 = pad(x, [
  [1, 1],
  [0, 0, 1],
])
//! [2, -1] : tile: needs integers of at least 0, got -1
export const d1 = tile(x, [2, -1])
//! [-3] : tile: needs integers of at least 0, got -3
export const d2 = pipe(x, tile([-3]))
//! [1.5, 1] : tile: needs integers of at least 0, got 1.5
export const d3 = tile(x, [1.5, 1])
