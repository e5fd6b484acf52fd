/** @file The torch-style layers and losses compute what the core does, and can be trained by their named parameters. */
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import * as torch from "../../src/torch/index.js"

const { nn } = torch
const read = (x: unknown) => t.toArray(x as torch.Tensor)
const x = torch.randn([4, 6])
const images = torch.randn([2, 3, 8, 6])

type Applied = { readonly forward: (...inputs: never[]) => unknown }

const layers: readonly (readonly [string, Applied, unknown, unknown])[] = [
  ["ReLU", new nn.ReLU(), x, t.relu(x)],
  ["ReLU6", new nn.ReLU6(), x, t.relu6(x)],
  ["LeakyReLU", new nn.LeakyReLU(), x, t.leakyRelu(x, 0.01)],
  ["LeakyReLU(0.3)", new nn.LeakyReLU(0.3), x, t.leakyRelu(x, 0.3)],
  ["GELU", new nn.GELU({ approximate: "tanh" }), x, t.gelu(x, { approximate: "tanh" })],
  ["SiLU", new nn.SiLU(), x, t.silu(x)],
  ["Mish", new nn.Mish(), x, t.mish(x)],
  ["Tanh", new nn.Tanh(), x, t.tanh(x)],
  ["Sigmoid", new nn.Sigmoid(), x, t.sigmoid(x)],
  ["LogSigmoid", new nn.LogSigmoid(), x, t.logSigmoid(x)],
  ["ELU", new nn.ELU({ alpha: 2 }), x, t.elu(x, { alpha: 2 })],
  ["CELU", new nn.CELU(), x, t.celu(x)],
  ["SELU", new nn.SELU(), x, t.selu(x)],
  ["Softplus", new nn.Softplus({ beta: 3 }), x, t.softplus(x, { beta: 3 })],
  ["Softsign", new nn.Softsign(), x, t.softsign(x)],
  ["Hardtanh", new nn.Hardtanh({ maxVal: 0.5 }), x, t.hardtanh(x, { maxVal: 0.5 })],
  ["Hardsigmoid", new nn.Hardsigmoid(), x, t.hardsigmoid(x)],
  ["Hardswish", new nn.Hardswish(), x, t.hardswish(x)],
  ["Hardshrink", new nn.Hardshrink(), x, t.hardshrink(x)],
  ["Softshrink", new nn.Softshrink({ lambda: 0.1 }), x, t.softshrink(x, { lambda: 0.1 })],
  ["Tanhshrink", new nn.Tanhshrink(), x, t.tanhshrink(x)],
  ["Threshold", new nn.Threshold(0.1, 7), x, t.threshold(x, 0.1, 7)],
  ["Softmin", new nn.Softmin(0), x, t.softmin(x, 0)],
  ["Softmax2d", new nn.Softmax2d(), images, t.softmax(images, -3)],
  ["Identity", new nn.Identity(), x, x],
  ["Dropout", new nn.Dropout(0.9), x, x],
  ["Flatten", new nn.Flatten(), images, t.flatten(images, 1)],
  ["MaxPool2d", new nn.MaxPool2d(2, { stride: 1 }), images, t.maxPool2d(images, { kernel: 2, stride: 1 })],
  ["AvgPool2d", new nn.AvgPool2d([2, 3]), images, t.avgPool2d(images, { kernel: [2, 3] })],
  ["MaxPool1d", new nn.MaxPool1d(2), torch.ones([1, 2, 4]), torch.ones([1, 2, 2])],
  ["AvgPool1d", new nn.AvgPool1d(2), torch.ones([1, 2, 4]), torch.ones([1, 2, 2])],
  ["AdaptiveAvgPool1d", new nn.AdaptiveAvgPool1d(3), x, t.adaptiveAvgPool1d(x, 3)],
  ["AdaptiveAvgPool2d", new nn.AdaptiveAvgPool2d(2), images, t.adaptiveAvgPool2d(images, 2)],
  ["AdaptiveMaxPool1d", new nn.AdaptiveMaxPool1d(3), x, t.adaptiveMaxPool1d(x, 3)],
  ["AdaptiveMaxPool2d", new nn.AdaptiveMaxPool2d([2, 1]), images, t.adaptiveMaxPool2d(images, [2, 1])],
]

describe("torch.nn layers without parameters", () => {
  it.each(layers)("%s is the core's function", (_, layer, input, expected) => {
    expect(read(layer.forward(input as never))).toEqual(read(expected))
    expect(layer).toBeInstanceOf(nn.Module)
    expect((layer as unknown as torch.nn.Module).parameters()).toEqual([])
  })

  it("refuse a probability that is none", () => expect(() => new nn.Dropout(2)).toThrow(RangeError))
})

describe("torch.nn layers with parameters", () => {
  it("are the core's functions of them", () => {
    const conv = new nn.Conv2d(3, 4, 3, { padding: 1, stride: 2 })
    const options = { bias: conv.bias, padding: 1, stride: 2 } as const
    expect(read(conv.forward(images))).toEqual(read(t.conv2d(images, conv.weight, options)))
    const spread = new nn.ConvTranspose2d(3, 4, 2, { bias: false })
    expect(read(spread.forward(images))).toEqual(read(t.convTranspose2d(images, spread.weight)))
    expect(spread.bias).toBeUndefined()
    const signal = new nn.Conv1d(6, 2, 3)
    expect(signal.forward(torch.randn([4, 6, 9])).shape).toEqual([4, 2, 7])
    expect(new nn.ConvTranspose1d(6, 2, 3).forward(torch.randn([4, 6, 9])).shape).toEqual([4, 2, 11])
    const tokens = torch.randint(0, 9, [5])
    const table = new nn.Embedding(9, 3)
    expect(read(table.forward(tokens))).toEqual(read(t.embedding(tokens, table.weight)))
    expect(read(new nn.LayerNorm([6]).forward(x))).toEqual(read(t.layerNorm(x, [6])))
    expect(read(new nn.GroupNorm(3, 3).forward(images))).toEqual(read(t.groupNorm(images, 3)))
    expect(new nn.RMSNorm(6).forward(x).shape).toEqual([4, 6])
  })
})

describe("torch.nn.Sequential", () => {
  const net = new nn.Sequential(new nn.Linear(6, 5), new nn.ReLU(), new nn.Sequential(new nn.Linear(5, 3)))

  it("applies its layers in order", () => {
    const [first, , last] = Object.values(net) as [torch.nn.Linear<6, 5>, unknown, Applied]
    expect(read(net.forward(x))).toEqual(read(last.forward(t.relu(first.forward(x)) as never)))
  })

  it("names parameters as PyTorch does", () => {
    expect(Object.keys(net.namedParameters())).toEqual(["0.weight", "0.bias", "2.0.weight", "2.0.bias"])
  })

  it("refuses what doesn't fit", () => {
    const build = nn.Sequential as unknown as new (...layers: unknown[]) => Applied
    expect(() => new build(new nn.Linear(6, 5), new nn.Linear(4, 3))).toThrow(
      new t.ShapeError("layer 1: linear(4, 3) needs a last dim of 4, got 5"),
    )
    expect(() => new build(new nn.Linear(6, 5), t.relu)).toThrow(
      new TypeError("Sequential: layer 1 is not a layer of torch.nn: got a function"),
    )
  })
})

describe("withParameters", () => {
  class Model extends nn.Module {
    private readonly body = new nn.Sequential(new nn.Linear(6, 8), new nn.Tanh())
    private readonly head = new nn.Linear(8, 2, false)
    forward(input: torch.Tensor<[4, 6]>) {
      return this.head.forward(this.body.forward(input))
    }
  }
  const model = new Model()

  it("gives a module with other parameters, and leaves the first as it was", () => {
    const before = read(model.forward(x))
    const zero = Object.fromEntries(
      Object.entries(model.namedParameters()).map(([name, { shape }]) => [name, t.zeros(shape as number[])]),
    )
    const other = model.withParameters(zero)
    expect(other).toBeInstanceOf(Model)
    expect(read(other.forward(x))).toEqual(read(t.zeros([4, 2])))
    expect(other.namedParameters()).toEqual(zero)
    expect(read(model.forward(x))).toEqual(before)
  })

  it("trains with the optimizers of torch.optim", () => {
    const optimizer = torch.optim.Adam({ lr: 0.05 })
    const target = t.ones([4, 2])
    const lossOf = (params: torch.NamedParameters) =>
      new nn.MSELoss().forward(model.withParameters(params).forward(x), target)
    let params = model.namedParameters()
    let state = optimizer.init(params)
    const first = t.item(lossOf(params))
    for (let i = 0; i < 60; i++) {
      const [, gradients] = t.valueAndGrad(lossOf)(params)
      ;({ params, state } = t.evaluate(optimizer.update(params, gradients, state)))
    }
    expect(t.item(lossOf(params))).toBeLessThan(first / 20)
  })

  it("says what is missing, too much, or of another shape", () => {
    const params = model.namedParameters()
    const { "head.weight": _, ...others } = params
    expect(() => model.withParameters(others)).toThrow(new t.ShapeError("withParameters: head.weight is missing"))
    expect(() => model.withParameters({ ...params, "head.bias": x })).toThrow(
      new t.ShapeError("withParameters: head.bias is not a parameter of this module"),
    )
    expect(() => model.withParameters({ ...params, "head.weight": x })).toThrow(
      new t.ShapeError("withParameters: head.weight is [4, 6], not [2, 8]"),
    )
    expect(() => model.withParameters({ ...params, "head.weight": 1 as never })).toThrow(
      new TypeError("withParameters: head.weight is not a tensor: got 1"),
    )
  })
})

describe("torch.nn losses", () => {
  const y = torch.randn([4, 6])
  const p = t.sigmoid(x)
  const signs = t.sign(torch.randn([4, 6]))
  const [sequences, labels] = [t.logSoftmax(torch.randn([7, 4, 5]), -1), torch.randint(1, 5, [4, 3])]
  const [places, ends] = [t.full([4], 7, "int32"), t.full([4], 3, "int32")]
  const losses: readonly (readonly [string, Applied, readonly unknown[], unknown])[] = [
    ["MSELoss", new nn.MSELoss({ reduction: "none" }), [x, y], t.mseLoss(x, y, { reduction: "none" })],
    ["L1Loss", new nn.L1Loss(), [x, y], t.l1Loss(x, y)],
    ["SmoothL1Loss", new nn.SmoothL1Loss({ beta: 0.5 }), [x, y], t.smoothL1Loss(x, y, { beta: 0.5 })],
    ["HuberLoss", new nn.HuberLoss({ delta: 2 }), [x, y], t.huberLoss(x, y, { delta: 2 })],
    ["BCELoss", new nn.BCELoss(), [p, p], t.binaryCrossEntropy(p, p)],
    ["BCEWithLogitsLoss", new nn.BCEWithLogitsLoss(), [x, p], t.binaryCrossEntropyWithLogits(x, p)],
    ["KLDivLoss", new nn.KLDivLoss({ reduction: "batchmean" }), [x, p], t.klDiv(x, p, { reduction: "batchmean" })],
    ["PoissonNLLLoss", new nn.PoissonNLLLoss({ full: true }), [x, p], t.poissonNllLoss(x, p, { full: true })],
    [
      "HingeEmbeddingLoss",
      new nn.HingeEmbeddingLoss({ margin: 2 }),
      [x, signs],
      t.hingeEmbeddingLoss(x, signs, { margin: 2 }),
    ],
    ["MarginRankingLoss", new nn.MarginRankingLoss(), [x, y, signs], t.marginRankingLoss(x, y, signs)],
    [
      "TripletMarginLoss",
      new nn.TripletMarginLoss({ swap: true }),
      [x, y, p],
      t.tripletMarginLoss(x, y, p, { swap: true }),
    ],
    [
      "GaussianNLLLoss",
      new nn.GaussianNLLLoss({ reduction: "sum" }),
      [x, y, p],
      t.gaussianNllLoss(x, y, p, { reduction: "sum" }),
    ],
    [
      "CTCLoss",
      new nn.CTCLoss({ reduction: "none" }),
      [sequences, labels, places, ends],
      t.ctcLoss(sequences, labels, places, ends, { reduction: "none" }),
    ],
    ["CosineSimilarity", new nn.CosineSimilarity({ dim: 0 }), [x, y], t.cosineSimilarity(x, y, { dim: 0 })],
    [
      "CosineEmbeddingLoss",
      new nn.CosineEmbeddingLoss(),
      [x, y, t.ones([4])],
      t.cosineEmbeddingLoss(x, y, t.ones([4])),
    ],
  ]

  it.each(losses)("%s is the core's function, with its options", (_, loss, inputs, expected) => {
    expect(read(loss.forward(...(inputs as never[])))).toEqual(read(expected))
  })
})

describe("names", () => {
  it("are PyTorch's", () => {
    expect(torch.nn.functional.log_softmax).toBe(t.logSoftmax)
    const linear = torch.nn.functional.linear as unknown as (...given: unknown[]) => unknown
    expect(() => linear(t.ones([2]), t.ones([2]))).toThrow("linear: weight: needs rank >= 2, got [2]")
    expect(torch.cat).toBe(t.concat)
    expect(torch.var).toBe(t.variance)
    const odd = [...Object.keys(torch), ...Object.keys(nn.functional)].filter((name) => /[a-z][A-Z]/.test(name))
    expect(odd).toEqual(["manualSeed"])
  })
})
