/** @file Gradients of what is composed here: against central differences, and at the kinks where PyTorch decides. */
import { describe, expect, it } from "vitest"
import { maximum, minimum, mul } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { label, tensor } from "../../src/api/create.js"
import { div } from "../../src/api/division.js"
import { nodeOf } from "../../src/api/handle.js"
import { crossEntropy, nllLoss } from "../../src/api/loss.js"
import { matmul } from "../../src/api/matmul.js"
import { broadcastTo, permute, reshape, squeeze, transpose, unsqueeze } from "../../src/api/movement.js"
import { logsumexp, max, mean, min, sum } from "../../src/api/reduce.js"
import { logSoftmax, softmax } from "../../src/api/softmax.js"
import { abs, exp, log, neg, reciprocal, relu, sigmoid, sqrt, square, tanh } from "../../src/api/unary.js"
import { where } from "../../src/api/where.js"
import { interpret } from "../../src/exec/interpret.js"
import { binary, parameter, reduce, variable } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { backward } from "../../src/transform/backward.js"
import { bindings } from "./read.js"
import { untyped } from "./untyped.js"

const t = untyped({
  ...{ div, maximum, minimum, mul, cast, matmul, crossEntropy, nllLoss, broadcastTo, permute, reshape, squeeze },
  ...{ transpose, unsqueeze, logsumexp, max, mean, min, sum, where, logSoftmax, softmax, abs, exp, log, neg },
  ...{ reciprocal, relu, sigmoid, sqrt, square, tanh, label },
})

/** The gradient of the sum of f over its elements, each weighted differently. */
const slopes = (f: (x: Node) => Node, at: readonly number[], shape: readonly number[]) => {
  const x = parameter("x", shape, "float64")
  const y = f(x)
  const weights = nodeOf(
    tensor(
      Array.from({ length: y.shape.reduce((a, b) => a * b, 1) }, (_, i) => 1 + i / 7),
      "float64",
    ),
  )
  const total = (node: Node) =>
    reduce(
      "sum",
      binary("mul", node, t.reshape(weights, y.shape)),
      y.shape.map((_, axis) => axis),
    )
  const target = variable(x)
  const [gradient] = backward(total(f(target)), [target]) as [Node]
  verify([gradient])
  const evaluate = (root: Node, values: readonly number[]) =>
    interpret([root], { ...bindings, parameter: () => values })[0] as Float64Array
  const step = 1e-5
  const shifted = (i: number, by: number) =>
    evaluate(
      total(y),
      at.map((value, j) => (i === j ? value + by : value)),
    )[0] as number
  return {
    symbolic: Array.from(evaluate(gradient, at)),
    numeric: at.map((_, i) => (shifted(i, step) - shifted(i, -step)) / (2 * step)),
  }
}

const at = [0.3, 1.7, -0.4, 2.2, 0.9, -1.6]
const positive = at.map((value) => Math.abs(value))
const target = tensor([2, 0], "int32")
const weight = tensor([0.5, 1, 2], "float64")

const cases: readonly (readonly [string, (x: Node) => Node, (readonly number[])?])[] = [
  ["neg", t.neg],
  ["abs", t.abs],
  ["square", t.square],
  ["relu", t.relu],
  ["reciprocal", t.reciprocal],
  ["exp", t.exp],
  ["log", t.log, positive],
  ["sqrt", t.sqrt, positive],
  ["tanh", t.tanh],
  ["sigmoid", t.sigmoid],
  ["a quotient", (x) => t.div(x, t.square(x))],
  ["maximum", (x) => t.maximum(x, t.neg(x))],
  ["minimum", (x) => t.minimum(x, 0.5)],
  ["where", (x) => t.where(tensor([[true], [false]]), t.exp(x), x)],
  ["sum over rows", (x) => t.sum(t.square(x), 0)],
  ["mean", (x) => t.mean(t.square(x), -1, { keepdim: true })],
  ["max", (x) => t.max(x, 1)],
  ["min", (x) => t.min(x)],
  ["logsumexp", (x) => t.logsumexp(x, [0, 1])],
  ["softmax", (x) => t.softmax(x, 0)],
  ["logSoftmax", (x) => t.logSoftmax(x)],
  ["a broadcast product", (x) => t.mul(x, t.sum(x, 1, { keepdim: true }))],
  ["a matrix product", (x) => t.matmul(x, t.transpose(x))],
  ["a product with a vector", (x) => t.matmul(x, tensor([1, -2, 3], "float64"))],
  ["a batched product", (x) => t.matmul(t.unsqueeze(x, 1), t.reshape(x, [2, 3, 1]))],
  ["movement", (x) => t.squeeze(t.permute(t.unsqueeze(t.reshape(x, [3, 2]), 0), [2, 0, 1]), 1)],
  ["broadcastTo", (x) => t.broadcastTo(x, [2, 2, 3])],
  ["cross-entropy", (x) => t.crossEntropy(x, target)],
  ["weighted, smoothed", (x) => t.crossEntropy(x, target, { weight, labelSmoothing: 0.2, reduction: "none" })],
  ["with a row ignored", (x) => t.crossEntropy(x, target, { weight, ignoreIndex: 2 })],
  ["nllLoss", (x) => t.nllLoss(x, target, { reduction: "sum" })],
]

describe("gradients agree with central differences", () => {
  it.each(cases.map(([name, f, point = at]) => [name, f, point] as const))("%s", (_, f, point) => {
    const { symbolic, numeric } = slopes(f, point, [2, 3])
    for (const [i, value] of numeric.entries()) {
      expect(Math.abs((symbolic[i] as number) - value)).toBeLessThan(1e-6 * (1 + Math.abs(value)))
    }
  })
})

describe("a label", () => {
  it("lets the gradient through", () => {
    const named = (x: Node) => t.square(t.label(x, "weights"))
    expect(slopes(named, [3], [1]).symbolic).toEqual([6])
  })
})

describe("at a kink", () => {
  it("relu's and abs's gradients are 0, maximum's is shared", () => {
    expect(slopes(t.relu, [0, -1, 2], [3]).symbolic).toEqual([0, 0, 1 + 2 / 7])
    expect(slopes(t.abs, [0], [1]).symbolic).toEqual([0])
    expect(slopes((x) => t.maximum(x, 0), [0], [1]).symbolic).toEqual([0.5])
    expect(slopes((x) => t.max(x), [2, 2, 1], [3]).symbolic).toEqual([0.5, 0.5, 0])
  })
})
