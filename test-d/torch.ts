/** @file The torch-style classes: shapes flow through them, wrong ones are refused with the core's sentences. */
import * as torch from "tuplet/torch"

// classes whose fields name no sizes
class Classifier extends torch.nn.Module {
  private fc: torch.nn.Linear
  private normalise: torch.nn.LogSoftmax
  private probabilities: torch.nn.Softmax = new torch.nn.Softmax(1)
  private cost: torch.nn.NLLLoss = new torch.nn.NLLLoss({ ignoreIndex: 3 })

  constructor() {
    super()
    this.fc = new torch.nn.Linear(10, 5)
    this.normalise = new torch.nn.LogSoftmax(-1)
  }

  forward(x: torch.Tensor): torch.Tensor {
    x = this.fc.forward(x)
    return this.normalise.forward(x)
  }

  loss(x: torch.Tensor, target: torch.IntTensor): torch.Tensor<[]> {
    return this.cost.forward(this.forward(x), target)
  }
}
const logp = new Classifier().forward(torch.randn([32, 10]))
//? torch.Tensor<Shape, "float32">

// classes that keep the sizes
class Exact extends torch.nn.Module {
  private fc = new torch.nn.Linear(10, 5)
  private normalise = new torch.nn.LogSoftmax()

  forward(x: torch.Tensor<["batch", 10]>) {
    return this.normalise.forward(this.fc.forward(x))
  }
}
const batch = torch.randn([2, 10]) as torch.Tensor as torch.Tensor<["batch", 10]>
const exact = new Exact().forward(batch)
//? Tensor<["batch", 5], "float32">

const x = torch.randn([32, 10])
//? Tensor<[32, 10], "float32">
const target = torch.randint(0, 10, [32])
//? Tensor<[32], "int32">
const linear = new torch.nn.Linear(10, 5)
//? torch.nn.Linear<10, 5>
const scores = linear.forward(x)
//? Tensor<[32, 5], "float32">
const anyLinear: torch.nn.Linear = linear
const anyScores = anyLinear.forward(x)
//? Tensor<[32, number], "float32">
const options: torch.nn.LogSoftmaxOptions = { dim: 1 }
const normalised = new torch.nn.LogSoftmax(options).forward(x)
//? Tensor<[32, 10], "float32">
const mean = new torch.nn.CrossEntropyLoss().forward(x, target)
//? Tensor<[], "float32">
const each = new torch.nn.CrossEntropyLoss({ reduction: "none" }).forward(x, target)
//? Tensor<[32], "float32">

//! torch.randn([32, 11]) : linear(10, 5) needs a last dim of 10, got 11
new torch.nn.Linear(10, 5).forward(torch.randn([32, 11]))
//! torch.randn([32, 10]) : logSoftmax: dim 2 is out of range for [32, 10]: use 0 | 1 | -1 | -2
new torch.nn.LogSoftmax(2).forward(torch.randn([32, 10]))
//! x : softmax: dim -3 is out of range for [32, 10]: use 0 | 1 | -1 | -2
new torch.nn.Softmax({ dim: -3 }).forward(x)
//! target : logSoftmax needs a float tensor, got int32: use cast(x, "float32") first
new torch.nn.LogSoftmax().forward(target)
//! torch.randint(0, 10, [31]) : nllLoss: [32, 10] needs class indices of shape [32], got [31]
new torch.nn.NLLLoss().forward(x, torch.randint(0, 10, [31]))
//- an assignment
//! wrong : Type 'Linear<10, 5>' is not assignable to type 'Linear<10, 6>'
const wrong: torch.nn.Linear<10, 6> = linear
