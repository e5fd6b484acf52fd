/**
 * @file Mistakes with models: layers in another order, other widths, other trees of parameters, files of another model.
 */
import { compile, flatten, key, maxPool2d, ones, relu, spec, tensor, transpose, zeros } from "tuplet"
import { intoModel, intoTree } from "tuplet/io"
import {
  batchNorm,
  branches,
  conv2d,
  embedding,
  gru,
  layerNorm,
  linear,
  lstm,
  multiHeadAttention,
  repeat,
  sequential,
  transformerBlock,
} from "tuplet/nn"
import { adam, ema, sgd } from "tuplet/optim"

const seed = key(0)
const net = sequential(linear(4, 3), relu, linear(3, 2))
const params = net.init(seed)
const x = ones([5, 4])

// layers in another order
//! linear(4, 8) : layer 1: linear(4, 8) needs a last dim of 4, got 2
sequential(linear(8, 2), linear(4, 8))
//! embedding(100, 16) : layer 1: embedding(100, 16) takes int32 indices, which layers don't give: it comes first
sequential(linear(16, 16), embedding(100, 16))
//! layerNorm(8) : layer 1: layerNorm([8]) needs [..., 8], got [..., 4]
sequential(linear(8, 4), layerNorm(8), linear(4, 8))
//! lstm(3, 8) : layer 1: lstm(3, 8) needs [..., t, 3], got [..., 8]
sequential(gru(3, 8), lstm(3, 8))
const early = sequential(flatten(1), conv2d(1, 8, 3))
//! zeros([2, 1, 8, 8]) : layer 1: conv2d needs a tensor of rank 4 (or 3), got [2, 64]
early.apply(early.init(seed), zeros([2, 1, 8, 8]))
const late = sequential(conv2d(1, 8, 3), maxPool2d({ kernel: 2 }), linear(72, 10), flatten(1))
//! zeros([2, 1, 8, 8]) : layer 2: linear(72, 10) needs a last dim of 72, got 3
late.apply(late.init(seed), zeros([2, 1, 8, 8]))

// other widths
//! linear(64, 10) : layer 2: linear(64, 10) needs a last dim of 64, got 128
sequential(linear(64, 128), relu, linear(64, 10))
//! multiHeadAttention({ width: 32, heads: 4 }) : layer 1: multiHeadAttention(32, 4) needs [..., t, 32], got [..., 16]
sequential(embedding(100, 16), multiHeadAttention({ width: 32, heads: 4 }))
//! heads : multiHeadAttention: width 10 does not divide into 4 heads
transformerBlock({ width: 10, heads: 4 })
//! batchNorm(6) : layer 1: batchNorm(6) needs [n, 6, ...], got [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), batchNorm(6))
//! ones([5, 6]) : layer 0: linear(4, 3) needs a last dim of 4, got 6
net.apply(params, ones([5, 6]))

// other trees of parameters, given to a compiled function
const infer = compile({ params: net.spec, x: spec(["batch", 4]) }, ({ params, x }) => net.apply(params, x))
const [first, , last] = params
//! weight : params[2].weight: [3, 2] is not [2, 3]: dim 0 is 3, not 2
infer({ params: [first, {}, { weight: transpose(last.weight), bias: last.bias }], x })
//! weight : params[0].weight: [2, 4] is not [3, 4]: dim 0 is 2, not 3
infer({ params: [{ weight: zeros([2, 4]), bias: first.bias }, {}, last], x })
//! bias : params[2].bias is int32, not float32
infer({ params: [first, {}, { weight: last.weight, bias: tensor([0, 1], "int32") }], x })
//> params[2].bias is missing
//! { weight: last.weight } : Property 'bias' is missing
infer({ params: [first, {}, { weight: last.weight }], x })
//> params[1].weight is not an input of this function
//! params : Source has 2 element(s) but target requires 3
infer({ params: [first, last], x })

// to a model
const swapped = [first, {}, { weight: transpose(last.weight), bias: last.bias }] as const
//! swapped : params[2].weight: [3, 2] is not [2, 3]: dim 0 is 3, not 2
net.apply(swapped, x)
//! swapped : params[2].weight: [3, 2] is not [2, 3]: dim 0 is 3, not 2
net.train(swapped, x)
//! [{ weight: zeros([2, 4]), bias: first.bias }, {}, last] : params[0].weight: [2, 4] is not [3, 4]: dim 0 is 2, not 3
net.apply([{ weight: zeros([2, 4]), bias: first.bias }, {}, last], x)
//! [first, {}, { weight: last.weight }] : params[2].bias is missing
net.apply([first, {}, { weight: last.weight }], x)
//! [first, {}, { weight: last.weight, bias: 2 }] : params[2].bias is not a tensor
net.apply([first, {}, { weight: last.weight, bias: 2 }], x)
//! [first, {}, { weight: zeros([2]), bias: last.bias }] : params[2].weight: [2] is not [2, 3]: the rank is 1, not 2
net.apply([first, {}, { weight: zeros([2]), bias: last.bias }], x)
//! [first, {}, { weight: last.weight, bias: zeros([2], "int32") }] : params[2].bias is int32, not float32
net.apply([first, {}, { weight: last.weight, bias: zeros([2], "int32") }], x)
//! [first, last] : params[2] is missing
net.apply([first, last], x)
//! [first, {}, last, {}] : params[3] is one too many
net.apply([first, {}, last, {}], x)
//! first : params[0] is missing
net.apply(first, x)
//! undefined : params is missing
net.apply(undefined, x)
const heads = branches({ mean: linear(4, 3), spread: linear(4, 1) })
//! { mean: first, spread: first } : params.spread.
heads.apply({ mean: first, spread: first }, x)
const stacked = repeat(3, transformerBlock({ width: 16, heads: 4 }))
//! repeat(2, transformerBlock({ width: 16, heads: 4 })).init(seed) : params[2] is missing
stacked.apply(repeat(2, transformerBlock({ width: 16, heads: 4 })).init(seed), zeros([2, 5, 16]))
// sizes that aren't known may fit; those that are known don't
const unknown: number = 3
const may = net.apply([first, {}, { weight: zeros([2, unknown]), bias: last.bias }], x)
//? Tensor<[5, 2], "float32">
//> params[2].weight: [4, 3] is not [2, 3]: dim 0 is 4, not 2
//! [first, {}, { weight: zeros([4, unknown]), bias: last.bias }] : is not [2, 3]: dim 0 is 4, not 2
net.apply([first, {}, { weight: zeros([4, unknown]), bias: last.bias }], x)

// a state
const centred = sequential(linear(4, 3), batchNorm(3))
const wide = sequential(linear(4, 5), batchNorm(5))
const start = { params: centred.init(seed), state: centred.initState() }
//! wide.initState() : state[1].running
centred.apply(start.params, x, wide.initState())
//! state : state[1].running
centred.train(start.params, x, { state: wide.initState() })

// to an optimizer
const optimizer = adam({ lr: 0.1 })
const moments = optimizer.init(params)
//! linear(4, 3).init(seed) : gradients[0] is missing
optimizer.update(params, linear(4, 3).init(seed), moments)
//! [first, {}, { ...last, weight: first.weight }] : gradients[2].weight: [3, 4] is not [2, 3]: dim 0 is 3, not 2
sgd(params, [first, {}, { ...last, weight: first.weight }], { lr: 0.1 })
//! { step: moments.step, mean: moments.mean } : state.square is missing
optimizer.update(params, params, { step: moments.step, mean: moments.mean })
//! last : params[0] is missing
ema(0.9).update(params, last)

// files of another model
const file = { "0.weight": ones([3, 4]), "0.bias": ones([3]), "2.weight": ones([2, 3]), "2.bias": ones([2]) }
//! file : 0.weight: [3, 4] is not [3, 6]: dim 1 is 4, not 6
intoTree(sequential(linear(6, 3), relu, linear(3, 2)).spec, file)
const named = { "fc.weight": ones([3, 4]) }
//! named : weight is not in the file
intoTree({ weight: spec([3, 4]) }, named)
const scaled = { ...file, scale: ones([1]) }
//! scaled : scale is in the file, but not in the tree
intoModel(net, scaled)
const halves = { ...file, "2.bias": tensor([1, 2], "int32") }
//! halves : 2.bias is int32, not float32
intoModel(net, halves)
const normed = sequential(linear(4, 3), batchNorm(3))
const stateless = {
  "0.weight": ones([3, 4]),
  "0.bias": ones([3]),
  "1.weight": ones([3]),
  "1.bias": ones([3]),
  "1.running_mean": ones([3]),
}
//! stateless : 1.running_var is not in the file
intoModel(normed, stateless)
