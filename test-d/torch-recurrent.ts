/** @file The torch-style recurrent layers: what comes out, the last states with it, and first states that don't fit. */
import { key } from "tuplet"
import * as torch from "tuplet/torch"

const sequence = torch.randn([2, 5, 3])
const lstm = new torch.nn.LSTM(3, 8, { batchFirst: true })
const gru = new torch.nn.GRU(3, 8, { numLayers: 2, dropout: 0.1, batchFirst: true })
const [h, c] = [torch.zeros([1, 2, 8]), torch.ones([1, 2, 8])]
const both = lstm.forward(sequence)
//? [output: Tensor<[2, 5, 8], "float32">, states: [h: Tensor<[1, 2, 8], "float32">, c: Tensor<[1, 2, 8], "float32">]]
const [output, [hidden, cell]] = lstm.forward(sequence, [h, c])
const again = lstm.forward(sequence, [hidden, cell])[0]
//? Tensor<[2, 5, 8], "float32">
const units = gru.forward(sequence)
//? [output: Tensor<[2, 5, 8], "float32">, h: Tensor<[2, 2, 8], "float32">]
const one = gru.forward(torch.randn([5, 3]), torch.zeros([2, 8]))
//? [output: Tensor<[5, 8], "float32">, h: Tensor<[2, 8], "float32">]
const trained = lstm.train(sequence)[0][0]
//? Tensor<[2, 5, 8], "float32">
const trainedFrom = lstm.train(sequence, [h, c], { key: key(0) })[0][1]
//? [h: Tensor<[1, 2, 8], "float32">, c: Tensor<[1, 2, 8], "float32">]
const noisy = gru.train(sequence, { key: key(0) })
//? [output: [output: Tensor<[2, 5, 8], "float32">, h: Tensor<[2, 2, 8], "float32">], module: torch.nn.GRU<3, 8, 2, 0.1>]
const noisyFrom = gru.train(sequence, torch.zeros([2, 2, 8]), { key: key(0) })[1]
//? torch.nn.GRU<3, 8, 2, 0.1>
const inRow = new torch.nn.Sequential(lstm, new torch.nn.Linear(8, 4)).forward(sequence)
//? Tensor<[2, 5, 4], "float32">
const unknown = lstm.forward(torch.randn([2 as number, 5, 3]))
//? [output: Tensor<[number, 5, 8], "float32">, states: [h: Tensor<[1, number, 8], "float32">, c: Tensor<[1, number, 8], "float32">]]

class Model extends torch.nn.Module {
  private readonly memory: torch.nn.LSTM = new torch.nn.LSTM(3, 8, { batchFirst: true })
  forward(x: torch.Tensor<[2, 5, 3]>) {
    return this.memory.forward(x)[0]
  }
}
const anySize = new Model().forward(sequence)
//? Tensor<[2, 5, number], "float32">

//! sequence : lstm(4, 8) needs [..., t, 4], got [2, 5, 3]
new torch.nn.LSTM(4, 8, { batchFirst: true }).forward(sequence)
//! torch.zeros([1, 2, 7]) : lstm: c is [1, 2, 7], not [1, 2, 8]
lstm.forward(sequence, [h, torch.zeros([1, 2, 7])])
//! torch.zeros([1, 2, 8]) : gru: h is [1, 2, 8], not [2, 2, 8]
gru.forward(sequence, torch.zeros([1, 2, 8]))
//! torch.zeros([8]) : gru: h is [8], not [2, 2, 8]
gru.train(sequence, torch.zeros([8]), { key: key(0) })
//> gru: training is random: pass { key }
//! train : Expected 2-3 arguments, but got 1
gru.train(sequence)
//> lstm: states are [h, c], got a tensor
//! h : not assignable
lstm.forward(sequence, h)
