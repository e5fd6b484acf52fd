/**
 * @file Functions made by flow: generic over the tensors they will take, exact at each call, and readable in hovers.
 */
import {
  add,
  at,
  exp,
  flatten,
  flow,
  greater,
  logSoftmax,
  matmul,
  mean,
  mul,
  pad,
  permute,
  rearrange,
  relu,
  reshape,
  sigmoid,
  softmax,
  square,
  sum,
  type Tensor,
  tanh,
  transpose,
  unsqueeze,
  zeros,
} from "tuplet"

const activations = flow(relu, tanh, square, sigmoid, exp)
//? <X extends AnyTensor>(x: Ok<NumberFault<"relu", X["dtype"]>, X>) => Tensor<X["shape"], X["dtype"]>
export const a1 = activations(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export const a2 = activations(zeros([2, 3], "float64"))
//? Tensor<[2, 3], "float64">

const flat = flow(reshape([6, 4]), transpose, sum(0), exp, relu)
//? <X extends AnyTensor>(x: Ok<ReshapeFault<X["shape"], [6, 4]>, X>) => Tensor<[6], Summed<X["dtype"]>>
export const b1 = flat(zeros([24]))
//? Tensor<[6], "float32">
export const b2 = flat(zeros([2, 12], "float64"))
//? Tensor<[6], "float64">

const turned = flow(exp, transpose, relu, permute([1, 0]), tanh)
export const c1 = turned(zeros([2, 3]))
//? Tensor<[2, 3], "float32">

// hovers name the relations between what comes and what is made of it, and nothing else
const scaled = flow(mul(2), softmax(-1), exp, add(1), sum(-1))
//? <X extends AnyTensor>(a: Ok<NumberFault<"mul", X["dtype"]>, Ok<BroadcastFault<X["shape"], [], "mul">, X>>) => Tensor<Reduce<X["shape"], -1, false>, Summed<X["dtype"]>>
export const d1 = scaled(zeros([2, 3]))
//? Tensor<[2], "float32">
export const d2 = scaled(zeros([4, 2, 3], "float64"))
//? Tensor<[4, 2], "float64">
const net = flow(matmul(zeros([64, 32])), add(zeros([32])), relu, matmul(zeros([32, 10])), logSoftmax(-1))
//? <X extends AnyTensor>(a: Ok<MatmulFault<X["shape"], [64, 32]>, X>) => Tensor<Matmul<BroadcastTensors<Matmul<X["shape"], [64, 32]>, [32]>, [32, 10]>, Promote<Promote<Promote<X["dtype"], "float32">, "float32">, "float32">>
export const e1 = net(zeros([8, 64]))
//? Tensor<[8, 10], "float32">
export const e2 = net(zeros([2, 8, 64]))
//? Tensor<[2, 8, 10], "float32">
const named = (x: Tensor<["batch", 64]>) => net(x)
//? (x: Tensor<["batch", 64]>) => Tensor<["batch", 10], "float32">
const overBatch = <B extends number>(x: Tensor<[B, 64]>) => net(x)
//? <B extends number>(x: Tensor<[B, 64]>) => Tensor<[B, 10], "float32">
export const e3 = overBatch(zeros([7, 64]))
//? Tensor<[7, 10], "float32">
const long = flow(exp, mean(0), mul(3), add(zeros([4, 1])), relu, sum(-1), logSoftmax)
export const f1 = long(zeros([2, 3]))
const relations = flow(exp, mean(0), mul(3), add(zeros([4, 1])), sum(-1))
//? <X extends AnyTensor>(x: Ok<FloatFault<"exp", X["dtype"]>, X>) => Tensor<Reduce<BroadcastTensors<Reduce<X["shape"], 0, false>, [4, 1]>, -1, false>, Summed<Promote<X["dtype"], "float32">>>
export const g1 = relations(zeros([2, 3]))
//? Tensor<[4], "float32">
const moved = flow(rearrange("h w -> w h"), pad(1), permute([1, 0]), transpose, greater(0))
//? <X extends AnyTensor>(x: Ok<EinopsFault<"rearrange", "h w -> w h", X["shape"], Readonly<Record<never, never>>>, X>) => Tensor<Transpose<Permute<Pad<Einops<"rearrange", "h w -> w h", X["shape"], Readonly<Record<never, never>>>, 1>, [1, 0]>>, "bool">
export const h1 = moved(zeros([2, 3]))
//? Tensor<[5, 4], "bool">
const cut = flow(exp, at(0, "1:3"), flatten(0), mul(2))
//? <X extends AnyTensor>(x: Ok<FloatFault<"exp", X["dtype"]>, X>) => Tensor<Flatten<At<[0, "1:3"], X["shape"]>, 0, -1>, X["dtype"]>
export const i1 = cut(zeros([4, 3, 5]))
//? Tensor<[10], "float32">
const placed = flow(at(0, "1:3"), flatten(0), unsqueeze(0))
//? <Y extends AnyTensor>(x: Ok<AtMessage<AtFault<[0, "1:3"], Y["shape"], []>>, Y>) => Tensor<Unsqueeze<Flatten<At<[0, "1:3"], Y["shape"]>, 0, -1>, 0>, Y["dtype"]>
export const i2 = placed(zeros([4, 3, 5]))
//? Tensor<[1, 10], "float32">

//! zeros([8, 63]) : matmul: inner dims differ: 63 vs 64 in [8, 63] @ [64, 32]
net(zeros([8, 63]))
//! zeros([4]) : at: too many indices for [4]: got 2
placed(zeros([4]))
//! zeros([25]) : reshape: [25] has 25 elements but [6, 4] has 24
flat(zeros([25]))
//! zeros([2, 3], "bool") : relu needs numbers, got bool: use cast(x, "int32") first
activations(zeros([2, 3], "bool"))
