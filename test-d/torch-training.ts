/** @file Training modules: the result with the module after it; layers of sequences; how parameters start. */
import { key, relu } from "tuplet"
import * as torch from "tuplet/torch"

const { functional: F, init } = torch.nn
const x = torch.randn([8, 6])
const images = torch.randn([8, 3, 16, 12])
const sequence = torch.randn([2, 5, 3])
const wide = torch.randn([2, 5, 16])

class Model extends torch.nn.Module {
  readonly norm = new torch.nn.BatchNorm1d(6)
  readonly drop = new torch.nn.Dropout(0.5)
  readonly fc = new torch.nn.Linear(6, 4)
  forward(input: torch.Tensor<[8, 6]>) {
    return relu(this.fc.forward(this.drop.forward(this.norm.forward(input))))
  }
}
const model = new Model()
const ownPair = model.train(x, { key: key(0) })
//? [output: Tensor<[8, 4], "float32">, module: Model]
const net = new torch.nn.Sequential(new torch.nn.Linear(6, 4), new torch.nn.BatchNorm1d(4), new torch.nn.Dropout())
const output = net.train(x, { key: key(0) })[0]
//? Tensor<[8, 4], "float32">
const again = net.train(x, { key: key(0) })[1].forward(x)
//? Tensor<[8, 4], "float32">
const plain = new torch.nn.BatchNorm2d(3).train(images)[0]
//? Tensor<[8, 3, 16, 12], "float32">
const mean = new torch.nn.BatchNorm2d(3).train(images)[1].runningMean
//? Tensor<[3], "float32">
const modules: torch.nn.Module[] = [model, net, new torch.nn.ReLU(), new torch.nn.MSELoss()]

// layers
const states = new torch.nn.LSTM(3, 8, { batchFirst: true }).forward(sequence)
//? Tensor<[2, 5, 8], "float32">
const units = new torch.nn.GRU(3, 8, { numLayers: 2, dropout: 0.1, batchFirst: true }).train(sequence, {
  key: key(0),
})[0]
//? Tensor<[2, 5, 8], "float32">
const attended = new torch.nn.MultiheadAttention(16, 4, { batchFirst: true }).forward(wide)
//? Tensor<[2, 5, 16], "float32">
const projection = new torch.nn.MultiheadAttention(16, 4, { batchFirst: true }).inProjWeight
//? Tensor<[48, 16], "float32">
const encoder = new torch.nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, batchFirst: true })
const encoded = encoder.train(wide, { key: key(0) })[0]
//? Tensor<[2, 5, 16], "float32">
const inner = encoder.linear1
//? torch.nn.Linear<16, 32>
const quiet = new torch.nn.TransformerEncoderLayer(16, 4, { dropout: 0, batchFirst: true }).train(wide)[0]
//? Tensor<[2, 5, 16], "float32">
const gated = new torch.nn.GLU().forward(x)
//? Tensor<[8, 3], "float32">
const halved = new torch.nn.GLU(0).forward(x)
//? Tensor<[4, 6], "float32">
const sloped = new torch.nn.PReLU(6).forward(x)
//? Tensor<[8, 6], "float32">
const apart = new torch.nn.Unflatten(1, [3, -1]).forward(x)
//? Tensor<[8, 3, 2], "float32">

// functions
const projected = F.linear(x, torch.randn([4, 6]), torch.zeros([4]))
//? Tensor<[8, 4], "float32">
const started = init.kaiming_uniform(model.fc.weight, { nonlinearity: "relu" })
//? Tensor<[4, 6], "float32">
const seven = init.constant(model.fc.weight, 7)
//? Tensor<[4, 6], "float32">

//> dropout: training is random: pass { key }
//! train : Expected 2 arguments, but got 1
net.train(x)
//! torch.randn([8, 7]) : layer 0: linear(6, 4) needs a last dim of 6, got 7
net.train(torch.randn([8, 7]), { key: key(0) })
//! torch.randn([8, 4]) : batchNorm(6) needs [n, 6, ...], got [8, 4]
new torch.nn.BatchNorm1d(6).train(torch.randn([8, 4]))
//! new torch.nn.Linear(5, 2) : layer 3: linear(5, 2) needs a last dim of 5, got 4
new torch.nn.Sequential(
  new torch.nn.Linear(6, 4),
  new torch.nn.BatchNorm1d(4),
  new torch.nn.Dropout(),
  new torch.nn.Linear(5, 2),
)
//! sequence : lstm(4, 8) needs [..., t, 4], got [2, 5, 3]
new torch.nn.LSTM(4, 8, { batchFirst: true }).forward(sequence)
//> LSTM takes [N, T, width], not PyTorch's [T, N, width]: pass { batchFirst: true }
//! {} : Property 'batchFirst' is missing
new torch.nn.LSTM(4, 8, {})
//! 3 : multiHeadAttention: width 16 does not divide into 3 heads
new torch.nn.MultiheadAttention(16, 3, { batchFirst: true })
//! torch.randn([2, 5, 8]) : transformerBlock(16, 4) needs [..., t, 16], got [2, 5, 8]
encoder.forward(torch.randn([2, 5, 8]))
//! torch.randn([7, 5]) : glu: dim -1 of [7, 5] is 5, which does not halve
new torch.nn.GLU().forward(torch.randn([7, 5]))
//! x : unflatten
new torch.nn.Unflatten(1, [4, -1]).forward(x)
//! x : linear(5, 4) needs a last dim of 5, got 6
F.linear(x, torch.randn([4, 5]))
