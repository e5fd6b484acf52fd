/** @file Initialisers, and layers that start otherwise. */
import { key, ones, zeros } from "tuplet"
import {
  kaimingNormal,
  kaimingUniform,
  linear,
  orthogonal,
  sequential,
  truncNormal,
  withInit,
  xavierNormal,
  xavierUniform,
} from "tuplet/nn"

const seed = key(0)

const a1 = kaimingUniform(seed, [64, 3, 3, 3], { a: 0.1 })
//? Tensor<[64, 3, 3, 3], "float32">
const a2 = kaimingNormal(seed, [4, 5], { mode: "fanOut", nonlinearity: "relu" })
//? Tensor<[4, 5], "float32">
const a3 = xavierUniform(seed, [4, 5])
//? Tensor<[4, 5], "float32">
const a4 = xavierNormal(seed, [4, 5], { gain: 2 })
//? Tensor<[4, 5], "float32">
const a5 = orthogonal(seed, [4, 5])
//? Tensor<[4, 5], "float32">
const a6 = truncNormal(seed, [4], { std: 0.02 })
//? Tensor<[4], "float32">

const layer = withInit(linear(3, 2), { weight: orthogonal, bias: (_, shape) => zeros(shape) })
//? Linear<3, 2>
const net = sequential(
  withInit(linear(3, 4), { weight: (key, shape) => truncNormal(key, shape, { std: 0.02 }) }),
  withInit(linear(4, 2, { bias: false }), { weight: (_, shape) => ones(shape) }),
)
const b1 = net.init(seed)[1].weight
//? Tensor<[2, 4], "float32">

//> withInit: scale is no parameter of the layer: weight | bias
//! scale : 'scale' does not exist in type
withInit(linear(3, 2), { scale: orthogonal })
//> kaimingUniform: nonlinearity is linear | sigmoid | tanh | relu | leakyRelu | selu, got "gelu"
//! nonlinearity : "gelu"' is not assignable
kaimingUniform(seed, [3, 2], { nonlinearity: "gelu" })
