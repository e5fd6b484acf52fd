/** @file The torch-style layers of attention: results and weights, memories, and masks that don't fit. */
import { key } from "tuplet"
import * as torch from "tuplet/torch"

const [x, memory] = [torch.randn([2, 5, 16]), torch.randn([2, 7, 16])]
const attention = new torch.nn.MultiheadAttention(16, 4, { batchFirst: true })
const [future, hidden] = [
  torch.tensor([
    [false, true],
    [false, false],
  ]),
  torch.ones([5, 7]),
]
const both = attention.forward(x, memory, memory)
//? [output: Tensor<[2, 5, 16], "float32">, weights: Tensor<[2, 5, 7], "float32">]
const single = attention.forward(torch.randn([2, 16]), torch.randn([2, 16]), torch.randn([2, 16]), { attnMask: future })
//? [output: Tensor<[2, 16], "float32">, weights: Tensor<[2, 2], "float32">]
const ofHeads = attention.forward(x, memory, memory, { attnMask: hidden, averageAttnWeights: false })
//? [output: Tensor<[2, 5, 16], "float32">, weights: Tensor<[2, 4, 5, 7], "float32">]
const alone = attention.forward(x, memory, memory, { needWeights: false, keyPaddingMask: torch.ones([2, 7]) })
//? [output: Tensor<[2, 5, 16], "float32">, weights: undefined]
const everyHead = attention.forward(x, x, x, { attnMask: torch.zeros([8, 5, 5]), isCausal: true })[0]
//? Tensor<[2, 5, 16], "float32">
const trained = attention.train(x, memory, memory)
//? [output: [output: Tensor<[2, 5, 16], "float32">, weights: Tensor<[2, 5, 7], "float32">], module: torch.nn.MultiheadAttention<16, 4, 0>]
const noisy = new torch.nn.MultiheadAttention(16, 4, { dropout: 0.1, batchFirst: true })
const trainedBy = noisy.train(x, x, x, { isCausal: true }, { key: key(0) })[0][0]
//? Tensor<[2, 5, 16], "float32">
const projection = attention.inProjWeight
//? Tensor<[48, 16], "float32">
const inRow = new torch.nn.Sequential(attention, new torch.nn.Linear(16, 4)).forward(x)
//? Tensor<[2, 5, 4], "float32">

// encoders
const layer = new torch.nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
const encoded = layer.forward(x, { srcMask: torch.zeros([5, 5]), srcKeyPaddingMask: torch.zeros([2, 5]) })
//? Tensor<[2, 5, 16], "float32">
const trainedLayer = layer.train(x, { key: key(0) })
//? [output: Tensor<[2, 5, 16], "float32">, module: torch.nn.TransformerEncoderLayer<16, 4, 0.1, 32>]
const trainedCausal = layer.train(x, { isCausal: true }, { key: key(0) })[0]
//? Tensor<[2, 5, 16], "float32">
const inner = layer.linear1
//? torch.nn.Linear<16, 32>
const quiet = new torch.nn.TransformerEncoderLayer(16, 4, { dropout: 0, batchFirst: true }).train(x)[0]
//? Tensor<[2, 5, 16], "float32">
const smooth = new torch.nn.TransformerEncoderLayer(16, 4, { activation: new torch.nn.SiLU(), batchFirst: true })
const encoder = new torch.nn.TransformerEncoder(layer, 2, { norm: new torch.nn.LayerNorm(16) })
//? torch.nn.TransformerEncoder<16, 4, 0.1, 32>
const stacked = encoder.forward(x, { mask: torch.zeros([5, 5]), isCausal: true })
//? Tensor<[2, 5, 16], "float32">
const rows = new torch.nn.Sequential(encoder, new torch.nn.Linear(16, 4)).train(x, { key: key(0) })[0]
//? Tensor<[2, 5, 4], "float32">

// decoders
const block = new torch.nn.TransformerDecoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
const decoded = block.forward(x, memory, {
  tgtIsCausal: true,
  memoryMask: hidden,
  memoryKeyPaddingMask: torch.zeros([2, 7]),
})
//? Tensor<[2, 5, 16], "float32">
const decoder = new torch.nn.TransformerDecoder(block, 2)
const ofMemory = decoder.train(x, memory, { key: key(0) })
//? [output: Tensor<[2, 5, 16], "float32">, module: torch.nn.TransformerDecoder<16, 4, 0.1, 32>]

class Translator extends torch.nn.Module {
  private readonly encoder: torch.nn.TransformerEncoderLayer = new torch.nn.TransformerEncoderLayer(16, 4, {
    batchFirst: true,
  })
  private readonly decoder: torch.nn.TransformerDecoderLayer = new torch.nn.TransformerDecoderLayer(16, 4, {
    batchFirst: true,
  })
  forward(source: torch.Tensor<[2, 7, 16]>, target: torch.Tensor<[2, 5, 16]>) {
    return this.decoder.forward(target, this.encoder.forward(source))
  }
}
const translated = new Translator().forward(memory, x)
//? Tensor<[2, 5, 16], "float32">

//! 3 : multiHeadAttention: width 16 does not divide into 3 heads
new torch.nn.MultiheadAttention(16, 3, { batchFirst: true })
//! torch.randn([2, 5, 8]) : multiHeadAttention(16, 4) needs [..., t, 16], got [2, 5, 8]
attention.forward(torch.randn([2, 5, 8]), memory, memory)
//! torch.randn([3, 7, 16]) : multiHeadAttention batch dims: [2] and [3] do not broadcast: 2 vs 3
attention.forward(x, torch.randn([3, 7, 16]), memory)
//! torch.randn([2, 6, 16]) : multiHeadAttention: keys [2, 7, 16] and values [2, 6, 16] differ in number: 7 vs 6
attention.forward(x, memory, torch.randn([2, 6, 16]))
//! attnMask : MultiheadAttention: attnMask is [7, 5], not [5, 7] or [8, 5, 7]
attention.forward(x, memory, memory, { attnMask: torch.zeros([7, 5]) })
//! keyPaddingMask : MultiheadAttention: keyPaddingMask is [2, 5], not [2, 7]
attention.forward(x, memory, memory, { keyPaddingMask: torch.zeros([2, 5]) })
//> multiHeadAttention: training is random: pass { key }
//! train : Expected 4-5 arguments, but got 3
noisy.train(x, x, x)
//! torch.randn([2, 5, 8]) : TransformerEncoderLayer(16, 4) needs [..., t, 16], got [2, 5, 8]
layer.forward(torch.randn([2, 5, 8]))
//! srcMask : TransformerEncoderLayer: srcMask is [4, 4], not [5, 5] or [8, 5, 5]
layer.forward(x, { srcMask: torch.zeros([4, 4]) })
//! mask : TransformerEncoder: mask is [4, 4], not [5, 5] or [8, 5, 5]
encoder.forward(x, { mask: torch.zeros([4, 4]) })
//! torch.randn([2, 7, 8]) : TransformerDecoderLayer(16, 4) needs [..., t, 16], got [2, 7, 8]
block.forward(x, torch.randn([2, 7, 8]))
//! memoryMask : TransformerDecoder: memoryMask is [7, 5], not [5, 7] or [8, 5, 7]
decoder.forward(x, memory, { memoryMask: torch.zeros([7, 5]) })
//> Sequential: layer 0 is not a layer of torch.nn: got a TransformerDecoderLayer
//! block : not assignable
new torch.nn.Sequential(block)
