/** @file Gradients: a tree like the parameters, and one sentence where the function isn't scalar. */
import { type AnyTensor, add, grad, mul, ones, square, sum, type Tensor, valueAndGrad, zeros } from "tuplet"
import { adam, sgd } from "tuplet/optim"

interface Params {
  readonly weight: Tensor<[3, 2]>
  readonly layers: readonly [{ readonly bias: Tensor<[3]> }]
}
const params: Params = { weight: ones([3, 2]), layers: [{ bias: zeros([3]) }] }
const lossOf = (p: Params, x: Tensor<["batch", 2]>) => sum(mul(sum(p.weight), sum(x)))

const slope = grad((w: Tensor<[3]>) => sum(square(w)))(zeros([3]))
//? Tensor<[3], "float32">
const x = zeros([4, 2]) as AnyTensor as Tensor<["batch", 2]>
const gradients = grad(lossOf)(params, x)
//? Params
const [loss, same] = valueAndGrad(lossOf)(params, x)
const scalar: Tensor<[]> = loss
const tree: Params = same
const second = grad((v: Tensor<[2]>) => sum(grad((w: Tensor<[2]>) => sum(mul(w, w)))(v)))(ones([2]))
//? Tensor<[2], "float32">
const double = grad((w: Tensor<[3], "float64">) => sum(w))(zeros([3], "float64"))
//? Tensor<[3], "float64">
const generic = <N extends number>(w: Tensor<[N]>) => grad((v: Tensor<[N]>) => sum(v))(w)
const called = generic(zeros([5]))
//? Tensor<[5], "float32">

const notScalar = (w: Tensor<[10]>) => add(w, zeros([32, 10]))
//! notScalar : grad: the function must return a scalar, got [32, 10]
grad(notScalar)(zeros([10]))
//! notScalar : valueAndGrad: the function must return a scalar, got [32, 10]
valueAndGrad(notScalar)(zeros([10]))
//! (w: Tensor<[3]>) => square(w) : grad: the function must return a scalar, got [3]
grad((w: Tensor<[3]>) => square(w))(zeros([3]))
//- a function of any size, when it runs
//! zeros([4]) : not assignable to
grad((w: Tensor<[3]>) => sum(w))(zeros([4]))

// optimizers keep the tree's type
const next = sgd(params, gradients, { lr: 0.1 })
//? Params
const optimizer = adam()
const updated = optimizer.update(params, gradients, optimizer.init(params)).params
//? Params
const velocity = sgd({ momentum: 0.9 }).init(params).velocity
//? Params
//> gradient
//! params.layers : not assignable to
optimizer.update(params.weight, params.layers, optimizer.init(params.weight))
