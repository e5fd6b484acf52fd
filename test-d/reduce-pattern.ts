/** @file Reductions over the dims that a pattern leaves out. */
import { exp, logSoftmax, pipe, reduce, type Tensor, zeros } from "tuplet"

const x = zeros([2, 6])
const images = zeros([32, 3, 28, 28])
const whole = zeros([2, 6], "int32")
const flags = zeros([2, 6], "bool")
const n: number = 2
const unknown = zeros([n, 6])
const unranked: Tensor<number[]> = x
const named = x as unknown as Tensor<["batch", 6]>
const text: string = "b c -> b"

export const a1 = reduce(x, "b c -> b", "sum")
//? Tensor<[2], "float32">
export const a2 = reduce(x, "b c ->", "mean")
//? Tensor<[], "float32">
export const a3 = reduce(images, "b c (h 2) (w 2) -> b c h w", "mean")
//? Tensor<[32, 3, 14, 14], "float32">
export const a4 = reduce(images, "b c (h p) (w q) -> b c h w", "max", { p: 7, q: 4 })
//? Tensor<[32, 3, 4, 7], "float32">
export const a5 = reduce(images, "b c h w -> b c", "mean")
//? Tensor<[32, 3], "float32">
export const a6 = reduce(images, "b c h w -> b c 1 1", "mean")
//? Tensor<[32, 3, 1, 1], "float32">
export const a7 = reduce(images, "b c ... -> c b", "min")
//? Tensor<[3, 32], "float32">
export const a8 = reduce(images, "... h w -> ...", "max")
//? Tensor<[32, 3], "float32">
export const a9 = reduce(images, "b c h w -> (b c)", "sum")
//? Tensor<[96], "float32">
export const a10 = reduce(x, "b c -> c b", "sum")
//? Tensor<[6, 2], "float32">
export const a11 = reduce(whole, "b c -> b", "sum")
//? Tensor<[2], "int32">
export const a12 = reduce(whole, "b c -> b", "max")
//? Tensor<[2], "int32">
export const a13 = reduce(flags, "b c -> b", "sum")
//? Tensor<[2], "int32">
export const a14 = pipe(x, reduce("b c -> b", "sum"))
//? Tensor<[2], "float32">
export const a15 = pipe(x, exp, reduce("b (c d) -> b c", "mean", { d: 3 }), logSoftmax(-1))
//? Tensor<[2, 2], "float32">
export const a16 = pipe(images, reduce("b c (h 2) (w 2) -> b c h w", "max"), exp)
//? Tensor<[32, 3, 14, 14], "float32">
export const a17 = reduce(named, "b c -> b", "sum")
//? Tensor<["batch"], "float32">
export const a18 = reduce(named, "b (c 2) -> c b", "sum")
//? Tensor<[3, "batch"], "float32">
export const a19 = reduce(unknown, "b c -> b", "sum")
//? Tensor<[number], "float32">
export const a20 = reduce(unknown, "(b 2) c -> b c", "sum")
//? Tensor<[number, 6], "float32">
export const a21 = reduce(unranked, "b c -> b", "sum")
//? Tensor<[number], "float32">
export const a22 = reduce(x, text, "sum")
//? Tensor<number[], "float32">
export const a23 = reduce("b c -> c", "min")(x)
//? Tensor<[6], "float32">
export const a24 = reduce(zeros([2, 1, 3]), "a 1 b -> b", "sum")
//? Tensor<[3], "float32">
export const a25 = reduce(x, "... ->", "sum")
//? Tensor<[], "float32">

//! "b c -> b h" : reduce: 'h' is not on the left of "b c -> b h"
export const b1 = reduce(x, "b c -> b h", "sum")
//! "b (c 4) -> b c" : reduce: (c 4) does not divide 6 into 4
export const b2 = reduce(x, "b (c 4) -> b c", "sum")
//! { d: 4 } : reduce: (c d) does not divide 6 into d = 4
export const b3 = reduce(x, "b (c d) -> b c", "sum", { d: 4 })
//! "b c d -> b" : reduce: "b c d" is for 3 dims, but the tensor is [2, 6]
export const b4 = reduce(x, "b c d -> b", "mean")
//! "b c -> b 2" : reduce: '2' needs a name in "b c -> b 2"
export const b5 = reduce(x, "b c -> b 2", "sum")
//! whole : reduce by mean needs a float tensor, got int32: use cast(x, "float32") first
export const b6 = reduce(whole, "b c -> b", "mean")
//! flags : reduce by max needs numbers, got bool: use cast(x, "int32") first
export const b7 = reduce(flags, "b c -> b", "max")
//! "b (c d) -> b c" : reduce: give a size in (c d), as in { c: 2 }
export const b8 = reduce(x, "b (c d) -> b c", "sum")
//! "b 5 -> b" : reduce: '5' is 6 in [2, 6]
export const b9 = reduce(x, "b 5 -> b", "sum")
//! "b c -> b b" : reduce: 'b' is twice on the right of "b c -> b b"
export const b10 = reduce(x, "b c -> b b", "sum")
//! "b c" : reduce: "b c" needs one '->'
export const b11 = reduce(x, "b c", "sum")
//! { e: 4 } : reduce: 'e' is not in "b c -> b"
export const b12 = reduce(x, "b c -> b", "sum", { e: 4 })
//! "b c -> b h" : reduce: 'h' is not on the left of "b c -> b h"
export const b13 = pipe(x, reduce("b c -> b h", "sum"))
//! "b (c 4) -> b c" : reduce: (c 4) does not divide 6 into 4
export const b14 = pipe(x, exp, reduce("b (c 4) -> b c", "max"))
//! { d: 4 } : reduce: (c d) does not divide 6 into d = 4
export const b15 = pipe(x, reduce("b (c d) -> b c", "mean", { d: 4 }))
//! reduce("b c -> b", "mean") : reduce by mean needs a float tensor, got int32: use cast(x, "float32") first
export const b16 = pipe(whole, reduce("b c -> b", "mean"))
//! "b (c 2 -> b" : reduce: the brackets don't match in "b (c 2 -> b"
export const b18 = reduce(x, "b (c 2 -> b", "sum")
//! "b c ... d -> b" : reduce: "b c ... d" is for at least 3 dims, but the tensor is [2, 6]
export const b19 = reduce(x, "b c ... d -> b", "sum")
//! { c: 5 } : reduce: 'c' is 5 but 6 in [2, 6]
export const b20 = reduce(x, "b c -> b", "sum", { c: 5 })
//! whole : reduce by mean needs a float tensor, got int32: use cast(x, "float32") first
export const b21 = reduce(whole, "b (c d) -> b", "mean", { c: 3 })
//! "median" : "median"
export const b22 = reduce(x, "b c -> b", "median")
