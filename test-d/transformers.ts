/**
 * @file Attention, transformer blocks, recurrent layers, and layers repeated: shapes and parameters through whole
 * models.
 */
import { key, keySpec, ones, relu, select, silu, type Tensor, zeros } from "tuplet"
import {
  embedding,
  feedForward,
  gru,
  layerNorm,
  linear,
  lstm,
  multiHeadAttention,
  repeat,
  residual,
  rmsNorm,
  sequential,
  transformerBlock,
} from "tuplet/nn"

const seed = key(0)

const attention = multiHeadAttention({ width: 64, heads: 8, causal: true, rotary: true })
//? MultiHeadAttention<64, 8, 8, true, false>
const a1 = attention.init(seed).inProjWeight
//? Tensor<[192, 64], "float32">
const a2 = attention.init(seed).outProj.bias
//? Tensor<[64], "float32">
const a3 = attention.apply(attention.init(seed), zeros([2, 10, 64]))
//? Tensor<[2, 10, 64], "float32">
const grouped = multiHeadAttention({ width: 64, heads: 8, kvHeads: 2, bias: false, dropout: 0.1 })
const a4 = grouped.init(seed)
//? AttentionWeights<64, 96>
const a5 = grouped.train(grouped.init(seed), zeros([10, 64]), { key: seed }).output
//? Tensor<[10, 64], "float32">
const masked = multiHeadAttention({ width: 64, heads: 8, mask: ones([10, 10], "bool") })
const a6 = masked.apply(attention.init(seed), zeros([2, 10, 64]))
//? Tensor<[2, 10, 64], "float32">
const heads: number = 8
const a7 = multiHeadAttention({ width: 64, heads }).init(seed).inProjWeight
//? Tensor<[192, 64], "float32">
const a8 = multiHeadAttention({ width: 64, heads, kvHeads: 2 }).init(seed).inProjWeight
//? Tensor<[number, 64], "float32">

const fed = feedForward(64, 256, { activation: silu, dropout: 0.1 })
//? FeedForward<64, 256, true>
const b1 = fed.init(seed).linear1.weight
//? Tensor<[256, 64], "float32">
const b2 = fed.apply(fed.init(seed), zeros([2, 64]))
//? Tensor<[2, 64], "float32">

const block = transformerBlock({ width: 64, heads: 8, causal: true })
//? TransformerBlock<64, 8, 8, true, 256, false>
const b3 = block.init(seed).selfAttn.inProjWeight
//? Tensor<[192, 64], "float32">
const b4 = block.init(seed).norm1
//? AffineParams<[64]>
const narrow = transformerBlock({ width: 64, heads: 8, hidden: 96, bias: false, activation: relu, normFirst: false })
const b5 = narrow.init(seed).linear1
//? LinearWeight<64, 96>

// a language model
const language = sequential(embedding(100, 64), repeat(4, block), layerNorm(64), linear(64, 100))
const c1 = language.apply(language.init(seed), zeros([2, 10], "int32"))
//? Tensor<[2, 10, 100], "float32">
const c2 = language.init(seed)[1][3].linear2.weight
//? Tensor<[64, 256], "float32">
const tokens: Tensor<[number, number], "int32"> = zeros([2, 10], "int32")
const c3 = language.apply(language.init(seed), tokens)
//? Tensor<[number, number, 100], "float32">
const modern = sequential(
  residual(rmsNorm(64), multiHeadAttention({ width: 64, heads: 8, kvHeads: 2, causal: true, rotary: { base: 500 } })),
  residual(rmsNorm(64), feedForward(64, 192, { activation: silu })),
)
const c4 = repeat(2, modern).apply(repeat(2, modern).init(seed), zeros([2, 10, 64]))
//? Tensor<[2, 10, 64], "float32">
const noisy = repeat(2, transformerBlock({ width: 8, heads: 2, dropout: 0.1 }))
const c5 = noisy.train(noisy.init(seed), zeros([3, 8]), { key: seed }).output
//? Tensor<[3, 8], "float32">
const times: number = 3
const c6 = repeat(times, linear(8, 8)).apply(repeat(times, linear(8, 8)).init(seed), zeros([2, 8]))
//? Tensor<[2, 8], "float32">
const c7 = keySpec.words
//? Spec<[2], "int32">

const memory = lstm(3, 8)
//? Lstm<3, 8, 1, false>
const d1 = memory.init(seed).weightIhL0
//? Tensor<[32, 3], "float32">
const d2 = memory.apply(memory.init(seed), zeros([16, 5, 3]))
//? Tensor<[16, 5, 8], "float32">
const classifier = sequential(gru(3, 8), select(-2, -1), linear(8, 2))
const d3 = classifier.apply(classifier.init(seed), zeros([16, 5, 3]))
//? Tensor<[16, 2], "float32">
const d4 = gru(3, 8).init(seed).biasHhL0
//? Tensor<[24], "float32">
const deep = gru(3, 8, { layers: 2, dropout: 0.1 })
//? Gru<3, 8, 2, true>
const d5 = deep.init(seed).weightIhL1
//? Tensor<[24, 8], "float32">
const d6 = deep.train(deep.init(seed), zeros([16, 5, 3]), { key: seed }).output
//? Tensor<[16, 5, 8], "float32">
const d7 = lstm(3, 8, { layers: times }).init(seed).weightIhL2
//? Tensor<[32, 8], "float32"> | undefined

//! heads : multiHeadAttention: width 64 does not divide into 5 heads
multiHeadAttention({ width: 64, heads: 5 })
//! kvHeads : multiHeadAttention: 8 heads do not divide among 3 kvHeads
multiHeadAttention({ width: 64, heads: 8, kvHeads: 3 })
//! heads : multiHeadAttention: width 64 does not divide into 5 heads
transformerBlock({ width: 64, heads: 5 })
//! zeros([2, 10, 32]) : multiHeadAttention(64, 8) needs [..., t, 64], got [2, 10, 32]
attention.apply(attention.init(seed), zeros([2, 10, 32]))
//! zeros([64]) : transformerBlock(64, 8) needs [..., t, 64], got [64]
block.apply(block.init(seed), zeros([64]))
//! block : layer 1: transformerBlock(64, 8) needs [..., t, 64], got [..., 32]
sequential(embedding(100, 32), block)
//! linear(4, 8) : layer 1: linear(4, 8) needs a last dim of 4, got 8
repeat(2, linear(4, 8))
//! zeros([5, 4]) : lstm(3, 8) needs [..., t, 3], got [5, 4]
memory.apply(memory.init(seed), zeros([5, 4]))
//> gru: training is random: pass { key }
//! train : Expected 3 arguments, but got 2
deep.train(deep.init(seed), zeros([5, 3]))
//- what a record doesn't have is undefined
//! weightIhL2 : Property 'weightIhL2' does not exist on type
deep.init(seed).weightIhL2
//! gru(4, 8) : layer 1: gru(4, 8) needs [..., t, 4], got [..., 8]
sequential(linear(3, 8), gru(4, 8))
//> multiHeadAttention: training is random: pass { key }
//! train : Expected 3 arguments, but got 2
grouped.train(grouped.init(seed), zeros([10, 64]))
//> params[0].norm1.bias is missing
//! [narrow.init(seed)] : params[0].
sequential(block).apply([narrow.init(seed)], zeros([2, 10, 64]))
