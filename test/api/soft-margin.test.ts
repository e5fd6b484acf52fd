/** @file Losses of signs and of an order among classes: against plain formulas, at their edges. */
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { multiMarginLoss } from "../../src/api/loss.js"
import { multilabelSoftMarginLoss, softMarginLoss } from "../../src/api/soft-margin-loss.js"
import type { Node } from "../../src/graph/node.js"
import { item, toArray } from "../../src/read.js"
import { IndexError } from "../../src/shape/error.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { waveBetween } from "./wave.js"

const any = untyped({ multilabelSoftMarginLoss, multiMarginLoss, softMarginLoss })
const none = { reduction: "none" } as const
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const xs = waveBetween(12, 0, -6, 6)

describe("softMarginLoss", () => {
  const ts = xs.map((_, i) => (i % 3 === 0 ? -1 : 1))

  it("is the logistic loss, in both forms", () => {
    const losses = xs.map((x, i) => softplus(-x * (ts[i] as number)))
    const [x, t] = [leaf(xs, [4, 3]), leaf(ts, [4, 3])]
    expectDigits(numbers(any.softMarginLoss(x, t, none)), losses)
    expectDigits(numbers(any.softMarginLoss(t)(x)), [losses.reduce((a, b) => a + b) / 12])
    check((a) => weigh(any.softMarginLoss(a, t, none)), x)
  })

  it("neither overflows nor loses its slope at 0", () => {
    expect(toArray(softMarginLoss(tensor([-1e30, 1e30, Number.NaN]), tensor([1, 1, 1]), none))).toEqual([
      Math.fround(1e30),
      0,
      Number.NaN,
    ])
    const slopeAt = gradOf((x: Node) => any.softMarginLoss(x, leaf([1], [])) as Node)
    expectDigits(readNode(slopeAt(leaf([0], []))), [-0.5])
  })

  it("has no mean of nothing", () => expect(item(softMarginLoss(zeros([0]), zeros([0])))).toBeNaN())
})

describe("multilabelSoftMarginLoss", () => {
  const ts = waveBetween(12, 2, 0, 1)
  const weights = [1, 2, 0.5]
  const losses = [0, 1, 2, 3].map((row) => {
    const terms = weights.map((w, c) => {
      const [x, t] = [xs[3 * row + c] as number, ts[3 * row + c] as number]
      return w * (t * softplus(-x) + (1 - t) * softplus(x))
    })
    return terms.reduce((a, b) => a + b) / 3
  })

  it("is the mean over the classes, weighted", () => {
    const [x, t, weight] = [leaf(xs, [4, 3]), leaf(ts, [4, 3]), leaf(weights, [3])]
    expectDigits(numbers(any.multilabelSoftMarginLoss(x, t, { ...none, weight })), losses)
    expectDigits(numbers(any.multilabelSoftMarginLoss(t, { weight, reduction: "sum" })(x)), [
      losses.reduce((a, b) => a + b),
    ])
    check((a) => weigh(any.multilabelSoftMarginLoss(a, t, { ...none, weight })), x)
  })

  it("takes any rank but that of scalars", () => {
    expect(
      multilabelSoftMarginLoss(zeros([2, 1, 2, 1, 1, 2, 1, 3]), zeros([2, 1, 2, 1, 1, 2, 1, 3]), none).shape,
    ).toEqual([2, 1, 2, 1, 1, 2, 1])
    expect(() => any.multilabelSoftMarginLoss(zeros([]), zeros([]))).toThrow("needs rank >= 1, got []")
  })
})

describe("multiMarginLoss", () => {
  const target = [2, 0, 1, 1]
  const weights = [1, 2, 0.5]
  const lossesOf = (p: number, margin: number) =>
    target.map((wanted, row) => {
      const scores = xs.slice(3 * row, 3 * row + 3)
      const lacks = scores.map((x, c) => (c === wanted ? 0 : Math.max(0, margin - (scores[wanted] as number) + x) ** p))
      return ((weights[wanted] as number) * lacks.reduce((a, b) => a + b)) / 3
    })

  it.each([
    [1, 1],
    [2, 1],
    [2, 0.3],
  ])("is the plain formula for p = %d and a margin of %d", (p, margin) => {
    const [x, t, weight] = [leaf(xs, [4, 3]), tensor(target, "int32"), leaf(weights, [3])]
    const losses = lossesOf(p, margin)
    expectDigits(numbers(any.multiMarginLoss(x, t, { ...none, p, margin, weight })), losses)
    expectDigits(numbers(any.multiMarginLoss(t, { p, margin, weight })(x)), [losses.reduce((a, b) => a + b) / 4])
    check((a) => weigh(any.multiMarginLoss(a, t, { ...none, p, margin, weight })), x)
  })

  it("leaves out what is ignored, from the mean too", () => {
    const x = tensor([
      [0, 1, 2],
      [5, 5, 5],
    ])
    expect(toArray(multiMarginLoss(x, tensor([2, -100], "int32"), none))).toEqual([0, 0])
    expectDigits([item(multiMarginLoss(x, tensor([-100, 1], "int32")))], [2 / 3], 6)
  })

  it("keeps NaN, and refuses what is no class and no power", () => {
    expect(item(multiMarginLoss(tensor([Number.NaN, 1]), tensor(1, "int32")))).toBeNaN()
    expect(() => item(multiMarginLoss(zeros([1, 3]), tensor([3], "int32")))).toThrow(IndexError)
    expect(() => any.multiMarginLoss(zeros([1, 3]), tensor([0], "int32"), { p: 3 })).toThrow(
      new RangeError("multiMarginLoss: p is 1 or 2, got 3"),
    )
  })
})
