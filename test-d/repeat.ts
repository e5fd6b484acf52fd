/** @file Tensors repeated along the dims that a pattern adds. */
import { exp, pipe, repeat, type Tensor, zeros } from "tuplet"

const x = zeros([2, 3])
const vector = zeros([4])
const n: number = 2
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = x
const named = x as unknown as Tensor<["batch", 3]>
const text: string = "h w -> h w 2"

export const a1 = repeat(x, "h w -> h w 2")
//? Tensor<[2, 3, 2], "float32">
export const a2 = repeat(x, "h w -> 5 h w")
//? Tensor<[5, 2, 3], "float32">
export const a3 = repeat(x, "h w -> h w c", { c: 7 })
//? Tensor<[2, 3, 7], "float32">
export const a4 = repeat(x, "h w -> (h 2) (w 2)")
//? Tensor<[4, 6], "float32">
export const a5 = repeat(x, "h w -> (r h) w", { r: 3 })
//? Tensor<[6, 3], "float32">
export const a6 = repeat(vector, "n -> (n 2)")
//? Tensor<[8], "float32">
export const a7 = repeat(x, "h w -> w h")
//? Tensor<[3, 2], "float32">
export const a8 = repeat(x, "(h g) w -> h g w 2", { g: 2 })
//? Tensor<[1, 2, 3, 2], "float32">
export const a9 = repeat(x, "... -> 2 ...")
//? Tensor<[2, 2, 3], "float32">
export const a10 = repeat(x, "... w -> ... (w r)", { r: 2 })
//? Tensor<[2, 6], "float32">
export const a11 = repeat(zeros([]), "-> 3")
//? Tensor<[3], "float32">
export const a12 = repeat(zeros([2, 1]), "a 1 -> a b", { b: 3 })
//? Tensor<[2, 3], "float32">
export const a13 = pipe(x, repeat("h w -> h w 2"), exp)
//? Tensor<[2, 3, 2], "float32">
export const a14 = pipe(x, exp, repeat("h w -> h w c", { c: 7 }))
//? Tensor<[2, 3, 7], "float32">
export const a15 = repeat(named, "b c -> b 4 c")
//? Tensor<["batch", 4, 3], "float32">
export const a16 = repeat(named, "b c -> b (c 4)")
//? Tensor<["batch", 12], "float32">
export const a17 = repeat(named, "b c -> (b 4) c")
//? Tensor<[number, 3], "float32">
export const a18 = repeat(unknown, "b c -> b c 2")
//? Tensor<[number, 3, 2], "float32">
export const a19 = repeat(x, "b c -> b c r", { r: n })
//? Tensor<[2, 3, number], "float32">
export const a20 = repeat(unranked, "b c -> b c 2")
//? Tensor<[number, number, 2], "float32">
export const a21 = repeat(x, text)
//? Tensor<number[], "float32">
export const a22 = repeat(zeros([2], "bool"), "a -> a 1")
//? Tensor<[2, 1], "bool">
export const a23 = repeat("a b -> a b c", { c: 2 })(x)
//? Tensor<[2, 3, 2], "float32">
export const a24 = repeat(x, "h w -> h w 0")
//? Tensor<[2, 3, 0], "float32">
export const a25 = repeat(zeros([7, 7]), "h w -> (h 32) (w 32)")
//? Tensor<[224, 224], "float32">

//! "h w -> h w c" : repeat: 'c' is new in "h w -> h w c": give its size, as in { c: 2 }
export const b1 = repeat(x, "h w -> h w c")
//! "h w -> h w c d" : repeat: 'd' is new in "h w -> h w c d": give its size, as in { d: 2 }
export const b2 = repeat(x, "h w -> h w c d", { c: 2 })
//! "h w -> h 2" : repeat: 'w' is not on the right of "h w -> h 2"
export const b3 = repeat(x, "h w -> h 2")
//! "(h 2) w -> h w" : repeat: '2' needs a name in "(h 2) w -> h w"
export const b4 = repeat(x, "(h 2) w -> h w")
//! { h: 3 } : repeat: 'h' is 3 but 2 in [2, 3]
export const b5 = repeat(x, "h w -> h w 2", { h: 3 })
//! "h -> h 2" : repeat: "h" is for 1 dims, but the tensor is [2, 3]
export const b6 = repeat(x, "h -> h 2")
//! { r: 2 } : repeat: 'r' is not in "h w -> h w 2"
export const b7 = repeat(x, "h w -> h w 2", { r: 2 })
//! "h w -> h w ..." : repeat: '...' is not on the left of "h w -> h w ..."
export const b8 = repeat(x, "h w -> h w ...")
//! "... -> 2" : repeat: '...' is not on the right of "... -> 2"
export const b9 = repeat(x, "... -> 2")
//! "h w - > h w 2" : repeat: "h w - > h w 2" needs one '->'
export const b10 = repeat(x, "h w - > h w 2")
//! "h w -> h w h" : repeat: 'h' is twice on the right of "h w -> h w h"
export const b11 = repeat(x, "h w -> h w h")
//! "h w -> h w -2" : repeat: '-2' is no name in "h w -> h w -2"
export const b12 = repeat(x, "h w -> h w -2")
//! "h w -> h w 1.5" : repeat: '1.5' is no name in "h w -> h w 1.5"
export const b13 = repeat(x, "h w -> h w 1.5")
//! "h w -> h w c" : repeat: 'c' is new in "h w -> h w c": give its size, as in { c: 2 }
export const b14 = pipe(x, repeat("h w -> h w c"))
//! "h -> h 2" : repeat: "h" is for 1 dims, but the tensor is [2, 3]
export const b15 = pipe(x, repeat("h -> h 2"))
//! { g: 4, r: 2 } : repeat: (h g) does not divide 2 into g = 4
export const b16 = pipe(x, exp, repeat("(h g) w -> h g w r", { g: 4, r: 2 }))
//! "h 1 -> h 2" : repeat: '1' is 3 in [2, 3]
export const b17 = repeat(x, "h 1 -> h 2")
//! "h w -> h w 02" : repeat: '02' is no name in "h w -> h w 02"
export const b18 = repeat(x, "h w -> h w 02")
