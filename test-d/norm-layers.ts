/** @file Layers of normalisation within one example. */
import { key, relu, type Tensor, zeros } from "tuplet"
import { groupNorm, instanceNorm, layerNorm, linear, rmsNorm, sequential } from "tuplet/nn"

const seed = key(0)

const a1 = layerNorm(64)
//? LayerNorm<[64]>
const a2 = layerNorm([8, 8], { bias: false })
//? LayerNormWithoutBias<[8, 8]>
const a3 = a1.init(seed).weight
//? Tensor<[64], "float32">
const a4 = a2.init(seed).weight
//? Tensor<[8, 8], "float32">
const a5 = a2.apply(a2.init(seed), zeros([3, 8, 8]))
//? Tensor<[3, 8, 8], "float32">
const a6 = rmsNorm(64, { eps: 1e-6 })
//? RmsNorm<64>
const a7 = groupNorm(2, 6)
//? GroupNorm<2, 6>
const a8 = a7.apply(a7.init(seed), zeros([4, 6, 5, 5]))
//? Tensor<[4, 6, 5, 5], "float32">
const net = sequential(linear(10, 64), layerNorm(64), relu, rmsNorm(64), linear(64, 3))
const a9 = net.apply(net.init(seed), zeros([2, 5, 10]))
//? Tensor<[2, 5, 3], "float32">
const width: number = 64
const a10 = layerNorm(width).apply(layerNorm(width).init(seed), zeros([2, 64]))
//? Tensor<[2, number], "float32">
const rows: Tensor<[number, 64]> = zeros([2, 64])
const a11 = a6.apply(a6.init(seed), rows)
//? Tensor<[number, 64], "float32">

const a12 = instanceNorm(6)
//? InstanceNorm<6, false, false>
const a13 = a12.apply({}, zeros([4, 6, 5]))
//? Tensor<[4, 6, 5], "float32">
const tracked = instanceNorm(6, { affine: true, trackRunningStats: true })
const a14 = tracked.init(seed).bias
//? Tensor<[6], "float32">
const a15 = tracked.train(tracked.init(seed), zeros([4, 6, 5, 5]), { state: tracked.initState() }).state.runningVar
//? Tensor<[6], "float32">

//! zeros([4, 6]) : instanceNorm(6) needs [n, 6, l, ...], got [4, 6]
a12.apply({}, zeros([4, 6]))
//! zeros([4, 5, 7]) : instanceNorm(6) needs [n, 6, l, ...], got [4, 5, 7]
a12.apply({}, zeros([4, 5, 7]))
//! zeros([2, 32]) : layerNorm([64]) needs [..., 64], got [2, 32]
a1.apply(a1.init(seed), zeros([2, 32]))
//! zeros([8]) : layerNorm([8, 8]) needs [..., 8, 8], got [8]
a2.apply(a2.init(seed), zeros([8]))
//! layerNorm(32) : layer 1: layerNorm([32]) needs [..., 32], got [..., 64]
sequential(linear(10, 64), layerNorm(32))
//! rmsNorm(32) : layer 1: rmsNorm(32) needs [..., 32], got [..., 64]
sequential(linear(10, 64), rmsNorm(32))
//! zeros([4, 5]) : groupNorm(2, 6) needs [n, 6, ...], got [4, 5]
a7.apply(a7.init(seed), zeros([4, 5]))
//! 4 : groupNorm: 6 channels do not divide into 4 groups
groupNorm(4, 6)
//> params.weight: [8, 8] is not [64]: the rank is 2, not 1
//! a2.init(seed) : params.
a1.apply(a2.init(seed), zeros([2, 64]))
