/** @file Training modules: the result with the module after it; how parameters start. */
import { key, relu } from "tuplet"
import * as torch from "tuplet/torch"

const { functional: F, init } = torch.nn
const x = torch.randn([8, 6])
const images = torch.randn([8, 3, 16, 12])

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
const instances = new torch.nn.InstanceNorm2d(3, { affine: true }).forward(images)
//? Tensor<[8, 3, 16, 12], "float32">
const tracked = new torch.nn.InstanceNorm1d(6, { trackRunningStats: true }).train(torch.randn([8, 6, 5]))[0]
//? Tensor<[8, 6, 5], "float32">
const modules: torch.nn.Module[] = [model, net, new torch.nn.ReLU(), new torch.nn.MSELoss()]

// layers
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
//> LSTM takes [N, T, width], not PyTorch's [T, N, width]: pass { batchFirst: true }
//! {} : Property 'batchFirst' is missing
new torch.nn.LSTM(4, 8, {})
//! 3 : multiHeadAttention: width 16 does not divide into 3 heads
new torch.nn.MultiheadAttention(16, 3, { batchFirst: true })
//! torch.randn([6, 5]) : InstanceNorm1d(6) needs [n, 6, l], got [6, 5]
new torch.nn.InstanceNorm1d(6).forward(torch.randn([6, 5]))
//! images : InstanceNorm2d(16) needs [n, 16, h, w], got [8, 3, 16, 12]
new torch.nn.InstanceNorm2d(16).forward(images)
//! torch.randn([7, 5]) : glu: dim -1 of [7, 5] is 5, which does not halve
new torch.nn.GLU().forward(torch.randn([7, 5]))
//! x : unflatten
new torch.nn.Unflatten(1, [4, -1]).forward(x)
//! x : linear(5, 4) needs a last dim of 5, got 6
F.linear(x, torch.randn([4, 5]))
