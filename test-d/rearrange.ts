/** @file Dims by name: split, merged, in another order. */
import { exp, flow, logSoftmax, pipe, rearrange, type Shape, type Tensor, zeros } from "tuplet"
import { sequential } from "tuplet/nn"

const x = zeros([2, 12, 3])
const matrix = zeros([2, 10])
const images = zeros([32, 3, 28, 28])
const n: number = 2
const unknown = zeros([n, 12, 3])
const unranked: Tensor<number[]> = x
const named = x as unknown as Tensor<["batch", 12, 3]>
const text: string = "b h c -> b c h"

export const a1 = rearrange(x, "b h c -> b c h")
//? Tensor<[2, 3, 12], "float32">
export const a2 = rearrange(x, "b (h w) c -> b h w c", { h: 4 })
//? Tensor<[2, 4, 3, 3], "float32">
export const a3 = rearrange(x, "b (h w) c -> b h w c", { w: 4 })
//? Tensor<[2, 3, 4, 3], "float32">
export const a4 = rearrange(x, "b (h w) c -> b w h c", { h: 2, w: 6 })
//? Tensor<[2, 6, 2, 3], "float32">
export const a5 = rearrange(x, "b h c -> (b h c)")
//? Tensor<[72], "float32">
export const a6 = rearrange(x, "b h c -> b (h c)")
//? Tensor<[2, 36], "float32">
export const a7 = rearrange(images, "b c h w -> b (c h w)")
//? Tensor<[32, 2352], "float32">
export const a8 = rearrange(images, "b c (h p) (w q) -> b (h w) (p q c)", { p: 4, q: 4 })
//? Tensor<[32, 49, 48], "float32">
export const a9 = rearrange(x, "... c -> c ...")
//? Tensor<[3, 2, 12], "float32">
export const a10 = rearrange(x, "b ... -> ... b")
//? Tensor<[12, 3, 2], "float32">
export const a11 = rearrange(x, "b ... c -> c ... b")
//? Tensor<[3, 12, 2], "float32">
export const a12 = rearrange(x, "b ... -> b (...)")
//? Tensor<[2, 36], "float32">
export const a13 = rearrange(x, "... -> (...)")
//? Tensor<[72], "float32">
export const a14 = rearrange(matrix, "b c -> b 1 c")
//? Tensor<[2, 1, 10], "float32">
export const a15 = rearrange(zeros([2, 1, 3]), "b 1 c -> c b")
//? Tensor<[3, 2], "float32">
export const a16 = rearrange(matrix, "b c -> () b c ()")
//? Tensor<[1, 2, 10, 1], "float32">
export const a17 = rearrange(zeros([]), "-> 1")
//? Tensor<[1], "float32">
export const a18 = rearrange(matrix, "  b   c->c b ")
//? Tensor<[10, 2], "float32">
export const a19 = pipe(x, rearrange("b h c -> b c h"))
//? Tensor<[2, 3, 12], "float32">
export const a20 = pipe(x, rearrange("b (h w) c -> b h w c", { h: 4 }))
//? Tensor<[2, 4, 3, 3], "float32">
export const a21 = pipe(x, exp, rearrange("b (h w) c -> (b h) (w c)", { h: 4 }), logSoftmax(-1))
//? Tensor<[8, 9], "float32">
export const a22 = pipe(x, exp, rearrange("b h c -> c (b h)"), exp)
//? Tensor<[3, 24], "float32">
export const a23 = rearrange(named, "b h c -> b (h c)")
//? Tensor<["batch", 36], "float32">
export const a24 = rearrange(named, "b (h w) c -> h w b c", { w: 3 })
//? Tensor<[4, 3, "batch", 3], "float32">
export const a25 = rearrange(named, "b h c -> (b h) c")
//? Tensor<[number, 3], "float32">
export const a26 = rearrange(named, "b h c -> (b 1) h c")
//? Tensor<["batch", 12, 3], "float32">
export const a27 = rearrange(unknown, "b h c -> c b h")
//? Tensor<[3, number, 12], "float32">
export const a28 = rearrange(unknown, "(a b) h c -> a b h c", { a: 2 })
//? Tensor<[2, number, 12, 3], "float32">
export const a29 = rearrange(unknown, "b h c -> b h c", { b: 2 })
//? Tensor<[2, 12, 3], "float32">
export const a30 = rearrange(x, "b (h w) c -> b h w c", { h: n })
//? Tensor<[2, number, number, 3], "float32">
export const a31 = rearrange(unranked, "b h c -> b (h c)")
//? Tensor<[number, number], "float32">
export const a32 = rearrange(unranked, "... c -> c ...")
//? Tensor<number[], "float32">
export const a33 = rearrange(x, text)
//? Tensor<number[], "float32">
export const a34 = rearrange(zeros([2, 3], "int32"), "a b -> b a")
//? Tensor<[3, 2], "int32">
export const a35 = rearrange(zeros([0, 4]), "a (b c) -> (a c) b", { b: 2 })
//? Tensor<[0, 2], "float32">
const flat = <B extends number, H extends number, W extends number>(x: Tensor<[B, H, W]>) =>
  rearrange(x, "b h w -> b w h")
export const a36 = flat(x)
//? Tensor<[2, 3, 12], "float32">
const swapped = <S extends Shape>(x: Tensor<S>) => rearrange(x, "a b -> b a")
export const a37 = swapped(matrix)
//? Tensor<[10, 2], "float32">
const steps = flow(rearrange("b h c -> b (h c)"), exp)
export const a38 = steps(x)
//? Tensor<[2, 36], "float32">
const stored = rearrange("b (h w) c -> b h w c", { h: 5 })
const model = sequential(rearrange("b c h w -> b (c h w)"), logSoftmax(-1))
export const a39 = model.apply([{}, {}], images)
//? Tensor<[32, 2352], "float32">
export const a40 = rearrange(zeros([3, 224, 224]), "c (h p) (w q) -> (h w) c p q", { p: 16, q: 16 })
//? Tensor<[196, 3, 16, 16], "float32">
export const a41 = rearrange(matrix, "batch_size features1 -> features1 batch_size")
//? Tensor<[10, 2], "float32">

//! "b c -> b h" : rearrange: 'h' is not on the left of "b c -> b h"
export const b1 = rearrange(matrix, "b c -> b h")
//! "b c -> b" : rearrange: 'c' is not on the right of "b c -> b"
export const b2 = rearrange(matrix, "b c -> b")
//! { h: 3 } : rearrange: (h w) does not divide 10 into h = 3
export const b3 = rearrange(matrix, "b (h w) -> b h w", { h: 3 })
//! "b (h w) -> b h w" : rearrange: give a size in (h w), as in { h: 2 }
export const b4 = rearrange(matrix, "b (h w) -> b h w")
//! { a: 2 } : rearrange: give a size in (b c), as in { b: 2 }
export const b5 = rearrange(matrix, "a (b c) -> a b c", { a: 2 })
//! { h: 2, w: 6 } : rearrange: (h w) is 12 but 10 in [2, 10]
export const b6 = rearrange(matrix, "b (h w) -> b h w", { h: 2, w: 6 })
//! { c: 11 } : rearrange: 'c' is 11 but 10 in [2, 10]
export const b7 = rearrange(matrix, "b c -> c b", { c: 11 })
//! "b 1 -> b" : rearrange: '1' is 10 in [2, 10]
export const b8 = rearrange(matrix, "b 1 -> b")
//! "b c h -> h c b" : rearrange: "b c h" is for 3 dims, but the tensor is [2, 10]
export const b9 = rearrange(matrix, "b c h -> h c b")
//! "b -> b" : rearrange: "b" is for 1 dims, but the tensor is [2, 10]
export const b10 = rearrange(matrix, "b -> b")
//! "a b c ... -> ... c b a" : rearrange: "a b c ..." is for at least 3 dims, but the tensor is [2, 10]
export const b11 = rearrange(matrix, "a b c ... -> ... c b a")
//! "b c" : rearrange: "b c" needs one '->'
export const b12 = rearrange(matrix, "b c")
//! "b c -> c -> b" : rearrange: "b c -> c -> b" needs one '->'
export const b13 = rearrange(matrix, "b c -> c -> b")
//! "b (h w -> b h w" : rearrange: the brackets don't match in "b (h w -> b h w"
export const b14 = rearrange(matrix, "b (h w -> b h w")
//! "b h w) -> b h w" : rearrange: the brackets don't match in "b h w) -> b h w"
export const b15 = rearrange(matrix, "b h w) -> b h w")
//! "b (h (w c)) -> b h w c" : rearrange: the brackets don't match in "b (h (w c)) -> b h w c"
export const b16 = rearrange(matrix, "b (h (w c)) -> b h w c")
//! "b b -> b" : rearrange: 'b' is twice on the left of "b b -> b"
export const b17 = rearrange(matrix, "b b -> b")
//! "b c -> b c c" : rearrange: 'c' is twice on the right of "b c -> b c c"
export const b18 = rearrange(matrix, "b c -> b c c")
//! "b (h 2) -> b h 2" : rearrange: '2' needs a name in "b (h 2) -> b h 2"
export const b19 = rearrange(matrix, "b (h 2) -> b h 2")
//! "b h-w -> h-w b" : rearrange: 'h-w' is no name in "b h-w -> h-w b"
export const b20 = rearrange(matrix, "b h-w -> h-w b")
//! "b, c -> c, b" : rearrange: 'b,' is no name in "b, c -> c, b"
export const b21 = rearrange(matrix, "b, c -> c, b")
//! "b 2h -> 2h b" : rearrange: '2h' is no name in "b 2h -> 2h b"
export const b22 = rearrange(matrix, "b 2h -> 2h b")
//! "b .. -> .. b" : rearrange: '..' is no name in "b .. -> .. b"
export const b23 = rearrange(matrix, "b .. -> .. b")
//! "b (...) -> b ..." : rearrange: '...' is in brackets on the left of "b (...) -> b ..."
export const b24 = rearrange(matrix, "b (...) -> b ...")
//! "b ... -> b" : rearrange: '...' is not on the right of "b ... -> b"
export const b25 = rearrange(matrix, "b ... -> b")
//! "b c -> b c ..." : rearrange: '...' is not on the left of "b c -> b c ..."
export const b26 = rearrange(matrix, "b c -> b c ...")
//! { g: 2 } : rearrange: 'g' is not in "b c -> c b"
export const b27 = rearrange(matrix, "b c -> c b", { g: 2 })
//! "b c -> b h" : rearrange: 'h' is not on the left of "b c -> b h"
export const b28 = pipe(matrix, rearrange("b c -> b h"))
//! { h: 3 } : rearrange: (h w) does not divide 10 into h = 3
export const b29 = pipe(matrix, rearrange("b (h w) -> b h w", { h: 3 }))
//! "b c h -> h c b" : rearrange: "b c h" is for 3 dims, but the tensor is [2, 10]
export const b30 = pipe(matrix, exp, rearrange("b c h -> h c b"), exp)
//! matrix : rearrange: "b (h w) c" is for 3 dims, but the tensor is [2, 10]
export const b31 = stored(matrix)
//! x : rearrange: (h w) does not divide 12 into h = 5
export const b32 = stored(x)
//! { h: 2, w: 2 } : rearrange: (h w c) does not divide 10 into h = 2, w = 2
export const b33 = rearrange(matrix, "b (h w c) -> b h w c", { h: 2, w: 2 })
//! { h: 0 } : rearrange: (h w) does not divide 10 into h = 0
export const b34 = rearrange(matrix, "b (h w) -> b h w", { h: 0 })
//! "b h c -> b h" : rearrange: 'c' is not on the right of "b h c -> b h"
export const b35 = rearrange(named, "b h c -> b h")
//! { h: 5 } : rearrange: (h w) does not divide 12 into h = 5
export const b36 = rearrange(named, "b (h w) c -> b h w c", { h: 5 })
//! "b 1 (h w) -> b h w" : rearrange: '1' is 12 in [2, 12, 3]
export const b37 = rearrange(x, "b 1 (h w) -> b h w", { h: 3 })
