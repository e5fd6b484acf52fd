/**
 * @file Activations: alone, with options, in a pipe uncalled, as layers; gates that halve an axis, slopes for channels.
 */
import {
  type AnyTensor,
  celu,
  elu,
  flow,
  gelu,
  glu,
  hardshrink,
  hardswish,
  hardtanh,
  key,
  leakyRelu,
  logSigmoid,
  mish,
  ones,
  pipe,
  prelu,
  relu6,
  type Shape,
  selu,
  silu,
  softmin,
  softplus,
  softshrink,
  softsign,
  type Tensor,
  tanhshrink,
  tensor,
  threshold,
  zeros,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"

const x = ones([2, 4])
const doubles = ones([4], "float64")
const integers = ones([2, 3], "int32")
const flags = zeros([2, 3], "bool")
const n: number = 2
const channels: number = 4
const unknown = ones([n, 4])
const unranked: Tensor<number[]> = x
const named = x as AnyTensor as Tensor<["batch", 4]>

export const a1 = gelu(x)
//? Tensor<[2, 4], "float32">
export const a2 = gelu(x, { approximate: "tanh" })
//? Tensor<[2, 4], "float32">
export const a3 = pipe(x, gelu, silu, mish)
//? Tensor<[2, 4], "float32">
export const a4 = pipe(x, gelu({ approximate: "tanh" }), hardswish)
//? Tensor<[2, 4], "float32">
export const a5 = [x, x].map((y) => gelu(y))
//? Tensor<[2, 4], "float32">[]
export const a6 = leakyRelu(doubles)
//? Tensor<[4], "float64">
export const a7 = leakyRelu(named, 0.1)
//? Tensor<["batch", 4], "float32">
export const a8 = pipe(unknown, leakyRelu(0.1), leakyRelu)
//? Tensor<[number, 4], "float32">
export const a9 = elu(unranked, { alpha: 2 })
//? Tensor<number[], "float32">
export const a10 = pipe(x, elu, celu({ alpha: 2 }), selu)
//? Tensor<[2, 4], "float32">
export const a11 = relu6(integers)
//? Tensor<[2, 3], "int32">
export const a12 = hardtanh(integers, { minVal: 0, maxVal: 3 })
//? Tensor<[2, 3], "int32">
export const a13 = softplus(x, { beta: 2, threshold: 10 })
//? Tensor<[2, 4], "float32">
export const a14 = pipe(x, softplus({ beta: 2 }), logSigmoid, softsign, tanhshrink)
//? Tensor<[2, 4], "float32">
export const a15 = pipe(x, softshrink({ lambda: 0.1 }), hardshrink)
//? Tensor<[2, 4], "float32">
export const a16 = threshold(integers, 1, 20)
//? Tensor<[2, 3], "int32">
export const a17 = pipe(x, threshold(0.1, 20))
//? Tensor<[2, 4], "float32">
export const a18 = softmin(x, 0)
//? Tensor<[2, 4], "float32">
export const a19 = pipe(x, softmin(-1))
//? Tensor<[2, 4], "float32">
const sharp = gelu({ approximate: "tanh" })
export const a20 = sharp(named)
//? Tensor<["batch", 4], "float32">

// gates and slopes
export const a21 = glu(x)
//? Tensor<[2, 2], "float32">
export const a22 = glu(x, 0)
//? Tensor<[1, 4], "float32">
export const a23 = pipe(x, glu(-1), gelu)
//? Tensor<[2, 2], "float32">
export const a24 = pipe(named, glu(1))
//? Tensor<["batch", 2], "float32">
export const a25 = glu(unknown, 0)
//? Tensor<[number, 4], "float32">
export const a26 = glu(zeros([0, 6]))
//? Tensor<[0, 3], "float32">
export const a27 = prelu(x, tensor(0.25))
//? Tensor<[2, 4], "float32">
export const a28 = prelu(x, tensor([1, 2, 3, 4]))
//? Tensor<[2, 4], "float32">
export const a29 = pipe(zeros([5, 4, 3, 3]), prelu(ones([4])))
//? Tensor<[5, 4, 3, 3], "float32">
export const a30 = prelu(doubles, tensor([0.5]))
//? Tensor<[4], "float64">
export const a31 = prelu(unknown, ones([channels]))
//? Tensor<[number, 4], "float32">

// layers
const net = sequential(linear(4, 8), gelu, leakyRelu(0.1), linear(8, 8), elu({ alpha: 2 }), glu(-1), silu, linear(4, 2))
export const a32 = net.apply(net.init(key(0)), x)
//? Tensor<[2, 2], "float32">
const gated = sequential(linear(4, 6), glu, softplus, linear(3, 3), gelu({ approximate: "tanh" }), prelu(ones([3])))
export const a33 = gated.apply(gated.init(key(0)), named)
//? Tensor<["batch", 3], "float32">

//! integers : gelu needs a float tensor, got int32: use cast(x, "float32") first
export const b1 = gelu(integers)
//! flags : gelu needs a float tensor, got bool: use cast(x, "float32") first
export const b2 = gelu(flags, { approximate: "tanh" })
//! gelu : gelu needs a float tensor, got int32: use cast(x, "float32") first
export const b3 = pipe(integers, gelu)
//! elu({ alpha: 2 }) : elu needs a float tensor, got int32: use cast(x, "float32") first
export const b4 = pipe(integers, elu({ alpha: 2 }))
//! integers : leakyRelu needs a float tensor, got int32: use cast(x, "float32") first
export const b5 = leakyRelu(integers, 0.1)
//! flags : relu6 needs numbers, got bool: use cast(x, "int32") first
export const b6 = relu6(flags)
//! flags : hardtanh needs numbers, got bool: use cast(x, "int32") first
export const b7 = hardtanh(flags)
//! flags : threshold needs numbers, got bool: use cast(x, "int32") first
export const b8 = threshold(flags, 1, 2)
//! silu : silu needs a float tensor, got int32: use cast(x, "float32") first
export const b9 = pipe(integers, relu6, silu)
//> gelu: unknown approximation "erf": use none | tanh
//! approximate : Type '"erf"' is not assignable to type '"none" | "tanh"
export const b10 = gelu(x, { approximate: "erf" })
//> gelu: unknown approximation "erf": use none | tanh
//! approximate : Type '"erf"' is not assignable to type '"none" | "tanh"
export const b11 = pipe(x, gelu({ approximate: "erf" }))
//> elu: unknown option beta: use alpha
//! beta : Object literal may only specify known properties
export const b12 = elu(x, { beta: 2 })
//! { alpha: 1, beta: 2 } : elu: unknown option beta
export const b13 = sequential(elu({ alpha: 1, beta: 2 }), relu6).apply([{}, {}], x)
//> softplus: beta is a number, got "2"
//! beta : Type 'string' is not assignable to type 'number'
export const b14 = softplus(x, { beta: "2" })
//> leakyRelu: negativeSlope is a number, got "0.1"
//! "0.1" : Argument of type 'string' is not assignable to parameter of type 'number
export const b15 = leakyRelu(x, "0.1")
//> elu: expected a tensor or options, got 2
//! 2 : Argument of type 'number' is not assignable to parameter of type
export const b16 = elu(2)
//> threshold: value is a number, got undefined
//! x : is not assignable to parameter of type 'number'
export const b17 = threshold(x, 1)
//> softmin: dim 2 is out of range for [2, 4]
//! 2 : Argument of type '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b18 = softmin(x, 2)
//! ones([2, 3]) : glu: dim -1 of [2, 3] is 3, which does not halve
export const b19 = glu(ones([2, 3]))
//! ones([3, 4]) : glu: dim 0 of [3, 4] is 3, which does not halve
export const b20 = glu(ones([3, 4]), 0)
//! 0 : glu: dim 0 of [3, 4] is 3, which does not halve
export const b21 = pipe(ones([3, 4]), glu(0))
//> glu: dim 2 is out of range for [2, 4]
//! 2 : Argument of type '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b22 = glu(x, 2)
//> glu: dim 2 is out of range for [2, 4]
//! 2 : Argument of type '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b23 = pipe(x, glu(2))
//! integers : glu needs a float tensor, got int32: use cast(x, "float32") first
export const b24 = glu(integers)
//! tensor(1) : glu: needs rank >= 1, got []
export const b25 = glu(tensor(1))
const halved = glu(1)
//! ones([2, 3]) : glu: dim 1 of [2, 3] is 3, which does not halve
export const b26 = halved(ones([2, 3]))
//! ones([3]) : prelu: [2, 4] needs a weight of shape [4] or [], got [3]
export const b27 = prelu(x, ones([3]))
//! ones([3]) : prelu: [2, 4] needs a weight of shape [4] or [], got [3]
export const b28 = pipe(x, prelu(ones([3])))
//! ones([4, 1]) : prelu: [2, 4] needs a weight of shape [4] or [], got [4, 1]
export const b29 = prelu(x, ones([4, 1]))
//! ones([4]) : prelu: [4] needs a weight of shape [1] or [], got [4]
export const b30 = prelu(doubles, ones([4]))
const sloped = prelu(ones([3]))
//! x : prelu: [2, 4] needs a weight of shape [4] or [], got [3]
export const b31 = sloped(x)
//! integers : prelu needs a float tensor, got int32: use cast(x, "float32") first
export const b32 = prelu(integers, integers)
//! x : layer 1: glu: dim -1 of [2, 3] is 3, which does not halve
export const b33 = sequential(linear(4, 3), glu(-1)).apply([linear(4, 3).init(key(0)), {}], x)

// generic code, unions, what is not known
const block = <S extends Shape>(y: Tensor<S>) => pipe(y, gelu, leakyRelu(0.1), softplus({ beta: 2 }))
export const c1 = block(x)
//? Tensor<[2, 4], "float32">
const own = <T extends AnyTensor>(y: T) => gelu(y)
export const c2 = own(named)
//? Tensor<["batch", 4], "float32">
const activation = flow(gelu({}), elu, gelu, mish, leakyRelu, elu({ alpha: 2 }))
export const c3 = activation(ones([5]))
//? Tensor<[5], "float32">
const either = (n > 1 ? x : ones([3])) as Tensor<[2, 4]> | Tensor<[3]>
export const c4 = gelu(either)
//? Tensor<[2, 4] | [3], "float32">
const gates = <B extends number>(y: Tensor<[B, 8]>) => glu(y)
export const c5 = gates(ones([3, 8]))
//? Tensor<[3, 4], "float32">
export const c6 = glu(unranked)
//? Tensor<number[], "float32">
const options: { readonly alpha?: number } = {}
export const c7 = elu(x, options)
//? Tensor<[2, 4], "float32">
export const c8 = pipe(x, elu(options))
//? Tensor<[2, 4], "float32">

// as the first step of a flow, and where an index follows, the options must be there
const first = flow(gelu({}), relu6)
export const c9 = [x, x].map(first)
//? Tensor<[2, 4], "float32">[]
export const c10 = [x, x].map(elu({}))
//? Tensor<[2, 4], "float32">[]

//| gelu(x, { approximate: § }) : "none" "tanh"
//| pipe(x, gelu({ approximate: § })) : "none" "tanh"
//| gelu({ approximate: § }) : "none" "tanh"
//| pipe(x, glu(§)) : 0 1 -1 -2
//| pipe(x, softmin(§)) : 0 1 -1 -2
