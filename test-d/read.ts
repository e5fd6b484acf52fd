/** @file What reading a tensor gives: arrays as deep as its rank, one value only where there is one. */
import { type AnyTensor, data, evaluate, fromNested, item, sum, type Tensor, tensor, toArray, zeros } from "tuplet"

const nested = toArray(tensor([[1, 2]]))
//? number[][]
const scalar = toArray(zeros([]))
//? number
const flags = toArray(zeros([2], "bool"))
//? boolean[]
const bytes = data(zeros([2], "bool"))
//? Uint8Array<ArrayBufferLike>
const one = item(sum(tensor([1, 2])))
//? number
const same = evaluate(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export const readings = [nested, scalar, flags, bytes, one, same]

// a size that is not known may be 1
const unknownRank: Tensor = zeros([1])
const unknownSize: Tensor<[number]> = zeros([1])
const named = zeros([1, 1]) as AnyTensor as Tensor<["batch", 1]>
const anything: AnyTensor = zeros([1])
export const items = [item(unknownRank), item(unknownSize), item(named), item(anything), item(zeros([1, 1]))]

//! zeros([2, 1]) : item: needs a tensor of one element, got [2, 1]: use toArray(x)
export const several = item(zeros([2, 1]))
export const outside = fromNested(JSON.parse("[1]"))
