/**
 * @file The torch-style layers, losses and functions: each keeps the shapes it is given, and refuses in the core's
 * words.
 */
import * as torch from "tuplet/torch"

const { functional: F } = torch.nn
const images = torch.randn([8, 3, 16, 12])
const scores = torch.randn([8, 10])
const tokens = torch.randint(0, 50, [8, 7])
const rows = new torch.nn.Linear(10, 5).forward(scores)
//? Tensor<[8, 5], "float32">

// layers
const positive = new torch.nn.ReLU().forward(images)
//? Tensor<[8, 3, 16, 12], "float32">
const whole = new torch.nn.ReLU().forward(tokens)
//? Tensor<[8, 7], "int32">
const leaky = new torch.nn.LeakyReLU(0.2).forward(scores)
//? Tensor<[8, 10], "float32">
const smooth = new torch.nn.Softplus({ beta: 2 }).forward(scores)
//? Tensor<[8, 10], "float32">
const flat = new torch.nn.Flatten().forward(images)
//? Tensor<[8, 576], "float32">
const flatter = new torch.nn.Flatten(2, 3).forward(images)
//? Tensor<[8, 3, 192], "float32">
const same = new torch.nn.Identity().forward(tokens)
//? Tensor<[8, 7], "int32">
const kept = new torch.nn.Dropout(0.1).forward(scores)
//? Tensor<[8, 10], "float32">
const features = new torch.nn.Conv2d(3, 6, 3).forward(images)
//? Tensor<[8, 6, 14, 10], "float32">
const padded = new torch.nn.Conv2d(3, 6, 3, { padding: 1, stride: 2, bias: false }).forward(images)
//? Tensor<[8, 6, 8, 6], "float32">
const weight = new torch.nn.Conv2d(3, 6, [3, 5]).weight
//? Tensor<[6, 3, 3, 5], "float32">
const spread = new torch.nn.ConvTranspose2d(3, 1, 4, { stride: 2, padding: 1 }).forward(images)
//? Tensor<[8, 1, 32, 24], "float32">
const signal = new torch.nn.Conv1d(7, 4, 3).forward(torch.randn([2, 7, 20]))
//? Tensor<[2, 4, 18], "float32">
const pooled = new torch.nn.MaxPool2d(2).forward(images)
//? Tensor<[8, 3, 8, 6], "float32">
const averaged = new torch.nn.AvgPool2d([3, 2], { stride: 1 }).forward(images)
//? Tensor<[8, 3, 14, 11], "float32">
const adapted = new torch.nn.AdaptiveAvgPool2d([2, 1]).forward(images)
//? Tensor<[8, 3, 2, 1], "float32">
const embedded = new torch.nn.Embedding(50, 16).forward(tokens)
//? Tensor<[8, 7, 16], "float32">
const normalised = new torch.nn.LayerNorm(10).forward(scores)
//? Tensor<[8, 10], "float32">
const grouped = new torch.nn.GroupNorm(3, 3).forward(images)
//? Tensor<[8, 3, 16, 12], "float32">
const scaled = new torch.nn.RMSNorm(10).forward(scores)
//? Tensor<[8, 10], "float32">

const anyConv: torch.nn.Conv2d = new torch.nn.Conv2d(3, 6, 3, { padding: 1 })
const anyPool: torch.nn.MaxPool2d = new torch.nn.MaxPool2d(2)

// one after another
const net = new torch.nn.Sequential(
  new torch.nn.Conv2d(3, 6, 3),
  new torch.nn.ReLU(),
  new torch.nn.MaxPool2d(2),
  new torch.nn.Flatten(),
  new torch.nn.Linear(210, 10),
  new torch.nn.LogSoftmax(1),
)
const logp = net.forward(images)
//? Tensor<[8, 10], "float32">
const next = new torch.nn.Sequential(new torch.nn.Embedding(50, 16), new torch.nn.Linear(16, 50)).forward(tokens)
//? Tensor<[8, 7, 50], "float32">
const inner = new torch.nn.Sequential(net, new torch.nn.Linear(10, 2)).forward(images)
//? Tensor<[8, 2], "float32">
const trained = net.withParameters(net.namedParameters()).forward(images)
//? Tensor<[8, 10], "float32">

// losses
const squares = new torch.nn.MSELoss({ reduction: "none" }).forward(scores, torch.zeros([10]))
//? Tensor<[8, 10], "float32">
const logits = new torch.nn.BCEWithLogitsLoss().forward(scores, torch.ones([8, 10]))
//? Tensor<[], "float32">
const divergence = new torch.nn.KLDivLoss({ reduction: "batchmean" }).forward(logp, logp)
//? Tensor<[], "float32">
const distances = new torch.nn.TripletMarginLoss({ reduction: "none" }).forward(scores, scores, scores)
//? Tensor<[8], "float32">
const likelihood = new torch.nn.GaussianNLLLoss().forward(scores, scores, torch.ones([8]))
//? Tensor<[], "float32">

const ints = torch.full([8], 3, "int32")
const spelled = new torch.nn.CTCLoss({ reduction: "none" }).forward(torch.randn([20, 8, 5]), tokens, ints, ints)
//? Tensor<[8], "float32">

// functions
const a = F.log_softmax(F.leaky_relu(scores, 0.1), -1)
//? Tensor<[8, 10], "float32">
const b = F.max_pool2d(images, { kernel: 2 })
//? Tensor<[8, 3, 8, 6], "float32">
const c = F.cross_entropy(scores, torch.randint(0, 10, [8]), { reduction: "none" })
//? Tensor<[8], "float32">
const d = torch.matmul(scores, torch.ones([10, 4]))
//? Tensor<[8, 4], "float32">
const e = torch.cat([scores, scores], 0)
//? Tensor<[16, 10], "float32">
const f = torch.argmax(scores, 1)
//? Tensor<[8], "int32">
const g = torch.var(scores, 1, { keepdim: true })
//? Tensor<[8, 1], "float32">
const h = torch.arange(5)
//? Tensor<[5], "int32">
const sgd = torch.optim.SGD({ lr: 0.1, momentum: 0.9 })
const params = sgd.update({ w: scores }, { w: scores }, sgd.init({ w: scores })).params.w
//? Tensor<[8, 10], "float32">

//! tokens : gelu needs a float tensor, got int32: use cast(x, "float32") first
new torch.nn.GELU().forward(tokens)
//! scores : flatten: dim 2 is out of range for [8, 10]: use 0 | 1 | -1 | -2
new torch.nn.Flatten(2).forward(scores)
//! torch.randn([8, 4, 16, 12]) : conv2d: weight [6, 3, 3, 3] needs 3 channels, got 4 in [8, 4, 16, 12]
new torch.nn.Conv2d(3, 6, 3).forward(torch.randn([8, 4, 16, 12]))
//! groups : conv2d: 3 channels do not divide into 2 groups
new torch.nn.Conv2d(3, 6, 3, { groups: 2 })
//! torch.randn([8, 3, 1, 12]) : maxPool2d: a kernel of 2 does not fit dim 2 of [8, 3, 1, 12] with padding 0
new torch.nn.MaxPool2d(2).forward(torch.randn([8, 3, 1, 12]))
//! scores : layerNorm([11]) needs [..., 11], got [8, 10]
new torch.nn.LayerNorm(11).forward(scores)
//! new torch.nn.Linear(6, 2) : layer 2: linear(6, 2) needs a last dim of 6, got 5
new torch.nn.Sequential(new torch.nn.Linear(10, 5), new torch.nn.ReLU(), new torch.nn.Linear(6, 2))
//! torch.randn([8, 3, 16, 16]) : layer 4: linear(210, 10) needs a last dim of 210, got 294
net.forward(torch.randn([8, 3, 16, 16]))
//! torch.zeros([9]) : mseLoss
new torch.nn.MSELoss().forward(scores, torch.zeros([9]))
//! torch.ones([8, 1]) : binaryCrossEntropy: [8, 10] needs a target of its shape, got [8, 1]
new torch.nn.BCELoss().forward(scores, torch.ones([8, 1]))
//! torch.ones([8, 9]) : tripletMarginLoss
new torch.nn.TripletMarginLoss().forward(scores, torch.ones([8, 9]), scores)
//! tokens : ctcLoss: [20, 9, 5] needs targets of shape [9, S], got [8, 7]
new torch.nn.CTCLoss().forward(
  torch.randn([20, 9, 5]),
  tokens,
  torch.full([9], 3, "int32"),
  torch.full([9], 3, "int32"),
)
