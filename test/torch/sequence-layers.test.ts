/** @file Layers of sequences: what they ask for, states that go on, copies, and what is hidden. */
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import * as torch from "../../src/torch/index.js"

const { nn } = torch
const read = (x: unknown) => t.toArray(x as torch.Tensor)
const near = (a: unknown, b: unknown): boolean =>
  t.item(t.max(t.abs(t.sub(a as torch.Tensor, b as torch.Tensor)) as torch.Tensor) as torch.Tensor<[]>) < 1e-5

describe("layers of sequences", () => {
  it("ask for the order of dims", () => {
    const build = nn.LSTM as unknown as new (...given: unknown[]) => unknown
    expect(() => new build(3, 4)).toThrow(
      "LSTM takes [N, T, width], not PyTorch's [T, N, width]: pass { batchFirst: true }",
    )
    const attention = nn.MultiheadAttention as unknown as new (...given: unknown[]) => unknown
    expect(() => new attention(8, 2, { batchFirst: false })).toThrow("MultiheadAttention takes [N, T, width]")
  })

  it("name the activations that a block knows", () => {
    const options = { dimFeedforward: 12, batchFirst: true, activation: "tanh" as "relu" } as const
    expect(() => new nn.TransformerEncoderLayer(8, 2, options)).toThrow(
      new TypeError(
        'TransformerEncoderLayer: activation is relu | gelu, a function or a layer of torch.nn, got "tanh"',
      ),
    )
    const odd = { ...options, activation: { apply: 1 } as never }
    expect(() => new nn.TransformerDecoderLayer(8, 2, odd)).toThrow(
      new TypeError(
        "TransformerDecoderLayer: activation is relu | gelu, a function or a layer of torch.nn, got an object",
      ),
    )
  })

  it("attend to the past only, where they are causal", () => {
    const layer = new nn.TransformerEncoderLayer(8, 2, { dimFeedforward: 12, batchFirst: true, isCausal: true })
    const tokens = torch.randn([1, 4, 8])
    const short = layer.forward(t.at(tokens, 0, "0:2"))
    expect(read(short)).toEqual(read(t.at(layer.forward(tokens), 0, "0:2")))
  })

  it("go on from states that they gave", () => {
    const x = torch.randn([2, 6, 3])
    const [first, last] = [t.at(x, ":", "0:4"), t.at(x, ":", "4:")]
    const lstm = new nn.LSTM(3, 4, { numLayers: 2, batchFirst: true })
    const [whole, [h, c]] = lstm.forward(x)
    const [before, states] = lstm.forward(first)
    const [after, [h2, c2]] = lstm.forward(last, states)
    expect(near(t.concat([before, after], 1), whole)).toBe(true)
    expect(near(h2, h) && near(c2, c)).toBe(true)
    expect(read(t.at(whole, ":", -1))).toEqual(read(t.at(h, 1)))
    const none = lstm.forward(t.at(x, ":", "0:0") as torch.Tensor<[2, 0, 3]>, [h, c])
    expect(read(none[1][0])).toEqual(read(h))
    const gru = new nn.GRU(3, 4, { numLayers: 2, dropout: 0.5, batchFirst: true })
    const [[output], module] = gru.train(x, { key: t.key(1) })
    expect(read(output)).not.toEqual(read(gru.forward(x)[0]))
    expect(module).toBe(gru)
    expect(read(gru.train(x, { key: t.key(1) })[0][0])).toEqual(read(output))
    const { forward } = gru as unknown as { forward: (...given: unknown[]) => unknown }
    expect(() => forward.call(gru, x, h, c)).toThrow("a layer takes 2 inputs at most")
  })

  it("are copied into encoders and decoders, each with parameters of its own", () => {
    const options = { dimFeedforward: 12, dropout: 0.2, batchFirst: true } as const
    const layer = new nn.TransformerEncoderLayer(8, 2, { ...options, isCausal: true })
    const encoder = new nn.TransformerEncoder(layer, 3)
    expect(Object.keys(encoder.namedParameters())).toHaveLength(3 * 12)
    expect(read(encoder.layers[2]?.linear1.weight)).toEqual(read(layer.linear1.weight))
    const x = torch.randn([2, 5, 8])
    expect(near(t.at(encoder.forward(x), ":", "0:3"), encoder.forward(t.at(x, ":", "0:3")))).toBe(true)
    expect(near(encoder.forward(x), layer.forward(layer.forward(layer.forward(x))))).toBe(true)
    const decoder = new nn.TransformerDecoder(new nn.TransformerDecoderLayer(8, 2, options), 2)
    const memory = torch.randn([2, 3, 8])
    const lossOf = (params: torch.NamedParameters) =>
      t.sum(t.exp(decoder.withParameters(params).train(x, memory, { tgtIsCausal: true }, { key: t.key(1) })[0]))
    const gradients = t.grad(lossOf)(decoder.namedParameters())
    expect(Object.keys(gradients)).toHaveLength(2 * 18)
    expect(read(gradients["layers.0.linear1.weight"])).not.toEqual(read(gradients["layers.1.linear1.weight"]))
    expect(() => decoder.train(x, memory, {} as never)).toThrow("multiHeadAttention: training is random: pass { key }")
    const build = nn.TransformerEncoder as unknown as new (...given: unknown[]) => unknown
    expect(() => new build(new nn.Linear(8, 8), 2)).toThrow(
      new TypeError("TransformerEncoder: expected a TransformerEncoderLayer, got a Linear"),
    )
  })

  it("have weights of 0 where all is hidden", () => {
    const attention = new nn.MultiheadAttention(8, 2, { batchFirst: true })
    const [x, hidden] = [torch.randn([1, 3, 8]), t.tensor([[true, true, true]])]
    const [output, weights] = attention.forward(x, x, x, { keyPaddingMask: hidden })
    expect(read(weights)).toEqual(read(torch.zeros([1, 3, 3])))
    expect(near(output, t.broadcastTo(attention.outProj.bias as torch.Tensor<[8]>, [1, 3, 8]))).toBe(true)
    const { forward } = attention as unknown as { forward: (...given: unknown[]) => unknown }
    expect(() => forward.call(attention, x, x, x, { keyPaddingMask: t.ones([1, 3], "int32") })).toThrow(t.DTypeError)
    expect(() => forward.call(attention, x, x, x, { mask: hidden })).toThrow("MultiheadAttention: unknown option mask")
    expect(() => forward.call(attention, x)).toThrow(TypeError)
  })
})
