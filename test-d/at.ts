/** @file Indexing as NumPy does it: integers, slices, new axes, "...", lists and tensors of indices. */
import {
  type AnyTensor,
  at,
  exp,
  flow,
  key,
  logSoftmax,
  pipe,
  refine,
  type Shape,
  type Tensor,
  tensor,
  zeros,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"

const x = zeros([3, 4])
const y = zeros([2, 3, 10])
const index = tensor([0, 1], "int32")
const grid = zeros([5, 1], "int32")
const n: number = 2
const unknown = zeros([n, 3])
const named = refine(zeros([32, 10]), ["batch", 10])
if (named._tag === "Left") throw named.left
const batch = named.right
const anyRank: Tensor = zeros([2, 3])

// integers

export const a1 = at(x, 0)
//? Tensor<[4], "float32">
export const a2 = at(x, -3, 3)
//? Tensor<[], "float32">
export const a3 = pipe(x, at(2))
//? Tensor<[4], "float32">
export const a4 = at(y, ":", -1)
//? Tensor<[2, 10], "float32">
export const a5 = at(x, n)
//? Tensor<[4], "float32">
export const a6 = at(unknown, 1)
//? Tensor<[3], "float32">
export const a7 = at(batch, 31)
//? Tensor<[10], "float32">
export const a8 = at(batch, ":", 9)
//? Tensor<["batch"], "float32">
export const a9 = at(x)
//? Tensor<[3, 4], "float32">
export const a10 = at(tensor(3))
//? Tensor<[], "float32">
export const a11 = at(zeros([2, 2], "int32"), 1)
//? Tensor<[2], "int32">

//! 3 : at: index 3 is out of range for dim 0 of size 3 in [3, 4]
export const b1 = at(x, 3)
//! -4 : at: index -4 is out of range for dim 0 of size 3 in [3, 4]
export const b2 = at(x, -4)
//! 4 : at: index 4 is out of range for dim 1 of size 4 in [3, 4]
export const b3 = at(x, ":", 4)
//! 5 : at: index 5 is out of range for dim 0 of size 3 in [3, 4]
export const b4 = pipe(x, at(5))
//! 7 : at: index 7 is out of range for dim 1 of size 4 in [3, 4]
export const b5 = pipe(x, exp, at(0, 7))
//! 10 : at: index 10 is out of range for dim 2 of size 10 in [2, 3, 10]
export const b6 = at(y, "...", 10)
//! 0 : at: index 0 is out of range for dim 0 of size 0 in [0]
export const b7 = at(zeros([0]), 0)
//! 1.5 : at: index 1.5 is not an integer
export const b8 = at(x, 1.5)
//> at: index 10 is out of range for dim 1 of size 10 in [32, 10]
//! 10 : at: index 10 is out of range for dim 1 of size 10 in [batch, 10]
export const b9 = at(batch, 0, 10)
const fifth = at(5)
//! x : at: index 5 is out of range for dim 0 of size 3 in [3, 4]
export const b10 = fifth(x)
//! 0 : at: too many indices for [3, 4]: got 3
export const b11 = at(x, 1, 2, 0)
//! ":" : at: too many indices for [3, 4]: got 3
export const b12 = pipe(x, at(1, 2, ":"))
//! ":" : at: too many indices for [3, 4]: got 3
export const b13 = at(x, "...", 1, null, 2, ":")
//! 0 : at: too many indices for []: got 1
export const b14 = at(tensor(1), 0)
//> at: an index is an integer, a slice like "1:3", "...", null, a list of integers or an int32 tensor, got true
//! true : Argument of type 'true' is not assignable to parameter of type 'Index'
export const b15 = at(x, true)

// slices

export const c1 = at(x, ":")
//? Tensor<[3, 4], "float32">
export const c2 = at(y, 0, ":", "2:5")
//? Tensor<[3, 3], "float32">
export const c3 = at(y, ":", ":", "::2")
//? Tensor<[2, 3, 5], "float32">
export const c4 = at(y, "...", "::-1")
//? Tensor<[2, 3, 10], "float32">
export const c5 = at(y, "...", "::3")
//? Tensor<[2, 3, 4], "float32">
export const c6 = at(y, "...", "-3:")
//? Tensor<[2, 3, 3], "float32">
export const c7 = at(y, "...", ":-3")
//? Tensor<[2, 3, 7], "float32">
export const c8 = at(y, "...", "-30:30")
//? Tensor<[2, 3, 10], "float32">
export const c9 = at(y, "...", "5:2")
//? Tensor<[2, 3, 0], "float32">
export const c10 = at(y, "...", "8:2:-2")
//? Tensor<[2, 3, 3], "float32">
export const c11 = at(y, "...", "-1:-11:-3")
//? Tensor<[2, 3, 4], "float32">
export const c12 = at(y, "...", "2:8:-1")
//? Tensor<[2, 3, 0], "float32">
export const c13 = at(y, "...", "7::-1")
//? Tensor<[2, 3, 8], "float32">
export const c14 = at(y, "...", ":7:-1")
//? Tensor<[2, 3, 2], "float32">
export const c15 = at(zeros([115008]), "1:-1:7")
//? Tensor<[16430], "float32">
export const c16 = at(batch, ":", "1:")
//? Tensor<["batch", 9], "float32">
export const c17 = at(batch, "1:")
//? Tensor<[number, 10], "float32">
export const c18 = at(batch, "::-1")
//? Tensor<["batch", 10], "float32">
export const c19 = at(unknown, "1:", "1:")
//? Tensor<[number, 2], "float32">
export const c20 = pipe(x, at("1:"), exp, at(":", "::2"), logSoftmax(-1))
//? Tensor<[2, 2], "float32">
export const c21 = at(x, `${n}:`)
//? Tensor<[number, 4], "float32">
export const c22 = at(x, "::100")
//? Tensor<[1, 4], "float32">
export const c23 = at(x, "::1", "0:4:1")
//? Tensor<[3, 4], "float32">

//! "2:x" : at: "2:x" is not a slice
export const d1 = at(x, "2:x")
//! "2" : at: "2" is not a slice
export const d2 = at(x, "2")
//! "1:2:3:4" : at: "1:2:3:4" is not a slice
export const d3 = at(x, 0, "1:2:3:4")
//! " 1:2" : at: " 1:2" is not a slice
export const d4 = at(x, " 1:2")
//! "1.5:" : at: "1.5:" is not a slice
export const d5 = pipe(x, at("1.5:"))
//! "" : at: "" is not a slice
export const d6 = at(x, "")
//! "::0" : at: slice step cannot be 0
export const d7 = at(x, "::0")
//! "1:2:0" : at: slice step cannot be 0
export const d8 = pipe(x, at(0, "1:2:0"))
//! ".." : at: ".." is not a slice
export const d9 = at(x, "..", 0)
//! "a:b" : at: "a:b" is not a slice
export const d10 = at(unknown, "a:b")
//! "01:" : at: "01:" is not a slice
export const d11 = at(x, "01:")

//! "-0:" : at: "-0:" is not a slice
export const d12 = at(x, "-0:")
//! "0:-0" : at: "0:-0" is not a slice
export const d13 = pipe(x, at("0:-0"))
//! "::x" : at: "::x" is not a slice
export const d14 = at(x, "...", "::x")
//- at run time it waits for its tensor
//! "1;2" : at: "1;2" is not a slice
export const d15 = at("1;2")

// new axes and the rest

export const e1 = at(x, null)
//? Tensor<[1, 3, 4], "float32">
export const e2 = at(x, ":", null, ":")
//? Tensor<[3, 1, 4], "float32">
export const e3 = at(x, "...", null)
//? Tensor<[3, 4, 1], "float32">
export const e4 = at(y, null, 0, "...", null, "1:3", null)
//? Tensor<[1, 3, 1, 2, 1], "float32">
export const e5 = at(y, "...")
//? Tensor<[2, 3, 10], "float32">
export const e6 = at(y, 0, "...", 0)
//? Tensor<[3], "float32">
export const e7 = at(y, 0, 0, 0, "...")
//? Tensor<[], "float32">
export const e8 = pipe(y, at("...", 0, null))
//? Tensor<[2, 3, 1], "float32">

//! "..." : at: only one "..." is allowed
export const f1 = at(x, "...", 0, "...")
//! "..." : at: only one "..." is allowed
export const f2 = pipe(y, at("...", "..."))

// lists and tensors

export const g1 = at(x, [0, 2, 2, -1])
//? Tensor<[4, 4], "float32">
export const g2 = at(x, ":", [0, 2])
//? Tensor<[3, 2], "float32">
export const g3 = at(x, index)
//? Tensor<[2, 4], "float32">
export const g4 = at(y, ":", grid)
//? Tensor<[2, 5, 1, 10], "float32">
export const g5 = at(y, index, index)
//? Tensor<[2, 10], "float32">
export const g6 = at(y, index, grid)
//? Tensor<[5, 2, 10], "float32">
export const g7 = at(y, ":", index, grid)
//? Tensor<[2, 5, 2], "float32">
export const g8 = at(y, index, ":", index)
//? Tensor<[2, 3], "float32">
export const g9 = at(zeros([7, 3, 4]), ":", index, "...", index)
//? Tensor<[2, 7], "float32">
export const g10 = at(zeros([7, 3, 4]), 0, ":", [0, 1, 2])
//? Tensor<[3, 3], "float32">
export const g11 = at(zeros([7, 3, 4]), ":", 0, [0, 1])
//? Tensor<[7, 2], "float32">
export const g12 = at(zeros([7, 3, 4]), index, null, index)
//? Tensor<[2, 1, 4], "float32">
export const g13 = pipe(x, at("...", index))
//? Tensor<[3, 2], "float32">
export const g14 = at(x, tensor(1, "int32"))
//? Tensor<[4], "float32">
export const g15 = at(x, [])
//? Tensor<[0, 4], "float32">
const list: number[] = [0, 1]
export const g16 = at(x, list)
//? Tensor<[number, 4], "float32">
export const g17 = at(batch, ":", index)
//? Tensor<["batch", 2], "float32">
export const g18 = at(batch, index)
//? Tensor<[2, 10], "float32">
export const g19 = at(x, [0, 1], list)
//? Tensor<[2], "float32">

//! [0, 3] : at: index 3 is out of range for dim 0 of size 3 in [3, 4]
export const h1 = at(x, [0, 3])
//! [0, -5] : at: index -5 is out of range for dim 1 of size 4 in [3, 4]
export const h2 = pipe(x, at(0, [0, -5]))
//! [0, 1, 2] : at: [2] and [3] do not broadcast: 2 vs 3
export const h3 = at(x, [0, 1], [0, 1, 2])
//! zeros([3], "int32") : at: [2] and [3] do not broadcast: 2 vs 3
export const h4 = at(x, index, zeros([3], "int32"))
//! zeros([2]) : at needs int32 indices, got float32: use cast(x, "int32") first
export const h5 = at(x, zeros([2]))
//! zeros([3, 4], "bool") : at: the shape of a selection by bool depends on its values: use where or maskedFill instead
export const h6 = at(x, zeros([3, 4], "bool"))
//! index : at: too many indices for [3, 4]: got 3
export const h7 = at(x, index, index, index)
//! [1.5] : at: index 1.5 is not an integer
export const h8 = at(x, [1.5])

// what isn't known is left to run time

export const i1 = at(anyRank, 0, "1:")
//? Tensor<number[], "float32">
export const i2 = at(x, ...[0, 1])
//? Tensor<[], "float32">
const text: string = "1:"
export const i3 = at(x, text)
//? Tensor<number[], "float32">
export const i4 = at(x, n > 3 ? 0 : 1)
//? Tensor<[4], "float32">
export const i5 = at(x, n > 3 ? ":" : "1:")
//? Tensor<[number, 4], "float32">
export const i6 = at(x, n > 3 ? ":" : 1)
//? Tensor<number[], "float32">
// biome-ignore lint/suspicious/noExplicitAny: what comes without types
const anything: any = 0
export const i7 = at(x, anything)
//? Tensor<number[], "float32">
export const i8 = [anyRank].map(at(0))
export const i9: AnyTensor = pipe(anyRank as AnyTensor, at(0, "..."))

// in generic code, and as a function kept for later

export const first = <S extends Shape>(t: Tensor<["batch", ...S]>) => at(t, 0)
export const row = <N extends number>(t: Tensor<[N, 3]>) => at(t, 0)
export const j1 = row(zeros([5, 3]))
//? Tensor<[3], "float32">
export const tail = <N extends number>(t: Tensor<[N, 3]>) => at(t, ":", "1:")
export const j2 = tail(zeros([5, 3]))
//? Tensor<[5, 2], "float32">
export const corner = flow(at(0), exp, at("1:"))
export const j3 = at(0, "::2")(x)
//? Tensor<[2], "float32">
export const j4 = at("...", index)(y)
//? Tensor<[2, 3, 2], "float32">

// as layers

const net = sequential(linear(4, 6), at("...", "::2"), logSoftmax(-1))
export const k1 = net.apply(net.init(key(0)), x)
//? Tensor<[3, 3], "float32">
const seventh = sequential(linear(4, 6), at("...", 6))
//! x : layer 1: at: index 6 is out of range for dim 1 of size 6 in [3, 6]
export const k2 = seventh.apply(seventh.init(key(0)), x)
