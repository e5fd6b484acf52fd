/** @file Models: shapes through layers, a wrong width reported on its layer, parameters with their types. */
import { type AnyTensor, exp, key, logSoftmax, refine, relu, reshape, softmax, type Tensor, tanh, zeros } from "tuplet"
import { type Linear, linear, sequential } from "tuplet/nn"

const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
const params = net.init(key(0))

const layer = linear(64, 128)
//? Linear<64, 128>
const bare = linear(64, 128, { bias: false })
//? LinearWithoutBias<64, 128>
const first = params[0]
//? LinearParams<64, 128>
const weight = params[2].weight
//? Tensor<[10, 128], "float32">
const bias = params[2].bias
//? Tensor<[10], "float32">

// any rank, named and unknown dims
const batch = net.apply(params, zeros([32, 64]))
//? Tensor<[32, 10], "float32">
const single = net.apply(params, zeros([64]))
//? Tensor<[10], "float32">
const rank3 = net.apply(params, zeros([2, 5, 64]))
//? Tensor<[2, 5, 10], "float32">
const named = zeros([2, 64]) as AnyTensor as Tensor<["batch", 64]>
const overBatch = net.apply(params, named)
//? Tensor<["batch", 10], "float32">
const unknown: Tensor<[number, 64]> = zeros([2, 64])
const overUnknown = net.apply(params, unknown)
//? Tensor<[number, 10], "float32">
const anyRank: Tensor<number[]> = zeros([2, 64])
const overAnyRank = net.apply(params, anyRank)
//? Tensor<[...number[], 10], "float32">
const outside = refine(anyRank, ["batch", 64])
if (outside._tag === "Right") {
  const refined = net.apply(params, outside.right)
  //? Tensor<["batch", 10], "float32">
}
const generic = <B extends number>(x: Tensor<[B, 64]>) => net.apply(params, x)
const called = generic(zeros([7, 64]))
//? Tensor<[7, 10], "float32">

// operations are layers, with and without arguments
const kept = sequential(linear(64, 128), tanh, exp, softmax, logSoftmax, linear(128, 10), softmax(1))
const keptResult = kept.apply(kept.init(key(0)), zeros([3, 64]))
//? Tensor<[3, 10], "float32">
const reshaped = sequential(linear(64, 128), reshape([-1, 32]), linear(32, 10))
const reshapedResult = reshaped.apply(reshaped.init(key(0)), zeros([2, 64]))
//? Tensor<[8, 10], "float32">
const nested = sequential(sequential(linear(64, 32), relu), sequential(linear(32, 16), linear(16, 10)))
const nestedResult = nested.apply(nested.init(key(0)), zeros([32, 64]))
//? Tensor<[32, 10], "float32">
const nothing = sequential()
const nothingResult = nothing.apply([], zeros([3]))
//? Tensor<[3], "float32">

// widths that are known only at run time are not refused
const width: number = 63
const open = sequential(linear(width, 128), relu, linear(128, 10))
const openResult = open.apply(open.init(key(0)), zeros([32, 63]))
//? Tensor<[32, 10], "float32">
const stated: Linear<64, 10> = linear(64, 10)

//! linear(64, 10) : layer 2: linear(64, 10) needs a last dim of 64, got 128
sequential(linear(64, 128), relu, linear(64, 10))
//! linear(64, 10) : layer 1: linear(64, 10) needs a last dim of 64, got 128
sequential(linear(64, 128), linear(64, 10), linear(3, 4))
//! linear(7, 10) : layer 4: linear(7, 10) needs a last dim of 7, got 128
sequential(linear(64, 128), relu, softmax, logSoftmax(-1), linear(7, 10))
//! sequential(linear(31, 16), relu) : layer 1: layer 0: linear(31, 16) needs a last dim of 31, got 32
sequential(sequential(linear(64, 32), relu), sequential(linear(31, 16), relu))
//! zeros([32, 63]) : layer 0: linear(64, 128) needs a last dim of 64, got 63
net.apply(params, zeros([32, 63]))
//! zeros([]) : layer 0: linear(64, 128) needs a last dim of 64, got a scalar
net.apply(params, zeros([]))
const deep = sequential(linear(64, 128), logSoftmax(2))
//! zeros([2, 64]) : layer 1: logSoftmax: dim 2 is out of range for [2, 128]: use 0 | 1 | -1 | -2
deep.apply(deep.init(key(0)), zeros([2, 64]))
//! bare.init(key(0)) : params.bias is missing
layer.apply(bare.init(key(0)), zeros([64]))
//- JavaScript gives undefined
//! bias : Property 'bias' does not exist
bare.init(key(0)).bias
//> sequential: layer 1 is not a layer: got
//! 3 : is not assignable to
sequential(linear(64, 128), 3)
//> linear needs a float tensor, got int32: use cast(x, "float32") first
//! zeros([32, 64], "int32") : not assignable to
net.apply(params, zeros([32, 64], "int32"))
