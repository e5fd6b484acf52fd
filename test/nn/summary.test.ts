/** @file Summaries of models, as text. */
import { describe, expect, it } from "vitest"
import { flatten } from "../../src/api/flatten.js"
import { maxPool2d } from "../../src/api/pool.js"
import { relu } from "../../src/api/unary.js"
import { spec } from "../../src/compile.js"
import {
  batchNorm,
  conv2d,
  embedding,
  labelled,
  linear,
  sequential,
  summary,
  transformerBlock,
} from "../../src/nn/index.js"

describe("summary", () => {
  it("of a net of images, with what each layer gives", () => {
    const net = sequential(
      conv2d(1, 8, 3, { padding: 1 }),
      batchNorm(8),
      relu,
      maxPool2d({ kernel: 2 }),
      flatten(1),
      labelled("head", linear(128, 10)),
    )
    expect(`\n${summary(net, spec([32, 1, 8, 8]))}\n`).toMatchSnapshot()
  })

  it("without an input, of stored numbers only", () => {
    const net = sequential(embedding(100, 16), transformerBlock({ width: 16, heads: 4 }), linear(16, 100))
    expect(`\n${summary(net)}\n`).toMatchSnapshot()
  })

  it("refuses inputs without sizes", () => {
    expect(() => summary(linear(3, 4), spec(["batch", 3]))).toThrow(
      "summary: the input is a spec of sizes that are numbers",
    )
    expect(() => summary(linear(3, 4), spec([2, 5]))).toThrow("linear(3, 4) needs a last dim of 3, got 5")
  })
})
