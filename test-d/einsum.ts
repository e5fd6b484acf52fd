/** @file Einstein summation: the shape from the pattern, and the sentence on it. */
import { add, type Dim, einsum, logSoftmax, pipe, type Shape, type Tensor, zeros } from "tuplet"

const a = zeros([2, 3])
const b = zeros([3, 4])
const c = zeros([4, 5])
const u = zeros([3])
const v = zeros([4])
const square = zeros([3, 3])
const left = zeros([8, 2, 3])
const right = zeros([8, 3, 4])
const heads = zeros([4, 8, 16, 32])
const scalar = zeros([])
const integers = zeros([2, 3], "int32")
const doubles = zeros([3, 4], "float64")
const flags = zeros([2, 3], "bool")
const n: number = 2
const unknown = zeros([n, 3])
const unranked: Tensor<number[]> = a
const named = a as unknown as Tensor<["batch", 3]>
const letters: string = "ij,jk->ik"

export const a1 = einsum("ij,jk->ik", a, b)
//? Tensor<[2, 4], "float32">
export const a2 = einsum("ij,jk", a, b)
//? Tensor<[2, 4], "float32">
export const a3 = einsum("ij->ji", a)
//? Tensor<[3, 2], "float32">
export const a4 = einsum("ji", a)
//? Tensor<[3, 2], "float32">
export const a5 = einsum("ij->", a)
//? Tensor<[], "float32">
export const a6 = einsum("ij->j", a)
//? Tensor<[3], "float32">
export const a7 = einsum("ii->i", square)
//? Tensor<[3], "float32">
export const a8 = einsum("ii", square)
//? Tensor<[], "float32">
export const a9 = einsum("i,j->ij", u, v)
//? Tensor<[3, 4], "float32">
export const a10 = einsum("i,i->", u, u)
//? Tensor<[], "float32">
export const a11 = einsum("bij,bjk->bik", left, right)
//? Tensor<[8, 2, 4], "float32">
export const a12 = einsum("ij,jk,kl->il", a, b, c)
//? Tensor<[2, 5], "float32">
export const a13 = einsum("b h q d, b h k d -> b h q k", heads, heads)
//? Tensor<[4, 8, 16, 16], "float32">
export const a14 = einsum("...ij,...jk->...ik", left, right)
//? Tensor<[8, 2, 4], "float32">
export const a15 = einsum("...ij,jk", left, b)
//? Tensor<[8, 2, 4], "float32">
export const a16 = einsum("...i->i...", heads)
//? Tensor<[32, 4, 8, 16], "float32">
export const a17 = einsum("i...j->j...i", heads)
//? Tensor<[32, 8, 16, 4], "float32">
export const a18 = einsum("...->", heads)
//? Tensor<[], "float32">
export const a19 = einsum("...,...->...", zeros([2, 1, 3]), zeros([5, 1]))
//? Tensor<[2, 5, 3], "float32">
export const a20 = einsum("ij,kj->ik", integers, integers)
//? Tensor<[2, 2], "int32">
export const a21 = einsum("ij,jk->ik", integers, doubles)
//? Tensor<[2, 4], "float64">
export const a22 = einsum("ij,ij->ij", integers, flags)
//? Tensor<[2, 3], "int32">
export const a23 = einsum("ij,jk->ik", unknown, b)
//? Tensor<[number, 4], "float32">
export const a24 = einsum("ij,ij->ij", a, unknown)
//? Tensor<[2, 3], "float32">
export const a25 = einsum("ij,ij->ij", unknown, a)
//? Tensor<[2, 3], "float32">
export const a26 = einsum("bi,ij->bj", named, b)
//? Tensor<["batch", 4], "float32">
export const a27 = einsum("bi,bj->bij", named, named)
//? Tensor<["batch", 3, 3], "float32">
export const a28 = einsum("ij,jk->ik", unranked, b)
//? Tensor<[number, 4], "float32">
export const a29 = einsum("...j,jk->...k", unranked, b)
//? Tensor<number[], "float32">
export const a30 = einsum(letters, a, b)
//? Tensor<number[], "float32">
export const a31 = einsum("ij,j->ij", ...([a, u] as const))
//? Tensor<[2, 3], "float32">
export const a32 = einsum(",i->i", scalar, u)
//? Tensor<[3], "float32">
export const a33 = einsum("Ab,bA->", a, zeros([3, 2]))
//? Tensor<[], "float32">
export const a34 = einsum("bA", a)
//? Tensor<[3, 2], "float32">
export const a35 = einsum("iij->ji", zeros([3, 3, 5]))
//? Tensor<[5, 3], "float32">
export const a36 = pipe(einsum("ij,jk->ik", a, b), add(v), logSoftmax(-1))
//? Tensor<[2, 4], "float32">
const dense = <B extends number, I extends number, O extends number>(x: Tensor<[B, I]>, w: Tensor<[O, I]>) =>
  einsum("bi,oi->bo", x, w)
export const a37 = dense(a, zeros([7, 3]))
//? Tensor<[2, 7], "float32">
const traced = <S extends Shape>(x: Tensor<S>) => einsum("ij->ji", x)
export const a38 = traced(a)
//? Tensor<[3, 2], "float32">
const many: Tensor<[2, 3]>[] = [a, a]
export const a39 = einsum("ij,ij->ij", ...many)
//? Tensor<number[], "float32">
export const a40 = einsum("ab,cd,ef,gh->abcdefgh", a, a, a, a)
//? Tensor<[2, 3, 2, 3, 2, 3, 2, 3], "float32">

//! "ij,jk->ik" : einsum: 'j' is 3 in operand 1 but 4 in operand 2
export const b1 = einsum("ij,jk->ik", a, c)
//! "ij,jk" : einsum: 'j' is 3 in operand 1 but 2 in operand 2
export const b2 = einsum("ij,jk", a, a)
//! "ij,jk,kl->il" : einsum: 'k' is 4 in operand 2 but 3 in operand 3
export const b3 = einsum("ij,jk,kl->il", a, b, b)
//! "ii->i" : einsum: 'i' is both 2 and 3 in operand 1
export const b4 = einsum("ii->i", a)
//! "ijk->ik" : einsum: 'ijk' names 3 dims but operand 1 is [2, 3]
export const b5 = einsum("ijk->ik", a)
//! "i->i" : einsum: 'i' names 1 dims but operand 1 is [2, 3]
export const b6 = einsum("i->i", a)
//! "ij,jk->ik" : einsum: 'jk' names 2 dims but operand 2 is [3]
export const b7 = einsum("ij,jk->ik", a, u)
//! "ij...k->ik" : einsum: 'ij...k' names at least 3 dims but operand 1 is [2, 3]
export const b8 = einsum("ij...k->ik", a)
//! "ij,jk->ik" : einsum: "ij,jk->ik" is for 2 tensors, got 1
export const b9 = einsum("ij,jk->ik", a)
//! "ij->ij" : einsum: "ij->ij" is for 1 tensors, got 2
export const b10 = einsum("ij->ij", a, b)
//! "ij->ik" : einsum: 'k' is not on the left of "ij->ik"
export const b11 = einsum("ij->ik", a)
//! "ii->ii" : einsum: 'i' is twice on the right of "ii->ii"
export const b12 = einsum("ii->ii", square)
//! "i1->i" : einsum: '1' is not a letter in "i1->i"
export const b13 = einsum("i1->i", a)
//! "ij->i1" : einsum: '1' is not a letter in "ij->i1"
export const b14 = einsum("ij->i1", a)
//! "ij->i->j" : einsum: '-' is not a letter in "ij->i->j"
export const b15 = einsum("ij->i->j", a)
//! "...i...->i" : einsum: '...i...' has more than one '...'
export const b16 = einsum("...i...->i", a)
//! "...i->...i..." : einsum: '...i...' has more than one '...'
export const b17 = einsum("...i->...i...", a)
//! "..i->i" : einsum: '.' is not a letter in "..i->i"
export const b18 = einsum("..i->i", a)
//! "...i,...j->...ij" : einsum '...': [2] and [3] do not broadcast: 2 vs 3
export const b19 = einsum("...i,...j->...ij", a, b)
//! "...ij,...jk->...ik" : einsum: 'j' is 3 in operand 1 but 8 in operand 2
export const b20 = einsum("...ij,...jk->...ik", left, zeros([8, 8, 4]))
//! "ij->ji" : einsum needs numbers, got bool: use cast(x, "int32") first
export const b21 = einsum("ij->ji", flags)
//! "bi,bj->ij" : einsum: 'b' is 2 in operand 1 but 3 in operand 2
export const b22 = einsum("bi,bj->ij", a, b)
//! "b i, i o -> b o" : einsum: 'i' is 3 in operand 1 but 4 in operand 2
export const b23 = einsum("b i, i o -> b o", a, c)
//! "ij,ij->ij" : einsum: 'i' is 1 in operand 1 but 2 in operand 2
export const b24 = einsum("ij,ij->ij", zeros([1, 3]), a)
//! "ij,jk->ik" : einsum: 'j' is 3 in operand 1 but 4 in operand 2
export const b25 = einsum("ij,jk->ik", unknown, c)
//! "ij,jk,kl->im" : einsum: 'm' is not on the left of "ij,jk,kl->im"
export const b26 = einsum("ij,jk,kl->im", a, b, c)
//! "ij,,jk->ik" : einsum: "ij,,jk->ik" is for 3 tensors, got 2
export const b27 = einsum("ij,,jk->ik", a, b)
//! "ij;jk->ik" : einsum: "ij;jk->ik" is for 1 tensors, got 2
export const b28 = einsum("ij;jk->ik", a, b)
//! "i->i" : einsum: 'i' names 1 dims but operand 1 is []
export const b29 = einsum("i->i", scalar)
//! "bqd,bkd->bqk" : einsum: 'd' is 3 in operand 1 but 4 in operand 2
export const b30 = einsum("bqd,bkd->bqk", left, right)

export const experts = <B extends Dim>(x: Tensor<[B, 8]>, w: Tensor<[4, 8, 16]>): Tensor<[B, 4, 16]> =>
  einsum("bd,edh->beh", x, w)
export const mixed = <B extends Dim>(x: Tensor<[B, 8]>, up: Tensor<[4, 8, 16]>, down: Tensor<[4, 16, 8]>) => {
  const gates: Tensor<[B, 4]> = einsum("bd,de->be", x, zeros([8, 4]))
  const y: Tensor<[B, 8]> = einsum("be,bed->bd", gates, einsum("beh,ehd->bed", einsum("bd,edh->beh", x, up), down))
  return y
}
export const mixedOfFive = mixed(zeros([5, 8]), zeros([4, 8, 16]), zeros([4, 16, 8]))
//? Tensor<[5, 8], "float32">
